"""What teams would carry, against numbers that can be worked out by hand."""

from zoneinfo import ZoneInfo

import pytest

from tandem.planning.replay.load import WEEK, Offered, Teams, erlang_b, load
from tandem.vocabulary.terms import Response

ALONE, LED = Response.TEAM_ALONE, Response.POLICE_LED
UTC = ZoneInfo("UTC")


def test_the_loss_formula_gives_the_published_values():
    # Erlang B tables (Cooper, Introduction to Queueing Theory, 2nd ed.): B(1, 1) = 1/2, B(2, 1) = 1/5, B(5, 3) = 0.1101.
    assert erlang_b(1, 1.0) == pytest.approx(0.5)
    assert erlang_b(2, 1.0) == pytest.approx(0.2)
    assert erlang_b(5, 3.0) == pytest.approx(0.1101, abs=5e-5)
    assert erlang_b(0, 2.0) == 1.0 and erlang_b(3, 0.0) == 0.0


def week(now=ALONE, *, more: tuple = ()) -> Offered:
    """One call each hour of two weeks, for the team in force and answered by a free one."""
    two = {hour: 2 for hour in range(WEEK)}
    got = [(ALONE, "free", True, 2 * WEEK), *more]
    return Offered(
        0, 2 * WEEK - 1, {(at, ALONE): n for at, n in two.items()}, {(at, now): n for at, n in two.items()}, got
    )


def test_one_team_and_a_call_an_hour_of_an_hour():
    told = load(Teams([(0, 2 * WEEK)], 60.0, 0.4), week(), UTC)
    assert told.now.all_busy == pytest.approx(0.5) and told.now.busy == pytest.approx(0.5)
    assert told.now == told.draft and told.now.no_team == 0 and told.team_hours == 2 * WEEK
    assert told.more.all_busy < told.draft.all_busy and told.recorded.busy == 0.4


def test_calls_that_the_draft_gives_to_police_are_not_carried():
    told = load(Teams([(0, 2 * WEEK)], 60.0, None), week(LED, more=((LED, "free", False, 40),)), UTC)
    assert told.draft.busy == 0 and told.now.busy == pytest.approx(0.5), "of such calls none got a team with one free"
    assert told.recorded.busy is None


def test_hours_without_a_team_are_told_apart_from_busy_ones():
    by_night = [(day * 24 + at, day * 24 + at + 12) for day in range(14) for at in (8,)]
    told = load(Teams(by_night, 30.0, None), week(), UTC)
    assert told.now.no_team == pytest.approx(0.5, abs=0.01)
    assert (told.from_hour - 20) % 24 <= 4, "one more team belongs where there is none"
    assert told.more.no_team < told.now.no_team


def test_nothing_is_said_of_nothing():
    assert load(Teams([], 60.0, None), week(), UTC) is None
    assert load(Teams([(0, 8)], 60.0, None), None, UTC) is None
