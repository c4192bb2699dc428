"""Staggered roll-out in an order that was as good as drawn by lot: training dealt out to officers, month by month.

The efficient estimator of Roth and Sant'Anna, J Polit Econ Microeconomics 2023;1:669: the difference of means after the
start, less a multiple β of the same difference in the last period before it; the β with the least variance is taken from
the data. β = 1 is difference-in-differences, β = 0 the plain difference. Standard errors are Neyman's, by design.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from tandem.measures.evaluation import words
from tandem.measures.evaluation.columns import Asked, plural
from tandem.measures.evaluation.panel import NEVER, Panel, of_units, read_panel
from tandem.measures.evaluation.refusals import Barrier, SpecError
from tandem.measures.evaluation.report import Chance, Excluded, Placebo, Point, Report, Row
from tandem.measures.statistics import Z95

SCALE = "difference"
SUMMARIES = ("simple", "cohort", "calendar")
UNITS, FEW = 8, 30
EVENTS_SHOWN = 24


@dataclass(frozen=True)
class Rollout:
    """A panel without gaps, each start with two units at least, and which mean is the result."""

    panel: Panel
    aggregate: str


@dataclass(frozen=True)
class Weights:
    """What a summary takes of each start's mean in each period: `after` makes the effect, `before` the correction."""

    after: np.ndarray
    before: np.ndarray


@dataclass(frozen=True)
class Efficient:
    """The estimate, its Neyman standard error, β, and the two differences it is made of."""

    estimate: float
    se: float
    beta: float
    difference: float
    before: float
    before_se: float


def read(frame: Any, spec: Any) -> Rollout:
    panel = read_panel("rollout", frame, spec, placebos=200)
    asked = Asked("rollout", frame, spec)
    always = panel.first <= panel.periods[0]
    panel = panel.only(~always, Excluded("units that had it from the first period on", int(always.sum())))
    gaps = np.isnan(panel.y).any(axis=1)
    panel = panel.only(~gaps, Excluded("units with a missing period: this design needs them whole", int(gaps.sum())))
    starts, sizes = np.unique(panel.first, return_counts=True)
    alone = np.isin(panel.first, starts[sizes == 1])
    panel = panel.only(~alone, Excluded("units that started alone in their period", int(alone.sum())))
    if not len(panel.units):
        raise SpecError("unit", "No unit is left that is whole and started together with another one.")
    return Rollout(panel, asked.choice("aggregate", SUMMARIES, "simple"))


def barriers(rollout: Rollout) -> Iterator[Barrier]:
    panel = rollout.panel
    starts = np.unique(panel.first)
    if not panel.treated.any():
        yield Barrier("treated", "No unit started within the time of the table.", 0, "first_treated")
    elif len(starts) < 2:
        yield Barrier(
            "untreated", "All units started in the same period: nobody waited to be compared with.", 1, "first_treated"
        )
    elif len(panel.units) < UNITS:
        yield Barrier(
            "units", f"{plural(len(panel.units), 'unit')}; at least {UNITS} are needed.", len(panel.units), "unit"
        )


def cautions(rollout: Rollout) -> Iterator[Barrier]:
    panel = rollout.panel
    yield Barrier(
        "by_lot",
        "This holds only if the order of the starts was as good as drawn by lot. If the willing went first, choose "
        "`staggered`.",
        None,
        "first_treated",
    )
    if len(panel.units) < FEW:
        yield Barrier(
            "few",
            f"{plural(len(panel.units), 'unit')} are few; true uncertainty is wider than the interval shows.",
            len(panel.units),
            "unit",
        )
    dropped = sum(one.count for one in panel.left if one.words.startswith("units"))
    if dropped > len(panel.units) / 10:
        yield Barrier(
            "dropped", f"{plural(dropped, 'unit')} could not be used; those left may differ.", dropped, "unit"
        )


def summary_weights(starts: np.ndarray, sizes: np.ndarray, periods: np.ndarray, cells: np.ndarray) -> Weights:
    """Weights of a mean of effects.

    `starts` (sorted, NEVER last) with their `sizes`, `periods` in order; `cells` has a weight for each start (rows) and
    period (columns), 0 where the effect is not in the mean. Each effect compares the start with all that start later
    than the period, weighted by size; its correction is the same comparison in the last period before the start.
    """
    after, before = np.zeros(cells.shape), np.zeros(cells.shape)
    total = cells.sum()
    later = starts[:, None] > periods[None, :]
    waiting = sizes[:, None] * later / np.maximum((sizes[:, None] * later).sum(axis=0), 1)
    for row in np.flatnonzero(cells.any(axis=1)):
        weight = cells[row] / total
        after[row] += weight
        after -= waiting * weight
        last = starts[row] - 1 - periods[0]
        before[row, last] += weight.sum()
        before[:, last] -= waiting @ weight
    return Weights(after, before)


