"""Who is missing from a number: of whom nobody wrote down what it counts, and which groups that leaves out more often.

A share over those who were asked speaks for everybody only if who was not asked is like them. So the page of a measure
that leaves rows out as unknown says how many, and which groups it knows less of than chance explains.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import ibis.expr.types as ir

from tandem.foundation.marts import Mart
from tandem.measures.equity import by_chance
from tandem.measures.measure import Measure
from tandem.measures.period import Period
from tandem.measures.result import FEW
from tandem.measures.results import expression
from tandem.measures.splits import ALPHA, MOST, UNKNOWN, in_order, label_of
from tandem.measures.statistics import Z95, wilson
from tandem.measures.tables import ENCOUNTERS, INTERVENTIONS
from tandem.measures.tallies import Tally, tallies

UNSAID = "unknown"
BY = ("age_band", "gender", "race", "language", "shift", "area")


@dataclass(frozen=True)
class Group:
    """Of `n` rows of a group `k` were written down; `apart` is "above" or "below" where chance does not explain it."""

    by: str
    id: str | None
    label: str
    n: int
    k: int
    interval: tuple[float, float] | None
    chance: tuple[float, float] | None

    @property
    def share(self) -> float | None:
        return self.k / self.n if self.interval else None

    @property
    def apart(self) -> str | None:
        if self.chance is None or self.chance[0] <= self.share <= self.chance[1]:
            return None
        return "above" if self.share > self.chance[1] else "below"


@dataclass(frozen=True)
class Missing:
    """`known` of `n` rows say what the measure counts; `groups` by every way to group people, `compared` of them."""

    n: int
    known: int
    groups: tuple[Group, ...]
    compared: int


@dataclass(frozen=True)
class Paired:
    """A number asked twice: of `n` pairs the second was lower by `fall` on average, with its 95 % interval."""

    n: int
    fall: float
    low: float
    high: float


def is_asked(measure: Measure) -> bool:
    """Whether a measure leaves out rows because nobody said."""
    return measure.table in (ENCOUNTERS, INTERVENTIONS) and any(one.id == UNSAID for one in measure.exclusions)


def said(rows: ir.Table, _period: Period) -> ir.Table:
    """Rows that would count if somebody had said it; counted in are those of whom somebody did."""
    counted = rows.in_denominator
    return rows.filter(counted | (rows.excluded == UNSAID).fill_null(False)).mutate(in_numerator=counted)


def missing(measure: Measure, mart: Mart, **of) -> Missing:
    """Count it. `of` are the months, zone, moment and world, as for `results.compute`. ValueError where nobody is asked."""
    if not is_asked(measure):
        raise ValueError(f"{measure.id} leaves nobody out for not being asked.")
    found = tallies([measure], mart, [(by,) for by in BY], chosen=said, **of)[measure.id]
    by_all = {by: {one.group[0] or None: one for one in found.get((by,), [])} for by in BY}
    totals = {
        by: (sum(one.n for id, one in some.items() if id), sum(one.k for id, one in some.items() if id))
        for by, some in by_all.items()
    }
    compared = sum(
        one.n >= FEW and by_chance(one, totals[by], 1.0) is not None
        for by, some in by_all.items()
        for id, one in some.items()
        if id
    )
    limit = NormalDist().inv_cdf(1 - ALPHA / compared / 2) if compared else 0.0
    groups = tuple(_group(by, id, by_all[by][id], totals[by], limit) for by in BY for id in _shown(by, by_all[by]))
    whole = next(iter(by_all.values()))
    return Missing(sum(one.n for one in whole.values()), sum(one.k for one in whole.values()), groups, compared)


def paired(measure: Measure, mart: Mart, **of) -> Paired | None:
    """By how much a number that was asked twice fell; None under 20 pairs. Mean with its normal 95 % interval."""
    rows = expression(measure, mart, **of)
    some = rows.filter(rows.in_denominator)
    found = mart.run(
        some.aggregate(n=some.value.count(), mean=some.value.mean(), spread=some.value.std(how="sample"))
    ).to_pylist()[0]
    if found["n"] < FEW:
        return None
    half = Z95 * (found["spread"] or 0.0) / sqrt(found["n"])
    return Paired(found["n"], found["mean"], found["mean"] - half, found["mean"] + half)


def _shown(by: str, some: Mapping[str | None, Tally]) -> list[str | None]:
    known = sorted((id for id in some if id), key=lambda id: (-some[id].n, id))
    return [*in_order(by, known[:MOST]), *([None] if None in some else [])]


def _group(by: str, id: str | None, one: Tally, total: tuple[int, int], limit: float) -> Group:
    label = UNKNOWN if id is None else label_of(by, id)
    if one.n < FEW:
        return Group(by, id, label, one.n, one.k, None, None)
    chance = by_chance(one, total, limit) if id else None
    return Group(by, id, label, one.n, one.k, wilson(one.k, one.n), chance)
