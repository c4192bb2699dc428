"""The queries that measures are counted with: one for all measures that look at the same rows of a table.

A measure's expression gives one row per thing looked at. What those of several measures ask of the same rows has few
values (a word of a short list, whether one time is before another), and most of it in common. So the engine works that
out once for a row, counts the rows that are alike in all of it, and works out the rest for these few lines.

Making a query from expressions costs far more than a small answer does, so it is made once for a shape of period (how
many months, how many changes of the clock) with times that stand in, and the real times are put into its text
(`period.StandIn`). The texts for the whole catalogue are kept beside the facts, so that a fresh process need not make
them; of a whole one, only what is asked for is worked out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Self

import ibis.backends.sql.compilers as compilers
import ibis.expr.operations as ops
import ibis.expr.types as ir
import sqlglot as sg

from tandem.foundation.marts import Mart
from tandem.measures import keeping
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.measure import HOURS, MINUTES, RATIOS, Measure
from tandem.measures.period import Period, StandIn
from tandem.measures.tables import TABLES

HOURLY = RATIOS | {HOURS}
PAST = "past"
DUCKDB = compilers.duckdb.DuckDB
# Stands in the frame of a query where its columns go.
COLUMNS = '"the columns"'
# Work that is done for lines of rows that are alike: all that only weighs answers.
THERE = (ops.IsNull, ops.NotNull)
LOGIC, COMPARED = (ops.And, ops.Or, ops.Not, ops.SearchedCase, ops.Coalesce), (ops.Comparison, ops.InValues)
VALUES = ("_value", "_top")
ASKED_OF = re.compile(r'"t0"\."(\w+)"')


def rows_of(measure: Measure, mart: Mart, period: Period, world: str) -> ir.Table:
    """Return the measure's expression over the rows of one world: one row per thing looked at."""
    found = {}
    for name in measure.tables:
        table = mart.read(name, TABLES[name].schema)
        found[name] = table.filter(table.world == str(world))
    return measure.expression(found, period)


@dataclass(frozen=True)
class Pass:
    """Measures of these ids that look at the same rows, and the query of these rows.

    `columns` are of a measure, by name: "m3_excluded" is the number of the reason to leave a row out of the fourth. They
    are made of `own`, the columns of a row: "month", "at" and the answers to what measures ask of it. `frame` is the query
    these are put in. `guarded` are the columns that hold only for rows that count.
    """

    measures: tuple[str, ...]
    columns: Mapping[str, str]
    own: Mapping[str, str]
    frame: str
    tables: tuple[str, ...]
    guarded: tuple[str, ...]

    @classmethod
    def of_text(cls, text: Mapping) -> Self:
        """What `text` made."""
        return cls(**{name: tuple(one) if isinstance(one, list) else one for name, one in text.items()})

    def text(self) -> dict[str, object]:
        """Itself as JSON can hold it."""
        return asdict(self)

    def asked(self, wanted: Iterable[Measure]) -> list[tuple[int, Measure]]:
        """Those of its measures that are wanted, each with its number in the query."""
        by_id = {measure.id: measure for measure in wanted}
        return [(i, by_id[id]) for i, id in enumerate(self.measures) if id in by_id]

    def sql(self, wanted: Iterable[Measure], *names: str, alike: bool = False) -> str:
        """The query of rows with these columns of the wanted measures, and month and "at": nothing else is even read.

        Where rows are to be `alike`, those that are make one line, `n` of them, with the earliest "at" and without values.
        """
        i_of = {f"m{i}" for i, _ in self.asked(wanted)}
        texts = [
            text
            for name, text in self.columns.items()
            if name.partition("_")[0] in i_of and (not names or name.partition("_")[2] in names)
            if not (alike and name.endswith(VALUES))
        ]
        needed = {"month", "at", *ASKED_OF.findall(" ".join(texts))}
        rows = self.frame.replace(COLUMNS, ", ".join(text for name, text in self.own.items() if name in needed))
        if alike:
            answers = ", ".join(sorted(needed - {"at"}))
            rows = f'SELECT {answers}, count(*) AS n, min("at") AS "at" FROM ({rows}) GROUP BY {answers}'
        return f'SELECT {", ".join(["month", '"at"', *(["n"] if alike else []), *texts])} FROM ({rows}) AS "t0"'

    def of_real(self, stand_in: StandIn) -> Self:
        """Itself with the times that a stand-in stands for."""
        own = {name: stand_in.real(text) for name, text in self.own.items()}
        return replace(self, own=own, frame=stand_in.real(self.frame))


