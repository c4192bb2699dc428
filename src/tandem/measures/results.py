"""From a declared measure to its result, and from a number back to the rows behind it.

One query for all measures that look at the same rows (and one for order statistics); all else is arithmetic on a few
dozen counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

import ibis.expr.types as ir

from tandem.foundation.marts import Ledger, Mart
from tandem.measures import asking, counted, passes
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.counted import Counted, Quantiles
from tandem.measures.measure import MINUTES, Measure
from tandem.measures.passes import rows_of
from tandem.measures.period import Period
from tandem.measures.result import FEW, Interval, Result, Row, RowPage
from tandem.measures.statistics import quantile_ranks
from tandem.measures.telling import Of, Summary, tell
from tandem.vocabulary.facts import World

PAGE = 50
MEDIAN, TAIL = 0.5, 0.9
ORDER_STATISTICS = "order statistics"


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
        prepare(mart, start_month=start_month, end_month=end_month, zone=zone, now=now, world=world)
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
            of = Of(measure, period, world, now, filled(measure, ledger))
            found[measure.id] = tell(of, Summary(told[measure.id].cells), told[measure.id].quantiles)
    return found


def prepare(mart: Mart, *, start_month: str, end_month: str, zone: str, now: datetime, world: str = World.REAL) -> None:
    """Have the queries of the whole catalogue at hand for these months and for others of their shape."""
    passes.prepare(mart, _period(start_month, end_month, zone, now, None), world)


def _count(
    measures: list[Measure], mart: Mart, period: Period, world: str, ledger: Ledger, *, keep: bool
) -> dict[str, Counted]:
    cells = asking.cells(measures, mart, period, world)
    sizes = {measure.id: Summary(cells[measure.id]) for measure in measures}
    quantiles = _quantiles([one for one in measures if one.unit == MINUTES], sizes, mart, period, world)
    fresh = {measure.id: Counted(cells[measure.id], quantiles.get(measure.id, {})) for measure in measures}
    # A month rewritten meanwhile: what was counted may be newer than the ledger says, and is not kept.
    if keep and mart.ledger() == ledger:
        counted.keep({measure: fresh[measure.id] for measure in measures}, mart, period, world, ledger)
    return fresh


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


def _quantiles(
    measures: list[Measure], summaries: Mapping[str, Summary], mart: Mart, period: Period, world: str
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
