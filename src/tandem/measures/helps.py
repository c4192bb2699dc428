"""What helps whom, as far as counting can tell: two things teams do, for whom, and how it went afterwards.

No one was given a way of calming, or a hand-over, by chance: who got it differs, so nothing here is an effect. Three
things keep the worst errors away. A share is held against what the *other* ways came to for the same group, weighed by
where these people started (their distress before; their need): indirect standardization, as for mortality ratios (Breslow
and Day, IARC 82, 1987, 2.3). Under 30 there is no number. And intervals are widened for everything compared on all tables
of the page together (Bonferroni 1936), since who looks at two hundred shares finds some that chance made.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import ibis
import ibis.expr.types as ir

from tandem.foundation.marts import Mart
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.equity import EXPECTED
from tandem.measures.measure import Measure
from tandem.measures.period import Period
from tandem.measures.splits import ALPHA, UNKNOWN, in_order
from tandem.measures.statistics import wilson
from tandem.measures.tallies import Tally, tallies
from tandem.vocabulary.splits import SPLIT_LABELS

LEAST = 30
# Others from the same start, to say what they came to.
ENOUGH = 10
EVERYONE = ""
BY = ("age_band", "gender", "race", "language", "veteran", "shift")


@dataclass(frozen=True)
class Question:
    """One thing teams do. `ways` is the column of the ways it is done, `start` the column of where people started."""

    id: str
    measure: str
    ways: str
    start: str

    @property
    def counted_by(self) -> Measure:
        return CATALOGUE[self.measure]


CALMING = Question("calming", "calmer_with", "intervention", "start")
HANDING = Question("handing", "seen_30_days", "warm", "need")
QUESTIONS = (CALMING, HANDING)
TABLES = tuple(sorted({table for one in QUESTIONS for table in one.counted_by.tables}))


@dataclass(frozen=True)
class Cell:
    """One way for one group. `share`, `interval` and `expected` are None under 30.

    `expected` is the share that the group's other ways came to from the same starts, `chance` what chance would make of
    it; both None where there is nothing to compare with. `apart` is "above" or "below" where chance, widened for all
    comparisons, does not explain the step.
    """

    n: int
    k: int
    share: float | None = None
    interval: tuple[float, float] | None = None
    expected: float | None = None
    chance: tuple[float, float] | None = None
    apart: str | None = None


@dataclass(frozen=True)
class Line:
    id: str | None
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """One question for one way to group people ("" for everyone). `heads` are the groups, in the order of the cells."""

    question: str
    by: str
    heads: tuple[tuple[str | None, str], ...]
    lines: tuple[Line, ...]

    @property
    def apart(self) -> tuple[tuple[Line, str, Cell], ...]:
        return tuple(
            (line, head[1], cell)
            for line in self.lines
            for head, cell in zip(self.heads, line.cells, strict=True)
            if cell.apart
        )


@dataclass(frozen=True)
class Helps:
    """All tables by question and grouping. `compared` shares over all of them were held against the others."""

    tables: Mapping[tuple[str, str], Table]
    compared: int


def with_start(rows: ir.Table, _period: Period) -> ir.Table:
    """The rows that count, with a band of the distress people began with, where the measure has it."""
    counted = rows.filter(rows.in_denominator)
    return counted.mutate(start=ibis.cases((counted.value < 5, "2"), (counted.value < 8, "5"), else_="8"))


def helps(mart: Mart, **of) -> Helps:
    """Count it. `of` are the months, zone, moment and world, as for `results.compute`."""
    counted: dict[tuple[str, str], list[tuple[tuple, Tally]]] = {}
    for question in QUESTIONS:
        groupings = {by: _grouping(question, by) for by in (EVERYONE, *BY)}
        found = tallies([question.counted_by], mart, groupings.values(), chosen=with_start, **of)[question.measure]
        for by, grouping in groupings.items():
            if grouping in found:
                counted[question.id, by] = [(_placed(grouping, one, question, by), one) for one in found[grouping]]
    compared = sum(_compared(some) for some in counted.values())
    limit = NormalDist().inv_cdf(1 - ALPHA / compared / 2) if compared else NormalDist().inv_cdf(1 - ALPHA / 2)
    by_id = {one.id: one for one in QUESTIONS}
    return Helps({key: _table(by_id[key[0]], key[1], some, limit) for key, some in counted.items()}, compared)


def _grouping(question: Question, by: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((question.ways, *([by] if by else []), question.start)))


def _placed(grouping: Sequence[str], one: Tally, question: Question, by: str) -> tuple:
    """(way, group, start) of a count."""
    at = dict(zip(grouping, one.group, strict=True))
    return at[question.ways], at[by] if by else None, at[question.start]


Counts = Mapping[tuple, tuple[int, int]]


def _sums(some: list[tuple[tuple, Tally]], *axes: int) -> Counts:
    found: dict[tuple, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for place, one in some:
        key = tuple(place[axis] for axis in axes)
        n, k = found[key]
        found[key] = n + one.n, k + one.k
    return found


def _compared(some: list[tuple[tuple, Tally]]) -> int:
    cells, starts = _sums(some, 0, 1), (_sums(some, 0, 1, 2), _sums(some, 1, 2))
    return sum(_others(place, *starts) is not None for place, (n, _k) in cells.items() if n >= LEAST)


def _table(question: Question, by: str, some: list[tuple[tuple, Tally]], limit: float) -> Table:
    cells, starts = _sums(some, 0, 1), (_sums(some, 0, 1, 2), _sums(some, 1, 2))
    ways = in_order(question.ways, {way for way, _group in cells if way})
    groups: list[str | None] = [None]
    if by:
        groups = [
            *in_order(by, sorted({group for _way, group in cells if group})),
            *([None] if _any_unknown(cells) else []),
        ]
    heads = tuple((group, _head(by, group)) for group in groups)
    lines = tuple(
        Line(
            way,
            SPLIT_LABELS[question.ways].get(way, way),
            tuple(_cell((way, one), cells, starts, limit) for one in groups),
        )
        for way in ways
    )
    return Table(question.id, by, heads, lines)


def _any_unknown(cells: Counts) -> bool:
    return any(group is None for _way, group in cells)


def _head(by: str, group: str | None) -> str:
    if not by:
        return EVERYONE
    return UNKNOWN if group is None else SPLIT_LABELS[by].get(group, group)


def _cell(place: tuple, cells: Counts, starts: tuple[Counts, Counts], limit: float) -> Cell:
    n, k = cells.get(place, (0, 0))
    if n < LEAST:
        return Cell(n, k)
    share, interval = k / n, wilson(k, n, limit)
    others = _others(place, *starts)
    if others is None:
        return Cell(n, k, share, interval)
    expected, spread = others
    step = limit * spread**0.5
    apart = None if abs(k - expected) <= step else "above" if k > expected else "below"
    chance = max(0.0, (expected - step) / n), min(1.0, (expected + step) / n)
    return Cell(n, k, share, interval, expected / n, chance, apart)


def _others(place: tuple, fine: Counts, whole: Counts) -> tuple[float, float] | None:
    """How many the group's other ways would have come to from the same starts, and the variance of the difference.

    None where under ten others stand beside it from some start, or fewer than five are expected in or out.
    """
    way, group = place
    n = expected = spread = 0.0
    for (one, its_group, start), (m, k) in fine.items():
        if one != way or its_group != group or not m:
            continue
        all_n, all_k = whole[group, start]
        rest = all_n - m
        if rest < ENOUGH:
            return None
        p, pooled = (all_k - k) / rest, all_k / all_n
        n, expected = n + m, expected + m * p
        spread += m * m * pooled * (1 - pooled) * (1 / m + 1 / rest)
    return (expected, spread) if min(expected, n - expected) >= EXPECTED and spread > 0 else None
