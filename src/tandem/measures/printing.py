"""Measures as lines of text for the command line, with the same modesty as the pages: few rows, no number.

Under twenty there is a count and no share; of answers promised to be nobody's, no count under eleven is printed either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tandem.measures import reading, twin
from tandem.measures.measure import HOURS, Measure
from tandem.measures.result import FEW
from tandem.measures.suppress import K
from tandem.measures.twin import Figures

NOT_SHOWN, NOTHING = "not shown", "–"
type Told = Mapping[str, Mapping[tuple, Figures]]


@dataclass(frozen=True)
class Line:
    """One measure in one group ("" for all together). A number that is not shown is None; `words` is the value as said."""

    measure: str
    edition: int
    group: str
    n: int | None
    value: float | None
    tail: float | None
    words: str

    def __str__(self) -> str:
        n = NOT_SHOWN if self.n is None else f"{self.n:,}"
        return f"{self.measure:<26}{self.group:<24}{n:>12}  {self.words}".rstrip()


@dataclass(frozen=True)
class Pair:
    """One measure on both engines. `counts` are those that differ; `relative` the greatest difference of a number."""

    measure: str
    groups: int
    n: int | None
    duckdb: str
    spark: str
    counts: tuple[str, ...]
    relative: float
    equal: bool

    def __str__(self) -> str:
        n = NOT_SHOWN if self.n is None else f"{self.n:,}"
        apart = f"{len(self.counts)} counts differ: {', '.join(self.counts)}" if self.counts else f"{self.relative:.1e}"
        return f"{self.measure:<26}{n:>12}  {self.duckdb:>24}  {self.spark:>24}  {apart}"


def table(measures: Iterable[Measure], told: Told) -> list[Line]:
    """One line for each measure and group."""
    return [
        _line(measure, group, found)
        for measure in measures
        for group, found in sorted(told[measure.id].items(), key=lambda one: [str(name) for name in one[0]])
        or [((), None)]
    ]


def compared(measures: Iterable[Measure], duckdb: Told, spark: Told) -> tuple[list[Pair], bool]:
    """One line for each measure with what both engines say, and whether all of them are equal."""
    pairs = []
    for measure in measures:
        here, there = duckdb[measure.id], spark[measure.id]
        apart = twin.difference(here, there)
        lines = [_line(measure, (), _only(one)) for one in (here, there)]
        pairs.append(
            Pair(
                measure.id,
                len(here.keys() | there.keys()),
                lines[0].n,
                lines[0].words,
                lines[1].words,
                apart.counts,
                apart.relative,
                apart.equal,
            )
        )
    return pairs, all(pair.equal for pair in pairs)


def _only(groups: Mapping[tuple, Figures]) -> Figures | None:
    """The figures of the only group there is; of several, none is shown beside the other engine's."""
    return next(iter(groups.values())) if len(groups) == 1 else None


def _line(measure: Measure, group: tuple, found: Figures | None) -> Line:
    name = ", ".join(NOTHING if one is None else str(one) for one in group)
    if found is None or found.n == 0:
        return Line(measure.id, measure.edition, name, 0, None, None, NOTHING)
    if measure.hides_small and found.n < K:
        return Line(measure.id, measure.edition, name, None, None, None, NOT_SHOWN)
    if found.value is None or (found.n < FEW and measure.unit != HOURS):
        return Line(measure.id, measure.edition, name, found.n, None, None, f"under {FEW}, no number")
    words = reading.said(measure, found.value)
    if found.tail is not None:
        words += f", nine in ten {reading.minutes(found.tail)}"
    return Line(measure.id, measure.edition, name, found.n, found.value, found.tail, words)
