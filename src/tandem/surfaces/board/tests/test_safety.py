"""Alarms on every board, acts on them, and the page of everybody's safety."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.domain.incidents.actions import stamp
from tandem.domain.safety import actions, records
from tandem.foundation import clock
from tandem.surfaces.board import live
from tandem.surfaces.board.tests.test_board import session_of
from tandem.vocabulary.terms import Role, UnitTime
from tests import made
from tests.short import few


class Night:
    def __init__(self, floor):
        self.floor = floor
        self.clinician, self.officer = floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER)
        self.supervisor = floor.actor(Role.CLINICAL_SUPERVISOR)
        self.team = made.team(self.clinician, self.officer)
        self.call = floor.call(place="4 Elm Street")
        self.assignment = made.sent(self.call, self.team)
        stamp(self.assignment, actor=self.clinician, which=UnitTime.ARRIVAL)

    @property
    def due(self):
        return records.watches()[0].due_at


@pytest.fixture(scope="module")
def night(floor):
    return Night(floor)


def test_an_sos_is_loud_on_every_board_until_a_dispatcher_hears_it(night):
    sos, desk = uuid4(), night.floor.browser()
    actions.raise_sos(sos, actor=night.officer)
    other = night.floor.browser(night.floor.actor(Role.DISPATCHER))
    page = other.get("/board/").content.decode()
    assert 'data-rings="sos"' in page and f"SOS: {night.officer.name}" in page and "4 Elm Street" in page
    answer = desk.post(f"/safety/sos/{sos}/heard/", {"back": f"/board/call/{night.call}/"})
    assert (answer.status_code, answer["Location"]) == (303, f"/board/call/{night.call}/")
    page = other.get("/board/").content.decode()
    assert 'data-rings="sos"' not in page and f"Heard by {night.floor.dispatcher.name}" in page
    assert desk.post(f"/safety/sos/{sos}/stand-down/", {"reason": ""}).status_code == 422
    assert desk.post(f"/safety/sos/{sos}/stand-down/", {"reason": "Spoke by radio"}).status_code == 303
    assert "SOS: " not in desk.get("/board/").content.decode()
    page = desk.get("/safety/").content.decode()
    assert "Spoke by radio" in page and f"SOS of {night.officer.name}" in page
    panel = desk.get(f"/board/call/{night.call}/").content.decode()
    assert "SOS heard" in panel and "Spoke by radio" in panel


def test_an_act_never_leads_elsewhere(night):
    sos, desk = uuid4(), night.floor.browser()
    actions.raise_sos(sos, actor=night.officer)
    for back in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:x", ""):
        answer = desk.post(f"/safety/sos/{sos}/heard/", {"back": back})
        assert answer["Location"] == "/safety/", back


def test_the_stream_carries_an_alarm_to_board_and_supervisor(night):
    dispatcher = live.open_view(session_of(night.floor.dispatcher), {})
    supervisor = live.open_safety(session_of(night.supervisor), {})
    assert live.open_safety(session_of(night.officer), {}) is None
    actions.raise_sos(uuid4(), actor=night.officer)
    told = {"safety": frozenset([night.team])}
    seen = live.render(dispatcher.audiences[0], told, dispatcher.release)
    assert 'data-rings="sos"' in seen.html and "4 Elm Street" in seen.html and "data-say" in seen.html
    seen = live.render_safety(supervisor.audiences[0], told, supervisor.release)
    assert "Not heard yet" in seen.html and "4 Elm Street" not in seen.html and "I hear it" not in seen.html
    assert seen.ids == frozenset(), "a supervisor's page shows no call"


def test_a_late_check_in_rings_until_somebody_acts(night):
    desk = night.floor.browser()
    assert "data-rings-at" in desk.get("/board/").content.decode(), "the browser rings at zero by itself"
    with clock.at(night.due + timedelta(seconds=1)):
        page = desk.get("/board/").content.decode()
        assert 'data-rings="late"' in page and "has not checked in since" in page
        assert desk.post(f"/safety/team/{night.assignment}/finding-out/").status_code == 303
        page = desk.get("/board/").content.decode()
        assert "data-rings" not in page and f"{night.floor.dispatcher.name} is finding out" in page
        assert desk.post(f"/safety/team/{night.assignment}/ok/").status_code == 303
        page = desk.get("/safety/").content.decode()
        assert "has not checked in" not in page and "Taken up by" in page
    assert desk.post(f"/safety/team/{night.assignment}/finding-out/").status_code == 409


@pytest.mark.fuzz
def test_another_interval_from_the_desk(night):
    desk, address = night.floor.browser(), f"/safety/team/{night.assignment}/interval/"
    wrong = (({"minutes": "x", "reason": "y"}, "minutes"), ({"minutes": "5", "reason": ""}, "reason"))
    for told, field in few(wrong, every=2):
        answer = desk.post(address, told)
        assert answer.status_code == 422 and f"id_{field}-error" in answer.content.decode()
    assert desk.post(address, {"minutes": "5", "reason": "Knife in the house"}).status_code == 303
    page = desk.get("/safety/").content.decode()
    assert "Every 5 min, changed for this call" in page
    panel = desk.get(f"/board/call/{night.call}/").content.decode()
    assert "every 20 to every 5 min. Why: Knife in the house" in panel


def test_a_roll_call_from_either_desk(night):
    desk, lead = night.floor.browser(), night.floor.browser(night.supervisor)
    assert lead.post("/safety/roll/", {"team": ""}).status_code == 303
    for team in ("", "nobody"):
        assert desk.post("/safety/roll/", {"team": team}).status_code == 409
    roll = records.open_roll()
    page = desk.get("/board/").content.decode()
    assert "2 of 2 have not answered" in page and night.officer.name in page
    with clock.at(roll.due_at):
        assert "No answer after 3 min" in desk.get("/board/").content.decode()
    for line in roll.lines:
        assert desk.post(f"/safety/roll/{roll.id}/{line.member_id}/").status_code == 303
    assert "All 2 answered" in lead.get("/safety/").content.decode()
    assert lead.post("/safety/roll/", {"team": str(night.team)}).status_code == 303
    assert desk.post(f"/safety/roll/{records.open_roll().id}/end/").status_code == 303
    assert f"Ended by {night.floor.dispatcher.name}; 2 had not answered" in desk.get("/safety/").content.decode()


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.OFFICER, Role.CLINICIAN, Role.PEER, Role.EVALUATOR, Role.ADMIN], every=5))
def test_the_desk_of_safety_is_absent_for_others(night, role):
    browser = night.floor.browser(night.floor.actor(role))
    assert browser.get("/safety/").status_code == 404
    assert browser.post("/safety/roll/", {"team": ""}).status_code == 404
    assert records.open_roll() is None


def test_a_supervisor_hears_no_sos_for_dispatch(night):
    sos = uuid4()
    actions.raise_sos(sos, actor=night.officer)
    lead = night.floor.browser(night.supervisor)
    assert lead.post(f"/safety/sos/{sos}/heard/").status_code == 404
    page = lead.get("/safety/").content.decode()
    assert "Not heard yet" in page and not re.search("4 Elm Street", page)
