"""From draft to retired, through the acts; what may not happen does not, and leaves nothing half done."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.act import act
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.models import Entry
from tandem.foundation.editions import actions, records
from tandem.foundation.editions.models import Edition
from tandem.foundation.editions.rules import State
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role
from tests import made

ADOPTING = Actor.system("test", Permission.EDITION_ADOPT)
KIND = "criteria"


def good(_content):
    return []


def draft(manager, content=None):
    return actions.begin(KIND, "lake-county", content or {"row": 1}, actor=manager)


def asked(edition):
    manager = made.user_with_job(Role.EVALUATOR)
    actions.ask(edition.id, actor=manager, seen=edition.content_hash, check=good)


def signed(edition, *people, check=good):
    if records.edition(KIND, edition.name, edition.number).state is State.DRAFT:
        asked(edition)
    for one in people:
        actions.sign(edition.id, actor=one, seen=edition.content_hash, check=check)
    return records.edition(KIND, edition.name, edition.number)


def test_a_draft_is_written_signed_by_two_and_put_in_force(manager, supervisor, dispatcher):
    first = draft(manager)
    assert (first.key, first.state) == ("lake-county/1", State.DRAFT)
    hash_after = actions.write(first.id, {"row": 2}, actor=manager, seen=first.content_hash)
    again = records.edition(KIND, "lake-county", 1)
    assert again.content == {"row": 2} and again.content_hash == hash_after
    with pytest.raises(Conflict, match="after you opened it"):
        actions.write(first.id, {"row": 3}, actor=manager, seen=first.content_hash)
    assert signed(again, supervisor).state is State.SIGNING
    approved = signed(again, dispatcher)
    assert approved.state is State.APPROVED and not approved.missing
    assert {one.name for one in approved.signatures} == {supervisor.name, dispatcher.name}
    assert all(one.organization for one in approved.signatures)
    assert records.in_force(KIND) is None
    actions.put_in_force(first.id, actor=manager)
    assert records.in_force(KIND).key == "lake-county/1"
    acts = Entry.objects.filter(object_id=first.id).values_list("action", flat=True)
    assert list(acts) == [
        "edition:write", "edition:write", "edition:write", "edition:sign", "edition:sign", "edition:put_in_force",
    ]  # fmt: skip
    assert Log.objects.filter(subjects__contains=[first.id]).count() == 4


def test_after_the_first_signature_the_text_is_locked_and_goes_on_in_a_new_draft(manager, supervisor, dispatcher):
    first = draft(manager)
    locked = signed(first, supervisor)
    with pytest.raises(Refusal, match="locked"):
        actions.write(first.id, {"row": 9}, actor=manager, seen=locked.content_hash)
    again = actions.withdraw(first.id, actor=manager, reason="A row was wrong.", again=True)
    assert (again.key, again.state, again.based_on) == ("lake-county/2", State.DRAFT, "lake-county/1")
    assert records.edition(KIND, "lake-county", 1).state is State.WITHDRAWN
    for verb in (
        lambda: actions.sign(first.id, actor=dispatcher, seen=first.content_hash, check=good),
        lambda: actions.put_in_force(first.id, actor=manager),
    ):
        with pytest.raises(Refusal, match="withdrawn"):
            verb()
    with pytest.raises(Refusal):
        actions.withdraw(again.id, actor=manager, reason=" ", again=False)
    assert actions.withdraw(again.id, actor=manager, reason="Not needed.", again=False) is None


def test_an_author_never_approves_alone(supervisor, dispatcher):
    admin = made.user_with_job(Role.ADMIN)
    actions.ask_for(KIND, [["admin"]], actor=admin)
    own = draft(admin)
    assert signed(own, admin).state is State.SIGNING
    other = made.user_with_job(Role.ADMIN)
    assert signed(own, other).state is State.APPROVED


def test_signatures_stand_under_what_was_read_and_under_good_content(manager, supervisor, dispatcher):
    first = draft(manager)
    with pytest.raises(Refusal, match="has not asked"):
        actions.sign(first.id, actor=supervisor, seen=first.content_hash, check=good)
    with pytest.raises(Refusal, match="Row 2"):
        actions.ask(first.id, actor=manager, seen=first.content_hash, check=lambda content: ["Row 2 never decides."])
    asked(first)
    written = actions.write(first.id, {"row": 8}, actor=manager, seen=first.content_hash)
    assert records.edition(KIND, "lake-county", 1).asked_at is None
    actions.write(first.id, {"row": 1}, actor=manager, seen=written)
    asked(first)
    with pytest.raises(Conflict):
        actions.sign(first.id, actor=supervisor, seen="0" * 64, check=good)
    with pytest.raises(Refusal, match="Row 2 never decides"):
        signed(first, supervisor, check=lambda content: ["Row 2 never decides."])
    with pytest.raises(Refusal, match="not one of those"):
        signed(first, manager)
    signed(first, supervisor)
    with pytest.raises(Refusal, match="signed this already"):
        signed(first, supervisor)
    with pytest.raises(Refusal, match="Others are still asked"):
        signed(first, made.user_with_job(Role.CLINICAL_SUPERVISOR))
    with pytest.raises(NotAllowed):
        signed(first, made.user_with_job(Role.PEER))


def test_a_date_ahead_takes_effect_by_itself_and_can_be_taken_back(manager, supervisor, dispatcher):
    actions.adopt(KIND, "demo-county", 1, {"row": 0}, actor=ADOPTING)
    assert actions.adopt(KIND, "other", 1, {}, actor=ADOPTING) == records.in_force(KIND).id
    next_one = signed(draft(manager), supervisor, dispatcher)
    soon = clock.now() + timedelta(hours=1)
    actions.put_in_force(next_one.id, actor=manager, since=soon)
    assert records.in_force(KIND).key == "demo-county/1"
    with clock.at(soon):
        assert records.in_force(KIND).key == "lake-county/1"
        assert records.edition(KIND, "demo-county", 1).state is State.RETIRED
    with clock.at(soon), pytest.raises(Refusal, match="in force"):
        actions.take_back(next_one.id, actor=manager)
    waiting = signed(actions.begin(KIND, "lake-county", {"row": 5}, actor=manager), supervisor, dispatcher)
    with pytest.raises(Refusal, match="lake-county/1 waits for its own date"):
        actions.put_in_force(waiting.id, actor=manager)
    actions.take_back(next_one.id, actor=manager)
    assert records.in_force(KIND).key == "demo-county/1" and records.in_force(KIND).retired_at is None
    for moment in (clock.now() - timedelta(hours=1), clock.now() + timedelta(days=400)):
        with pytest.raises(Refusal):
            actions.put_in_force(next_one.id, actor=manager, since=moment)


def test_another_process_sees_a_change_within_a_second_without_asking_each_time(
    manager, supervisor, dispatcher, monkeypatch, django_assert_num_queries
):
    now = [100.0]
    monkeypatch.setattr(records.time, "monotonic", lambda: now[0])
    records.forget()
    with django_assert_num_queries(1):
        for _call in range(50):
            assert records.in_force(KIND) is None
    ready = signed(draft(manager), supervisor, dispatcher)
    # As another process would: this one is not told.
    monkeypatch.setattr(records, "forget", lambda: None)
    actions.put_in_force(ready.id, actor=manager)
    assert records.in_force(KIND) is None
    now[0] += 1.01
    assert records.in_force(KIND).key == ready.key


def test_the_database_itself_keeps_what_was_signed(manager, supervisor):
    """Planted: the application forgets its own rule, inside an act. PostgreSQL refuses."""
    first = signed(draft(manager), supervisor)
    system = Actor.system("test", Permission.EDITION_WRITE)
    changes = [{"content": {"row": 7}}, {"content_hash": "0" * 64}, {"locked_at": None}, {"number": 9}]
    for change in changes:
        with pytest.raises(DatabaseError, match="never changes"), act(system, Permission.EDITION_WRITE):
            Edition.objects.filter(pk=first.id).update(**change)
    with pytest.raises(DatabaseError, match="no act, no write"), transaction.atomic():
        Edition.objects.filter(pk=first.id).update(withdrawn_by="x")


def test_only_those_who_may(manager, supervisor, dispatcher):
    with pytest.raises(NotAllowed):
        draft(dispatcher)
    with pytest.raises(NotAllowed):
        actions.adopt(KIND, "x", 1, {}, actor=manager)
    with pytest.raises(NotAllowed):
        actions.ask_for(KIND, [["officer"]], actor=manager)
    with pytest.raises(Absent):
        actions.put_in_force(manager.id, actor=manager)
    ready = signed(draft(manager), supervisor, dispatcher)
    with pytest.raises(NotAllowed):
        actions.put_in_force(ready.id, actor=dispatcher)


@pytest.mark.django_db
def test_names_of_a_kind_may_hold_side_by_side():
    since = {"actor": ADOPTING, "side_by_side": True}
    first = actions.adopt("scenario", "welfare-check", 1, {"a": 1}, **since)
    actions.adopt("scenario", "veteran", 1, {"b": 1}, **since)
    assert actions.adopt("scenario", "welfare-check", 1, {"a": 1}, **since) == first
    assert [one.name for one in records.all_in_force("scenario")] == ["veteran", "welfare-check"]


def test_a_newer_edition_takes_the_place_of_its_own_name_only(manager, supervisor, dispatcher):
    actions.adopt("scenario", "veteran", 1, {"b": 1}, actor=ADOPTING, side_by_side=True)
    actions.adopt("scenario", "welfare-check", 1, {"a": 1}, actor=ADOPTING, side_by_side=True)
    newer = actions.begin("scenario", "welfare-check", {"a": 2}, actor=manager, side_by_side=True)
    actions.ask(newer.id, actor=manager, seen=newer.content_hash, check=good)
    for one in (supervisor, dispatcher):
        actions.sign(newer.id, actor=one, seen=newer.content_hash, check=good)
    actions.put_in_force(newer.id, actor=manager)
    assert [one.key for one in records.all_in_force("scenario")] == ["veteran/1", "welfare-check/2"]
