"""What a measure came to: its n, its interval, what was left out and what is missing, by month and as a whole.

Inside the agency a small group's result shows whole, but under 20 there is a count and no percentage: a share of a
dozen moves by eight points with one person. Months with no data are gaps, never zeros.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tandem.measures.control import Control
from tandem.measures.measure import Measure
from tandem.measures.period import Month, Period

FEW = 20


@dataclass(frozen=True)
class Interval:
    """A 95 % interval in the measure's own unit (shares from 0 to 1, or minutes)."""

    low: float
    high: float
    method: str


@dataclass(frozen=True)
class LeftOut:
    id: str
    words: str
    count: int
    impossible: bool


@dataclass(frozen=True)
class Part:
    """One value of a mix: `count` of the denominator; `share` and `interval` are None under 20."""

    id: str
    label: str
    count: int
    share: float | None
    interval: Interval | None


@dataclass(frozen=True)
class MonthResult:
    """One month. `value` is a share or a median; `tail` the 90th percentile. `note` says why there is no value.

    `gap` is true where the feed gave no row at all. `limits` are those of the p chart; `outside` is "above" or "below".
    `so_far` marks a month that is not over.
    """

    month: Month
    n: int
    numerator: int
    value: float | None
    interval: Interval | None
    tail: float | None
    limits: tuple[float, float] | None
    outside: str | None
    gap: bool
    so_far: bool
    note: str | None


@dataclass(frozen=True)
class Row:
    """What a drill hands on: a sealed record key, and nothing about the person. `kind` is an exclusion's id or None."""

    record: str
    agency: str
    month: str
    kind: str | None


@dataclass(frozen=True)
class RowPage:
    rows: tuple[Row, ...]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True)
class Result:
    """Everything a measure's page shows.

    `value` is the share (0 to 1), the median in minutes, for a mix the share of its numerator, for hours their sum, for a
    ratio `top` over `hours`; `tail` the 90th percentile in minutes. Both are None when `n` is under 20 (a sum of hours
    excepted) or nothing is measurable; `not_measurable` then starts with "because". `counts` are plain counts by id and
    always there. `impossible` of those left out have times that can't be right; `past` of the `n` are rows of old files.
    `missing` are sentences. `control` is the chart over the months, in their order. Times are UTC.
    """

    measure: Measure
    world: str
    period: Period
    n: int
    numerator: int
    value: float | None
    interval: Interval | None
    tail: float | None
    tail_interval: Interval | None
    mean: float | None
    parts: tuple[Part, ...]
    counts: Mapping[str, int]
    exclusions: tuple[LeftOut, ...]
    impossible: int
    months: tuple[MonthResult, ...]
    missing: tuple[str, ...]
    filled_to: datetime | None
    sentence: str
    not_measurable: str | None
    hours: float | None = None
    top: float | None = None
    past: int = 0
    control: Control | None = None

    @property
    def denominator(self) -> int:
        return self.n

    @property
    def edition(self) -> int:
        return self.measure.edition

    @property
    def source(self) -> str:
        return self.measure.source

    @property
    def few(self) -> bool:
        """Whether there is a count but too few for a percentage or a median."""
        return 0 < self.n < FEW
