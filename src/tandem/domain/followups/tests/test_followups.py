"""A follow-up from the closed encounter to its end: planned once, tried, seen by who may, and in the one queue."""

import dataclasses
from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.disclosure import NotReleased
from tandem.domain.encounters.models import Encounter
from tandem.domain.followups import records
from tandem.domain.followups.actions import attempt, close, follow_encounter, plan, take
from tandem.domain.followups.models import Attempt, FollowUp
from tandem.domain.referrals.tests.made_loop import loop
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.act import act
from tandem.foundation.acts.models import Log
from tandem.vocabulary.law import Category, LawRole
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role
from tests import made

pytestmark = pytest.mark.django_db
STATUS, NOTE = Category.REFERRAL_STATUS, Category.CLINICAL_NOTE
DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
SYSTEM = Actor.system("follow-up", Permission.FOLLOWUP_WRITE)


@pytest.fixture
def clinician():
    made.program()
    return made.user_with_job(Role.CLINICIAN)


@pytest.fixture
def peer(clinician):
    return dataclasses.replace(
        made.user_with_job(Role.PEER), organization_id=clinician.organization_id, name="Tanya Brooks"
    )


def encounter(actor, outcome="engaged", closed=True, **told) -> Encounter:
    """A contact of the actor's organization that closed now."""
    person = made.person(actor, **(told or {"given_name": "Delia", "family_name": "Marsh"}))
    with act(Actor.system("test", Permission.ENCOUNTER_WRITE), Permission.ENCOUNTER_WRITE) as doing:
        return Encounter.objects.create(
            person_id=person,
            organization_id=actor.organization_id,
            started_at=doing.at,
            contact_outcome=outcome,
            closed_at=doing.at if closed else None,
        )


def planned(actor, ago=timedelta(0), **values):
    with clock.at(clock.now() - ago):
        return plan(actor=SYSTEM, encounter_id=encounter(actor).pk, **values)


def care(actor, *categories):
    return made.list_release(actor, "care", *(categories or (STATUS, NOTE)))


def test_it_is_planned_once(clinician):
    met = encounter(clinician)
    first = plan(actor=SYSTEM, encounter_id=met.pk, person_id=met.person_id, wish="Text, after noon")
    assert plan(actor=SYSTEM, encounter_id=met.pk) == first
    assert plan(actor=clinician, encounter_id=met.pk) == first
    row = FollowUp.objects.get()
    assert (row.due_from - met.closed_at, row.due_by - met.closed_at) == (DAY, 3 * DAY)
    assert (row.person_id, row.organization_id, row.wish) == (met.person_id, met.organization_id, "Text, after noon")
    assert Log.objects.filter(kind="followup.planned").count() == 1
    assert "noon" not in str(Log.objects.get(kind="followup.planned").detail)


def test_none_is_owed_where_they_did_not_meet(clinician):
    assert plan(actor=SYSTEM, encounter_id=encounter(clinician, closed=False).pk) is None
    for outcome in ("declined", "unable_to_locate", "deceased"):
        assert plan(actor=SYSTEM, encounter_id=encounter(clinician, outcome).pk) is None
    assert plan(actor=SYSTEM, encounter_id=encounter(clinician, "phone_only").pk)


def test_who_may_plan(clinician):
    met = encounter(clinician)
    for told in (
        {"actor": made.user_with_job(Role.CLINICIAN), "encounter_id": met.pk},
        {"actor": SYSTEM, "encounter_id": uuid4()},
        {"actor": SYSTEM, "encounter_id": met.pk, "person_id": uuid4()},
    ):
        with pytest.raises(Absent):
            plan(**told)
    with pytest.raises(NotAllowed):
        plan(actor=made.user_with_job(Role.OFFICER), encounter_id=met.pk)


