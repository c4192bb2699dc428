"""The order of four times, what officers got back, and how long a link lives."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from tandem.domain.transfers.rules import (
    ANSWERABLE,
    answer_problem,
    link_opens,
    officer_time_returned,
    officers_waited,
    standing,
    time_problem,
    under_way,
)
from tandem.vocabulary.transfers import TransferState, TransferTime

S, T = TransferState, TransferTime
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def at(minutes):
    return None if minutes is None else NOON + timedelta(minutes=minutes)


def times(arrived=None, took_over=None, officer=None, clinician=None):
    return dict(zip(T, map(at, (arrived, took_over, officer, clinician)), strict=True))


@pytest.mark.parametrize("which", [T.TOOK_OVER, T.OFFICER_FREE, T.CLINICIAN_FREE])
def test_nothing_happens_there_before_the_arrival(which):
    told = times(10) | {which: at(9)}
    assert "can't be before you arrived" in time_problem(told, which, at(60))
    assert time_problem(told | {which: at(10)}, which, at(60)) is None
    assert time_problem(times() | {which: at(10)}, which, at(60)) == "Say first when you arrived there."


def test_an_arrival_can_not_be_put_after_what_happened_there():
    assert "Arrival can't be after" in time_problem(times(31, 30), T.ARRIVED, at(60))
    assert time_problem(times(30, 30), T.ARRIVED, at(60)) is None


def test_officer_and_clinician_are_free_in_any_order():
    for took_over, officer, clinician in product((5, 20, 40), repeat=3):
        told = times(5, took_over, officer, clinician)
        assert all(time_problem(told, which, at(60)) is None for which in T)


def test_no_time_lies_in_the_future_or_before_anybody_lived():
    assert time_problem(times(5), T.ARRIVED, at(0)) is None, "a phone's clock may run ahead a little"
    assert time_problem(times(6), T.ARRIVED, at(0)) == "This time is in the future."
    assert time_problem({T.ARRIVED: datetime(1969, 1, 1, tzinfo=UTC)}, T.ARRIVED, NOON)
    assert time_problem({T.ARRIVED: datetime(2026, 11, 22, 12)}, T.ARRIVED, NOON), "a time without a zone"


def test_times_over_the_autumn_change_are_compared_as_moments():
    # 01:50 summer time, then 01:10 winter time, is 20 minutes later although the wall says earlier.
    before, after = datetime(2026, 11, 1, 5, 50, tzinfo=UTC), datetime(2026, 11, 1, 6, 10, tzinfo=UTC)
    told = {T.ARRIVED: before, T.TOOK_OVER: after}
    assert time_problem(told, T.TOOK_OVER, after) is None
    assert officer_time_returned(before, after, None) == timedelta(minutes=20)


@pytest.mark.parametrize(
    ("arrived", "officer", "took_over", "clinician", "waited", "returned"),
    [
        (0, 10, 40, 45, 10, 30),  # the officer left first, the clinician waited for the hand-over
        (0, 40, 40, 45, 40, 0),  # the officer stayed to the end
        (0, 50, 40, 45, 50, 0),  # and longer
        (0, 10, None, 45, 10, 35),  # nobody said when they took over
        (0, 10, None, None, 10, None),
        (0, None, 40, 45, None, None),  # unknown, never zero
        (None, 10, 40, 45, None, 30),
    ],
)
def test_officer_hours_come_from_the_times_only(arrived, officer, took_over, clinician, waited, returned):
    def minutes(number):
        return None if number is None else timedelta(minutes=number)

    assert officers_waited(at(arrived), at(officer)) == minutes(waited)
    assert officer_time_returned(at(officer), at(took_over), at(clinician)) == minutes(returned)


def test_where_the_unit_stands():
    assert standing(times()) == "on_the_way"
    assert standing(times(0)) == "waiting"
    assert standing(times(0, None, 5)) == "waiting"
    assert standing(times(0, 5)) == "handed_over"
    assert standing(times(0, None, None, 5)) == "free"


def test_what_is_still_under_way():
    assert under_way(S.TOLD, times()) and under_way(S.DRAFT, times()) and under_way(S.READY, times(0, 5))
    assert not under_way(S.CANT_TAKE, times()) and not under_way(S.CANCELLED, times())
    assert under_way(S.CANT_TAKE, times(0)), "an emergency department examines whoever comes"
    assert not under_way(S.READY, times(0, 5, 5, 6))


@pytest.mark.parametrize(("state", "said"), list(product(S, S)))
def test_which_answers_there_are(state, said):
    allowed = said in (S.READY, S.NO_BED_YET, S.CANT_TAKE) and state in ANSWERABLE
    assert (answer_problem(state, said, "full", taken_over=False) is None) is allowed
    assert answer_problem(state, said, "full", taken_over=True)


def test_a_no_owes_a_kind():
    assert answer_problem(S.TOLD, S.CANT_TAKE, "", taken_over=False)[0] == "reason_kind"
    assert answer_problem(S.TOLD, S.CANT_TAKE, "because", taken_over=False)[0] == "reason_kind"
    assert answer_problem(S.TOLD, S.READY, "", taken_over=False) is None


@pytest.mark.parametrize("state", S)
def test_a_link_lives_from_the_notice_to_a_while_after_the_last_word(state):
    opens = state not in (S.DRAFT, S.CANCELLED)
    assert link_opens(state, NOON, None, at(30)) is opens
    assert link_opens(state, NOON, None, at(31)) is (opens and state != S.CANT_TAKE)
    assert link_opens(state, NOON, at(0), at(60)) is opens
    assert not link_opens(state, NOON, at(0), at(61))
