"""A roll call: who was asked, who answers, who is missing."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.domain.safety import actions, records
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.timeline import Kind
from tests import made


def test_everybody_answers_and_it_ends_by_itself(night):
    roll = actions.ask(actor=night.dispatcher)
    assert records.question_for(night.clinician.id) == roll
    assert len(records.open_roll().missing) == 2
    actions.answer(roll, actor=night.clinician)
    actions.answer(roll, actor=night.clinician)
    (missing,) = records.open_roll().missing
    assert missing.user_id == night.officer.id
    actions.answer_by_radio(roll, missing.member_id, actor=night.dispatcher)
    assert records.open_roll() is None and records.question_for(night.officer.id) is None
    (past,) = records.past_rolls(clock.now() - timedelta(hours=1))
    assert [(one.how, one.recorded_by) for one in past.lines] == [("phone", ""), ("radio", night.dispatcher.name)]
    said = Log.objects.filter(subjects__contains=[night.incident], kind__startswith="safety.roll").order_by("id")
    assert [one.kind for one in said] == [Kind.ROLL_CALLED, Kind.ROLL_ANSWERED, Kind.ROLL_ANSWERED]


def test_whoever_is_missing_too_long_is_on_top(night):
    other = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.PEER)
    made.team(*other)
    roll = actions.ask(actor=night.supervisor)
    actions.answer(roll, actor=night.clinician)
    assert not any(one.overdue for one in records.open_roll().lines)
    with clock.at(clock.now() + timedelta(minutes=3)):
        found = records.open_roll()
        assert [one.answered_at is None for one in found.lines] == [True, True, True, False]
        assert all(one.overdue for one in found.lines[:3]) and not found.lines[3].overdue


# In its place in `bin/test`: test_everybody_answers_and_it_ends_by_itself.
@pytest.mark.whole
def test_one_team_alone_and_one_at_a_time(night):
    other = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.PEER)
    team = made.team(*other)
    roll = actions.ask(actor=night.dispatcher, team_id=team)
    assert {one.team_id for one in records.open_roll().lines} == {team}
    with pytest.raises(Conflict):
        actions.ask(actor=night.supervisor)
    with pytest.raises(Absent):
        actions.answer(roll, actor=night.officer)
    actions.end(roll, actor=night.dispatcher)
    actions.end(roll, actor=night.dispatcher)
    assert Log.objects.get(kind=Kind.ROLL_ENDED).detail["missing"] == 2
    actions.answer(roll, actor=other[0])
    (past,) = records.past_rolls(clock.now() - timedelta(hours=1))
    assert past.ended_by == night.dispatcher.name and len(past.missing) == 2
    assert actions.ask(actor=night.supervisor) != roll


def test_nobody_to_ask_and_nobody_who_may(night):
    with pytest.raises(Refusal, match="nobody to ask"):
        actions.ask(actor=night.dispatcher, team_id=uuid4())
    with pytest.raises(NotAllowed):
        actions.ask(actor=night.officer)
    for act in (actions.answer, actions.end):
        with pytest.raises(Absent):
            act(uuid4(), actor=night.supervisor)
    with pytest.raises(Absent):
        actions.answer_by_radio(uuid4(), uuid4(), actor=night.dispatcher)
