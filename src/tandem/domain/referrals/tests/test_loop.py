"""A referral's way through the real actions: who moved it, what was refused, and that only completed closes a loop."""

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest

from tandem.domain.consents.actions import revoke
from tandem.domain.referrals import facts
from tandem.domain.referrals.actions import acknowledge, attach_agreement, cancel, create, far_end, not_sent, send
from tandem.domain.referrals.models import Link, Referral, Transition
from tandem.domain.referrals.rules import FAR_END_VERBS, MOVES, UNDO_WITHIN, Verb, Who, problem
from tandem.domain.referrals.tests.made_loop import NAMED, loop, yes
from tandem.domain.referrals.tests.test_rules import REASONS
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import ReferralState, Role
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


def closed(one) -> bool:
    return one.row().loop_closed_at is not None


def test_the_whole_way_by_link():
    one = loop()
    assert one.row().state == "draft"
    link = one.by_link(one.send())
    acknowledge(one.referral, actor=link)
    assert one.row().state == "acknowledged"
    for verb in ("accept", "seen"):
        far_end(one.referral, actor=link, verb=verb)
        assert not closed(one)
    assert far_end(one.referral, actor=link, verb="complete") == ReferralState.COMPLETED
    row = one.row()
    assert closed(one)
    assert row.created_at <= row.sent_at <= row.accepted_at <= row.seen_at <= row.loop_closed_at
    moves = list(Transition.objects.order_by("id").values_list("before", "after"))
    assert moves == [
        ("draft", "sent"),
        ("sent", "acknowledged"),
        ("acknowledged", "accepted"),
        ("accepted", "seen"),
        ("seen", "completed"),
    ]
    assert Transition.objects.last().by_name == one.clinic.name
    assert Log.objects.filter(kind="referral.moved", subjects__contains=[one.person]).count() == 5


@pytest.mark.fuzz
@pytest.mark.parametrize("by_link", few([True, False], every=2))
def test_every_answer_in_every_state(by_link):
    one = loop()
    secret = one.send()
    actor = one.by_link(secret) if by_link else one.sender
    who = Who.LINK if by_link else Who.MEMBER
    for state, verb in product(ReferralState, FAR_END_VERBS):
        if verb == Verb.UNDO:
            continue
        one.put(state)
        before = Transition.objects.count()
        given = REASONS.get(verb, {})
        if problem(verb, state, who, **given) is None:
            assert far_end(one.referral, actor=actor, verb=verb, **given) == MOVES[verb].after
            assert Transition.objects.count() == before + 1
            continue
        # Where the link itself no longer opens, a link finds nothing; a member hears why.
        hidden = by_link and state in ("draft", "not_sent", "cancelled")
        with pytest.raises(Absent if hidden else Refusal):
            far_end(one.referral, actor=actor, verb=verb, **given)
        assert one.row().state == state
        assert Transition.objects.count() == before


def test_every_move_of_the_sender_in_every_state():
    one = loop()
    moves = {
        Verb.WITHHOLD: lambda: not_sent(one.referral, actor=one.sender),
        Verb.CANCEL: lambda: cancel(one.referral, actor=one.sender, reason="Moved away"),
        Verb.SEND: one.send,
    }
    for state, (verb, move) in product(ReferralState, moves.items()):
        one.put(state)
        allowed = state in MOVES[verb].before
        if verb == Verb.SEND and state in MOVES[Verb.SEND_AGAIN].before:
            one.send()
            assert one.row().state == state
        elif allowed:
            move()
            assert one.row().state == MOVES[verb].after
        else:
            with pytest.raises(Refusal):
                move()
            assert one.row().state == state


def test_only_completed_closes_a_loop():
    for last, given in (("decline", REASONS["decline"]), ("accept", {})):
        one = loop()
        far_end_of = one.by_link(one.send())
        far_end(one.referral, actor=far_end_of, verb=last, **given)
        assert not closed(one)
    far_end(one.referral, actor=far_end_of, verb="fail", **REASONS["fail"])
    assert not closed(one)
    other = loop()
    other.send()
    cancel(other.referral, actor=other.sender, reason="Wrong service")
    assert not closed(other)


def test_an_answer_is_undone_for_fifteen_minutes():
    one = loop()
    start = clock.now()
    with clock.at(start):
        link = one.by_link(one.send())
        far_end(one.referral, actor=link, verb="accept")
        far_end(one.referral, actor=link, verb="complete")
    with clock.at(start + UNDO_WITHIN):
        far_end(one.referral, actor=link, verb="undo")
        row = one.row()
        assert (row.state, row.loop_closed_at) == ("accepted", None)
        assert row.accepted_at == start
        with pytest.raises(Refusal):
            far_end(one.referral, actor=link, verb="undo")
        far_end(one.referral, actor=link, verb="complete")
    with clock.at(start + 2 * UNDO_WITHIN + TICK), pytest.raises(Absent):
        far_end(one.referral, actor=link, verb="undo")
    with clock.at(start + 2 * UNDO_WITHIN + TICK), pytest.raises(Refusal):
        far_end(one.referral, actor=one.sender, verb="undo")
    assert closed(one)


