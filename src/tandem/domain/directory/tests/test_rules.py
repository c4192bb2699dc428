"""Opening hours on the wall, and how old a listing is."""

from datetime import date, datetime

import pytest

from tandem.domain.directory.rules import Openness, checked_words, hours_problem, openness, problems

WEEKDAYS = {"words": "Mon to Fri 8 to 17", "spans": {day: [["08:00", "12:00"], ["13:00", "17:00"]] for day in "01234"}}
NIGHTS = {"spans": {"4": [["22:00", "06:00"]], "6": [["20:00", "04:00"]]}}
ALWAYS = {"spans": {day: [["00:00", "24:00"]] for day in "0123456"}}
# 2026-11-23 is a Monday.
MONDAY, FRIDAY, SATURDAY, SUNDAY = 23, 27, 28, 29


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute)


@pytest.mark.parametrize(
    ("hours", "local", "expected"),
    [
        (WEEKDAYS, at(MONDAY, 8), Openness(True, "12:00")),
        (WEEKDAYS, at(MONDAY, 7, 59), Openness(False)),
        (WEEKDAYS, at(MONDAY, 12), Openness(False)),
        (WEEKDAYS, at(MONDAY, 16, 59), Openness(True, "17:00")),
        (WEEKDAYS, at(MONDAY, 17), Openness(False)),
        (WEEKDAYS, at(SATURDAY, 9), Openness(False)),
        (NIGHTS, at(FRIDAY, 23), Openness(True, "06:00")),
        (NIGHTS, at(SATURDAY, 5, 59), Openness(True, "06:00")),
        (NIGHTS, at(SATURDAY, 6), Openness(False)),
        (NIGHTS, at(SUNDAY, 23), Openness(True, "04:00")),
        (NIGHTS, at(MONDAY, 3), Openness(True, "04:00")),
        (NIGHTS, at(MONDAY, 4), Openness(False)),
        (ALWAYS, at(SUNDAY, 23, 59), Openness(True)),
        ({"spans": {"0": [["00:00", "24:00"]], "1": [["00:00", "02:00"]]}}, at(MONDAY, 9), Openness(True, "02:00")),
        ({"spans": {"6": [["18:00", "24:00"]], "0": [["00:00", "03:00"]]}}, at(SUNDAY, 19), Openness(True, "03:00")),
        ({"spans": {"6": [["18:00", "24:00"]]}}, at(SUNDAY, 19), Openness(True, "00:00")),
        ({"spans": {}}, at(MONDAY, 9), Openness(False)),
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
    ],
)
def test_a_listing_that_can_not_stand(changes, field):
    good = {"needs": ["food"], "hours": {}, "languages": ["en", "es-MX"], "latitude": None, "longitude": None}
    assert problems(**good) == []
    assert [found for found, _ in problems(**{**good, **changes})] == [field]
