"""Local times in a file on the nights the clock changes: refused with words rather than chosen for somebody."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tandem.standards.tabular.times import moment
from tandem.vocabulary.refusal import Refusal

NEW_YORK, PHOENIX = ZoneInfo("America/New_York"), ZoneInfo("America/Phoenix")


@pytest.mark.parametrize(
    ("cell", "hour", "minute"),
    [("2026-03-08 01:59", 6, 59), ("2026-03-08 03:00", 7, 0), ("11/1/2026 00:59", 4, 59), ("2026-11-01 02:00", 7, 0)],
)
def test_the_minutes_around_a_change(cell, hour, minute):
    found = moment(cell, None, "any", NEW_YORK)
    assert found == datetime(found.year, found.month, found.day, hour, minute, tzinfo=UTC)


def test_a_skipped_time_is_refused():
    with pytest.raises(Refusal, match="did not exist in America/New_York"):
        moment("2026-03-08 02:30", None, "any", NEW_YORK)
    assert moment("2026-03-08 02:30", None, "any", PHOENIX) == datetime(2026, 3, 8, 9, 30, tzinfo=UTC)


def test_a_doubled_time_is_refused_with_both_ways_to_write_it():
    both = "Write 2026-11-01T01:30-04:00 or 2026-11-01T01:30-05:00"
    with pytest.raises(Refusal, match="came twice in America/New_York") as refused:
        moment("2026-11-01", "01:30", "any", NEW_YORK)
    assert both in str(refused.value)
    assert moment("2026-11-01T01:30-05:00", None, "any", NEW_YORK) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert moment("2026-11-01 01:30", None, "any", PHOENIX) == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
