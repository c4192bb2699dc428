"""Opening hours on the wall, and how old a listing is."""

from datetime import date, datetime

import pytest

from tandem.domain.directory.hours import (
    Openness,
    exceptions_of,
    exceptions_text,
    hours_problem,
    openness,
    spans_of,
    spans_text,
)
from tandem.domain.directory.rules import checked_words, miles, problems, stale, takes_age

WEEKDAYS = {"words": "Mon to Fri 8 to 17", "spans": {day: [["08:00", "12:00"], ["13:00", "17:00"]] for day in "01234"}}
NIGHTS = {"spans": {"4": [["22:00", "06:00"]], "6": [["20:00", "04:00"]]}}
ALWAYS = {"spans": {day: [["00:00", "24:00"]] for day in "0123456"}}
HOLIDAYS = {
    **WEEKDAYS,
    "exceptions": [
        {"on": "2026-11-26", "spans": [], "words": "Thanksgiving"},
        {"on": "2026-11-27", "spans": [["10:00", "14:00"]], "words": "short day"},
    ],
    "by_appointment": True,
}
# 2026-11-23 is a Monday.
THURSDAY = 26
MONDAY, FRIDAY, SATURDAY, SUNDAY = 23, 27, 28, 29


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute)


@pytest.mark.parametrize(
    ("hours", "local", "expected"),
    [
        (WEEKDAYS, at(MONDAY, 8), Openness(True, "12:00")),
        (WEEKDAYS, at(MONDAY, 7, 59), Openness(False, opens="08:00")),
        (WEEKDAYS, at(MONDAY, 12), Openness(False, opens="13:00")),
        (WEEKDAYS, at(MONDAY, 16, 59), Openness(True, "17:00")),
        (WEEKDAYS, at(MONDAY, 17), Openness(False, opens="tomorrow 08:00")),
        (WEEKDAYS, at(SATURDAY, 9), Openness(False, opens="Mon 08:00")),
        (NIGHTS, at(FRIDAY, 23), Openness(True, "06:00")),
        (NIGHTS, at(SATURDAY, 5, 59), Openness(True, "06:00")),
        (NIGHTS, at(SATURDAY, 6), Openness(False, opens="tomorrow 20:00")),
        (NIGHTS, at(SUNDAY, 23), Openness(True, "04:00")),
        (NIGHTS, at(MONDAY, 3), Openness(True, "04:00")),
        (NIGHTS, at(MONDAY, 4), Openness(False, opens="Fri 22:00")),
        (ALWAYS, at(SUNDAY, 23, 59), Openness(True)),
        ({"spans": {"0": [["00:00", "24:00"]], "1": [["00:00", "02:00"]]}}, at(MONDAY, 9), Openness(True, "02:00")),
        ({"spans": {"6": [["18:00", "24:00"]], "0": [["00:00", "03:00"]]}}, at(SUNDAY, 19), Openness(True, "03:00")),
        ({"spans": {"6": [["18:00", "24:00"]]}}, at(SUNDAY, 19), Openness(True, "00:00")),
        ({"spans": {}}, at(MONDAY, 9), Openness(False)),
        (HOLIDAYS, at(THURSDAY, 9), Openness(False, opens="tomorrow 10:00", today="Thanksgiving")),
        (HOLIDAYS, at(FRIDAY, 11), Openness(True, "14:00", today="short day")),
        (HOLIDAYS, at(MONDAY, 9), Openness(True, "12:00")),
        ({"words": "Call first"}, at(MONDAY, 9), Openness(None)),
        ({}, at(MONDAY, 9), Openness(None)),
    ],
)
def test_open_now(hours, local, expected):
    assert hours_problem(hours) is None
    assert openness(hours, local) == expected


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        (None, "Never checked"),
        (date(2026, 11, 22), "Checked today"),
        (date(2026, 11, 21), "Checked yesterday"),
        (date(2026, 11, 10), "Checked 12 days ago"),
        (date(2026, 8, 3), "Not checked since Aug"),
        (date(2025, 8, 3), "Not checked since Aug 2025"),
    ],
)
def test_how_old_a_listing_is(checked, words):
    assert checked_words(checked, date(2026, 11, 22)) == words