def means(panel: Panel) -> dict[str, Any]:
    """Which effects each summary takes and with which weight: simple, cohort, calendar, and by time since the start."""
    starts, sizes = np.unique(panel.first, return_counts=True)
    periods = panel.periods
    told = (starts[:, None] <= periods[None, :]) & (periods[None, :] < starts[-1]) & (starts[:, None] != NEVER)
    by_size = told * sizes[:, None].astype(float)
    lengths = np.where(told, periods[None, :] - np.where(starts == NEVER, 0, starts)[:, None], -1)
    return {
        "simple": by_size,
        "cohort": by_size / np.maximum(told.sum(axis=1, keepdims=True), 1),
        "calendar": by_size / np.maximum(by_size.sum(axis=0, keepdims=True), 1),
        "events": {int(one): by_size * (lengths == one) for one in np.unique(lengths[told])},
    }


class Estimator:
    """The panel by start, ready for any summary: each unit is turned into two numbers, the rest are variances."""

    def __init__(self, panel: Panel):
        self.panel = panel
        self.starts, self.own, sizes = np.unique(panel.first, return_inverse=True, return_counts=True)
        self.sizes = sizes.astype(float)

    def weights(self, cells: np.ndarray) -> Weights:
        return summary_weights(self.starts, self.sizes, self.panel.periods, cells)

    def of(self, weights: Weights) -> Efficient:
        after = np.einsum("it,it->i", self.panel.y, weights.after[self.own])
        before = np.einsum("it,it->i", self.panel.y, weights.before[self.own])
        return self.from_units(after, before, self.own)

    def from_units(self, after: np.ndarray, before: np.ndarray, own: np.ndarray) -> Efficient:
        """Means and Neyman variances by start of the two numbers of each unit, and the β of least variance."""
        mean_after, mean_before = self._by_start(after, own) / self.sizes, self._by_start(before, own) / self.sizes
        a, b = after - mean_after[own], before - mean_before[own]
        scale = 1 / (self.sizes * (self.sizes - 1))
        var_after = float((self._by_start(a * a, own) * scale).sum())
        var_before = float((self._by_start(b * b, own) * scale).sum())
        both = float((self._by_start(a * b, own) * scale).sum())
        beta = both / var_before if var_before > 1e-14 * max(var_after, 1e-300) else 0.0
        difference, correction = float(mean_after.sum()), float(mean_before.sum())
        variance = max(0.0, var_after - 2 * beta * both + beta * beta * var_before)
        return Efficient(difference - beta * correction, sqrt(variance), beta, difference, correction, sqrt(var_before))

    def _by_start(self, values: np.ndarray, own: np.ndarray) -> np.ndarray:
        return np.bincount(own, weights=values, minlength=len(self.starts))

    def dealt(self, weights: Weights, draws: int, seed: int, told: Any) -> list[Efficient]:
        """The same estimate with the starts dealt out anew: what each unit gives at each start is summed up once."""
        after, before = self.panel.y @ weights.after.T, self.panel.y @ weights.before.T
        rng, rows, found = np.random.default_rng(seed), np.arange(len(self.own)), []
        for done in range(draws):
            own = rng.permutation(self.own)
            found.append(self.from_units(after[rows, own], before[rows, own], own))
            told(done)
        return found


def estimate(rollout: Rollout, progress: Any) -> Report:
    panel = rollout.panel
    made, cells = Estimator(panel), means(panel)
    of = panel.placebos + 2
    summaries = {name: made.of(made.weights(cells[name])) for name in SUMMARIES}
    events = {length: made.of(made.weights(one)) for length, one in cells["events"].items()}
    progress(1, of)
    result = summaries[rollout.aggregate]
    if result.se <= 1e-12 * float(np.abs(panel.y).max()):
        raise SpecError(
            "outcome", "The outcome does not differ between units of the same start: nothing can be told from it."
        )
    interval = _interval(result)
    placebo, sentence = _placebo(panel, result)
    dealt = made.dealt(
        made.weights(cells[rollout.aggregate]), panel.placebos, panel.seed, lambda done: progress(done + 2, of)
    )
    chance = _chance(panel, result, dealt)
    ruling = words.verdict(result.estimate, interval, 0.0, placebo.passed)
    if panel.counts:
        total = summaries["simple"].estimate * panel.treated_cells()
        plausibility, believable = words.plausibility(total, panel.contacts, panel.outcome)
    else:
        plausibility, believable = words.plausibility(None, None, panel.outcome)
    progress(of, of)
    return Report(
        design="rollout",
        design_words="Staggered roll-out in an order as good as drawn by lot, efficient estimator",
        estimand=f"{_ESTIMANDS[rollout.aggregate]} on {panel.outcome}",
        outcome=panel.outcome,
        scale=SCALE,
        estimate=result.estimate,
        interval=interval,
        no_effect=0.0,
        coefficient=result.estimate,
        se=result.se,
        se_type="Neyman, from the draw of the starts, by unit; on the safe side where effects differ between units",
        clusters=len(panel.units),
        cluster_words=f"{of_units(panel)}, {plural(len(made.starts), 'start')}",
        placebo=placebo,
        chance=chance,
        excluded=panel.left,
        plausibility=plausibility,
        believable=believable,
        before_trend=(
            *_before(made),
            *(Point(_length(at), one.estimate, _interval(one), False) for at, one in events.items()),
        ),
        before_sentence=sentence,
        warnings=tuple(one.words for one in cautions(rollout)),
        table=_table(panel, made, summaries, events),
        smallest=words.smallest(result.se, SCALE),
        verdict=ruling,
        sentence=words.sentence(ruling, panel.outcome, SCALE),
        estimate_sentence=words.best(result.estimate, interval, SCALE),
        method=(
            f"Difference of means after the start less β = {result.beta:.4f} times that in the last period before it; "
            "each start is compared with all that start later, weighted by their number."
        ),
        source="Roth and Sant'Anna, J Polit Econ Microeconomics 2023;1:669–709",
        n=panel.y.size,
        seed=panel.seed,
    )


