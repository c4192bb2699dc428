"""A run of whole months in an agency's own time zone, as expressions over times in UTC.

Month edges are worked out here, once, as instants; the engine only compares. So a night in November when the clock goes
back counts in the right month, and no engine needs to know time zones.
"""

from calendar import month_name
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

MICROSECOND = timedelta(microseconds=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Month:
    """One calendar month: `start` is its first instant, `end` the first of the next, both UTC."""

    id: str
    start: datetime
    end: datetime

    @property
    def words(self) -> str:
        return month_words(self.id)


def month_words(month: str) -> str:
    """Return "November 2026" for "2026-11"."""
    year, number = month.split("-")
    return f"{month_name[int(number)]} {year}"


def moment(at: datetime) -> ir.TimestampScalar:
    """Return an instant as a literal in UTC."""
    return ibis.literal(at.astimezone(UTC), type="timestamp('UTC')")


@ibis.udf.scalar.builtin(signature=((dt.Timestamp(timezone="UTC"),), dt.int64))
def epoch_us(at):
    """Microseconds since 1970 in UTC. DuckDB's date differences go by a calendar, 30 times slower."""


def elapsed(start: ir.TimestampValue, end: ir.TimestampValue) -> ir.IntegerValue:
    """Return the microseconds from start to end: elapsed time, whatever a clock on the wall did."""
    return epoch_us(end) - epoch_us(start)


@dataclass(frozen=True)
class Period:
    """Months from first to last. `as_of` is the moment up to which outcomes are known."""

    months: tuple[Month, ...]
    zone: str
    as_of: datetime

    @classmethod
    def of(cls, start_month: str, end_month: str, *, zone: str, as_of: datetime) -> "Period":
        """Make the period of the months "2025-11" to "2026-10", both included; ValueError if the end comes first."""
        place = ZoneInfo(zone)
        first, last = _index(start_month), _index(end_month)
        if last < first:
            raise ValueError(f"{end_month} comes before {start_month}.")
        edges = [datetime(i // 12, i % 12 + 1, 1, tzinfo=place).astimezone(UTC) for i in range(first, last + 2)]
        names = [f"{i // 12:04d}-{i % 12 + 1:02d}" for i in range(first, last + 1)]
        return cls(tuple(map(Month, names, edges[:-1], edges[1:])), zone, as_of)

    @property
    def start(self) -> datetime:
        return self.months[0].start

    @property
    def end(self) -> datetime:
        return self.months[-1].end

    def holds(self, at: ir.TimestampValue) -> ir.BooleanValue:
        return (at >= moment(self.start)) & (at < moment(self.end))

    def month(self, at: ir.TimestampValue) -> ir.StringValue:
        """Return the month's id of times the period holds."""
        if len(self.months) == 1:
            return ibis.literal(self.months[0].id)
        edges = [(at < moment(month.end), month.id) for month in self.months[:-1]]
        return ibis.cases(*edges, else_=self.months[-1].id)

    def date_only(self, at: ir.TimestampValue) -> ir.BooleanValue:
        """Say whether a time is exactly midnight where the agency is: a date typed without a time.

        A real event at the stroke of midnight looks the same; it is set aside and listed, so that a person can tell.
        """
        stretches = self._offsets()
        shift = ibis.literal(stretches[-1][1])
        if len(stretches) > 1:
            ends = [(at < moment(following[0]), this[1]) for this, following in pairwise(stretches)]
            shift = ibis.cases(*ends, else_=stretches[-1][1])
        return (epoch_us(at) + shift) % (DAY // MICROSECOND) == 0

    def _offsets(self) -> list[tuple[datetime, int]]:
        """Return the zone's offsets in microseconds, each with the first midnight that has it."""
        place = ZoneInfo(self.zone)
        day = self.start.astimezone(place).date()
        stretches: list[tuple[datetime, int]] = []
        while day <= self.end.astimezone(place).date() + DAY:
            midnight = datetime(day.year, day.month, day.day, tzinfo=place)
            offset = midnight.utcoffset() // MICROSECOND
            if not stretches or stretches[-1][1] != offset:
                stretches.append((midnight.astimezone(UTC), offset))
            day += DAY
        return stretches


def _index(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1