def passes(measures: tuple[Measure, ...], mart: Mart, period: Period, world: str) -> list[Pass]:
    """The passes that these measures take."""
    for name in {table for measure in measures for table in measure.tables}:
        mart.read(name, TABLES[name].schema)
    stand_in = StandIn.of(period)
    if stand_in is None:
        return made(measures, period, world)
    # What is kept has the shape of the period; the real times come from the period itself.
    kept = _whole(measures, mart, stand_in, world) or _kept(measures, stand_in, world)
    return [one.of_real(stand_in) for one in kept if one.asked(measures)]


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
    columns: dict[str, ops.Value] = {}
    guarded: list[str] = []
    for i, (measure, rows) in enumerate(both):
        values = rows.op().values
        reason = values["excluded"]
        columns[f"m{i}_excluded"] = _numbered(reason, [one.id for one in measure.exclusions])
        counts = ops.IsNull(reason)
        for name in sorted(asked(measure)):
            column = _numbered(values[name], list(measure.parts)) if name == "part" else values[name]
            column = ops.NotNull(column) if name == PAST else column
            columns[f"m{i}_{name}"] = column.replace({counts: ops.Literal(True, "boolean")})
            if name not in ("value", "top", "part", PAST) and columns[f"m{i}_{name}"] != column:
                guarded.append(f"m{i}_{name}")
    answers = {node: f"of_{i}" for i, node in enumerate(dict.fromkeys(_asked_of(columns.values())))}
    between = ops.UnboundTable("between", {name: node.dtype for node, name in answers.items()})
    fields = {node: ops.Field(between, name) for node, name in answers.items()}
    upper = between.to_expr().select(
        **{n: one.replace(fields, filter=ops.Value).to_expr() for n, one in columns.items()}
    )
    own = {"month": values["month"], "at": values["at"], **{name: node for node, name in answers.items()}}
    lower = _query(parent.select(**{name: node.to_expr() for name, node in own.items()}))
    return Pass(
        tuple(measure.id for measure, _ in both),
        _texts(_query(upper)),
        _texts(lower),
        lower.select(COLUMNS, append=False, dialect=DUCKDB).sql(DUCKDB),
        tuple(sorted({name for measure, _ in both for name in measure.tables})),
        tuple(guarded),
    )


def _query(rows: ir.Table) -> sg.exp.Select:
    return compilers.duckdb.compiler.to_sqlglot(rows)


def _texts(query: sg.exp.Select) -> dict[str, str]:
    return {one.alias_or_name: one.sql(DUCKDB) for one in query.expressions}


def _asked_of(columns: Iterable[ops.Value]) -> Iterator[ops.Value]:
    """What columns ask of a row that has few answers: a word, whether one is there, what a comparison of times says."""
    for node in columns:
        if isinstance(node, LOGIC) or (isinstance(node, COMPARED) and not _of_times(node)):
            yield from _asked_of(one for one in node.__children__ if not isinstance(one, ops.Literal))
        else:
            yield node


def _of_times(node: ops.Value) -> bool:
    fields = node.find(ops.Field, filter=lambda one: isinstance(one, ops.Value) and not isinstance(one, THERE))
    return any(field.dtype.is_timestamp() for field in fields)


def _numbered(word: ops.Value, ids: list[str]) -> ops.Value:
    """A word as its number among `ids`, null for null and for another word: numbers are counted faster than words."""
    if isinstance(word, ops.SearchedCase) and all(getattr(one, "value", None) in ids for one in word.results):
        numbers = tuple(ops.Literal(ids.index(one.value), "int8") for one in word.results)
        return ops.SearchedCase(word.cases, numbers, ops.Literal(None, "int8"))
    cases = tuple(ops.Equals(word, ops.Literal(one, "string")) for one in ids)
    numbers = tuple(ops.Literal(number, "int8") for number in range(len(ids)))
    return ops.SearchedCase(cases, numbers, ops.Literal(None, "int8"))


def asked(measure: Measure) -> set[str]:
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
