"""Phones that drop, instructors that leave, clocks that jump, going back, and playing alone."""

from datetime import timedelta

import pytest

from tandem.foundation import clock
from tandem.training.sessions import actions, records
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role
from tests import made


def later(seconds: float):
    return clock.at(clock.now() + timedelta(seconds=seconds))


def reasons(at) -> list[str]:
    return [one.detail["why"] for one in records.timeline(at.run()) if one.kind == "rehearsal.paused"]


@pytest.fixture
def team(table):
    at = table()
    at.phones = {seat: at.sit(seat) for seat in ("officer", "clinician", "peer")}
    at.start()
    return at


def test_a_dropped_phone_comes_back_where_it_was_and_is_told_what_it_missed(team):
    officer, peer = team.phones["officer"], team.phones["peer"]
    with later(1):
        actions.stay(peer)
    with later(6):
        actions.stay(team.phones["clinician"])
    with later(14):
        actions.stay(officer)
        assert [one.away for one in team.view(officer).others] == [False, True]
        team.choose(officer, "Step back")
    with later(18):
        actions.stay(peer)
        view = team.view(peer)
        assert view.turn == 1 and [one.text for one in view.missed] == ["Jonah: “Who are you?”"]
    told = [one.kind for one in records.timeline(team.run()) if one.detail.get("hold") == str(peer.hold_id)]
    assert told == ["rehearsal.dropped", "rehearsal.returned"]


def test_without_its_instructor_a_rehearsal_waits(team):
    actions.instructor_here(team.room)
    with later(8):
        actions.stay(team.phones["peer"])
        assert team.view(team.phones["peer"]).running
    with later(11):
        actions.stay(team.phones["peer"])
        view = team.view(team.phones["peer"])
        assert (view.state, view.why, view.instructor) == ("paused", "gone", team.trainer.name)
    with later(20):
        actions.resume_all(team.room, actor=team.trainer)
        assert team.view(team.phones["peer"]).running
    assert reasons(team) == ["gone"]


@pytest.mark.parametrize("jump", [timedelta(minutes=40), timedelta(minutes=-3)])
def test_a_clock_that_jumps_pauses_with_a_mark_and_loses_nothing(team, jump):
    officer = team.phones["officer"]
    actions.stay(officer)
    view = team.view(officer)
    with clock.at(clock.now() + jump):
        actions.stay(officer)
        after = team.view(officer)
        assert (after.state, after.why, after.turn) == ("paused", "clock", 0)
        assert after.clock_ms < 60_000
        with pytest.raises(Conflict, match="paused"):
            actions.choose(officer, view.choices[0].id, turn=0)
        actions.resume(team.run(), actor=team.trainer)
        team.choose(officer, "Step back")
        assert team.view(officer).turn == 1
    assert reasons(team) == ["clock"]


def test_going_back_makes_a_branch_and_the_first_run_stays(team):
    officer, first = team.phones["officer"], team.run()
    actions.take_lead(officer)
    begun = records.timeline(first)[0].number
    team.choose(officer, "Step back")
    before = records.timeline(first)
    branch = actions.rewind(first, begun, actor=team.trainer)
    assert team.run() == branch != first
    assert records.timeline(first)[: len(before)] == before
    view = team.view(officer)
    assert (view.state, view.why, view.turn, view.lead) == ("paused", "branch", 0, None)
    assert [one.text for one in view.only] == ["The latch is up."]
    actions.resume(branch, actor=team.trainer)
    team.choose(officer, "Say nothing")
    assert [one.number for one in records.all_runs(team.room)] == [1, 2]
    with pytest.raises(Refusal):
        actions.rewind(branch, 0, actor=team.trainer)
    with pytest.raises(Absent):
        actions.rewind(branch, 1, actor=made.user_with_job(Role.TRAINER))


def test_what_an_instructor_sends_in_reaches_whom_it_is_for(team):
    actions.inject(team.run(), "Your radio speaks.", to=("officer",), actor=team.trainer)
    actions.speak(team.run(), "Mara", "Please be careful.", actor=team.trainer)
    assert "Your radio speaks." in [one.text for one in team.view(team.phones["officer"]).only]
    assert "Your radio speaks." not in str(team.view(team.phones["peer"]))
    assert team.view(team.phones["peer"]).heard[-1].by == "Mara"
    for wrong in ({"text": ""}, {"text": "x" * 241}, {"text": "A line.", "to": ("boss",)}):
        with pytest.raises(Refusal):
            actions.inject(team.run(), actor=team.trainer, **wrong)


def test_teams_in_one_room_play_apart(table):
    at = table(teams=2)
    a, b = at.sit("officer"), at.sit("officer", team="B")
    at.sit("clinician"), at.sit("clinician", team="B")
    at.start()
    at.choose(a, "Step back")
    assert (at.view(a).turn, at.view(b).turn) == (1, 0)
    assert [one.turn for one in records.for_console(at.room).teams] == [1, 0]


def test_alone_the_others_are_played_by_a_script(table):
    at = table()
    learner = made.user_with_job(Role.OFFICER)
    room = actions.open_room(at.edition, actor=learner, solo=True, seed=3, pov_first=True)
    sitting = records.sitting(actions.sit_alone(room, seat="officer", actor=learner))
    actions.start(room, actor=learner)
    run = records.run_of(records.room(room)).id
    assert [one.text for one in records.for_phone(run, sitting).pov] == ["They talk so fast."]
    actions.start(room, actor=learner)
    view = records.for_phone(run, sitting)
    assert view.running and [one.scripted for one in view.others] == [True, True]
    actions.take_lead(sitting)
    actions.offer_lead(sitting, "clinician")
    for second in range(4, 90, 4):
        with later(second):
            actions.stay(sitting)
            actions.due(run)
    ended = records.for_phone(run, sitting)
    assert ended.state == "ended" and ended.ending
    with pytest.raises(Absent):
        actions.join(records.room(room).code, name="Sam", seat="peer", actor=made.user_with_job(Role.PEER))
    with pytest.raises(Absent):
        actions.pause_all(room, actor=made.user_with_job(Role.TRAINER))


def test_spanish_where_the_scenario_has_it_and_what_was_chosen_stays(team):
    officer = team.phones["officer"]
    number = actions.see_cue(officer)
    actions.speak_language(officer, "es")
    seen = records.for_phone(team.run(), officer, "es")
    assert "Jonah está en la puerta." in str(seen.heard) and "Dar un paso atrás" in str(seen.choices)
    assert seen.sign.number == number
    with pytest.raises(Refusal):
        actions.speak_language(officer, "fr")


def test_who_leaves_in_the_middle_leaves_a_script_that_goes_on(team):
    actions.take_lead(team.phones["officer"])
    actions.leave(team.phones["officer"])
    assert records.for_wall(team.run()).lead.scripted
    assert records.given_back({str(team.phones["officer"].hold_id)})
    again = team.sit("officer")
    assert not records.for_wall(team.run()).lead.scripted and team.view(again).leading
