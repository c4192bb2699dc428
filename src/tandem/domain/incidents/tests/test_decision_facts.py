"""Decisions as facts: the very inputs and answer that were recorded, the one that stood, and why no team went."""

import json
from datetime import timedelta

import pytest

from tandem.domain.incidents import actions
from tandem.domain.incidents.criteria import evaluate
from tandem.domain.incidents.decision_facts import _why, facts
from tandem.domain.incidents.editions import edition_in_force
from tandem.domain.incidents.models import Decision
from tandem.foundation import clock
from tandem.vocabulary.criteria import Unserved
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import IncidentState, Response, Role
from tests import made

pytestmark = pytest.mark.django_db


def rows(call=None, **stretch):
    return [one for one in facts(lambda kind, id: "", **stretch) if call is None or one.record == str(call)]


def test_each_decision_is_a_fact_with_what_the_evaluator_was_given(shift):
    call = made.call(area="Harbor", inputs={"weapon": "none", "violence": "none"})
    actions.answer(call, actor=shift.dispatcher, name="suicide", value="plan")
    first, last = rows(call)
    assert json.loads(last.inputs) == Decision.objects.filter(incident=call).latest("id").inputs
    live = evaluate(edition_in_force(), json.loads(last.inputs))
    assert (last.response, last.rule, last.edition) == (live.response, live.rule_id, live.edition_id)
    assert (first.stood, last.stood) == (False, True) and last.area == "Harbor" and last.unserved == "still_open"


def test_what_stands_is_what_was_known_when_the_team_was_sent(shift):
    call = made.call(inputs={"weapon": "none"})
    actions.assign(call, actor=shift.dispatcher, team_id=shift.team)
    with clock.at(clock.now() + timedelta(minutes=5)):
        actions.answer(call, actor=shift.dispatcher, name="violence", value="none")
    first, last = rows(call)
    assert (first.stood, last.stood) == (True, False) and first.served and first.unserved is None


@pytest.mark.parametrize(
    ("end", "why"),
    [
        ("close", Unserved.NO_REASON),
        ("cancel", Unserved.CANCELLED),
        ("override", Unserved.CHOSEN_OTHERWISE),
    ],
)
def test_why_no_team_went(shift, end, why):
    dispatcher = made.user_with_job(Role.DISPATCHER)
    call = made.call(inputs={"weapon": "none", "violence": "none", "medical": "none", "suicide": "thoughts"})
    if end == "override":
        actions.override(call, actor=dispatcher, response=Response.POLICE_LED, reason="They asked for officers only.")
    (actions.cancel if end == "cancel" else actions.close)(call, actor=dispatcher, reason="No team came to this one")
    (row,) = rows(call)
    assert row.unserved == why and not row.served
    assert row.chosen == (Response.POLICE_LED if end == "override" else None)


def test_teams_are_the_reason_only_where_nobody_did_anything():
    closed = IncidentState.CLOSED
    assert _why(closed, "", {"unit_on_shift": "none"}, None) == Unserved.NO_TEAM
    assert _why(closed, "", {"unit_on_shift": "busy"}, Response.TEAM_ALONE) == Unserved.ALL_BUSY
    assert _why(closed, "", {}, None) == Unserved.NO_REASON
    assert _why(IncidentState.CANCELLED, "", {"unit_on_shift": "none"}, None) == Unserved.CANCELLED


def test_what_a_dispatcher_said_comes_first():
    closed, led = IncidentState.CLOSED, Response.POLICE_LED
    assert _why(closed, "too_far", {"unit_on_shift": "free"}, led) == Unserved.TOO_FAR
    assert _why(IncidentState.CANCELLED, "all_busy", {"unit_on_shift": "none"}, None) == Unserved.ALL_BUSY
    assert _why(IncidentState.OPEN, "too_far", {}, None) == Unserved.STILL_OPEN


def test_too_far_is_a_reason_of_the_facts_and_is_asked_anew_after_a_reopening(shift):
    by = {"actor": shift.dispatcher}
    call = made.call(inputs={"weapon": "none"})
    actions.override(call, **by, response=Response.POLICE_LED, reason="45 minutes by road.", unserved="too_far")
    actions.close(call, **by, reason="Deputies went.")
    assert {one.unserved for one in rows(call)} == {Unserved.TOO_FAR}
    actions.reopen(call, **by, reason="They called again.")
    actions.close(call, **by, reason="Deputies went once more.")
    assert {one.unserved for one in rows(call)} == {Unserved.CHOSEN_OTHERWISE}
    with pytest.raises(Refusal, match="Choose one of: too_far, all_busy, no_team"):
        actions.close(call, **by, reason="Done.", unserved="moon")
    with pytest.raises(Refusal, match="sends the team"):
        actions.override(call, **by, response=Response.TEAM_ALONE, reason="The team went.", unserved="too_far")


def test_another_report_of_a_call_decides_nothing_of_its_own(shift):
    one, other = made.call(), made.call()
    actions.link(other, actor=shift.dispatcher, primary_id=one)
    assert rows(one) and not rows(other)
    now = clock.now()
    assert not rows(one, since=now + timedelta(days=1)) and not rows(one, until=now - timedelta(days=1))
