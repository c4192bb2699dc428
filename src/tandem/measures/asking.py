"""How measures ask the mart: one pass over a table for all measures that look at the same rows of it.

A measure's expression gives one row per thing looked at. Those of several measures over the same rows are put side by
side and counted together, by month; no row leaves the engine. Making a query from expressions costs far more than a
small answer does, so it is made once for a shape of period (how many months, how many changes of the clock) with times
that stand in, and the real times are put into its text (`period.StandIn`). The texts for the whole catalogue are kept
beside the facts, so that a fresh process need not make them; of a whole one, only what is asked for is worked out.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Self

import ibis.backends.sql.compilers as compilers
import ibis.expr.operations as ops
import ibis.expr.types as ir

from tandem.foundation.marts import Mart
from tandem.measures import keeping
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.measure import HOURS, MINUTES, RATIOS, Measure
from tandem.measures.period import Period, StandIn
from tandem.measures.statistics import Sums
from tandem.measures.tables import TABLES

HOURLY = RATIOS | {HOURS}
TOO_RECENT, PAST = "too_recent", "past"
# The two columns that every measure has; of hours and minutes they are the same.
PLAIN = frozenset({"in_denominator", "in_numerator"})
DUCKDB = compilers.duckdb.DuckDB
# Stands in the frame of a query where its columns go.
COLUMNS = '"the columns"'


@dataclass
class Cell:
    """What one month of one measure came to. `seen` counts all rows, `earliest` is the first row left out as too recent.

    `past` of the `n` rows that count are of an imported file.
    """

    seen: int
    n: int
    k: int
    left_out: dict[str, int] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    earliest: datetime | None = None
    sums: Sums = field(default_factory=Sums)
    past: int = 0


def rows_of(measure: Measure, mart: Mart, period: Period, world: str) -> ir.Table:
    """Return the measure's expression over the rows of one world: one row per thing looked at."""
    found = {}
    for name in measure.tables:
        table = mart.read(name, TABLES[name].schema)
        found[name] = table.filter(table.world == str(world))
    return measure.expression(found, period)


def cells(measures: Iterable[Measure], mart: Mart, period: Period, world: str) -> dict[str, dict[str, Cell]]:
    """Return by measure and month what was counted; a month without any row is missing.

    For each measure a row is one small number: why it is left out, and which of its counts it is in. The engine counts
    equal numbers by month, in one go for all measures (GROUPING SETS), which is far quicker than a sum for each count.
    """
    found: dict[str, dict[str, Cell]] = {}
    wanted = tuple(measures)
    for one, rows in _passes(wanted, mart, period, world):
        codes = [_Code(measure, i, one.guarded) for i, measure in one.asked(wanted)]
        coded = ", ".join(['month, "at"', *(column for code in codes for column in code.columns)])
        sets = ", ".join(f"(month, m{code.i})" for code in codes)
        counted = ", ".join(
            ["month", *(f"m{code.i}" for code in codes), "count(*) AS n", 'min("at") AS earliest']
            + [f"sum({term}) AS m{code.i}_{name}" for code in codes for name, term in code.sums.items()]
        )
        sql = f"SELECT {counted} FROM (SELECT {coded} FROM ({rows})) GROUP BY GROUPING SETS ({sets})"
        lines = mart.ask(sql, one.tables).to_pylist()
        for code in codes:
            found[code.measure.id] = code.cells(lines)
    return found


class _Code:
    """One small number for all that is counted of a row: excluded + reasons × (a bit for each count + bits × part).

    `columns` are what the engine works out for a row, `sums` what it adds up besides, over the rows of one such number.
    """

    def __init__(self, measure: Measure, i: int, guarded: frozenset[str]):
        self.measure, self.i = measure, i
        self.reasons = len(measure.exclusions)
        self.parts = list(measure.parts or ())
        self.bits = sorted(_asked(measure) - {"value", "part", "top"})

        def so(name: str) -> str:
            column = f"m{i}_{name}"
            return f"(m{i}_excluded IS NULL AND {column})" if column in guarded else column

        terms = [f"coalesce(m{i}_excluded, {self.reasons})::INT"]
        step = self.reasons + 1
        for name in self.bits:
            terms.append(f"{step} * {so(name)}::INT")
            step *= 2
        if self.parts:
            terms.append(f"{step} * coalesce(m{i}_part, {len(self.parts)})::INT")
        self.sums = _sums(measure, i)
        self.columns = [f"{' + '.join(terms)} AS m{i}"]
        self.columns += [f"m{i}_{name}" for name in ("value", "top") if f"m{i}_{name}" in " ".join(self.sums.values())]

    def cells(self, lines: Iterable[Mapping]) -> dict[str, Cell]:
        """By month what the engine's lines say of this measure; lines of other measures have no number here."""
        found: dict[str, Cell] = {}
        for line in lines:
            if line[f"m{self.i}"] is not None:
                self._add(found.setdefault(line["month"], Cell(0, 0, 0)), line)
        return found

    def _add(self, cell: Cell, line: Mapping) -> None:
        n = line["n"]
        code, excluded = divmod(line[f"m{self.i}"], self.reasons + 1)
        part, bits = divmod(code, 2 ** len(self.bits))
        counted = excluded == self.reasons
        true = {name for number, name in enumerate(self.bits) if bits >> number & 1}
        if counted:
            true |= PLAIN if "in_numerator" not in self.bits else {"in_denominator"}
        cell.seen += n
        cell.n += n * counted
        cell.past += n * (counted and PAST in true)
        cell.k += n * ("in_numerator" in true)
        if not counted:
            reason = self.measure.exclusions[excluded].id
            cell.left_out[reason] = cell.left_out.get(reason, 0) + n
            if reason == TOO_RECENT:
                cell.earliest = min(line["earliest"], cell.earliest or line["earliest"])
        elif self.parts and part < len(self.parts):
            name = self.parts[part]
            cell.parts[name] = cell.parts.get(name, 0) + n
        for count in self.measure.counts:
            if count.column in true:
                cell.counts[count.id] = cell.counts.get(count.id, 0) + n
        if self.sums:
            own = (float(line.get(f"m{self.i}_{name}") or 0) for name in ("x", "y", "xx", "xy", "yy"))
            cell.sums += Sums(n, *own) if counted else Sums()


