"""From the counts of a measure to its result: pure arithmetic on a few dozen numbers, and the words that go with them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tandem.measures import charted as charts
from tandem.measures import control, reading
from tandem.measures.asking import Cell
from tandem.measures.charted import MonthSeen
from tandem.measures.counted import Quantiles
from tandem.measures.measure import HOURS, LOAD, MINUTES, MIX, RATIOS, SHARES, Measure
from tandem.measures.passes import HOURLY
from tandem.measures.period import Month, Period
from tandem.measures.result import FEW, Interval, LeftOut, MonthResult, Part, Result
from tandem.measures.statistics import Sums, ratio, wilson

RATIO_OF_SUMS = "ratio of sums"


@dataclass(frozen=True)
class Of:
    """What a result is of."""

    measure: Measure
    period: Period
    world: str
    now: datetime
    filled_to: datetime | None


class Summary:
    """The counts of one measure, added up the ways a page needs them."""

    def __init__(self, cells: Mapping[str, Cell]):
        self.seen = defaultdict(int, {month: cell.seen for month, cell in cells.items()})
        self.n_by_month = defaultdict(int, {month: cell.n for month, cell in cells.items()})
        self.k_by_month = defaultdict(int, {month: cell.k for month, cell in cells.items()})
        self.sums = defaultdict(Sums, {month: cell.sums for month, cell in cells.items()})
        self.left_out, self.parts, self.counts = Counter(), Counter(), Counter()
        for cell in cells.values():
            self.left_out.update(cell.left_out)
            self.parts.update(cell.parts)
            self.counts.update(cell.counts)
        self.earliest = min((cell.earliest for cell in cells.values() if cell.earliest), default=None)
        self.past = sum(cell.past for cell in cells.values())
        self.n, self.k = sum(self.n_by_month.values()), sum(self.k_by_month.values())
        self.sums_of_all = sum(self.sums.values(), Sums())


def tell(of: Of, summary: Summary, quantiles: Mapping[str | None, Quantiles]) -> Result:
    """Return the result of a measure. `quantiles` are those of its values by month and, under None, of all months."""
    measure, period = of.measure, of.period
    charted = _charted(of, summary, quantiles)
    n, k = summary.n, summary.k
    overall = quantiles.get(None)
    share = measure.unit in SHARES and n >= FEW
    level = _level(measure, summary.sums_of_all)
    result = Result(
        measure=measure,
        world=of.world,
        period=period,
        n=n,
        numerator=k,
        value=k / n if share else overall.median if overall else level.value,
        interval=_wilson(k, n) if share else overall.median_interval if overall else level.interval,
        tail=overall.tail if overall else None,
        tail_interval=overall.tail_interval if overall else None,
        mean=charted.center if charted else None,
        control=charted,
        parts=_parts(measure, summary),
        counts={c.id: summary.counts[c.id] for c in measure.counts},
        exclusions=tuple(LeftOut(e.id, e.words, summary.left_out[e.id], e.impossible) for e in measure.exclusions),
        impossible=sum(summary.left_out[e.id] for e in measure.impossible),
        months=_months(of, summary, quantiles, charted),
        missing=(),
        past=summary.past,
        filled_to=of.filled_to,
        sentence="",
        not_measurable=None,
        hours=summary.sums_of_all.x if measure.unit in HOURLY else None,
        top=summary.sums_of_all.y if measure.unit in RATIOS else None,
    )
    result = replace(result, not_measurable=reading.not_measurable(result, summary.earliest))
    return replace(result, missing=reading.missing(result), sentence=reading.sentence(result))


@dataclass(frozen=True)
class _Level:
    value: float | None = None
    interval: Interval | None = None


def _level(measure: Measure, sums: Sums) -> _Level:
    """A sum of hours, whatever their number: it is a count and no estimate. A ratio only over enough shifts."""
    if measure.unit == HOURS and sums.n:
        return _Level(sums.x)
    if measure.unit in RATIOS and sums.n >= FEW and (found := ratio(sums)):
        r, low, high = found
        return _Level(r, Interval(low, min(1.0, high) if measure.unit == LOAD else high, RATIO_OF_SUMS))
    return _Level()


def _wilson(k: int, n: int) -> Interval:
    return Interval(*wilson(k, n), "Wilson")


def _parts(measure: Measure, summary: Summary) -> tuple[Part, ...]:
    if measure.unit != MIX:
        return ()
    enough, n = summary.n >= FEW, summary.n
    return tuple(
        Part(id, label, count, count / n if enough else None, _wilson(count, n) if enough else None)
        for id, label in measure.parts.items()
        for count in [summary.parts[id]]
    )


def _charted(of: Of, summary: Summary, quantiles: Mapping[str | None, Quantiles]) -> control.Control | None:
    seen = [
        MonthSeen(
            month,
            summary.n_by_month[month.id],
            summary.k_by_month[month.id],
            summary.sums[month.id],
            quantiles[month.id].median if month.id in quantiles else None,
            month.end <= of.now,
        )
        for month in of.period.months
    ]
    return charts.charted(of.measure, seen)


def _months(
    of: Of,
    summary: Summary,
    quantiles: Mapping[str | None, Quantiles],
    charted: control.Control | None,
) -> tuple[MonthResult, ...]:
    outside = charts.side_of(charted)
    return tuple(
        _month(
            of.measure,
            month,
            summary.k_by_month[month.id],
            summary.n_by_month[month.id],
            summary.seen[month.id],
            of.now,
            charts.limits(of.measure, charted, i, month),
            outside.get(i),
            quantiles,
            summary.sums[month.id],
        )
        for i, month in enumerate(of.period.months)
    )


def _month(
    measure: Measure,
    month: Month,
    k: int,
    n: int,
    seen: int,
    now: datetime,
    limits: tuple[float, float] | None,
    outside: str | None,
    quantiles: Mapping[str | None, Quantiles],
    sums: Sums,
) -> MonthResult:
    own, level = quantiles.get(month.id), _level(measure, sums)
    value, interval = level.value, level.interval
    if measure.unit == MINUTES and own:
        value, interval = own.median, own.median_interval
    elif measure.unit in SHARES and n >= FEW:
        value, interval = k / n, _wilson(k, n)
    return MonthResult(
        month=month,
        n=n,
        numerator=k,
        value=value,
        interval=interval,
        tail=own.tail if own else None,
        limits=limits if value is not None else None,
        outside=outside,
        gap=seen == 0,
        so_far=month.end > now,
        note=reading.month_note(n, seen, 1 if measure.unit == HOURS else FEW),
    )