def test_a_no_and_a_failure_are_undone_too():
    one = loop()
    link = one.by_link(one.send())
    far_end(one.referral, actor=link, verb="decline", **REASONS["decline"])
    assert one.row().declined_at
    assert far_end(one.referral, actor=link, verb="undo") == ReferralState.SENT
    assert one.row().declined_at is None
    far_end(one.referral, actor=link, verb="accept")
    far_end(one.referral, actor=link, verb="fail", **REASONS["fail"])
    assert far_end(one.referral, actor=one.sender, verb="undo") == ReferralState.ACCEPTED
    with pytest.raises(Refusal):
        far_end(one.referral, actor=one.sender, verb="undo")


def test_nothing_is_undone_where_nobody_answered():
    one = loop()
    one.put("accepted")
    with pytest.raises(Refusal):
        far_end(one.referral, actor=one.sender, verb="undo")


def test_opening_again_changes_nothing():
    one = loop()
    start = clock.now()
    with clock.at(start):
        link = one.by_link(one.send())
        acknowledge(one.referral, actor=link)
    with clock.at(start + timedelta(hours=1)):
        acknowledge(one.referral, actor=link)
        far_end(one.referral, actor=link, verb="accept")
        acknowledge(one.referral, actor=link)
    assert one.row().state == "accepted"
    assert Link.objects.get().opened_at == start


def test_an_answer_by_phone_says_who_gave_it():
    one = loop()
    one.send()
    far_end(one.referral, actor=one.sender, verb="accept", recorded_for="Front desk")
    far_end(one.referral, actor=one.sender, verb="seen")
    told = list(Transition.objects.order_by("id").values_list("by_name", "recorded_for"))
    assert told == [(one.sender.name, ""), (one.sender.name, "Front desk"), (one.sender.name, "Lakeside Walk-in")]


def test_another_organization_finds_nothing():
    one = loop()
    one.send()
    stranger = made.user_with_job(Role.CLINICIAN)
    for write in (
        lambda: far_end(one.referral, actor=stranger, verb="accept"),
        lambda: cancel(one.referral, actor=stranger, reason="Not mine"),
        lambda: not_sent(one.referral, actor=stranger),
        lambda: attach_agreement(one.referral, actor=stranger, agreement_id=one.agreement),
        lambda: send(one.referral, actor=stranger, package=one.package(), agreement_id=one.agreement),
        lambda: far_end(uuid4(), actor=one.sender, verb="accept"),
    ):
        with pytest.raises(Absent):
            write()
    with pytest.raises(NotAllowed):
        far_end(one.referral, actor=made.user_with_job(Role.OFFICER), verb="accept")
    with pytest.raises(NotAllowed):
        acknowledge(one.referral, actor=one.sender)
    with pytest.raises(Refusal):
        far_end(one.referral, actor=one.sender, verb="cancel")


