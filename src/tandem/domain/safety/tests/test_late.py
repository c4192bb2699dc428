"""A check-in that does not come: the board, then the supervisor, each once, with a frozen clock."""

from datetime import timedelta

import pytest

from tandem.domain.incidents.actions import change_interval, check_in, release_team, share_place, stamp, stop_sharing
from tandem.domain.incidents.models import Assignment
from tandem.domain.safety import actions, records
from tandem.domain.safety.models import LateCheckIn
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role, UnitTime
from tandem.vocabulary.timeline import Kind
from tests import made

TICK = timedelta(microseconds=1)


def due_of(night):
    return Assignment.objects.get(pk=night.assignment).checkin_due_at


def kinds(night) -> list[str]:
    return list(Log.objects.filter(subjects__contains=[night.incident]).order_by("id").values_list("kind", flat=True))


def test_each_step_is_taken_once_at_its_moment(night):
    due = due_of(night)
    with clock.at(due - TICK):
        assert actions.escalate(actor=night.worker) == 0
    with clock.at(due):
        assert actions.escalate(actor=night.worker) == 1
        assert actions.escalate(actor=night.worker) == 0
    with clock.at(due + timedelta(minutes=5) - TICK):
        assert actions.escalate(actor=night.worker) == 0
    with clock.at(due + timedelta(minutes=5)):
        assert actions.escalate(actor=night.worker) == 1
        assert actions.escalate(actor=night.worker) == 0
    row = LateCheckIn.objects.get()
    assert (row.board_at, row.supervisor_at) == (due, due + timedelta(minutes=5))
    late = Log.objects.filter(kind=Kind.CHECK_IN_LATE).order_by("id")
    assert [one.detail["step"] for one in late] == ["board", "supervisor"]
    assert all(one.actor_kind == "system" and night.incident in one.subjects for one in late)


def test_a_worker_that_slept_takes_both_steps(night):
    with clock.at(due_of(night) + timedelta(hours=1)):
        assert actions.escalate(actor=night.worker) == 2


def test_the_program_says_how_long_the_supervisor_is_spared(night):
    Program.objects.update(late_after_minutes=1)
    forget()
    with clock.at(due_of(night) + timedelta(minutes=1)):
        assert actions.escalate(actor=night.worker) == 2
    forget()


def test_whoever_takes_it_up_keeps_it_from_the_supervisor(night):
    due = due_of(night)
    with pytest.raises(Refusal, match="not late"):
        actions.take_up(night.assignment, actor=night.dispatcher)
    with clock.at(due + TICK):
        actions.take_up(night.assignment, actor=night.dispatcher)
        actions.take_up(night.assignment, actor=night.supervisor)
    with clock.at(due + timedelta(minutes=30)):
        assert actions.escalate(actor=night.worker) == 0
        (watch,) = records.watches()
    assert (watch.heard_by, watch.late(due + TICK)) == (night.dispatcher.name, True)
    with clock.at(due + timedelta(minutes=31)):
        check_in(night.assignment, actor=night.clinician)
        (watch,) = records.watches()
        assert not watch.late() and watch.heard_by == ""
    assert records.past_late(due - TICK)[0].heard_by == night.dispatcher.name


@pytest.mark.parametrize("off", ["clear", "released"])
def test_a_team_off_the_call_is_never_late(night, off):
    due = due_of(night)
    if off == "clear":
        stamp(night.assignment, actor=night.clinician, which=UnitTime.CLEAR)
    else:
        release_team(night.assignment, actor=night.dispatcher, reason="Needed elsewhere")
    with clock.at(due + timedelta(hours=1)):
        assert actions.escalate(actor=night.worker) == 0
        assert records.watches() == []
        with pytest.raises(Absent):
            actions.take_up(night.assignment, actor=night.dispatcher)


def test_only_the_worker_escalates_and_only_the_desk_takes_up(night):
    with clock.at(due_of(night)):
        with pytest.raises(NotAllowed):
            actions.escalate(actor=night.dispatcher)
        with pytest.raises(NotAllowed):
            actions.take_up(night.assignment, actor=night.clinician)