@pytest.mark.parametrize(
    "hours",
    [
        None,
        [],
        {"open": "always"},
        {"words": 8},
        {"words": "x" * 201},
        {"spans": []},
        {"spans": {"7": []}},
        {"spans": {"0": "08:00"}},
        {"spans": {"0": ["08:00", "17:00"]}},
        {"spans": {"0": [["8:00", "17:00"]]}},
        {"spans": {"0": [["08:00", "25:00"]]}},
        {"spans": {"0": [["08:00"]]}},
        {"spans": {"0": [[8, 17]]}},
        {"spans": {"0": [["08:00", "08:00"]]}},
        {"spans": {"0": [["24:00", "08:00"]]}},
        {"by_appointment": "yes"},
        {"spans": {}, "exceptions": {"2026-12-25": []}},
        {"spans": {}, "exceptions": [{"on": "25.12.2026", "spans": []}]},
        {"spans": {}, "exceptions": [{"on": "2026-12-25"}]},
        {"spans": {}, "exceptions": [{"on": "2026-12-25", "spans": [["9", "10"]]}]},
        {"spans": {}, "exceptions": [{"on": "2026-12-25", "spans": [], "words": "x" * 81}]},
        {"spans": {}, "exceptions": [{"on": "2026-12-25", "spans": []}] * 2},
        {"spans": {}, "exceptions": [{"on": "2026-12-25", "spans": []}] * 101},
    ],
)
def test_hours_that_can_not_be_read(hours):
    assert hours_problem(hours)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"needs": []}, "needs"),
        ({"needs": ["rehab"]}, "needs"),
        ({"hours": None}, "hours"),
        ({"languages": ["English please"]}, "languages"),
        ({"latitude": 40.0}, "latitude"),
        ({"latitude": 91.0, "longitude": 0.0}, "latitude"),
        ({"minimum_age": 18, "maximum_age": 12}, "minimum_age"),
        ({"maximum_age": 131}, "minimum_age"),
        ({"website": "javascript:alert(1)"}, "website"),
    ],
)
def test_a_listing_that_can_not_stand(changes, field):
    good = {"needs": ["food"], "hours": {}, "languages": ["en", "es-MX"], "latitude": None, "longitude": None}
    assert problems(**good) == []
    assert [found for found, _ in problems(**{**good, **changes})] == [field]


def test_a_listing_out_of_use_may_wait_for_its_needs():
    good = {"needs": [], "hours": {}, "languages": [], "latitude": None, "longitude": None}
    assert problems(**good, active=False) == []
    assert problems(**{**good, "needs": ["rehab"]}, active=False)[0][0] == "needs"


@pytest.mark.parametrize("clock_change", [date(2026, 3, 8), date(2026, 11, 1)])
def test_a_change_of_the_clocks_moves_no_opening(clock_change):
    """Both days of 2026 on which clocks change in the United States: the wall says when a door opens."""
    daily = {"spans": {day: [["01:30", "09:00"]] for day in "0123456"}}
    on = datetime.combine(clock_change, datetime.min.time())
    assert openness(daily, on.replace(hour=1, minute=29)) == Openness(False, opens="01:30")
    assert openness(daily, on.replace(hour=3)) == Openness(True, "09:00")
    assert openness(daily, on.replace(hour=9)) == Openness(False, opens="tomorrow 01:30")


@pytest.mark.parametrize("text", ["08:00-12:00, 13:00-17:00", "all day", "", "22:00-06:00"])
def test_spans_as_a_form_writes_them(text):
    assert spans_text(spans_of(text)) == text


@pytest.mark.parametrize("text", ["8 to 5", "08:00", "08:00-25:00", "08:00-08:00", "-", "08:00-09:00-10:00"])
def test_spans_that_can_not_be_read(text):
    assert spans_of(text) is None


def test_exceptions_as_a_form_writes_them():
    text = "2026-12-25 closed Christmas\n2026-12-24 08:00-12:00,13:00-14:00 short day\n2027-01-01 closed"
    assert exceptions_text(exceptions_of(text)) == text
    assert spans_of("8:00-9:30") == [["08:00", "09:30"]]
    for bad in ("christmas closed", "2026-12-25", "2026-12-25 8to5", "2026-13-01 closed"):
        assert exceptions_of(bad) is None


def test_how_far_and_how_old_and_for_whom():
    assert miles((39.7392, -104.9903), (40.0150, -105.2705)) == pytest.approx(24.2, abs=0.2)
    assert miles((39.7, -104.9), (39.7, -104.9)) == 0 and miles((39.7, -104.9), (None, None)) is None
    today = date(2026, 11, 22)
    assert stale(None, today) and stale(date(2026, 8, 23), today) and not stale(date(2026, 8, 24), today)
    assert stale(date(2026, 11, 20), today, 1)
    assert (takes_age(18, None, 17), takes_age(None, 17, 17), takes_age(18, 64, None)) == (False, True, None)
    assert takes_age(None, None, None)