def test_it_goes_with_its_encounter_to_another_person(clinician):
    met = encounter(clinician)
    one = plan(actor=SYSTEM, encounter_id=met.pk, wish="Text, after noon")
    follow_encounter(met.pk, actor=SYSTEM)
    assert FollowUp.objects.get().wish == "Text, after noon"
    met.person_id = made.person(clinician, given_name="Ana", family_name="Prado")
    with act(Actor.system("test", Permission.ENCOUNTER_WRITE), Permission.ENCOUNTER_WRITE):
        met.save()
    for _ in range(2):
        follow_encounter(met.pk, actor=SYSTEM)
    row = FollowUp.objects.get()
    assert (row.pk, row.person_id, row.wish) == (one, met.person_id, "")
    assert Log.objects.filter(kind="followup.planned").count() == 2
    follow_encounter(uuid4(), actor=SYSTEM)


@pytest.mark.parametrize("result", ["message_left", "no_answer", "wrong_number"])
def test_a_try_is_not_a_contact(clinician, result):
    one = planned(clinician, 2 * DAY)
    tomorrow = clock.now() + DAY
    attempt(one, actor=clinician, result=result, note="Her sister answered", next_try_at=tomorrow)
    row = FollowUp.objects.get()
    assert (row.closed_at, row.next_try_at) == (None, tomorrow)
    assert Attempt.objects.get().note == "Her sister answered"
    assert "sister" not in str(list(Log.objects.values_list("detail", flat=True)))
    attempt(one, actor=clinician, result=result)
    assert FollowUp.objects.get().next_try_at is None


@pytest.mark.parametrize("result", ["reached", "declined"])
def test_reached_or_not_wanted_ends_it(clinician, result):
    one = planned(clinician, 2 * DAY)
    earlier = clock.now() - timedelta(hours=1)
    attempt(one, actor=clinician, result=result, at=earlier)
    row = FollowUp.objects.get(pk=one)
    assert row.closed_at
    assert row.closed_result == result
    assert Attempt.objects.get().at == earlier
    for again in (
        lambda: attempt(one, actor=clinician, result="reached"),
        lambda: close(one, actor=clinician, reason="not_needed"),
        lambda: take(one, actor=clinician),
    ):
        with pytest.raises(Conflict):
            again()
    assert Log.objects.filter(kind="followup.closed").count() == 1


def test_it_ends_without_a_contact_for_a_reason(clinician):
    one = planned(clinician)
    for reason in ("", "bored"):
        with pytest.raises(Refusal):
            close(one, actor=clinician, reason=reason)
    close(one, actor=clinician, reason="moved_away")
    assert FollowUp.objects.get().closed_result == "moved_away"
    assert Log.objects.get(kind="followup.closed").detail == {}


def test_what_a_try_refuses(clinician):
    one = planned(clinician)
    for given, field in (
        ({"result": "shouted"}, "result"),
        ({"result": "no_answer", "note": "x" * 301}, "note"),
        ({"result": "no_answer", "next_try_at": clock.now() - DAY}, "next_try_at"),
    ):
        with pytest.raises(Refusal) as refused:
            attempt(one, actor=clinician, **given)
        assert refused.value.errors[0][0] == field
    assert not Attempt.objects.exists()
    stranger = made.user_with_job(Role.CLINICIAN)
    for write in (
        lambda: attempt(one, actor=stranger, result="reached"),
        lambda: close(one, actor=stranger, reason="not_needed"),
        lambda: take(one, actor=stranger),
        lambda: take(uuid4(), actor=clinician),
    ):
        with pytest.raises(Absent):
            write()
    with pytest.raises(NotAllowed):
        take(one, actor=made.user_with_job(Role.OFFICER))


def test_what_is_due_longest_overdue_first(clinician, peer):
    # At noon: just after midnight an hour ago was another day.
    with clock.at(clock.now().replace(hour=17)):
        young, middle, old = (planned(clinician, ago) for ago in (timedelta(hours=1), 2 * DAY, 5 * DAY))
        take(middle, actor=peer)
        page = records.due(care(clinician))
        assert ([row.id for row in page.rows], page.total) == ([old, middle], 2)
        assert [row.overdue for row in page.rows] == [True, False]
        assert page.rows[0].window == "2 days overdue"
        assert [row.mine for row in page.rows] == [False, False]
        mine = records.due(care(peer), mine=True)
        assert [(row.id, row.mine) for row in mine.rows] == [(middle, True)]
        assert records.due(care(clinician), offset=1, limit=1).rows[0].id == middle
        assert young in [row.id for row in records.due(care(clinician), now=clock.now() + DAY).rows]
        assert records.due(care(made.user_with_job(Role.CLINICIAN))).total == 0