def _sums(measure: Measure, i: int) -> dict[str, str]:
    """The sums that hours and ratios need, by name."""
    if measure.unit not in HOURLY:
        return {}
    x, y = f"m{i}_value", f"m{i}_top"
    sums = {"x": x, "xx": f"{x} * {x}"}
    return sums | ({"y": y, "xy": f"{x} * {y}", "yy": f"{y} * {y}"} if measure.unit in RATIOS else {})


def quantiles(
    wanted: Mapping[Measure, list[float]], mart: Mart, period: Period, world: str
) -> dict[str, dict[str | None, list[float]]]:
    """Return by measure, and by month or None for the whole period, its values' quantiles at the fractions wanted."""
    found: dict[str, dict[str | None, list[float]]] = {}
    for one, rows in _passes(tuple(wanted), mart, period, world):
        each = ", ".join(
            f"quantile_cont(CASE WHEN m{i}_excluded IS NULL THEN m{i}_value END, {wanted[measure]}) AS m{i}"
            for i, measure in one.asked(wanted)
        )
        sql = f"SELECT month, {each} FROM ({rows}) GROUP BY GROUPING SETS ((month), ())"
        lines = mart.ask(sql, one.tables).to_pylist()
        for i, measure in one.asked(wanted):
            found[measure.id] = {line["month"]: line[f"m{i}"] for line in lines if line[f"m{i}"] is not None}
    return found


@dataclass(frozen=True)
class Pass:
    """Measures that look at the same rows, with the query of these rows side by side: `columns` by name, and its `frame`.

    `guarded` are the columns that hold only for rows that count; the guard is put in where they are counted, so that the
    engine works out once for a row why it is left out.
    """

    measures: tuple[Measure, ...]
    columns: Mapping[str, str]
    frame: str
    tables: tuple[str, ...]
    guarded: frozenset[str]

    @classmethod
    def of_text(cls, text: Mapping) -> Self:
        """What `text` made, of measures of the catalogue."""
        measures = tuple(CATALOGUE[id] for id in text["measures"])
        return cls(measures, text["columns"], text["frame"], tuple(text["tables"]), frozenset(text["guarded"]))

    def text(self) -> dict[str, object]:
        """Itself as JSON can hold it."""
        return {
            "measures": [measure.id for measure in self.measures],
            "columns": self.columns,
            "frame": self.frame,
            "tables": self.tables,
            "guarded": sorted(self.guarded),
        }

    def asked(self, wanted: Container[Measure]) -> list[tuple[int, Measure]]:
        """Those of its measures that are wanted, each with its number in the query."""
        return [(i, measure) for i, measure in enumerate(self.measures) if measure in wanted]

    def sql(self, wanted: Container[Measure]) -> str:
        """The query of the rows, with the columns of those measures alone: what nobody asks for is not even read."""
        own = {f"m{i}" for i, _ in self.asked(wanted)} | {"month", "at"}
        columns = ", ".join(text for name, text in self.columns.items() if name.partition("_")[0] in own)
        return self.frame.replace(COLUMNS, columns)


def _passes(measures: tuple[Measure, ...], mart: Mart, period: Period, world: str) -> list[tuple[Pass, str]]:
    """The passes that these measures take, each with the query of its rows."""
    for name in {table for measure in measures for table in measure.tables}:
        mart.read(name, TABLES[name].schema)
    stand_in = StandIn.of(period)
    if stand_in is None:
        return [(one, one.sql(measures)) for one in made(measures, period, world)]
    # What is kept has the shape of the period; the real times come from the period itself.
    kept = _whole(measures, mart, stand_in, world) or _kept(measures, stand_in, world)
    return [(one, stand_in.real(one.sql(measures))) for one in kept if one.asked(measures)]


