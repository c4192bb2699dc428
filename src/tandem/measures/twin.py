"""Measures as a few plain numbers each, told by expressions that any engine runs: DuckDB here, Spark for a state.

What pages show is counted on DuckDB in DuckDB's own SQL (`asking`). This says the same of the same rows in Ibis alone:
counts exactly, sums as 64-bit floats, and quantiles as exact percentiles with linear interpolation between two values
(`quantile_cont` on DuckDB, `percentile` on Spark), never approximate ones.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

import ibis.expr.types as ir
import pyarrow as pa

from tandem.measures import results
from tandem.measures.measure import HOURS, MINUTES, RATIOS, SHARES, Measure
from tandem.measures.passes import HOURLY

MEDIAN, TAIL = 0.5, 0.9
NUMBERS = ("median", "tail", "hours", "top")
FLOATS = ("value", "tail", "hours", "top")
NEAR = 1e-9


@dataclass(frozen=True)
class Figures:
    """What a measure came to in one group. `value` is a share, a median in minutes, hours, or a ratio; None of nothing.

    `counts` are exact: `seen` rows, `n` of them counted, `k` in the numerator, and those of each exclusion (`left_…`),
    plain count (`count_…`) and value of a mix (`part_…`).
    """

    counts: Mapping[str, int]
    value: float | None = None
    tail: float | None = None
    hours: float | None = None
    top: float | None = None

    @property
    def n(self) -> int:
        return self.counts["n"]


@dataclass(frozen=True)
class Asked:
    """Measures that look at the same rows, and one expression that counts them all by a group of columns."""

    measures: tuple[Measure, ...]
    by: tuple[str, ...]
    expression: ir.Table

    def told(self, lines: pa.Table | Iterable[Mapping[str, object]]) -> dict[str, dict[tuple, Figures]]:
        """From the rows an engine gave back: by measure and group, what was counted. A group without rows is missing."""
        lines = lines.to_pylist() if isinstance(lines, pa.Table) else list(lines)
        return {
            measure.id: {
                tuple(line[name] for name in self.by): found
                for line in lines
                for found in [_figures(measure, _own(line, f"m{i}_"))]
                if found.counts["seen"]
            }
            for i, measure in enumerate(self.measures)
        }


def ask(measures: Iterable[Measure], facts, *by: str, **over) -> list[Asked]:
    """Make the expressions for these measures: as few as there are different rows to look at.

    `facts` has `ledger()` and `read(table, schema)`; `over` says which months, as for `results.compute`; `by` are columns
    that the rows of each measure have, such as "month", "agency".
    """
    groups: dict[object, list[tuple[Measure, ir.Table]]] = defaultdict(list)
    for measure in measures:
        rows = results.expression(measure, facts, **over)
        groups[rows.op().parent].append((measure, rows))
    return [_side_by_side(parent.to_expr(), both, by) for parent, both in groups.items()]


def told(measures: Iterable[Measure], facts, *by: str, **over) -> dict[str, dict[tuple, Figures]]:
    """Ask an engine: by measure and group of `by`, what was counted. `facts` also has `run(expression)`."""
    found: dict[str, dict[tuple, Figures]] = {}
    for one in ask(measures, facts, *by, **over):
        found |= one.told(facts.run(one.expression))
    return found


def _side_by_side(parent: ir.Table, both: list[tuple[Measure, ir.Table]], by: tuple[str, ...]) -> Asked:
    columns = {name: both[0][1].op().values[name].to_expr() for name in by}
    for i, (measure, rows) in enumerate(both):
        own = {
            "excluded",
            "in_denominator",
            "in_numerator",
            "value",
            "part",
            "top",
            *(c.column for c in measure.counts),
        }
        columns |= {f"m{i}_{name}": value.to_expr() for name, value in rows.op().values.items() if name in own}
    rows = parent.select(**columns)
    told = {f"m{i}_{name}": value for i, (one, _) in enumerate(both) for name, value in _counted(one, rows, f"m{i}_")}
    grouped = rows.group_by(*by).aggregate(**told) if by else rows.aggregate(**told)
    return Asked(tuple(measure for measure, _ in both), by, grouped)


def _counted(measure: Measure, rows: ir.Table, own: str) -> Iterable[tuple[str, ir.Value]]:
    counted, excluded = rows[f"{own}in_denominator"], rows[f"{own}excluded"]
    yield "seen", rows.count()
    yield "n", counted.sum()
    yield "k", rows[f"{own}in_numerator"].sum()
    for one in measure.exclusions:
        yield f"left_{one.id}", (excluded == one.id).sum()
    for one in measure.counts:
        yield f"count_{one.id}", rows[own + one.column].sum()
    for id in measure.parts or ():
        yield f"part_{id}", (counted & (rows[f"{own}part"] == id)).sum()
    if measure.unit == MINUTES:
        yield "median", rows[f"{own}value"].quantile(MEDIAN)
        yield "tail", rows[f"{own}value"].quantile(TAIL)
    if measure.unit in HOURLY:
        yield "hours", rows[f"{own}value"].sum()
    if measure.unit in RATIOS:
        yield "top", rows[f"{own}top"].sum()


def _own(line: Mapping[str, object], own: str) -> dict[str, object]:
    return {name.removeprefix(own): value for name, value in line.items() if name.startswith(own)}


def _figures(measure: Measure, own: Mapping[str, object]) -> Figures:
    counts = {name: int(value or 0) for name, value in own.items() if name not in NUMBERS}
    median, tail, hours, top = (None if own.get(name) is None else float(own[name]) for name in NUMBERS)
    value = median
    if measure.unit in SHARES:
        value = counts["k"] / counts["n"] if counts["n"] else None
    elif measure.unit == HOURS:
        value = hours if counts["n"] else None
    elif measure.unit in RATIOS:
        value = (top or 0.0) / hours if hours else None
    return Figures(counts, value, tail, hours, top)


@dataclass(frozen=True)
class Difference:
    """How two engines differ over one measure: counts that are not the same, and the greatest relative difference."""

    counts: tuple[str, ...] = ()
    relative: float = 0.0

    @property
    def equal(self) -> bool:
        """Counts to the last one; sums, ratios and quantiles within 1e-9 of one another."""
        return not self.counts and self.relative <= NEAR


def difference(one: Mapping[tuple, Figures], other: Mapping[tuple, Figures]) -> Difference:
    """Compare what two engines told of one measure, group by group. A group only one of them has differs in every count."""
    counts: dict[str, None] = {}
    relative = 0.0
    for group in one.keys() | other.keys():
        here, there = one.get(group), other.get(group)
        if here is None or there is None:
            counts |= dict.fromkeys((here or there).counts)
            continue
        counts |= dict.fromkeys(
            name for name in here.counts | there.counts if here.counts.get(name) != there.counts.get(name)
        )
        relative = max(relative, *(_apart(getattr(here, name), getattr(there, name)) for name in FLOATS))
    return Difference(tuple(counts), relative)


def _apart(one: float | None, other: float | None) -> float:
    if one is None or other is None or one == other:
        return 0.0 if one == other else inf
    return abs(one - other) / max(abs(one), abs(other))
