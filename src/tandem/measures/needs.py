"""What is needed and not there: needs no service met, why, and calls meant for a team that none reached, by hour and place.

Everything is counted from the expressions of the catalogue. Whether a need grows is said of two halves of the months, with
the 5 % shared out over the needs compared (Bonferroni 1936): among ten needs one or other always seems to move.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import ibis.expr.types as ir

from tandem.foundation.marts import Mart
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.catalogue.unmet_needs_mix import MET
from tandem.measures.equity import EXPECTED
from tandem.measures.period import Period
from tandem.measures.result import FEW
from tandem.measures.splits import ALPHA, MOST, UNKNOWN
from tandem.measures.statistics import wilson
from tandem.measures.tallies import Tally, tallies
from tandem.vocabulary.terms import NEED_LABELS, Need
from tandem.vocabulary.unmet import UNMET_LABELS, Unmet

UNMET, WHY, REACHED, LOOPS = "unmet_needs_mix", "unmet_reasons_mix", "eligible_served", "loop_closed_30_days"
TABLES = tuple(sorted({table for id in (UNMET, WHY, REACHED, LOOPS) for table in CATALOGUE[id].tables}))
NEED, PART, MONTH, HOUR, AREA = ("need",), ("part",), ("need", "month"), ("hour",), ("area",)


@dataclass(frozen=True)
class Share:
    """`k` of `n` with its 95 % interval (Wilson); `share` and `interval` are None under 20."""

    id: str | None
    label: str
    n: int
    k: int

    @property
    def share(self) -> float | None:
        return self.k / self.n if self.n >= FEW else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.k, self.n) if self.n >= FEW else None


@dataclass(frozen=True)
class Trend:
    """Two halves of the months. `moved` is "more" or "less" where chance does not explain it, else ""."""

    before: Share
    after: Share
    moved: str


@dataclass(frozen=True)
class NeedFound:
    """One need: of all referrals watched for 30 days those unmet; `open` of the loops sent are not closed in 30 days.

    `reasons` says where the unmet ones got stuck, most first. `trend` is None where a half has too few.
    """

    unmet: Share
    open: Share
    reasons: tuple[tuple[str, int], ...]
    trend: Trend | None


@dataclass(frozen=True)
class Needs:
    """`needs` with most unmet first; `reasons` over all; `hours` 0 to 23 and `areas` of eligible calls, `k` unserved."""

    needs: tuple[NeedFound, ...]
    reasons: tuple[Share, ...]
    hours: tuple[Share, ...]
    areas: tuple[Share, ...]
    compared: int

    @property
    def unmet(self) -> Share:
        return Share(None, "", sum(one.unmet.n for one in self.needs), sum(one.unmet.k for one in self.needs))

    @property
    def unserved(self) -> Share:
        return Share(None, "", sum(one.n for one in self.hours), sum(one.k for one in self.hours))


def watched(rows: ir.Table, _period: Period) -> ir.Table:
    """Every need watched long enough; counted in is the unmet one."""
    unmet = rows.in_denominator
    return rows.filter(unmet | (rows.excluded == MET).fill_null(False)).mutate(in_numerator=unmet)


def unserved(rows: ir.Table, period: Period) -> ir.Table:
    """Every eligible call that is over; counted in is the one no team reached."""
    some = rows.filter(rows.in_denominator)
    return some.mutate(in_numerator=some.unserved, hour=period.hour(some["at"]))


def not_closed(rows: ir.Table, _period: Period) -> ir.Table:
    """Every referral sent long enough ago; counted in is the one whose loop was not closed in time."""
    return rows.filter(rows.in_denominator).mutate(in_numerator=~rows.in_numerator)


def needs(mart: Mart, **of) -> Needs:
    """Count them. `of` are the months, zone, moment and world, as for `results.compute`."""
    unmet = tallies([CATALOGUE[UNMET]], mart, [NEED, MONTH], chosen=watched, **of)[UNMET]
    why = tallies([CATALOGUE[WHY]], mart, [("need", "part"), PART], **of)[WHY]
    loops = tallies([CATALOGUE[LOOPS]], mart, [NEED], chosen=not_closed, **of)[LOOPS]
    calls = tallies([CATALOGUE[REACHED]], mart, [HOUR, AREA], chosen=unserved, **of)[REACHED]
    months = sorted({one.group[1] for one in unmet[MONTH]})
    halves = {need: _halves(need, unmet[MONTH], months) for need in {one.group[0] for one in unmet[NEED]}}
    compared = sum(_comparable(*both) for both in halves.values())
    limit = NormalDist().inv_cdf(1 - ALPHA / compared / 2) if compared else 0.0
    stuck: dict[str, Counter] = {}
    for one in why[("need", "part")]:
        stuck.setdefault(one.group[0], Counter())[one.group[1]] += one.n
    open_ = {one.group[0]: one for one in loops[NEED]}
    found = [
        NeedFound(
            _share(one, NEED_LABELS),
            _share(open_.get(one.group[0], Tally(one.group, 0, 0)), NEED_LABELS),
            tuple((UNMET_LABELS[Unmet(code)], n) for code, n in stuck.get(one.group[0], Counter()).most_common()),
            _trend(*halves[one.group[0]], limit),
        )
        for one in unmet[NEED]
    ]
    whole = sum(one.n for one in why[PART])
    by_hour = {int(one.group[0]): one for one in calls[HOUR]}
    return Needs(
        tuple(sorted(found, key=lambda one: -one.unmet.k)),
        tuple(Share(one.group[0], UNMET_LABELS[Unmet(one.group[0])], whole, one.n) for one in why[PART]),
        tuple(_hour(hour, by_hour.get(hour)) for hour in range(24)),
        tuple(_share(one, {}) for one in sorted(calls[AREA][:MOST], key=lambda one: (one.group[0] is None, -one.k))),
        compared,
    )


def _share(one: Tally, labels: Mapping[Need, str]) -> Share:
    id = one.group[0]
    return Share(id, UNKNOWN if id is None else labels.get(id, id), one.n, one.k)


def _hour(hour: int, one: Tally | None) -> Share:
    return Share(str(hour), f"{hour:02d}:00", one.n if one else 0, one.k if one else 0)


def _halves(need: str, some: Sequence[Tally], months: list[str]) -> tuple[Share, Share]:
    middle = len(months) // 2
    mine = [one for one in some if one.group[0] == need]
    early = [one for one in mine if one.group[1] in months[:middle]]
    late = [one for one in mine if one.group[1] in months[middle:]]
    return tuple(
        Share(need, f"{those[0]}/{those[-1]}" if those else "", sum(one.n for one in half), sum(one.k for one in half))
        for half, those in ((early, months[:middle]), (late, months[middle:]))
    )


def _comparable(before: Share, after: Share) -> bool:
    if min(before.n, after.n) < FEW:
        return False
    pooled = (before.k + after.k) / (before.n + after.n)
    return min(before.n, after.n) * min(pooled, 1 - pooled) >= EXPECTED


def _trend(before: Share, after: Share, limit: float) -> Trend | None:
    """Two shares, normal approximation with the pooled share."""
    if min(before.n, after.n) < FEW:
        return None
    if not _comparable(before, after):
        return Trend(before, after, "")
    pooled = (before.k + after.k) / (before.n + after.n)
    error = limit * (pooled * (1 - pooled) * (1 / before.n + 1 / after.n)) ** 0.5
    step = after.share - before.share
    return Trend(before, after, "more" if step > error else "less" if step < -error else "")