def test_another_interval_with_its_reason(night):
    change_interval(night.assignment, actor=night.dispatcher, minutes=5, reason="Knife in the house")
    assert due_of(night) - clock.now() <= timedelta(minutes=5)
    with clock.at(clock.now() + timedelta(minutes=1)):
        check_in(night.assignment, actor=night.officer)
        assert due_of(night) == clock.now() + timedelta(minutes=5)
    (watch,) = records.watches()
    assert (watch.minutes, watch.changed) == (5, True)
    said = Log.objects.get(kind=Kind.CHECK_IN_CHANGED)
    assert (said.detail["old"], said.detail["new"], said.words["reason"]) == (20, 5, "Knife in the house")
    assert Log.objects.get(kind=Kind.CHECKED_IN).detail["how"] == "phone"
    late = due_of(night) + TICK
    with clock.at(late):
        change_interval(night.assignment, actor=night.dispatcher, minutes=60, reason="Calm")
        assert due_of(night) < late, "a longer interval never makes a late team look well"
    for minutes, reason, field in ((1, "x", "minutes"), (121, "x", "minutes"), (5, " ", "reason")):
        with pytest.raises(Refusal) as refused:
            change_interval(night.assignment, actor=night.dispatcher, minutes=minutes, reason=reason)
        assert [name for name, _words in refused.value.errors] == [field]
    stranger = made.user_with_job(Role.CLINICIAN)
    with pytest.raises(Absent):
        change_interval(night.assignment, actor=stranger, minutes=5, reason="x")


def test_a_place_is_the_last_one_only_and_wiped_at_clear(night):
    release = made.list_release(night.dispatcher, "board", Category.CAD_FACTS)
    share_place(night.assignment, actor=night.clinician, latitude=39.71, longitude=-105.01)
    share_place(night.assignment, actor=night.clinician, latitude=39.72, longitude=-105.02)
    found = records.whereabouts([night.team], release=release)[night.team]
    assert (found.how, found.latitude, found.longitude) == ("shared", 39.72, -105.02)
    assert kinds(night).count(Kind.PLACE_SHARED) == 1
    assert not Log.objects.filter(detail__has_any_keys=["latitude", "longitude"]).exists()
    stop_sharing(night.assignment, actor=night.clinician)
    stop_sharing(night.assignment, actor=night.clinician)
    found = records.whereabouts([night.team], release=release)[night.team]
    assert (found.how, found.latitude) == ("call", 39.7)
    share_place(night.assignment, actor=night.officer, latitude=1, longitude=1)
    stamp(night.assignment, actor=night.clinician, which=UnitTime.CLEAR)
    row = Assignment.objects.get(pk=night.assignment)
    assert (row.shared_latitude, row.shared_longitude, row.shared_at) == (None, None, None)
    with pytest.raises(Refusal, match="off the call"):
        share_place(night.assignment, actor=night.officer, latitude=1, longitude=1)
    for other in (night.dispatcher, made.user_with_job(Role.OFFICER)):
        with pytest.raises(Absent):
            share_place(night.assignment, actor=other, latitude=1, longitude=1)
    with pytest.raises(Refusal, match="on earth"):
        share_place(night.assignment, actor=night.officer, latitude=91, longitude=0)


def test_unknown_stays_unknown(night):
    team = made.team(made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER))
    release = made.list_release(night.dispatcher, "board", Category.CAD_FACTS)
    assert records.whereabouts([team], release=release)[team].how == "unknown"


def test_the_worker_takes_the_steps_and_tells_the_supervisor(night):
    from tandem import subscriptions

    due = due_of(night)
    with clock.at(due):
        subscriptions.escalate_late_check_ins(0)
        assert [records.waiting_for(one) for one in (Role.DISPATCHER, Role.CLINICAL_SUPERVISOR)] == [1, 0]
    with clock.at(due + timedelta(minutes=5)):
        subscriptions.escalate_late_check_ins(0)
        subscriptions.escalate_late_check_ins(0)
        assert [records.waiting_for(one) for one in (Role.DISPATCHER, Role.CLINICAL_SUPERVISOR)] == [1, 1]
        actions.take_up(night.assignment, actor=night.supervisor)
        assert [records.waiting_for(one) for one in (Role.DISPATCHER, Role.CLINICAL_SUPERVISOR)] == [0, 0]
    assert LateCheckIn.objects.count() == 1