@lru_cache(maxsize=512)
def _kept(measures: tuple[Measure, ...], stand_in: StandIn, world: str) -> list[Pass]:
    return made(measures, stand_in.period, world)


_wholes: dict[tuple[StandIn, str], list[Pass]] = {}


def _whole(
    measures: tuple[Measure, ...], mart: Mart, stand_in: StandIn, world: str, *, make: bool = False
) -> list[Pass] | None:
    """The passes of the whole catalogue, where these measures are of it and some process has made them."""
    if any(CATALOGUE.get(measure.id) is not measure for measure in measures):
        return None
    if (stand_in, world) in _wholes:
        return _wholes[stand_in, world]
    of = (stand_in.length, stand_in.changes, str(world))
    if (texts := keeping.read(mart, keeping.QUERIES, *of)) is not None:
        whole = [Pass.of_text(text) for text in texts]
    elif make:
        whole = made(tuple(CATALOGUE.values()), stand_in.period, world)
        keeping.write(mart, keeping.QUERIES, [one.text() for one in whole], *of)
    else:
        return None
    _wholes[stand_in, world] = whole
    return whole


def prepare(mart: Mart, period: Period, world: str) -> None:
    """Have the queries of the whole catalogue at hand for a period of this shape, made here if no process has."""
    if (stand_in := StandIn.of(period)) is not None:
        _whole((), mart, stand_in, world, make=True)


def made(measures: tuple[Measure, ...], period: Period, world: str) -> list[Pass]:
    """Make the passes of these measures: as few as there are different rows to look at."""
    groups: dict[object, list[tuple[Measure, ir.Table]]] = defaultdict(list)
    for measure in measures:
        rows = rows_of(measure, NoMart, period, world)
        groups[rows.op().parent].append((measure, rows))
    return [_pass(parent.to_expr(), both) for parent, both in groups.items()]


def _pass(parent: ir.Table, both: list[tuple[Measure, ir.Table]]) -> Pass:
    columns: dict[str, ir.Value] = {}
    guarded: set[str] = set()
    for i, (measure, rows) in enumerate(both):
        own = rows.op().values
        columns |= {"month": own["month"].to_expr(), "at": own["at"].to_expr()}
        reason = own["excluded"]
        columns[f"m{i}_excluded"] = _numbered(reason, [one.id for one in measure.exclusions]).to_expr()
        counts = ops.IsNull(reason)
        for name in sorted(_asked(measure)):
            column = _numbered(own[name], list(measure.parts)) if name == "part" else own[name]
            column = ops.NotNull(column) if name == PAST else column
            column = column.replace({counts: ops.Literal(True, "boolean")})
            if name not in ("value", "top", "part", PAST) and column != own[name]:
                guarded.add(f"m{i}_{name}")
            columns[f"m{i}_{name}"] = column.to_expr()
    some = tuple(measure for measure, _ in both)
    tables = tuple(sorted({name for measure in some for name in measure.tables}))
    query = compilers.duckdb.compiler.to_sqlglot(parent.select(**columns))
    texts = {one.alias_or_name: one.sql(DUCKDB) for one in query.expressions}
    frame = query.select(COLUMNS, append=False, dialect=DUCKDB).sql(DUCKDB)
    return Pass(some, texts, frame, tables, frozenset(guarded))


def _numbered(reason: ops.Value, ids: list[str]) -> ops.Value:
    """A word as its number among `ids`, null for null and for another word: numbers are counted faster than words."""
    if isinstance(reason, ops.SearchedCase) and all(getattr(one, "value", None) in ids for one in reason.results):
        numbers = tuple(ops.Literal(ids.index(one.value), "int8") for one in reason.results)
        return ops.SearchedCase(reason.cases, numbers, ops.Literal(None, "int8"))
    cases = tuple(ops.Equals(reason, ops.Literal(one, "string")) for one in ids)
    numbers = tuple(ops.Literal(number, "int8") for number in range(len(ids)))
    return ops.SearchedCase(cases, numbers, ops.Literal(None, "int8"))


def _asked(measure: Measure) -> set[str]:
    """The columns of a measure that its counts are made of, beside why a row is left out."""
    wanted = {"in_numerator", *(count.column for count in measure.counts)} - {"in_denominator"}
    if measure.unit == MINUTES or (measure.unit in HOURLY and "in_numerator" not in {c.column for c in measure.counts}):
        wanted -= {"in_numerator"}
    wanted |= {"value"} if measure.unit == MINUTES or measure.unit in HOURLY else set()
    wanted |= {"part"} if measure.parts else set()
    wanted |= {PAST} if PAST in TABLES[measure.table].schema.__dataclass_fields__ else set()
    wanted |= {"top"} if measure.unit in RATIOS else set()
    return wanted


class NoMart:
    """Tables as expressions alone, for a query that is made before anybody asks a mart."""

    @staticmethod
    def read(table: str, schema: type) -> ir.Table:
        return Mart.expression(table, schema)
