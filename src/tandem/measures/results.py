"""From a declared measure to its result, and from a number back to the rows behind it.

One query for all measures that look at the same rows (and one for order statistics); all else is arithmetic on a few
dozen counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import ibis.expr.types as ir

from tandem.foundation.marts import Ledger, Mart
from tandem.measures import asking, control, counted, passes, reading
from tandem.measures import charted as charts
from tandem.measures.asking import Cell
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.charted import MonthSeen
from tandem.measures.counted import Counted, Quantiles
from tandem.measures.measure import HOURS, LOAD, MINUTES, MIX, RATIOS, SHARES, Measure
from tandem.measures.passes import HOURLY, rows_of
from tandem.measures.period import Month, Period
from tandem.measures.result import FEW, Interval, LeftOut, MonthResult, Part, Result, Row, RowPage
from tandem.measures.statistics import Sums, quantile_ranks, ratio, wilson
from tandem.vocabulary.facts import World

PAGE = 50
MEDIAN, TAIL = 0.5, 0.9
ORDER_STATISTICS = "order statistics"
RATIO_OF_SUMS = "ratio of sums"


def compute(
    measure: Measure,
    mart: Mart,
    *,
    start_month: str,
    end_month: str,
    zone: str,
    now: datetime,
    world: str = World.REAL,
) -> Result:
    """Compute a measure over the months "2025-11" to "2026-10", both included, in the agency's time zone.

    Outcomes count as known up to `now` or to the time the mart is filled to, whichever is earlier. Months that begin
    after `now` are not looked at. ValueError for a month that is none, or a period that begins after `now`.
    """
    asked = {"start_month": start_month, "end_month": end_month, "zone": zone, "now": now, "world": world}
    return compute_all([measure], mart, **asked)[measure.id]


def compute_all(
    measures: Iterable[Measure],
    mart: Mart,
    *,
    start_month: str,
    end_month: str,
    zone: str,
    now: datetime,
    world: str = World.REAL,
    keep: bool = False,
) -> dict[str, Result]:
    """Compute several measures over the same months, by id: what `compute` returns for each, in far fewer queries.

    What is kept of their counts and still stands is not counted again; `keep` keeps what is counted now.
    """
    ledger = mart.ledger()
    measures = list(measures)
    if len(measures) == len(CATALOGUE):
        passes.prepare(mart, _period(start_month, end_month, zone, now, None), world)
    periods: dict[datetime, list[Measure]] = defaultdict(list)
    for measure in measures:
        periods[min(now, filled(measure, ledger) or now)].append(measure)
    found: dict[str, Result] = {}
    for as_of, some in periods.items():
        period = _period(start_month, end_month, zone, now, as_of)
        told = counted.kept(some, mart, period, world, ledger)
        rest = [measure for measure in some if measure.id not in told]
        told |= _count(rest, mart, period, world, ledger, keep=keep) if rest else {}
        for measure in some:
            of = _Of(measure, period, world, now, filled(measure, ledger))
            found[measure.id] = _result(of, _Summary(told[measure.id].cells), told[measure.id].quantiles)
    return found


def _count(
    measures: list[Measure], mart: Mart, period: Period, world: str, ledger: Ledger, *, keep: bool
) -> dict[str, Counted]:
    cells = asking.cells(measures, mart, period, world)
    sizes = {measure.id: _Summary(cells[measure.id]) for measure in measures}
    quantiles = _quantiles([one for one in measures if one.unit == MINUTES], sizes, mart, period, world)
    fresh = {measure.id: Counted(cells[measure.id], quantiles.get(measure.id, {})) for measure in measures}
    # A month rewritten meanwhile: what was counted may be newer than the ledger says, and is not kept.
    if keep and mart.ledger() == ledger:
        counted.keep({measure: fresh[measure.id] for measure in measures}, mart, period, world, ledger)
    return fresh


@dataclass(frozen=True)
class _Of:
    """What a result is of."""

    measure: Measure
    period: Period
    world: str
    now: datetime
    filled_to: datetime | None


def _result(of: _Of, summary: "_Summary", quantiles: Mapping[str | None, "Quantiles"]) -> Result:
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


def rows(
    measure: Measure,
    mart: Mart,
    *,
    start_month: str,
    end_month: str,
    zone: str,
    now: datetime,
    world: str = World.REAL,
    part: str = "denominator",
    month: str | None = None,
    page: int = 1,
    size: int = PAGE,
) -> RowPage:
    """Return one page of record keys behind a number, oldest first.

    `part` is "denominator", "numerator", "impossible", or the id of an exclusion, of a plain count, or of a value of a
    mix; another word is a ValueError, and so is a page under 1. Opening the records is the caller's release.
    """
    period = _period(start_month, end_month, zone, now, filled(measure, mart.ledger()))
    chosen = _chosen(measure, rows_of(measure, mart, period, world), part)
    if month is not None:
        chosen = chosen.filter(chosen.month == month)
    total = mart.run(chosen.aggregate(total=chosen.count())).to_pylist()[0]["total"]
    return _page(mart, chosen, total, page, size)


def each(
    measure: Measure,
    mart: Mart,
    n: int,
    *,
    start_month: str,
    end_month: str,
    zone: str,
    now: datetime,
    world: str = World.REAL,
) -> "Quantiles | None":
    """Half and nine in ten of the single rows behind a sum of hours, in hours; `n` rows count. None under 20 rows."""
    if n < FEW:
        return None
    period = _period(start_month, end_month, zone, now, filled(measure, mart.ledger()))
    own = _fractions(n)
    fractions = sorted(set(own.values()))
    return _pick(own, fractions, asking.quantiles({measure: fractions}, mart, period, world)[measure.id][None])


def filled(measure: Measure, ledger: Ledger) -> datetime | None:
    """The time up to which all tables of a measure hold; None where one was never filled."""
    times = [ledger.filled_to(table) for table in measure.tables]
    return None if None in times else min(times)


def expression(
    measure: Measure, mart: Mart, *, start_month: str, end_month: str, zone: str, now: datetime, world: str = World.REAL
) -> ir.Table:
    """The rows of a measure over whole months, to be looked at another way. ValueError as for `compute`."""
    period = _period(start_month, end_month, zone, now, filled(measure, mart.ledger()))
    return rows_of(measure, mart, period, world)


def _period(start_month: str, end_month: str, zone: str, now: datetime, filled_to: datetime | None) -> Period:
    return Period.looked_at(start_month, end_month, zone=zone, now=now, filled_to=filled_to)


class _Summary:
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


def _quantiles(
    measures: list[Measure], summaries: Mapping[str, _Summary], mart: Mart, period: Period, world: str
) -> dict[str, dict[str | None, Quantiles]]:
    """Return by measure the quantiles of each month with enough rows and, under None, of all rows.

    The fraction (r - 1) / (n - 1) of a linear-interpolation quantile is the r-th value itself, so intervals from order
    statistics are quantiles too. Each month has its own n; the engine is asked for all fractions of all months at once,
    which costs a little more than asking for two.
    """
    own: dict[str, dict[str | None, dict[str, float]]] = {}
    wanted: dict[Measure, list[float]] = {}
    for measure in measures:
        sizes = {None: summaries[measure.id].n, **summaries[measure.id].n_by_month}
        own[measure.id] = {month: _fractions(n) for month, n in sizes.items() if n >= FEW}
        if fractions := sorted({one for of in own[measure.id].values() for one in of.values()}):
            wanted[measure] = fractions
    found = asking.quantiles(wanted, mart, period, world) if wanted else {}
    return {
        measure.id: {
            month: _pick(of, wanted[measure], found[measure.id][month]) for month, of in own[measure.id].items()
        }
        for measure in wanted
    }


def _fractions(n: int) -> dict[str, float]:
    fractions = {"median": MEDIAN, "tail": TAIL}
    for name, q in (("median", MEDIAN), ("tail", TAIL)):
        if ranks := quantile_ranks(n, q):
            fractions[f"{name}_low"], fractions[f"{name}_high"] = ((rank - 1) / (n - 1) for rank in ranks)
    return fractions


def _pick(own: Mapping[str, float], asked: Iterable[float], values: list[float]) -> Quantiles:
    at = dict(zip(asked, values, strict=True))
    intervals = [
        Interval(at[own[f"{name}_low"]], at[own[f"{name}_high"]], ORDER_STATISTICS) if f"{name}_low" in own else None
        for name in ("median", "tail")
    ]
    return Quantiles(at[own["median"]], at[own["tail"]], *intervals)


def _wilson(k: int, n: int) -> Interval:
    return Interval(*wilson(k, n), "Wilson")


def _parts(measure: Measure, summary: _Summary) -> tuple[Part, ...]:
    if measure.unit != MIX:
        return ()
    enough, n = summary.n >= FEW, summary.n
    return tuple(
        Part(id, label, count, count / n if enough else None, _wilson(count, n) if enough else None)
        for id, label in measure.parts.items()
        for count in [summary.parts[id]]
    )


def _charted(of: _Of, summary: _Summary, quantiles: Mapping[str | None, Quantiles]) -> control.Control | None:
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
    of: _Of,
    summary: _Summary,
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


def _chosen(measure: Measure, rows: ir.Table, part: str) -> ir.Table:
    columns = {"denominator": "in_denominator", "numerator": "in_numerator"}
    columns |= {count.id: count.column for count in measure.counts}
    if part == "impossible":
        return rows.filter(rows.excluded.isin([e.id for e in measure.impossible]))
    if part in columns:
        return rows.filter(rows[columns[part]])
    if part in {e.id for e in measure.exclusions}:
        return rows.filter(rows.excluded == part)
    if part in (measure.parts or {}):
        return rows.filter(rows.in_denominator, rows.part == part)
    raise ValueError(f"{measure.id} has no part {part!r}.")


def _page(mart: Mart, chosen: ir.Table, total: int, page: int, size: int) -> RowPage:
    if page < 1 or size < 1:
        raise ValueError("Pages are numbered from 1.")
    shown = chosen.order_by(chosen["at"], chosen.record).limit(size, offset=(page - 1) * size)
    found = mart.run(shown.select("record", "agency", "month", "excluded")).to_pylist()
    return RowPage(tuple(Row(r["record"], r["agency"], r["month"], r["excluded"]) for r in found), total, page, size)
