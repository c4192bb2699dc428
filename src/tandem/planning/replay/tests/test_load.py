"""What teams would carry, against numbers that can be worked out by hand."""

from dataclasses import replace
from math import log
from zoneinfo import ZoneInfo

import pytest

from tandem.planning.replay.load import QUANTILES, WEEK, Offered, Teams, load
from tandem.planning.replay.loss import erlang_b
from tandem.planning.replay.waiting import erlang_c, median_wait
from tandem.vocabulary.terms import Response

ALONE, LED = Response.TEAM_ALONE, Response.POLICE_LED
UTC = ZoneInfo("UTC")


def test_the_loss_formula_gives_the_published_values():
    # Erlang B tables (Cooper, Introduction to Queueing Theory, 2nd ed.): B(1, 1) = 1/2, B(2, 1) = 1/5, B(5, 3) = 0.1101.
    assert erlang_b(1, 1.0) == pytest.approx(0.5)
    assert erlang_b(2, 1.0) == pytest.approx(0.2)
    assert erlang_b(5, 3.0) == pytest.approx(0.1101, abs=5e-5)
    assert erlang_b(0, 2.0) == 1.0 and erlang_b(3, 0.0) == 0.0


def test_the_delay_formula_gives_the_published_values():
    # C(3, 1.5) = 9/38 and C(2, 1) = 1/3 by hand; 10 erlangs as in any Erlang C table.
    assert erlang_c(3, 1.5) == pytest.approx(9 / 38) and erlang_c(2, 1.0) == pytest.approx(1 / 3)
    assert erlang_c(13, 10.0) == pytest.approx(0.285270, abs=5e-7)
    assert erlang_c(14, 10.0) == pytest.approx(0.174132, abs=5e-7)
    # One server: the share of time it is busy. As much work as servers: everybody waits.
    assert erlang_c(1, 0.3) == pytest.approx(0.3) and erlang_c(2, 2.0) == erlang_c(0, 0.1) == 1.0
    # The mean wait of those 13 servers at 180 s a call, 17.1162 s, from the same share.
    assert erlang_c(13, 10.0) * 180 / (13 - 10) == pytest.approx(17.1162, abs=5e-5)


def test_the_median_wait_of_one_server_is_the_one_worked_out_by_hand():
    # M/M/1 at load 0.8: 0.8 exp(-0.2 t / 50 min) = 0.5.
    assert median_wait({(1, 0.8): 7.0}, 50.0, [0.0]) == pytest.approx(250 * log(1.6), abs=1e-3)
    assert median_wait({(1, 0.4): 7.0}, 50.0, [0.0]) == pytest.approx(0, abs=1e-3), "most calls find it free"
    assert median_wait({(1, 0.4): 7.0}, 50.0, [3.0]) > 3.0, "what passes anyway comes first"


def test_hours_with_more_work_than_teams_have_no_end_of_waiting():
    busy, calm = {(1, 1.4): 60.0}, {(1, 0.1): 40.0}
    assert median_wait(busy | calm, 50.0, [2.0]) is None
    assert median_wait(calm | {(1, 1.4): 10.0}, 50.0, [2.0]) == pytest.approx(2, abs=0.1)
    assert median_wait({}, 50.0, [2.0]) is None and median_wait(calm, 50.0, []) is None


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


def test_calls_that_wait_are_told_beside_calls_that_go_without():
    sent = {"waits": [9.0] * 20, "free_waits": [4.0] * 20}
    told = load(Teams([(0, 2 * WEEK)], 30.0, 0.4), replace(week(), **sent), UTC)
    # One team, half its time asked for: B(1, 1/2) = 1/3 go without, or C(1, 1/2) = 1/2 wait, so that half do not.
    assert told.now.all_busy == pytest.approx(1 / 3) and told.now.waiting == pytest.approx(0.5)
    assert told.now.wait == pytest.approx(4, abs=0.01) and told.now.growing == 0
    assert (told.recorded.wait, told.more.wait) == (9.0, pytest.approx(4, abs=0.01))
    told = load(Teams([(0, 2 * WEEK)], 60.0, 0.4), replace(week(), **sent), UTC)
    assert told.now.wait is None and told.now.growing == 1.0 and told.more.growing == pytest.approx(2 / 3)
    assert len(QUANTILES) == 20 and sum(QUANTILES) == pytest.approx(10)


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
