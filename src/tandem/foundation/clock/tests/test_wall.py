"""A clock on the wall over both changes of 2026, in New York and where there are none. No database."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tandem.foundation.clock.wall import Twice, moment, readings, written
from tandem.vocabulary.refusal import Refusal
from tests.short import tries

NEW_YORK, PHOENIX = ZoneInfo("America/New_York"), ZoneInfo("America/Phoenix")
SPRING, FALL = date(2026, 3, 8), date(2026, 11, 1)


def at(day: date, hour: int, minute: int = 30) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute)


def utc(day: date, hour: int, minute: int = 30) -> datetime:
    return at(day, hour, minute).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "found"),
    [
        (at(SPRING, 1, 59), [utc(SPRING, 6, 59)]),
        (at(SPRING, 2, 0), []),
        (at(SPRING, 2, 59), []),
        (at(SPRING, 3, 0), [utc(SPRING, 7, 0)]),
        (at(FALL, 0, 59), [utc(FALL, 4, 59)]),
        (at(FALL, 1, 0), [utc(FALL, 5, 0), utc(FALL, 6, 0)]),
        (at(FALL, 1, 59), [utc(FALL, 5, 59), utc(FALL, 6, 59)]),
        (at(FALL, 2, 0), [utc(FALL, 7, 0)]),
    ],
)
def test_none_one_or_two_readings(wall, found):
    assert list(readings(wall, NEW_YORK)) == found
    assert list(readings(wall, PHOENIX)) == [wall.replace(tzinfo=UTC) + timedelta(hours=7)]


def test_the_skipped_hour_is_refused_in_words():
    with pytest.raises(Refusal) as refused:
        moment(at(SPRING, 2), NEW_YORK, "at")
    ((field, said),) = refused.value.errors
    assert field == "at"
    assert said.startswith("02:30 did not happen on March 8: the clock went forward 1 h over it.")


def test_the_doubled_hour_asks_which():
    with pytest.raises(Twice) as refused:
        moment(at(FALL, 1), NEW_YORK, "at")
    assert refused.value.choices == (("first", "01:30 EDT"), ("second", "01:30 EST"))
    assert "came twice on November 1" in str(refused.value) and "“01:30 EDT” or “01:30 EST”" in str(refused.value)
    for which, hour in (("first", 5), ("second", 6), ("EDT", 5), ("est", 6)):
        assert moment(at(FALL, 1), NEW_YORK, "at", which=which) == utc(FALL, hour)
    with pytest.raises(Refusal, match="did not show PST"):
        moment(at(FALL, 1), NEW_YORK, "at", which="PST")


def test_the_one_that_fits_the_order_of_things_is_taken():
    first, second = utc(FALL, 5), utc(FALL, 6)
    assert moment(at(FALL, 1), NEW_YORK, "at", before=first + timedelta(minutes=10)) == first
    assert moment(at(FALL, 1), NEW_YORK, "at", after=first + timedelta(minutes=10)) == second
    for after, before in ((None, second), (first, second), (second + timedelta(hours=1), None)):
        with pytest.raises(Twice):
            moment(at(FALL, 1), NEW_YORK, "at", after=after, before=before)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("21:47", utc(date(2026, 11, 2), 2, 47)),
        ("9:05", utc(FALL, 14, 5)),
        ("2026-03-08 01:30", utc(SPRING, 6)),
        ("2026-03-08T03:30", utc(SPRING, 7)),
        ("01:30 first", utc(FALL, 5)),
        ("01:30 second", utc(FALL, 6)),
        ("2026-11-01 01:30 EST", utc(FALL, 6)),
        ("03:30 first", utc(FALL, 8)),
        ("2026-11-01T01:30:15-04:00", utc(FALL, 5) + timedelta(seconds=15)),
        ("2026-11-01T01:30Z", utc(FALL, 1)),
    ],
)
def test_what_people_write(text, found):
    assert written(f" {text} ", NEW_YORK, "at", day=FALL) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "24:00",
        "12:60",
        "2026-13-01 10:00",
        "2026-02-30 10:00",
        "10:00 XYZ",
        "1:2:3",
        "12",
        "0001-01-01T00:00+14:00",
    ],
)
def test_what_is_no_time_is_refused(text):
    with pytest.raises(Refusal):
        written(text, NEW_YORK, "at", day=FALL)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=tries(60))
@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.sampled_from(
        ["America/New_York", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu", "America/St_Johns"]
    ),
)
def test_every_moment_is_found_again_from_what_the_clock_showed(moment_of, name):
    zone = ZoneInfo(name)
    wall = moment_of.astimezone(zone).replace(tzinfo=None, fold=0)
    assert moment_of in readings(wall, zone)
