"""What the ledger says of a table is true after a fill that failed, was stopped, or was of one month only."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from operator import attrgetter

import pytest

from tandem.foundation import clock
from tandem.foundation.marts import Mart
from tandem.measures import fill
from tandem.measures.tables import SHIFTS, TABLES
from tandem.vocabulary.facts import ShiftFact

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER, LAST = NOW.replace(hour=13), NOW.replace(hour=14)
AT = attrgetter("started_at")
SHIFT = ShiftFact("real", "s1", "PD", datetime(2026, 9, 3, tzinfo=UTC), NOW, NOW, 2, 1, 3, 60.0)


@pytest.fixture
def mart(tmp_path):
    return Mart(tmp_path / "mart")


@pytest.fixture
def rows():
    """What is recorded: a shift in September, October and November each."""
    return [
        replace(SHIFT, record=f"s{month}", started_at=datetime(2026, month, 3, tzinfo=UTC)) for month in (9, 10, 11)
    ]


def source(rows, breaks_in=None):
    def told(*, since, until):
        for row in rows:
            if (since is None or row.started_at >= since) and (until is None or row.started_at < until):
                if since and row.started_at.month == breaks_in:
                    raise OSError("the disk is full")
                yield row

    return told


def whole(mart, rows, at, **how):
    with clock.at(at):
        return list(fill.fill_every_month(mart, SHIFTS, AT, source(rows, **how), at))


def held(mart):
    table = mart.run(mart.read(SHIFTS, TABLES[SHIFTS].schema)).to_pylist()
    return sorted(table, key=lambda row: row["record"])


def test_a_fill_that_fails_or_is_stopped_leaves_the_time_as_it_was(mart, rows):
    with pytest.raises(OSError):
        whole(mart, rows, NOW, breaks_in=10)
    assert mart.ledger().rows(SHIFTS) == {"2026-09": 1}
    assert mart.ledger().filled_to(SHIFTS) is None, "September alone is not the table"
    whole(mart, rows, NOW)
    assert mart.ledger().filled_to(SHIFTS) == NOW
    with pytest.raises(OSError):
        whole(mart, rows, LATER, breaks_in=11)
    assert mart.ledger().filled_to(SHIFTS) == NOW
    with clock.at(LATER):
        stopped = fill.fill_every_month(mart, SHIFTS, AT, source(rows), LATER)
        next(stopped)
        stopped.close()
    assert mart.ledger().filled_to(SHIFTS) == NOW


def test_an_old_month_says_nothing_of_the_others(mart, rows):
    whole(mart, rows, NOW)
    with clock.at(LATER):
        fill.fill_month(mart, SHIFTS, "2026-09", source(rows))
        assert mart.ledger().filled_to(SHIFTS) == NOW
        fill.fill_month(mart, SHIFTS, "2026-11", source(rows))
    assert mart.ledger().filled_to(SHIFTS) == LATER


def test_what_is_owed_holds_the_time_back_until_it_is_filled(mart, rows):
    whole(mart, rows, NOW)
    mart.owe({SHIFTS: ["2026-09"]}, LATER)
    with clock.at(LAST):
        fill.fill_month(mart, SHIFTS, "2026-11", source(rows))
        assert mart.ledger().filled_to(SHIFTS) == LATER and mart.ledger().owes(SHIFTS) == {"2026-09": LATER}
        # It fails: nothing is said to be done.
        with pytest.raises(OSError):
            fill.fill_month(mart, SHIFTS, "2026-09", source(rows, breaks_in=9))
        assert mart.ledger().owes(SHIFTS) == {"2026-09": LATER}
        fill.fill_month(mart, SHIFTS, "2026-09", source(rows))
    assert mart.ledger().filled_to(SHIFTS) == LAST and mart.ledger().owes(SHIFTS) == {}


def test_what_changes_while_a_month_is_read_stays_owed(mart, rows):
    whole(mart, rows, NOW)
    for at in (NOW, LAST):
        mart.owe({SHIFTS: ["2026-09"]}, at)
    # It began to read between the two.
    with clock.at(LATER):
        fill.fill_month(mart, SHIFTS, "2026-09", source(rows))
    assert mart.ledger().owes(SHIFTS) == {"2026-09": LAST}


def test_a_month_that_lost_all_its_rows_is_paid_too(mart, rows):
    whole(mart, rows, NOW)
    mart.owe({SHIFTS: ["2026-09", "2026-08"]}, NOW)
    whole(mart, rows[1:], LATER)
    assert mart.ledger().owes(SHIFTS) == {} and mart.ledger().rows(SHIFTS)["2026-09"] == 0


def test_month_by_month_is_what_all_at_once_is(mart, rows, tmp_path):
    """Corrections, each followed by a fill of the months it touched, come to what one fill of everything comes to."""
    whole(mart, rows, NOW)
    moved = replace(rows[0], started_at=datetime(2026, 10, 9, tzinfo=UTC))
    new = replace(SHIFT, record="s12", started_at=datetime(2026, 11, 20, tzinfo=UTC))
    steps = [rows, [moved, *rows[1:]], [*rows[1:], moved], [rows[2], moved, new], [moved, new]]
    touched = [["2026-09", "2026-10"], [], ["2026-10", "2026-11"], ["2026-11"]]
    for (_before, after), months in zip(pairwise(steps), touched, strict=True):
        for month in months:
            with clock.at(LATER):
                fill.fill_month(mart, SHIFTS, month, source(after))
    other = Mart(tmp_path / "other")
    whole(other, steps[-1], LATER)
    assert held(mart) == held(other) and len(held(mart)) == 2
    # Planted: the month a correction left is forgotten, and the row stands twice.
    fill.fill_month(mart, SHIFTS, "2026-09", source(rows))
    assert held(mart) != held(other)