_ESTIMANDS = {
    "simple": "The average effect over all periods and units after their start, each alike,",
    "cohort": "The average effect over units, each over its own time after the start,",
    "calendar": "The average effect over calendar periods, each period alike,",
}


def _interval(one: Efficient) -> tuple[float, float]:
    return one.estimate - Z95 * one.se, one.estimate + Z95 * one.se


def _length(at: int) -> str:
    return f"{at:+d}" if at else "0"


def _placebo(panel: Panel, result: Efficient) -> tuple[Placebo, str]:
    """The difference in the last period before the starts: nothing but the draw can make one."""
    half = Z95 * result.before_se
    interval = (result.before - half, result.before + half)
    passed = words.crosses(interval, 0.0)
    told = (
        "alike in the last period before it, as a draw would make them"
        if passed
        else ("not alike in the last period before it: the order was hardly drawn by lot")
    )
    sentence = f"Those who started and those who waited were {told}: {words.span(result.before, interval, SCALE)}."
    what = "the same comparison in the last period before each start"
    return Placebo(what, result.before, interval, passed, sentence), sentence


def _before(made: Estimator) -> list[Point]:
    """Those of each start against those of later starts, in the periods before: by how much they differed, plainly."""
    panel, points = made.panel, []
    starts, sizes = made.starts, made.sizes
    own = (starts != NEVER) & (starts != starts[-1])
    first = np.where(own, starts, panel.periods[0]) - panel.periods[0]
    for back in range(int(min(EVENTS_SHOWN, first.max())), 0, -1):
        cells = np.zeros((len(starts), len(panel.periods)))
        for row in np.flatnonzero(own & (first >= back)):
            later = starts > starts[row]
            weight = sizes[row]
            cells[row, first[row] - back] += weight
            cells[later, first[row] - back] -= weight * sizes[later] / sizes[later].sum()
        total = sizes[own & (first >= back)].sum()
        unit = np.einsum("it,it->i", panel.y, cells[made.own] / total)
        told = made.from_units(unit, np.zeros(len(unit)), made.own)
        points.append(Point(f"-{back}", told.estimate, _interval(told), True))
    return points


def _chance(panel: Panel, result: Efficient, dealt: list[Efficient]) -> Chance:
    """Fisher's test of no effect on anyone: the estimate over its standard error, with the starts dealt out anew."""
    ours = abs(result.estimate / result.se)
    far = int(sum(abs(one.estimate) >= ours * one.se for one in dealt))
    p = words.p_of(far, len(dealt))
    return Chance(
        "starts dealt out anew among the units",
        far,
        len(dealt),
        p,
        f"We dealt the starts out anew {plural(len(dealt), 'time')}: {far} are at least as far from no effect as ours.",
        tuple(one.estimate for one in dealt),
    )


def _table(panel: Panel, made: Estimator, summaries: dict, events: dict) -> tuple[Row, ...]:
    rows = [
        Row("summaries", name, one.estimate, _interval(one), one.se, note=f"β {one.beta:.4f}")
        for name, one in summaries.items()
    ]
    for name, one in summaries.items():
        rows.append(Row("beside", f"{name}: difference-in-differences (β = 1)", one.difference - one.before))
        rows.append(Row("beside", f"{name}: plain difference (β = 0)", one.difference))
    rows += [
        Row("time since the start", _length(at), one.estimate, _interval(one), one.se, note=f"β {one.beta:.4f}")
        for at, one in events.items()
    ]
    rows += [
        Row("starts", "never" if start == NEVER else panel.label(start), n=int(size))
        for start, size in zip(made.starts, made.sizes, strict=True)
    ]
    return tuple(rows)
