"""Several measures counted by several groups at once: one query a measure, from the same expression as its own page.

A page of equity holds some seven shares against some seven ways to group people. Asked one by one that is fifty queries;
here the engine counts all groupings of a measure in one go (GROUPING SETS), and no row leaves it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import ibis
import ibis.expr.types as ir

from tandem.foundation.marts import Mart
from tandem.measures.measure import Measure
from tandem.measures.passes import NoMart, rows_of
from tandem.measures.period import Period, StandIn
from tandem.measures.results import filled
from tandem.measures.tables import TABLES
from tandem.vocabulary.facts import World

Grouping = tuple[str, ...]
Chosen = Callable[[ir.Table, Period], ir.Table]


@dataclass(frozen=True)
class Tally:
    """One group: its values, in the order of its grouping (None is "not known"), how many rows, how many counted in."""

    group: tuple[str | None, ...]
    n: int
    k: int


def counted(rows: ir.Table, _period: Period) -> ir.Table:
    """The rows in the denominator."""
    return rows.filter(rows.in_denominator)


def tallies(
    measures: Iterable[Measure],
    mart: Mart,
    groupings: Iterable[Grouping],
    *,
    start_month: str,
    end_month: str,
    zone: str,
    now: datetime,
    world: str = World.REAL,
    chosen: Chosen = counted,
) -> dict[str, dict[Grouping, list[Tally]]]:
    """Count each measure by each grouping, over whole months as `results.compute` does; the largest group first.

    `chosen` picks the rows of a measure's expression to count, a function of a module (what it makes is kept). A grouping
    by a column that a measure's rows lack is left out for it. ValueError as for `compute`.
    """
    ledger, found = mart.ledger(), {}
    for measure in measures:
        for name in measure.tables:
            mart.read(name, TABLES[name].schema)
        period = Period.looked_at(start_month, end_month, zone=zone, now=now, filled_to=filled(measure, ledger))
        stand_in = StandIn.of(period)
        asked = tuple(groupings)
        if stand_in is None:
            query = _made(measure, period, str(world), asked, chosen)
        else:
            query = _kept(measure, stand_in, str(world), asked, chosen)
            query = _Query(stand_in.real(query.sql), query.groupings)
        found[measure.id] = query.read(mart.lines(query.sql, measure.tables)) if query.groupings else {}
    return found


@dataclass(frozen=True)
class _Query:
    sql: str
    groupings: tuple[Grouping, ...]

    def read(self, lines: list[dict]) -> dict[Grouping, list[Tally]]:
        found: dict[Grouping, list[Tally]] = defaultdict(list)
        for line in lines:
            grouping = self.groupings[line["which"]]
            group = tuple(line[name] for name in grouping)
            found[grouping].append(Tally(group, line["n"], line["k"] or 0))
        return {
            grouping: sorted(found[grouping], key=lambda one: (-one.n, tuple(value or "" for value in one.group)))
            for grouping in self.groupings
        }


@lru_cache(maxsize=256)
def _kept(measure: Measure, stand_in: StandIn, world: str, asked: tuple[Grouping, ...], chosen: Chosen) -> _Query:
    return _made(measure, stand_in.period, world, asked, chosen)


def _made(measure: Measure, period: Period, world: str, asked: tuple[Grouping, ...], chosen: Chosen) -> _Query:
    rows = chosen(rows_of(measure, NoMart, period, world), period)
    groupings = tuple(one for one in asked if set(one) <= set(rows.columns))
    names = sorted({name for one in groupings for name in one})
    if not groupings:
        return _Query("", ())
    base = ibis.to_sql(rows.select("in_numerator", **{name: rows[name].cast("string") for name in names}), "duckdb")
    columns = ", ".join(f'"{name}"' for name in names)
    # Which grouping a line is of: those of its columns that were not grouped by are marked, and null for that reason.
    cases = " ".join(
        "WHEN " + " AND ".join(f'grouping("{name}") = {int(name not in one)}' for name in names) + f" THEN {i}"
        for i, one in enumerate(groupings)
    )
    sets = ", ".join("(" + ", ".join(f'"{name}"' for name in one) + ")" for one in groupings)
    counts = "count(*) AS n, count(*) FILTER (in_numerator) AS k"
    sql = f"SELECT {columns}, CASE {cases} END AS which, {counts} FROM ({base}) GROUP BY GROUPING SETS ({sets})"
    return _Query(sql, groupings)
