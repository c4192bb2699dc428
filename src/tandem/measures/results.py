"""From a declared measure to its result, and from a number back to the rows behind it.

One summary query per measure (and one for order statistics); all else is arithmetic on a few dozen counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import ibis.expr.types as ir

from tandem.foundation.marts import Ledger, Mart
from tandem.measures import control, reading
from tandem.measures.measure import HOURS, LOAD, MINUTES, MIX, RATIOS, SHARES, Measure
from tandem.measures.period import Month, Period
from tandem.measures.result import FEW, Interval, LeftOut, MonthResult, Part, Result, Row, RowPage
from tandem.measures.statistics import Sums, quantile_ranks, ratio, wilson
from tandem.measures.tables import TABLES
from tandem.vocabulary.facts import World

PAGE = 50
MEDIAN, TAIL = 0.5, 0.9
ORDER_STATISTICS = "order statistics"
RATIO_OF_SUMS = "ratio of sums"
HOURLY = RATIOS | {HOURS}


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
    filled_to = filled(measure, mart.ledger())
    period = _period(start_month, end_month, zone, now, filled_to)
    rows = _rows(measure, mart, period, world)
    summary = _Summary(measure, mart.run(_summarize(measure, rows)).to_pylist())
    quantiles = _quantiles(mart, rows, summary.n_by_month) if measure.unit == MINUTES else {}
    charted = _charted(measure, period, summary)
    months = _months(measure, period, now, summary, quantiles, charted)
    impossible = RowPage((), 0, 1, PAGE)
    if total := sum(summary.left_out[e.id] for e in measure.impossible):
        impossible = _page(mart, _chosen(measure, rows, "impossible"), total, 1, PAGE)
    n, k = summary.n, summary.k
    overall = quantiles.get(None)
    share = measure.unit in SHARES and n >= FEW
    level = _level(measure, summary.sums_of_all)
    result = Result(
        measure=measure,
        world=world,
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
        impossible=impossible,
        months=months,
        missing=(),
        past=summary.past,
        filled_to=filled_to,
        sentence="",
        not_measurable=None,
        hours=summary.sums_of_all.x if measure.unit in HOURLY else None,
        top=summary.sums_of_all.y if measure.unit in RATIOS else None,
    )
    result = replace(result, not_measurable=reading.not_measurable(result, summary.earliest.get("too_recent")))
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
    chosen = _chosen(measure, _rows(measure, mart, period, world), part)
    if month is not None:
        chosen = chosen.filter(chosen.month == month)
    total = mart.run(chosen.aggregate(total=chosen.count())).to_pylist()[0]["total"]
    return _page(mart, chosen, total, page, size)


def filled(measure: Measure, ledger: Ledger) -> datetime | None:
    """The time up to which all tables of a measure hold; None where one was never filled."""
    times = [ledger.filled_to(table) for table in measure.tables]
    return None if None in times else min(times)


def _period(start_month: str, end_month: str, zone: str, now: datetime, filled_to: datetime | None) -> Period:
    period = Period.of(start_month, end_month, zone=zone, as_of=min(now, filled_to or now))
    begun = tuple(month for month in period.months if month.start <= now)
    if not begun:
        raise ValueError(f"{start_month} has not begun.")
    return replace(period, months=begun)


def _rows(measure: Measure, mart: Mart, period: Period, world: str) -> ir.Table:
    found = {}
    for name in measure.tables:
        table = mart.read(name, TABLES[name].schema)
        found[name] = table.filter(table.world == str(world))
    return measure.expression(found, period)


def _summarize(measure: Measure, rows: ir.Table) -> ir.Table:
    return rows.group_by("month", "excluded", "part").aggregate(
        n=rows.count(),
        k=rows.in_numerator.sum(),
        earliest=rows["at"].min(),
        **({"past": rows.past.count()} if "past" in rows.columns else {}),
        **_sums(measure, rows),
        **{f"count_{count.id}": rows[count.column].sum() for count in measure.counts},
    )


def _sums(measure: Measure, rows: ir.Table) -> dict[str, ir.Value]:
    """The sums that hours and ratios need; none for the other units, which are asked as before."""
    if measure.unit not in HOURLY:
        return {}
    x = rows.value
    found = {"x": x.sum(), "xx": (x * x).sum()}
    if measure.unit in RATIOS:
        found |= {"y": rows.top.sum(), "xy": (x * rows.top).sum(), "yy": (rows.top * rows.top).sum()}
    return found


class _Summary:
    """The counts of one measure, added up the ways a page needs them."""

    def __init__(self, measure: Measure, cells: list[dict]):
        self.seen: dict[str, int] = defaultdict(int)
        self.n_by_month: dict[str, int] = defaultdict(int)
        self.k_by_month: dict[str, int] = defaultdict(int)
        self.left_out: dict[str, int] = defaultdict(int)
        self.parts: dict[str, int] = defaultdict(int)
        self.counts: dict[str, int] = defaultdict(int)
        self.earliest: dict[str, datetime] = {}
        self.sums: dict[str, Sums] = defaultdict(Sums)
        self.past = 0
        for cell in cells:
            month, reason, n = cell["month"], cell["excluded"], cell["n"]
            self.seen[month] += n
            for count in measure.counts:
                self.counts[count.id] += cell[f"count_{count.id}"]
            if reason is None:
                self.n_by_month[month] += n
                self.k_by_month[month] += cell["k"]
                self.parts[cell["part"]] += n
                self.past += cell.get("past", 0)
                if "x" in cell:
                    self.sums[month] += Sums(n, *(cell.get(name) or 0.0 for name in ("x", "y", "xx", "xy", "yy")))
            else:
                self.left_out[reason] += n
                self.earliest[reason] = min(cell["earliest"], self.earliest.get(reason, cell["earliest"]))
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


@dataclass(frozen=True)
class _Quantiles:
    """Median and 90th percentile of one group, with intervals where n allows them."""

    median: float
    tail: float
    median_interval: Interval | None
    tail_interval: Interval | None


def _quantiles(mart: Mart, rows: ir.Table, n_by_month: Mapping[str, int]) -> dict[str | None, _Quantiles]:
    """Return the quantiles of each month with enough rows and, under None, of all rows.

    The fraction (r - 1) / (n - 1) of a linear-interpolation quantile is the r-th value itself, so intervals from order
    statistics are quantiles too. Each month has its own n; the engine is asked for all fractions of all months at once,
    which costs a little more than asking for two.
    """
    total = sum(n_by_month.values())
    if total < FEW:
        return {}
    counted = rows.filter(rows.in_denominator)
    months = {month: _fractions(n) for month, n in n_by_month.items() if n >= FEW}
    wanted = sorted({fraction for own in months.values() for fraction in own.values()})
    everything = _fractions(total)
    whole = counted.aggregate(q=counted.value.quantile(list(everything.values())))
    found = {None: _pick(everything, everything.values(), mart.run(whole).to_pylist()[0]["q"])}
    if months:
        by_month = counted.group_by("month").aggregate(q=counted.value.quantile(wanted))
        for line in mart.run(by_month).to_pylist():
            if line["month"] in months:
                found[line["month"]] = _pick(months[line["month"]], wanted, line["q"])
    return found


def _fractions(n: int) -> dict[str, float]:
    fractions = {"median": MEDIAN, "tail": TAIL}
    for name, q in (("median", MEDIAN), ("tail", TAIL)):
        if ranks := quantile_ranks(n, q):
            fractions[f"{name}_low"], fractions[f"{name}_high"] = ((rank - 1) / (n - 1) for rank in ranks)
    return fractions


def _pick(own: Mapping[str, float], asked: Iterable[float], values: list[float]) -> _Quantiles:
    at = dict(zip(asked, values, strict=True))
    intervals = [
        Interval(at[own[f"{name}_low"]], at[own[f"{name}_high"]], ORDER_STATISTICS) if f"{name}_low" in own else None
        for name in ("median", "tail")
    ]
    return _Quantiles(at[own["median"]], at[own["tail"]], *intervals)


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


def _charted(measure: Measure, period: Period, summary: _Summary) -> control.Control | None:
    """The control chart over the months: p for shares. A month under 20 is in the mean and not judged by itself."""
    if measure.unit not in SHARES or summary.n < FEW:
        return None
    sizes = [summary.n_by_month[m.id] for m in period.months]
    return control.chart(control.P, [summary.k_by_month[m.id] for m in period.months], sizes, least=FEW)


def _months(
    measure: Measure,
    period: Period,
    now: datetime,
    summary: _Summary,
    quantiles: Mapping[str | None, _Quantiles],
    charted: control.Control | None,
) -> tuple[MonthResult, ...]:
    outside = {s.index: s.side for s in charted.signals if s.rule == 1} if charted else {}
    return tuple(
        _month(
            measure,
            month,
            summary.k_by_month[month.id],
            summary.n_by_month[month.id],
            summary.seen[month.id],
            now,
            charted.limits[i] if charted else None,
            outside.get(i),
            quantiles,
            summary.sums[month.id],
        )
        for i, month in enumerate(period.months)
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
    quantiles: Mapping[str | None, _Quantiles],
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
