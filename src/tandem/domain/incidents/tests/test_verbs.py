"""Verbs on a call: which state allows which, one winner, one time each, and nothing taken back without a reason."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tandem.domain.incidents import actions, hands, records
from tandem.domain.incidents.models import Answer, Assignment, Decision, Incident, Involvement, Lead, Override
from tandem.domain.incidents.rules import LIVE_STATES, TRANSITIONS, first_lead
from tandem.domain.staffing.models import Team, TeamMember
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.act import act
from tandem.foundation.acts.models import Log
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import (
    ORIGIN_LABELS,
    HandoffReason,
    IncidentState,
    OrganizationKind,
    Origin,
    Profession,
    Response,
    Role,
    UnitTime,
)
from tandem.vocabulary.timeline import Kind
from tests import made

pytestmark = pytest.mark.django_db
WHY = "Dispatched to the wrong place"


def row(shift):
    return Incident.objects.get(pk=shift.incident)


def named(refused):
    return [name for name, _ in refused.value.errors]


def put(shift, state):
    if state == IncidentState.ASSIGNED:
        actions.assign(shift.incident, actor=shift.dispatcher, team_id=shift.team)
    elif state == IncidentState.CLOSED:
        actions.close(shift.incident, actor=shift.dispatcher, reason=WHY)
    elif state == IncidentState.CANCELLED:
        actions.cancel(shift.incident, actor=shift.dispatcher, reason=WHY)
    elif state == IncidentState.LINKED:
        actions.link(shift.incident, actor=shift.dispatcher, primary_id=made.call())


def another_team():
    return made.team(made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER))


def do(shift, verb):
    by = {"actor": shift.dispatcher}
    if verb == "assign":
        actions.assign(shift.incident, **by, team_id=another_team())
    elif verb == "release":
        held = Assignment.objects.filter(incident=shift.incident).order_by("-dispatched_at").first()
        actions.release_team(held.pk if held else uuid4(), **by, reason=WHY)
    elif verb == "link":
        actions.link(shift.incident, **by, primary_id=made.call())
    elif verb == "unlink":
        actions.unlink(shift.incident, **by)
    else:
        getattr(actions, verb)(shift.incident, **by, reason=WHY)


@pytest.mark.parametrize("state", IncidentState)
@pytest.mark.parametrize("verb", TRANSITIONS)
def test_every_verb_in_every_state(shift, verb, state):
    put(shift, state)
    allowed, after = TRANSITIONS[verb]
    assert row(shift).state == state
    if state in allowed:
        do(shift, verb)
        assert row(shift).state == after
        assert (row(shift).closed_at is None) == (after in (*LIVE_STATES, IncidentState.LINKED))
    else:
        with pytest.raises((Refusal, Absent)):
            do(shift, verb)
        assert row(shift).state == state


def test_a_call_nobody_knows_is_absent(shift):
    for verb in ("close", "cancel", "reopen"):
        with pytest.raises(Absent):
            getattr(actions, verb)(uuid4(), actor=shift.dispatcher, reason=WHY)
    with pytest.raises(Absent):
        actions.stamp(uuid4(), actor=shift.dispatcher, which=UnitTime.ARRIVAL)
    with pytest.raises(NotAllowed):
        actions.close(shift.incident, actor=shift.officer, reason=WHY)


def test_closing_frees_its_teams_with_the_reason(shift):
    held = made.sent(shift.incident, shift.team)
    actions.cancel(shift.incident, actor=shift.dispatcher, reason=WHY)
    freed = Assignment.objects.get(pk=held)
    assert (freed.released_reason, freed.cleared_at) == (WHY, None)
    assert not hands.is_busy(shift.team)
    actions.reopen(shift.incident, actor=shift.dispatcher, reason="They called again")
    assert row(shift).closed_reason == ""


def test_answers_decide_and_repeat_nothing(shift):
    by = {"actor": shift.dispatcher}
    first = actions.answer(shift.incident, **by, name="weapon", value="in_hand", said_by="Neighbor")
    assert first.response == Response.POLICE_LED
    actions.answer(shift.incident, **by, name="weapon", value="in_hand")
    actions.answer(shift.incident, **by, name="caller", value="not_asked")
    assert Answer.objects.count() == 1
    actions.answer(shift.incident, **by, name="weapon", value="none")
    assert list(Answer.objects.order_by("id").values_list("previous", "value")) == [
        ("", "in_hand"),
        ("in_hand", "none"),
    ]
    assert row(shift).response == Decision.objects.order_by("-id").first().response != Response.POLICE_LED
    stored = Decision.objects.count()
    actions.decide_again(shift.incident, **by)
    assert Decision.objects.count() == stored


def test_who_is_on_shift_is_part_of_the_decision(shift):
    actions.answer_many(shift.incident, {"weapon": "none"}, actor=shift.dispatcher)
    seen = [Decision.objects.order_by("-id").first().inputs["unit_on_shift"]]
    made.sent(made.call(), shift.team)
    actions.decide_again(shift.incident, actor=shift.dispatcher)
    seen.append(Decision.objects.order_by("-id").first().inputs["unit_on_shift"])
    with clock.at(clock.now() + timedelta(hours=9)):
        actions.decide_again(shift.incident, actor=shift.dispatcher)
    seen.append(Decision.objects.order_by("-id").first().inputs["unit_on_shift"])
    assert seen == ["free", "busy", "none"]


def test_an_override_stands_beside_the_recommendation(shift):
    by = {"actor": shift.dispatcher}
    actions.answer(shift.incident, **by, name="weapon", value="in_hand")
    for response, reason, field in (
        (Response.TEAM_ALONE, "too short", "reason"),
        (Response.TEAM_ALONE, "          ", "reason"),
        (Response.NOT_DECIDABLE, "Known to the team from May", "response"),
        ("tank", "Known to the team from May", "response"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.override(shift.incident, **by, response=response, reason=reason)
        assert named(refused) == [field]
    actions.override(shift.incident, **by, response=Response.TEAM_ALONE, reason="Known to the team from May")
    kept = Override.objects.get()
    assert (kept.recommended, kept.response) == (Response.POLICE_LED, Response.TEAM_ALONE)
    actions.answer(shift.incident, **by, name="violence", value="happening_now")
    assert row(shift).response == Response.TEAM_ALONE
    put(shift, IncidentState.CLOSED)
    with pytest.raises(Refusal, match="closed"):
        actions.override(shift.incident, **by, response=Response.TEAM_ALONE, reason="Known to the team from May")


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_one_team_one_winner():
    one, other = made.user_with_job(Role.DISPATCHER), made.user_with_job(Role.DISPATCHER)
    team = another_team()
    calls = [made.call(place="Elm Street 4"), made.call(place="Oak Street 9")]
    ready = threading.Barrier(2)

    def send(job):
        try:
            ready.wait()
            return actions.assign(job[1], actor=job[0], team_id=team)
        except Conflict as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(send, zip((one, other), calls, strict=True)))
    lost = [answer for answer in answers if isinstance(answer, Conflict)]
    held = Assignment.objects.select_related("incident").get()
    assert [answer for answer in answers if answer not in lost] == [held.pk]
    assert held.incident.place in lost[0].errors[0][1]
    assert "0 s ago" in lost[0].errors[0][1] or "1 s ago" in lost[0].errors[0][1]


def test_who_can_be_sent(shift):
    by = {"actor": shift.dispatcher}
    held = actions.assign(shift.incident, **by, team_id=shift.team, assigned_for="Sgt. Ames")
    assert actions.assign(shift.incident, **by, team_id=shift.team) == held
    with clock.at(clock.now() + timedelta(minutes=3)), pytest.raises(Conflict, match=r"Elm Street 4 3 min ago"):
        actions.assign(made.call(), **by, team_id=shift.team)
    for gone in (uuid4(), another_team()):
        with clock.at(clock.now() + timedelta(hours=9)), pytest.raises(Refusal, match="not on shift"):
            actions.assign(shift.incident, **by, team_id=gone)
    assert hands.is_busy(shift.team)


@pytest.fixture
def held(shift):
    return made.sent(shift.incident, shift.team)


def test_a_time_is_stamped_once(shift, held):
    by = {"actor": shift.clinician}
    first = actions.stamp(held, **by, which=UnitTime.ARRIVAL)
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert actions.stamp(held, **by, which=UnitTime.ARRIVAL) == first
    assert Log.objects.filter(kind=Kind.TIME_STAMPED).count() == 1
    with pytest.raises(Refusal) as refused:
        actions.stamp(held, **by, which=UnitTime.REQUEST)
    assert named(refused) == ["which"]
    with pytest.raises(Absent):
        actions.stamp(held, actor=made.user_with_job(Role.CLINICIAN), which=UnitTime.ENGAGEMENT)
    assert actions.stamp(held, actor=shift.dispatcher, which=UnitTime.ENGAGEMENT)


def test_times_keep_their_order(shift, held):
    by = {"actor": shift.clinician}
    now = clock.now()
    for which, at in (
        (UnitTime.ARRIVAL, now - timedelta(hours=1)),
        (UnitTime.ARRIVAL, now + timedelta(minutes=6)),
    ):
        with pytest.raises(Refusal) as refused:
            actions.stamp(held, **by, which=which, at=at)
        assert named(refused) == ["arrived_at"]
    actions.stamp(held, **by, which=UnitTime.ENGAGEMENT, at=now + timedelta(minutes=1))
    with pytest.raises(Refusal, match="after engaged"):
        actions.stamp(held, **by, which=UnitTime.ARRIVAL, at=now + timedelta(minutes=2))
    with pytest.raises(Refusal, match="can't be after dispatch"):
        correct(shift, "received_at", now + timedelta(minutes=3))


def correct(shift, field, value, reason=WHY):
    actions.correct(shift.incident, actor=shift.dispatcher, field=field, value=value, reason=reason)


def test_a_wrong_time_is_corrected_and_the_old_one_kept(shift, held):
    by = {"actor": shift.clinician, "which": UnitTime.ARRIVAL, "reason": WHY}
    with pytest.raises(Refusal, match="not been stamped"):
        actions.correct_time(held, **by, at=clock.now())
    old = actions.stamp(held, actor=shift.clinician, which=UnitTime.ARRIVAL)
    new = old + timedelta(seconds=30)
    actions.correct_time(held, **by, at=new)
    assert Assignment.objects.get(pk=held).arrived_at == new
    row = Log.objects.get(kind=Kind.TIME_CORRECTED)
    assert (row.detail["old"], row.detail["new"], row.words["reason"]) == (old.isoformat(), new.isoformat(), WHY)
    for changed, field in (
        ({"reason": " "}, "reason"),
        ({"which": UnitTime.REQUEST}, "which"),
        ({"at": old - timedelta(days=1)}, "arrived_at"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.correct_time(held, **{**by, "at": new, **changed})
        assert named(refused) == [field]


def test_facts_are_corrected_with_a_reason(shift, held):
    correct(shift, "place", "Oak Street 9")
    correct(shift, "narrative", "He is Theo's brother.")
    correct(shift, "received_at", clock.now() - timedelta(minutes=9))
    changes = {row.detail["field"]: row.detail | row.words for row in Log.objects.filter(kind=Kind.INCIDENT_CHANGED)}
    assert changes["place"] == {"field": "place", "old": "Elm Street 4", "new": "Oak Street 9", "reason": WHY}
    assert changes["narrative"] == {"field": "narrative", "reason": WHY}
    for field, value in (
        ("state", "closed"),
        ("received_at", "yesterday"),
        ("received_at", clock.now().replace(tzinfo=None)),
        ("received_at", clock.now() + timedelta(hours=1)),
        ("received_at", clock.now().replace(year=1899)),
        ("place", "x" * 301),
        ("origin", "smoke signal"),
        ("agency_id", "nobody"),
        ("agency_id", uuid4()),
    ):
        with pytest.raises(Refusal) as refused:
            correct(shift, field, value)
        assert named(refused) == ["field" if field == "state" else field]
    with pytest.raises(Refusal, match="reason"):
        correct(shift, "place", "Elm Street", reason="")


def test_origin_and_agency_are_corrected_and_the_old_ones_kept_in_words(shift):
    first = Incident.objects.get(pk=shift.incident)
    other = made.organization(OrganizationKind.POLICE, in_program=True)
    correct(shift, "origin", Origin.TRANSFER_988)
    correct(shift, "agency_id", other.pk)
    now = Incident.objects.get(pk=shift.incident)
    assert (now.origin, now.agency_id) == (Origin.TRANSFER_988, other.pk)
    changes = {row.detail["field"]: row.detail | row.words for row in Log.objects.filter(kind=Kind.INCIDENT_CHANGED)}
    assert (changes["agency"]["old"], changes["agency"]["new"]) == (first.agency.short_name, other.short_name)
    labels = (ORIGIN_LABELS[first.origin], ORIGIN_LABELS[Origin.TRANSFER_988])
    assert (changes["origin"]["old"], changes["origin"]["new"]) == labels


def member(shift, actor):
    return TeamMember.objects.get(team_id=shift.team, user_id=actor.id).pk


def test_the_lead_is_handed_over_with_a_word(shift, held):
    by = {"actor": shift.clinician}
    actions.stamp(held, **by, which=UnitTime.ARRIVAL)
    assert Lead.objects.get().member_id == member(shift, shift.clinician)
    officer = member(shift, shift.officer)
    for _twice in range(2):
        actions.hand_over(held, **by, member_id=officer, reason=HandoffReason.WEAPON)
    assert [one.member_id for one in Lead.objects.order_by("id")][1:] == [officer]
    detail = Log.objects.get(kind=Kind.LEAD_HANDED_OVER).detail
    assert (detail["old"], detail["new"], detail["reason"]) == ("clinician", "officer", "weapon")
    with pytest.raises(Refusal, match="Choose why"):
        actions.hand_over(held, **by, member_id=officer, reason="bored")
    with pytest.raises(Refusal, match="not on the team"):
        actions.hand_over(held, **by, member_id=uuid4(), reason=HandoffReason.OTHER)
    actions.stamp(held, **by, which=UnitTime.CLEAR)
    with pytest.raises(Refusal, match="off the call"):
        actions.hand_over(held, **by, member_id=member(shift, shift.clinician), reason=HandoffReason.CALMER)


def test_the_lead_can_be_handed_over_before_arrival_and_stays(shift, held):
    officer = member(shift, shift.officer)
    actions.hand_over(held, actor=shift.officer, member_id=officer, reason=HandoffReason.CRIME)
    actions.stamp(held, actor=shift.officer, which=UnitTime.ARRIVAL)
    assert Lead.objects.get().member_id == officer


def test_who_leads_first_follows_the_response(shift):
    P = Profession
    assert first_lead(Response.POLICE_LED, [P.CLINICIAN, P.OFFICER]) == P.OFFICER
    assert first_lead(Response.POLICE_LED, [P.PEER, P.NURSE]) == P.NURSE
    assert first_lead(Response.TEAM_ALONE, [P.OFFICER, P.PEER]) == P.PEER
    assert first_lead(Response.TEAM_ALONE, [P.OFFICER]) == P.OFFICER
    assert first_lead(Response.TEAM_ALONE, []) is None
    actions.answer(shift.incident, actor=shift.dispatcher, name="weapon", value="in_hand")
    held = made.sent(shift.incident, shift.team)
    actions.stamp(held, actor=shift.clinician, which=UnitTime.ARRIVAL)
    assert Lead.objects.get().member.profession == P.OFFICER


def test_a_team_without_people_has_no_lead(shift, held):
    with act(Actor.system("test", Permission.DEMO_BUILD), Permission.DEMO_BUILD):
        TeamMember.objects.filter(team_id=shift.team).delete()
    actions.stamp(held, actor=shift.dispatcher, which=UnitTime.ARRIVAL)
    assert not Lead.objects.exists()


def test_checking_in_starts_the_timer_again(shift, held):
    actions.stamp(held, actor=shift.clinician, which=UnitTime.ARRIVAL)
    due = Assignment.objects.get(pk=held).checkin_due_at
    with clock.at(clock.now() + timedelta(minutes=5)):
        actions.check_in(held, actor=shift.officer)
    assert Assignment.objects.get(pk=held).checkin_due_at > due
    actions.stamp(held, actor=shift.clinician, which=UnitTime.CLEAR)
    with pytest.raises(Refusal):
        actions.check_in(held, actor=shift.officer)


def test_the_last_clear_ends_the_call(shift, held):
    other = made.sent(shift.incident, another_team())
    actions.stamp(held, actor=shift.clinician, which=UnitTime.CLEAR)
    assert row(shift).state == IncidentState.ASSIGNED
    actions.stamp(other, actor=shift.dispatcher, which=UnitTime.CLEAR)
    assert row(shift).state == IncidentState.CLOSED
    with pytest.raises(Refusal, match="off the call"):
        actions.release_team(held, actor=shift.dispatcher, reason=WHY)


def test_a_released_team_stamps_nothing_and_the_call_waits(shift, held):
    other = made.sent(shift.incident, another_team())
    actions.release_team(held, actor=shift.dispatcher, reason=WHY)
    assert row(shift).state == IncidentState.ASSIGNED
    with pytest.raises(Refusal, match="released"):
        actions.stamp(held, actor=shift.clinician, which=UnitTime.ARRIVAL)
    actions.release_team(other, actor=shift.dispatcher, reason=WHY)
    assert row(shift).state == IncidentState.OPEN


def test_several_persons_on_one_call_and_one_on_several(shift):
    by = {"actor": shift.clinician}
    one, two = made.person(), made.person()
    for person in (one, two, one):
        actions.add_person(shift.incident, **by, person_id=person)
    second = made.call(one)
    detail = records.call(shift.incident, release=shift.release)
    assert detail.person_ids == (one, two)
    assert Involvement.objects.filter(person_id=one).count() == 2
    actions.remove_person(shift.incident, **by, person_id=two, reason="It was his neighbor")
    assert records.call(shift.incident, release=shift.release).person_ids == (one,)
    gone = Involvement.objects.get(person_id=two)
    assert gone.removed_reason == "It was his neighbor"
    actions.add_person(shift.incident, **by, person_id=two)
    assert records.call(second, release=shift.release).person_ids == (one,)
    with pytest.raises(Refusal, match="not on the call"):
        actions.remove_person(second, **by, person_id=two, reason=WHY)
    with pytest.raises(Refusal, match="reason"):
        actions.remove_person(shift.incident, **by, person_id=two, reason="  ")
    with pytest.raises(Absent):
        actions.add_person(shift.incident, **by, person_id=uuid4())


def test_a_shift_that_ran_out_frees_its_unit_number(shift):
    with clock.at(clock.now() + timedelta(hours=9)):
        made.team(shift.clinician, shift.officer)
    assert Team.objects.filter(signed_off_at=None).count() == 1
    assert made.list_release(shift.dispatcher, "board", Category.CAD_FACTS).allows(Category.CAD_FACTS)
