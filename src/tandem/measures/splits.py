"""A measure by group: the same expression, grouped by one column of its facts. Who is not known stands as a group.

Reach and outcome may differ between groups for many reasons; a split says that they do, never why. With several groups
at once some differ by chance: each group is held against all the others with its share of the 5 % (Bonferroni 1936).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import NormalDist

from tandem.foundation.marts import Mart
from tandem.measures.measure import MINUTES, SHARES, Measure
from tandem.measures.result import FEW, Interval
from tandem.measures.results import expression
from tandem.measures.statistics import wilson
from tandem.measures.tables import TABLES
from tandem.vocabulary.facts import World
from tandem.vocabulary.splits import SPLIT_LABELS

# A split of everything one by one is no split: so many groups are shown, the largest.
MOST = 30
UNKNOWN = "Not known"
ALPHA = 0.05


@dataclass(frozen=True)
class GroupResult:
    """One group. `value` is a share or a median, None under 20; `apart` says that it is "above" or "below" the others."""

    id: str | None
    label: str
    n: int
    numerator: int
    value: float | None
    interval: Interval | None
    apart: str | None = None


@dataclass(frozen=True)
class Split:
    """`groups` in the order of their codes, else the largest first; the unknown last.

    `more` groups are not shown. `unknown` of `n` have no group.
    """

    by: str
    groups: tuple[GroupResult, ...]
    n: int
    unknown: int
    more: int


def splits_of(measure: Measure) -> tuple[str, ...]:
    """The names a measure may be split by: those its facts hold. Only shares (of a mix, its numerator's) and times are
    told by group."""
    if measure.unit not in {*SHARES, MINUTES}:
        return ()
    held = TABLES[measure.table].schema.__dataclass_fields__
    return tuple(name for name in SPLIT_LABELS if name in held and name != "past")


def split(
    measure: Measure,
    mart: Mart,
    by: str,
    *,
    start_month: str,
    end_month: str,
    zone: str,
    now: datetime,
    world: str = World.REAL,
) -> Split:
    """Compute a measure for each group of a split over whole months. ValueError for a split the measure does not have."""
    if by not in splits_of(measure):
        raise ValueError(f"{measure.id} is not told by {by!r}.")
    rows = expression(measure, mart, start_month=start_month, end_month=end_month, zone=zone, now=now, world=world)
    counted = rows.filter(rows.in_denominator)
    asked = {"n": counted.count(), "k": counted.in_numerator.sum()}
    if measure.unit == MINUTES:
        asked["median"] = counted.value.quantile(0.5)
    found = mart.run(counted.group_by(group=counted[by].cast("string")).aggregate(**asked)).to_pylist()
    known = sorted((one for one in found if one["group"]), key=lambda one: (-one["n"], one["group"]))
    unknown = [one for one in found if not one["group"]]
    at = {one["group"]: one for one in known[:MOST]}
    groups = [_group(measure, by, one) for one in [*(at[id] for id in in_order(by, at)), *unknown]]
    if measure.unit in SHARES:
        groups = _held_apart(groups)
    return Split(
        by, tuple(groups), sum(one["n"] for one in found), sum(one["n"] for one in unknown), max(0, len(known) - MOST)
    )


def in_order(by: str, groups: Iterable[str]) -> list[str]:
    """Groups with an order of their own in it, whatever their size (ages, times of day); others as they come."""
    order = list(SPLIT_LABELS[by])
    return sorted(groups, key=lambda one: order.index(one) if one in order else -1)


def label_of(by: str, group: str) -> str:
    return SPLIT_LABELS[by].get(group, group)


def _group(measure: Measure, by: str, found: Mapping) -> GroupResult:
    id, n, k = found["group"] or None, found["n"], int(found["k"] or 0)
    label = UNKNOWN if id is None else label_of(by, id)
    if n < FEW:
        return GroupResult(id, label, n, k, None, None)
    if measure.unit == MINUTES:
        return GroupResult(id, label, n, k, found["median"], None)
    return GroupResult(id, label, n, k, k / n, Interval(*wilson(k, n), "Wilson"))


def _held_apart(groups: list[GroupResult]) -> list[GroupResult]:
    """Say of each known group whether it lies apart from all the others together: two shares, normal approximation."""
    told = [one for one in groups if one.id is not None and one.value is not None]
    if len(told) < 2:
        return groups
    limit = NormalDist().inv_cdf(1 - ALPHA / len(told) / 2)
    n, k = sum(one.n for one in told), sum(one.numerator for one in told)
    said = []
    for one in groups:
        rest = n - one.n
        if one not in told or rest < FEW:
            said.append(one)
            continue
        others, pooled = (k - one.numerator) / rest, k / n
        error = (pooled * (1 - pooled) * (1 / one.n + 1 / rest)) ** 0.5
        far = error > 0 and abs(one.value - others) / error > limit
        apart = ("above" if one.value > others else "below") if far else None
        said.append(GroupResult(one.id, one.label, one.n, one.numerator, one.value, one.interval, apart))
    return said