def test_a_link_moves_nothing_but_answers():
    one = loop()
    link = one.by_link(one.send())
    for write in (
        lambda: cancel(one.referral, actor=link, reason="No"),
        lambda: send(one.referral, actor=link, package=one.package(), agreement_id=one.agreement),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_nothing_is_sent_without_an_agreement_that_names_this():
    one = loop()
    other = made.person(one.sender, given_name="Ana", family_name="Prado")
    elsewhere = made.organization()
    wrong = {
        "unknown": uuid4(),
        "another person's": yes(one.sender, other, one.clinic),
        "another recipient's": yes(one.sender, one.person, elsewhere),
        "another purpose's": yes(one.sender, one.person, one.clinic, purpose=Purpose.TREATMENT),
        "too narrow": yes(one.sender, one.person, one.clinic, categories=[Category.DEMOGRAPHICS]),
        "another sender's": yes(made.user_with_job(Role.CLINICIAN), one.person, one.clinic),
    }
    taken_back = yes(one.sender, one.person, one.clinic)
    revoke(taken_back, actor=one.sender, how="By phone")
    for agreement in (*wrong.values(), taken_back):
        with pytest.raises(Refusal) as refused:
            send(one.referral, actor=one.sender, package=one.package(), agreement_id=agreement)
        assert refused.value.errors[0][0] == "agreement"
        with pytest.raises(Refusal):
            attach_agreement(one.referral, actor=one.sender, agreement_id=agreement)
    with clock.at(clock.now() + timedelta(days=91)), pytest.raises(Refusal):
        one.send()
    assert one.row().state == "draft"
    assert not Link.objects.exists()


def test_a_package_for_someone_else_is_never_sent():
    one, other = loop(), loop()
    wrong = [other.package(), one.package(recipient_organization_id=other.clinic.pk), one.package(body={})]
    wrong.append(one.package(body={"referral": str(other.referral)}))
    for package in wrong:
        with pytest.raises(ValueError, match="not for this referral"):
            send(one.referral, actor=one.sender, package=package, agreement_id=one.agreement)
    assert one.row().state == "draft"


def test_not_sent_then_agreed_then_sent():
    one = loop()
    not_sent(one.referral, actor=one.sender)
    assert one.row().state == "not_sent"
    attach_agreement(one.referral, actor=one.sender, agreement_id=one.agreement)
    assert one.row().state == "not_sent"
    one.send()
    assert one.row().state == "sent"


def test_sending_again_keeps_the_state_and_the_first_time():
    one = loop()
    start = clock.now()
    with clock.at(start):
        first = one.send()
        far_end(one.referral, actor=one.sender, verb="accept")
    with clock.at(start + timedelta(days=1)):
        second = one.send()
    row = one.row()
    assert (row.state, row.sent_at) == ("accepted", start)
    assert first.token != second.token
    assert Link.objects.get(pk=first.link_id).stopped_at


def test_a_declined_one_is_sent_on_elsewhere():
    one = loop()
    one.send()
    told = {"actor": one.sender, "person_id": one.person, "service_id": one.service, "need": "psychiatry"}
    with pytest.raises(Refusal):
        create(**told, instead_of=one.referral)
    far_end(one.referral, actor=one.sender, verb="decline", **REASONS["decline"])
    second = create(**told, instead_of=one.referral)
    assert Referral.objects.get(pk=second).instead_of_id == one.referral


def test_what_a_draft_refuses():
    one = loop()
    good = {"actor": one.sender, "person_id": one.person, "service_id": one.service, "need": "food"}
    for changes, field in (
        ({"need": "rehab"}, "need"),
        ({"service_id": uuid4()}, "service"),
        ({"why": "x" * 301}, "why"),
        ({"expected_at": clock.now() - timedelta(hours=1)}, "expected_at"),
        ({"expected_at": (clock.now() + timedelta(hours=1)).replace(tzinfo=None)}, "expected_at"),
    ):
        with pytest.raises(Refusal) as refused:
            create(**{**good, **changes})
        assert refused.value.errors[0][0] == field
    for changes in ({"person_id": uuid4()}, {"encounter_id": uuid4()}):
        with pytest.raises(Absent):
            create(**{**good, **changes})
    assert Referral.objects.count() == 1


def test_reasons_stay_out_of_the_log():
    one = loop()
    link = one.by_link(one.send())
    far_end(one.referral, actor=link, verb="decline", reason_kind="waitlist", reason="Ask for Dana on Monday")
    said = str(list(Log.objects.values_list("detail", flat=True)))
    assert "waitlist" in said
    assert "Dana" not in said
    assert "Lakeside" not in said
    # Why it was declined is a code in the facts, never the sentence.
    (row,) = facts.facts(lambda kind, id: f"{kind}-key")
    assert row.reason == "declined_waitlist" and "Dana" not in str(row)


def test_facts_name_nobody():
    one = loop()
    link = one.by_link(one.send())
    far_end(one.referral, actor=link, verb="accept")
    far_end(one.referral, actor=link, verb="complete")
    (row,) = facts.facts(lambda kind, id: f"{kind}-key")
    assert (row.state, row.person, row.need) == ("completed", "person-key", "psychiatry")
    assert row.closed_at == one.row().loop_closed_at
    assert "Ballard" not in str(row)
    assert list(facts.facts(lambda kind, id: "", since=clock.now())) == []
    assert list(facts.facts(lambda kind, id: "", until=row.created_at)) == []
    assert set(NAMED) == {Category.DEMOGRAPHICS, Category.REFERRAL_STATUS}


def test_p16_no_referral_names_a_place_that_gives_only_substance_use_care():
    """The destination alone would say it, where readers of referrals may not know (law.md, "Nouns")."""
    one = loop()
    one.clinic.only_sud_care = True
    one.clinic.save()
    before = Referral.objects.count()
    with pytest.raises(Refusal) as refused:
        create(actor=one.sender, person_id=one.person, service_id=one.service, need="shelter")
    assert refused.value.errors[0][0] == "service" and "only substance use care" in str(refused.value)
    assert Referral.objects.count() == before
