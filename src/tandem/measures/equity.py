"""Who is reached and for whom it ends how: the main shares by group, one table for each way to group people.

A split says that groups differ, never why, and with dozens of shares on a page some lie apart by chance alone. So each
share stands beside the range in which it would lie if its group were like all the others together, with the 5 % of a
table shared out over all its comparisons (Bonferroni 1936). The range is the funnel plot's: wide for a small group,
narrow for a large one (Spiegelhalter, Statistics in Medicine 2005, 24:1185).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

from tandem.foundation.marts import Mart
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.measure import Measure
from tandem.measures.result import FEW
from tandem.measures.splits import ALPHA, MOST, UNKNOWN, in_order, label_of
from tandem.measures.statistics import wilson
from tandem.measures.tallies import Tally, tallies

# Reach first, outcome after: each with its own denominator.
REACHED = "eligible_served"
MAIN = (
    REACHED,
    "contact_outcome_mix",
    "connected_30_days",
    "loop_closed_30_days",
    "arrest_share",
    "ed_transport_share",
    "hold_share",
)
BY = ("age_band", "language", "race", "gender", "veteran", "area", "shift")
TABLES = tuple(sorted({table for id in MAIN for table in CATALOGUE[id].tables}))
# Under so many expected on either side, a normal range says nothing (Cochran 1954, Biometrics 10:417).
EXPECTED = 5


@dataclass(frozen=True)
class Cell:
    """One share of one group: `k` of `n`, with its 95 % interval and the range of chance, shares 0 to 1.

    `share` and `interval` are None under 20; `chance` is None too where there is nobody to compare with. `apart` is
    "above" or "below" where the share lies outside it.
    """

    n: int
    k: int
    share: float | None = None
    interval: tuple[float, float] | None = None
    chance: tuple[float, float] | None = None

    @property
    def apart(self) -> str | None:
        if self.chance is None or self.chance[0] <= self.share <= self.chance[1]:
            return None
        return "above" if self.share > self.chance[1] else "below"


@dataclass(frozen=True)
class Line:
    """One group. `eligible` of all eligible calls were about it; `cells` by measure."""

    id: str | None
    label: str
    eligible: int
    of_eligible: tuple[float, float, float] | None
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Table:
    """One way to group people. `lines` in the order of their codes, else the largest first; the unknown last.

    `compared` shares were held against what chance would do; `more` groups are not shown. `unknown` says by measure how
    many of how many rows are in no group.
    """

    by: str
    lines: tuple[Line, ...]
    compared: int
    more: int
    unknown: Mapping[str, tuple[int, int]]

    @property
    def apart(self) -> tuple[tuple[Line, str, str], ...]:
        """Each line, measure and side that chance does not explain."""
        return tuple(
            (line, id, cell.apart) for line in self.lines for id, cell in line.cells.items() if cell.apart is not None
        )


def measures() -> tuple[Measure, ...]:
    return tuple(CATALOGUE[id] for id in MAIN)


def equity(mart: Mart, **of) -> dict[str, Table]:
    """The tables of all groupings. `of` are the months, zone, moment and world, as for `results.compute`."""
    counted = tallies(measures(), mart, [(by,) for by in BY], **of)
    return {by: _table(by, {id: counted[id].get((by,), []) for id in MAIN}) for by in BY}


def _table(by: str, counted: Mapping[str, list[Tally]]) -> Table:
    found = {id: {one.group[0] or None: one for one in some} for id, some in counted.items()}
    sizes: dict[str | None, int] = {}
    for some in found.values():
        for group, one in some.items():
            sizes[group] = max(sizes.get(group, 0), one.n)
    known = sorted((one for one in sizes if one is not None), key=lambda one: (-sizes[one], one))
    shown = in_order(by, known[:MOST])
    groups = [*shown, *([None] if None in sizes else [])]
    totals = {
        id: (sum(one.n for g, one in some.items() if g), sum(one.k for g, one in some.items() if g))
        for id, some in found.items()
    }
    compared = sum(
        one.n >= FEW and by_chance(one, totals[id], 1.0) is not None
        for id, some in found.items()
        for group, one in some.items()
        if group in shown
    )
    limit = NormalDist().inv_cdf(1 - ALPHA / compared / 2) if compared else 0.0
    eligible = sum(one.n for one in found[REACHED].values())
    lines = []
    for group in groups:
        cells = {id: _cell(found[id].get(group), group, totals[id], limit) for id in MAIN}
        n = cells[REACHED].n
        of_all = (n / eligible, *wilson(n, eligible)) if eligible >= FEW else None
        lines.append(Line(group, UNKNOWN if group is None else label_of(by, group), n, of_all, cells))
    unknown = {
        id: (some[None].n if None in some else 0, sum(one.n for one in some.values())) for id, some in found.items()
    }
    return Table(by, tuple(lines), compared, max(0, len(known) - MOST), unknown)


def _cell(tally: Tally | None, group: str | None, total: tuple[int, int], limit: float) -> Cell:
    if tally is None:
        return Cell(0, 0)
    n, k = tally.n, tally.k
    if n < FEW:
        return Cell(n, k)
    chance = by_chance(tally, total, limit) if group is not None else None
    return Cell(n, k, k / n, wilson(k, n), chance)


def by_chance(tally: Tally, total: tuple[int, int], limit: float) -> tuple[float, float] | None:
    """The shares that chance alone would give a group, if it were like the rest of `total` (how many, how many of them in).

    Two shares, normal approximation with the pooled share; `limit` in standard errors. None where a side is too small to
    say: under 20 others, or fewer than five expected in or out.
    """
    n, (whole, counted_in) = tally.n, total
    rest = whole - n
    if rest < FEW:
        return None
    pooled = counted_in / whole
    if min(n, rest) * min(pooled, 1 - pooled) < EXPECTED:
        return None
    middle = (counted_in - tally.k) / rest
    error = limit * (pooled * (1 - pooled) * (1 / n + 1 / rest)) ** 0.5
    return max(0.0, middle - error), min(1.0, middle + error)
