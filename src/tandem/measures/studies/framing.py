"""From counts to what a design reads: a table, and a spec that names its columns. The table is what is frozen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from tandem.foundation.marts import Mart
from tandem.measures.measure import MINUTES
from tandem.measures.studies import counting
from tandem.measures.studies.counting import Cell, Counted
from tandem.measures.studies.plan import Plan
from tandem.vocabulary.studies import Came, Counts

SEED = 1


@dataclass(frozen=True)
class Framed:
    """A table and its spec. `left_out` are (words, count) of what the measure or the plan leaves out."""

    table: pa.Table
    spec: Mapping[str, Any]
    left_out: tuple[tuple[str, int], ...]
    filled_to: datetime | None


@dataclass(frozen=True)
class Cannot:
    """Why the facts give a design no table: words that hold the number, and the step of the plan to look at."""

    words: str
    number: float | None = None
    step: str = "counted"


class Source:
    """The facts as one plan sees them. What designs share is counted once."""

    def __init__(self, plan: Plan, mart: Mart, *, zone: str, now: datetime):
        self.plan, self.mart, self.zone, self.now = plan, mart, zone, now
        self._counted: Counted | None = None
        self._contacts: int | None = None

    @property
    def counted(self) -> Counted:
        if self._counted is None:
            self._counted = counting.count(self.plan, self.mart, zone=self.zone, now=self.now)
        return self._counted

    @property
    def contacts(self) -> int:
        if self._contacts is None:
            period = counting.span(self.plan, self.mart, zone=self.zone, now=self.now)
            self._contacts = counting.contacts(self.plan, self.mart, period) if period else 0
        return self._contacts


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
        return Cannot(_nothing(plan))
    rows = []
    for period in counted.periods:
        cell = totals.get(period, Cell())
        if plan.counts == Counts.SHARE and not cell.n:
            continue
        rows.append({"period": period, "counted": cell.k, "out_of": cell.n} if plan.counts == Counts.SHARE
                    else {"period": period, "counted": cell.n})  # fmt: skip
    if not rows:
        return Cannot(_nothing(plan))
    spec = _common(source) | {"outcome": "counted", "change": counting.as_period(plan.every, _only_start(plan))}
    if plan.counts == Counts.SHARE:
        spec["population"] = "out_of"
    if plan.seasons:
        spec["harmonics"] = plan.seasons
    return _made(source, rows, spec)


def panel(source: Source) -> Framed | Cannot:
    """One row a place and period, with the first period with the change in that place."""
    plan, counted = source.plan, source.counted
    if not counted.places:
        return Cannot(_nothing(plan))
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
        return Cannot(_nothing(plan))
    spec = _common(source) | {"unit": "place", "outcome": _column(plan), "first_treated": "first_treated"}
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


def _common(source: Source) -> dict[str, Any]:
    plan = source.plan
    return {
        "time": "period",
        "every": plan.every,
        "outcome_words": plan.words,
        "contacts": source.contacts,
        "seed": SEED,
    }


def _made(source: Source, rows: list[dict[str, Any]], spec: dict[str, Any]) -> Framed:
    return Framed(pa.Table.from_pylist(rows), spec, source.counted.left_out, source.counted.filled_to)


def _nothing(plan: Plan) -> str:
    return f"No row of “{plan.of.name}” counts in the months and places of this plan."


_MAKERS: dict[str, Callable[[Source], Framed | Cannot]] = {
    "its": series,
    "staggered": panel,
    "rollout": panel,
    "synthetic": panel,
}
