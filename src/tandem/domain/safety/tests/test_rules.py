"""The steps of a late check-in, and when a button was pressed."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.domain.safety.rules import OLDEST_PRESS, Step, pressed_at, steps_due

NOW = datetime(2026, 11, 22, 21, 47, tzinfo=UTC)
AFTER, TICK = timedelta(minutes=5), timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("ago", "heard", "steps"),
    [
        (None, False, ()),
        (-TICK, False, ()),
        (timedelta(0), False, (Step.BOARD,)),
        (AFTER - TICK, False, (Step.BOARD,)),
        (AFTER, False, (Step.BOARD, Step.SUPERVISOR)),
        (AFTER, True, (Step.BOARD,)),
        (timedelta(days=1), True, (Step.BOARD,)),
    ],
)
def test_who_must_have_been_told(ago, heard, steps):
    due = None if ago is None else NOW - ago
    assert steps_due(due, heard=heard, now=NOW, supervisor_after=AFTER) == steps


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        (None, NOW),
        (NOW - timedelta(seconds=40), NOW - timedelta(seconds=40)),
        (NOW - OLDEST_PRESS, NOW - OLDEST_PRESS),
        (NOW - OLDEST_PRESS - TICK, NOW),
        (NOW + TICK, NOW),
        (datetime(2026, 11, 22, 21, 40), NOW),
    ],
)
def test_the_moment_of_the_press(told, stands):
    assert pressed_at(told, NOW) == stands
