"""Calls as releases show them: nothing without call facts, and nothing of a call the person was never on."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.disclosure import NotReleased
from tandem.domain.incidents import actions, hands, records
from tandem.domain.incidents.editions import available, edition, edition_in_force
from tandem.domain.incidents.facts import facts
from tandem.domain.incidents.models import Incident
from tandem.foundation import clock
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Response, Role, UnitTime
from tests import made

pytestmark = pytest.mark.django_db
WHY = "Not needed any more"


def test_nothing_without_call_facts(shift):
    shut = made.list_release(shift.dispatcher, "board", Category.DEMOGRAPHICS)
    now, some = clock.now(), uuid4()
    for read in (
        lambda: records.board(release=shut),
        lambda: records.on_board(release=shut),
        lambda: records.closed_today(release=shut, since=now),
        lambda: records.find("Elm", release=shut),
        lambda: records.call(shift.incident, release=shut),
        lambda: records.nearby(shift.incident, release=shut),
        lambda: records.my_assignments(some, release=shut),
        lambda: records.assignment(some, user_id=some, release=shut),
        lambda: records.active_by_team(release=shut),
    ):
        with pytest.raises(NotReleased):
            read()


def test_the_board_puts_waiting_and_urgent_calls_first(shift):
    by = {"actor": shift.dispatcher}
    urgent, calm, taken = (
        made.call(narrative="A knife\nmore"),
        made.call(call_type="Talk", place="", area="North"),
        made.call(),
    )
    actions.answer(urgent, **by, name="weapon", value="none")
    actions.answer(urgent, **by, name="weapon", value="in_hand")
    actions.override(calm, **by, response=Response.PHONE_988, reason="They asked for a call")
    made.sent(taken, shift.team)
    board = records.board(release=shift.release)
    assert [row.id for row in board] == [urgent, shift.incident, calm, taken]
    first, _open, last, busy = board
    assert (first.summary, first.changed.was, first.changed.now) == ("A knife", "None", "In hand")
    assert (last.place, last.overridden, last.summary) == ("North", True, "Talk")
    assert [one.status for one in busy.assignments] == ["on_the_way"]
    assert [row.id for row in records.board(release=shift.release, ids=[calm])] == [calm]
    assert {one.id for one in records.on_board(release=shift.release)} == {row.id for row in board}
    actions.cancel(calm, **by, reason=WHY)
    assert records.board(release=shift.release, ids=[calm]) == []
    ended = records.closed_today(release=shift.release, since=clock.now() - timedelta(hours=1))
    assert [row.id for row in ended] == [calm]


def test_a_call_whole(shift):
    by = {"actor": shift.dispatcher}
    with pytest.raises(Absent):
        records.call(uuid4(), release=shift.release)
    actions.answer(shift.incident, **by, name="weapon", value="in_hand")
    actions.override(shift.incident, **by, response=Response.TEAM_ALONE, reason="Known to the team")
    detail = records.call(shift.incident, release=shift.release)
    assert detail.inputs == {"weapon": "in_hand"}
    assert (detail.decision.response, detail.response) == (Response.POLICE_LED, Response.TEAM_ALONE)
    assert detail.first_decision_differs
    assert (detail.override.reason, detail.override.by) == ("Known to the team", shift.dispatcher.name)
    assert detail.place == "Elm Street 4"


def test_a_release_of_another_person_opens_no_call(shift):
    one, other = made.person(), made.person()
    call = made.call(one)
    for category in (Category.CAD_FACTS,):
        own = made.release(shift.clinician, one, category)
        assert records.call(call, release=own).person_ids == (one,)
        with pytest.raises(Absent):
            records.call(call, release=made.release(shift.clinician, other, category))
    actions.remove_person(call, actor=shift.dispatcher, person_id=one, reason=WHY)
    with pytest.raises(Absent):
        records.call(call, release=own)


def test_find_by_number_place_and_unit_never_by_name(shift):
    made.add_person(shift.incident, actor=shift.clinician, person_id=made.person(family_name="Ballard"))
    number = Incident.objects.get(pk=shift.incident).number
    made.sent(shift.incident, shift.team)
    unit = records.call(shift.incident, release=shift.release).assignments[0].unit

    def found(text):
        return [row.id for row in records.find(text, release=shift.release)]

    for text in (number, number[-6:], "elm", f" {unit.lower()} "):
        assert found(text) == [shift.incident]
    for text in ("Ballard", "", "   ", "a\x00b", "\ud800", "x" * 201, "%", "_"):
        assert found(text) == []


def test_other_calls_at_the_same_place(shift):
    same, elsewhere, nowhere = made.call(place="elm street 4"), made.call(place="Oak"), made.call(place="")
    assert [row.id for row in records.nearby(shift.incident, release=shift.release)] == [same]
    assert records.nearby(elsewhere, release=shift.release) == []
    assert records.nearby(nowhere, release=shift.release) == []
    assert records.nearby(uuid4(), release=shift.release) == []


def test_a_team_sees_its_calls(shift):
    held = made.sent(shift.incident, shift.team)
    me = shift.clinician.id
    ((mine, team),) = records.my_assignments(me, release=shift.release)
    assert (mine.id, mine.active, team.id) == (held, True, shift.team)
    assert records.my_assignments(made.user_with_job(Role.CLINICIAN).id, release=shift.release) == []
    assert records.active_by_team(release=shift.release)[shift.team].id == held
    statuses = []
    for which in (UnitTime.ARRIVAL, UnitTime.ENGAGEMENT, UnitTime.CLEAR):
        actions.stamp(held, actor=shift.clinician, which=which)
        one, _team = records.assignment(held, user_id=me, release=shift.release)
        statuses.append(one.status)
    assert statuses == ["on_scene", "engaged", "clear"]
    assert not one.active
    assert one.lead.user_id == me
    with pytest.raises(Absent):
        records.assignment(held, user_id=shift.dispatcher.id, release=shift.release)
    with clock.at(clock.now() + timedelta(days=2)), pytest.raises(Absent):
        records.assignment(held, user_id=me, release=shift.release)


def test_a_released_team_reads_its_call_for_a_day(shift):
    held = made.sent(shift.incident, shift.team)
    actions.release_team(held, actor=shift.dispatcher, reason=WHY)
    me = shift.clinician.id
    assert records.assignment(held, user_id=me, release=shift.release)[0].status == "released"
    with clock.at(clock.now() + timedelta(days=2)), pytest.raises(Absent):
        records.assignment(held, user_id=me, release=shift.release)


def test_who_took_the_call_in(shift):
    call = actions.receive(
        actions.Call(
            source="form",
            source_id="1",
            agency_id=shift.officer.organization_id,
            origin="walk_up",
            received_at=clock.now(),
        ),
        actor=shift.officer,
    )
    assert hands.taken_by(call.id, shift.officer.id)
    assert not hands.taken_by(call.id, shift.clinician.id)
    assert not hands.taken_by(call.id, None)


def test_words_of_an_input_no_edition_knows():
    assert (records.input_label("moon_phase"), records.input_words("moon_phase", "full")) == ("moon phase", "full")
    assert records.input_words("weapon", "blunderbuss") == "blunderbuss"


def test_editions():
    Program.objects.all().delete()
    forget()
    with pytest.raises(Refusal, match="not set up"):
        edition_in_force()
    made.program()
    assert edition_in_force() in available()
    for name in ("../secret/1", "demo-county/x", "demo-county", "nowhere/1"):
        with pytest.raises(Refusal):
            edition(name)


def test_facts_are_codes_times_and_an_area(shift):
    held = made.sent(shift.incident, shift.team)
    actions.release_team(held, actor=shift.dispatcher, reason=WHY)
    second = made.call(area="North", narrative="Theo is on the bench")
    other = made.team(made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER))
    made.sent(second, other)
    one, two = facts(lambda *_: "key")
    assert (one.dispatched_at, one.area) == (None, None)
    assert two.dispatched_at and two.area == "North"
    assert "Theo" not in str(two)
    now = clock.now()
    assert not list(facts(lambda *_: "key", since=now))
    assert len(list(facts(lambda *_: "key", since=now - timedelta(hours=1), until=now))) == 2
