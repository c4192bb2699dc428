"""From counts to what a design reads: a table, and a spec that names its columns. The table is what is frozen."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from tandem.measures.measure import MINUTES
from tandem.measures.studies import counting, rowwise
from tandem.measures.studies.counting import Cell, Counted
from tandem.measures.studies.framed import Cannot, Framed, Source, common, nothing
from tandem.measures.studies.plan import Plan
from tandem.vocabulary.studies import Came, Counts


def framed(design: str, source: Source) -> Framed | Cannot:
    """The table and spec of a design for a plan, or why there is none."""
    return _MAKERS[design](source)


def series(source: Source) -> Framed | Cannot:
    """One row a period: what is counted, and out of how many."""
    plan, counted = source.plan, source.counted
    if plan.of.unit == MINUTES and plan.counts == Counts.SHARE:
        return Cannot(f"“{plan.of.name}” is minutes; one series over time needs things that are counted.")
    totals = _over_places(counted)
    if not totals:
        return Cannot(nothing(plan))
    rows = []
    for period in counted.periods:
        cell = totals.get(period, Cell())
        if plan.counts == Counts.SHARE and not cell.n:
            continue
        rows.append({"period": period, "counted": cell.k, "out_of": cell.n} if plan.counts == Counts.SHARE
                    else {"period": period, "counted": cell.n})  # fmt: skip
    if not rows:
        return Cannot(nothing(plan))
    spec = common(source) | {"outcome": "counted", "change": counting.as_period(plan.every, _only_start(plan))}
    if plan.counts == Counts.SHARE:
        spec["population"] = "out_of"
    if plan.seasons:
        spec["harmonics"] = plan.seasons
    return _made(source, rows, spec)


def panel(source: Source) -> Framed | Cannot:
    """One row a place and period, with the first period with the change in that place."""
    plan, counted = source.plan, source.counted
    if not counted.places:
        return Cannot(nothing(plan))
    rows = []
    unknown = sum(cell.n for (place, _), cell in counted.cells.items() if place is None)
    for place in counted.places:
        for period in counted.periods:
            cell = counted.cells.get((place, period), Cell())
            if plan.counts == Counts.SHARE and not cell.n:
                continue
            rows.append(
                {
                    "place": place,
                    "period": period,
                    "first_treated": counting.as_period(plan.every, plan.start_of(place)),
                    **_value(plan, cell),
                }
            )
    if not rows:
        return Cannot(nothing(plan))
    spec = common(source) | {"unit": "place", "outcome": _column(plan), "first_treated": "first_treated"}
    spec["outcome_words"] = _level_words(plan)
    made = _made(source, rows, spec)
    left = (*made.left_out, *([(f"{plan.by} not known", unknown)] if unknown else []))
    return Framed(made.table, made.spec, left, made.filled_to)


def _value(plan: Plan, cell: Cell) -> dict[str, Any]:
    if plan.counts == Counts.NUMBER:
        return {"counted": cell.n}
    if plan.of.unit == MINUTES:
        return {"out_of": cell.n, "minutes": cell.total / cell.n}
    return {"counted": cell.k, "out_of": cell.n, "in_100": 100 * cell.k / cell.n}


def _column(plan: Plan) -> str:
    if plan.counts == Counts.NUMBER:
        return "counted"
    return "minutes" if plan.of.unit == MINUTES else "in_100"


def _level_words(plan: Plan) -> str:
    if plan.counts == Counts.NUMBER:
        return f"{plan.words} a {plan.every}"
    return f"{plan.words}, minutes on average" if plan.of.unit == MINUTES else f"{plan.words}, in 100"


def _over_places(counted: Counted) -> dict[str, Cell]:
    totals: dict[str, Cell] = {}
    for (_place, period), cell in counted.cells.items():
        total = totals.setdefault(period, Cell())
        total.n += cell.n
        total.k += cell.k
        total.total += cell.total
    return totals


def _only_start(plan: Plan) -> str:
    return next(iter(plan.starts.values()), "") if plan.came == Came.ONE_PLACE else plan.month


def _made(source: Source, rows: list[dict[str, Any]], spec: dict[str, Any]) -> Framed:
    return Framed(pa.Table.from_pylist(rows), spec, source.counted.left_out, source.counted.filled_to)


_MAKERS: dict[str, Callable[[Source], Framed | Cannot]] = {
    "its": series,
    "staggered": panel,
    "rollout": panel,
    "synthetic": panel,
    "survival": rowwise.survival,
    "matched": rowwise.matched,
    "trial": rowwise.trial,
}
