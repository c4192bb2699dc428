"""A run of whole months in an agency's own time zone, as expressions over times in UTC.

Month edges are worked out here, once, as instants; the engine only compares. So a night in November when the clock goes
back counts in the right month, and no engine needs to know time zones.
"""

import re
from calendar import month_name
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

MICROSECOND = timedelta(microseconds=1)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


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
    # Where the offsets of the zone are given and not worked out: see `StandIn`.
    offsets: tuple[tuple[datetime, int], ...] = ()

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

    @classmethod
    def looked_at(
        cls, start_month: str, end_month: str, *, zone: str, now: datetime, filled_to: datetime | None
    ) -> "Period":
        """Make the period of those months that have begun; outcomes are known up to `now` or `filled_to`, the earlier.

        ValueError as for `of`, and where no month has begun.
        """
        period = cls.of(start_month, end_month, zone=zone, as_of=min(now, filled_to or now))
        begun = tuple(month for month in period.months if month.start <= now)
        if not begun:
            raise ValueError(f"{start_month} has not begun.")
        return replace(period, months=begun)

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
        return self._on_the_clock(at) % (DAY // MICROSECOND) == 0

    def hour(self, at: ir.TimestampValue) -> ir.IntegerValue:
        """Return the hour of the day, 0 to 23, by the agency's clock."""
        return (self._on_the_clock(at) % (DAY // MICROSECOND) // (HOUR // MICROSECOND)).cast("int8")

    def week(self, at: ir.TimestampValue) -> ir.IntegerValue:
        """Return the week, Monday to Sunday where the agency is, as the number of weeks since Monday, January 5, 1970."""
        return (self._on_the_clock(at) - 4 * DAY // MICROSECOND) // (7 * DAY // MICROSECOND)

    def _on_the_clock(self, at: ir.TimestampValue) -> ir.IntegerValue:
        """Microseconds since 1970 as the agency's clock on the wall shows the time."""
        stretches = self._offsets()
        shift = ibis.literal(stretches[-1][1])
        if len(stretches) > 1:
            ends = [(at < moment(following[0]), this[1]) for this, following in pairwise(stretches)]
            shift = ibis.cases(*ends, else_=stretches[-1][1])
        return epoch_us(at) + shift

    def _offsets(self) -> list[tuple[datetime, int]]:
        """Return the zone's offsets in microseconds, each with the first midnight that has it."""
        if self.offsets:
            return list(self.offsets)
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


_STAND_IN = re.compile(r"MAKE_TIMESTAMPTZ\((\d+), (\d+), (\d+), (\d+), (\d+), ([\d.]+), 'UTC'\)|'(month \d{3})'")
_FIRST, _APART, _MOST = 3000, 100, 69


@dataclass(frozen=True)
class StandIn:
    """The shape of a period: how many months, how many changes of the clock. Times that stand in for real ones.

    They lie a hundred years apart, in the fourth millennium and on, so that "30 days before it" is still known as that
    one's. `period` makes the queries; `real` puts the real times into their text. Two periods of one shape are equal.
    """

    length: int
    changes: tuple[int, ...]
    # What each stands for. No part of the shape.
    months: tuple[Month, ...] = field(compare=False)
    times: tuple[datetime, ...] = field(compare=False)

    @classmethod
    def of(cls, period: Period) -> "StandIn | None":
        """The shape of a period, None for one of so many months that times would run out."""
        offsets = period._offsets()
        times = (*(m.start for m in period.months), period.end, period.as_of, *(at for at, _ in offsets))
        if len(times) > _MOST:
            return None
        return cls(len(period.months), tuple(shift for _, shift in offsets), period.months, times)

    @property
    def period(self) -> Period:
        """A period of this shape made of stand-ins."""
        n = self.length
        months = tuple(Month(f"month {i:03d}", _base(i), _base(i + 1)) for i in range(n))
        offsets = tuple((_base(n + 2 + i), shift) for i, shift in enumerate(self.changes))
        return Period(months, "UTC", _base(n + 1), offsets)

    def real(self, sql: str) -> str:
        """Return the text with each stand-in replaced by what it stands for."""
        return _STAND_IN.sub(self._real, sql)

    def _real(self, found: re.Match) -> str:
        if found[7]:
            return f"'{self.months[int(found[7].split()[1])].id}'"
        year, month, day, hour, minute = (int(found[i]) for i in range(1, 6))
        if year < _FIRST - _APART:
            return found[0]
        seconds = timedelta(seconds=float(found[6]))
        stands = datetime(year, month, day, hour, minute, tzinfo=UTC) + seconds
        number = round((stands - _base(0)) / (_APART * 365.2425 * DAY))
        at = (self.times[number] + (stands - _base(number))).astimezone(UTC)
        return (
            f"MAKE_TIMESTAMPTZ({at.year}, {at.month}, {at.day}, {at.hour}, {at.minute},"
            f" {at.second + at.microsecond / 1e6!r}, 'UTC')"
        )


def _base(number: int) -> datetime:
    return datetime(_FIRST + _APART * number, 1, 1, tzinfo=UTC)


def _index(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1