def test_the_last_instant_is_not_overdue(clinician):
    planned(clinician, 2 * DAY)
    by = FollowUp.objects.get().due_by
    assert not records.due(care(clinician), now=by).rows[0].overdue
    assert records.due(care(clinician), now=by + TICK).rows[0].overdue


def test_a_peer_reads_what_is_due_and_the_own_tries_only(clinician, peer):
    one = planned(clinician, 4 * DAY, wish="Text, after noon")
    attempt(one, actor=clinician, result="no_answer", note="Rang twice")
    attempt(one, actor=peer, result="message_left", note="Left my number")
    (whole,) = records.due(care(clinician)).rows
    assert [one.label for one in whole.tries] == ["No answer", "Message left"]
    assert (whole.wish, whole.wanted) == ("Text, after noon", 3)
    (own,) = records.due(care(peer, STATUS)).rows
    assert [one.note for one in own.tries] == ["Left my number"]
    assert own.wish == ""
    attempt(one, actor=clinician, result="reached")
    shown = records.of_person(made.release(peer, whole.person_id, STATUS))[-1]
    assert shown.closed_at
    assert not shown.overdue
    assert (shown.closed_result, len(shown.tries)) == ("", 1)
    shown = records.of_person(made.release(clinician, whole.person_id, STATUS, NOTE))[-1]
    assert (shown.closed_result, len(shown.tries)) == ("reached", 3)


def test_a_persons_list_is_theirs_and_the_organizations(clinician):
    one = planned(clinician)
    person = FollowUp.objects.get(pk=one).person_id
    stranger = made.user_with_job(Role.CLINICIAN)
    assert records.of_person(made.release(stranger, person, STATUS)) == []
    own = dataclasses.replace(made.release(stranger, person, STATUS), role=LawRole.PERSON_SERVED)
    assert [row.id for row in records.of_person(own)] == [one]
    assert records.of_person(made.release(clinician, made.person(clinician, given_name="Ana"), STATUS)) == []


def test_the_lists_need_referrals_opened(clinician):
    word = care(clinician, STATUS)
    answer = dataclasses.replace(word.answers[STATUS], view="loop_word")
    word = dataclasses.replace(word, answers={STATUS: answer})
    for release in (care(clinician, NOTE), word):
        for read in (records.due, records.overdue_queue):
            with pytest.raises(NotReleased):
                read(release)
    with pytest.raises(NotReleased):
        records.of_person(made.release(clinician, uuid4(), NOTE))


def test_one_queue_of_everything_promised_and_open(clinician):
    start = clock.now()
    with clock.at(start - 10 * DAY):
        sent = loop(clinician)
        sent.send()
    late = planned(clinician, 5 * DAY)
    planned(clinician, 2 * DAY)
    with clock.at(start - DAY):
        draft = loop(clinician)
    queue = records.overdue_queue(care(clinician), now=start)
    ids = [getattr(row, "referral_id", None) or row.id for row in queue.rows]
    assert ids == [sent.referral, late, draft.referral]
    assert queue.total == 3
    ages = [row.age for row in queue.rows]
    assert ages == sorted(ages, reverse=True)
    part = records.overdue_queue(care(clinician), now=start, offset=1, limit=1)
    assert ([row.id for row in part.rows], part.total) == ([late], 3)


def test_sealed_people_are_absent_from_every_list(clinician):
    one = planned(clinician, 5 * DAY)
    sent = loop(clinician)
    with act(Actor.system("test", Permission.PERSON_IDENTIFY), Permission.PERSON_IDENTIFY) as doing:
        for row in (FollowUp.objects.get(pk=one), sent.row()):
            row.person.sealed_at = doing.at
            row.person.save()
    assert records.due(care(clinician)).total == 0
    assert records.overdue_queue(care(clinician)).total == 0
