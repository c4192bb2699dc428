"""One place that started, against a mixture of places that did not: synthetic difference-in-differences.

Arkhangelsky, Athey, Hirshberg, Imbens and Wager, Am Econ Rev 2021;111:4088; its weights by the library diff-diff. With one
place there is one cluster, so the interval leans on how the places without the change differ, and p on dealing it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from diff_diff.utils import compute_sdid_estimator, compute_sdid_unit_weights, compute_time_weights

from tandem.measures.evaluation import words
from tandem.measures.evaluation.columns import plural
from tandem.measures.evaluation.panel import Panel, of_units, read_panel
from tandem.measures.evaluation.refusals import Barrier, SpecError
from tandem.measures.evaluation.report import CANT_TELL, DO_NOT_USE, Chance, Excluded, Placebo, Point, Report, Row
from tandem.measures.statistics import Z95

SCALE = "difference"
BEFORE, DONORS = 8, 5
# With fewer places than this to deal the change out to, no p can be under 0.05.
DONORS_FOR_P = 19
WEIGHTS_SHOWN = 12


@dataclass(frozen=True)
class Synthetic:
    """The panel of whole units, and how many of its periods lie before the start."""

    panel: Panel
    before: int

    @property
    def donors(self) -> np.ndarray:
        return self.panel.y[~self.panel.treated]

    @property
    def ours(self) -> np.ndarray:
        """The mean of the units that started, by period."""
        return self.panel.y[self.panel.treated].mean(axis=0)


@dataclass(frozen=True)
class Fit:
    """The effect, the weights of places and of periods before, and the gap to the mixture in each period."""

    effect: float
    places: np.ndarray
    periods: np.ndarray
    gap: np.ndarray


def read(frame: Any, spec: Any) -> Synthetic:
    panel = read_panel("synthetic", frame, spec, placebos=200)
    starts = panel.cohorts
    if len(starts) > 1:
        said = ", ".join(panel.label(start) for start in starts[:5])
        raise SpecError("first_treated", f"There are {len(starts)} different starts ({said}). Choose `staggered`.")
    gaps = np.isnan(panel.y).any(axis=1)
    holed = np.flatnonzero(gaps & panel.treated)
    if len(holed):
        raise SpecError(
            "outcome",
            f"The unit with the change, “{panel.units[holed[0]]}”, has missing periods; they are gaps, never zeros. "
            "Take a stretch without gaps.",
        )
    panel = panel.only(~gaps, Excluded("units without the change that have a missing period", int(gaps.sum())))
    before = int((panel.periods < starts[0]).sum()) if len(starts) else len(panel.periods)
    return Synthetic(panel, before)


def barriers(synthetic: Synthetic) -> Iterator[Barrier]:
    panel = synthetic.panel
    if not panel.treated.any():
        yield Barrier("treated", "No unit started within the time of the table.", 0, "first_treated")
        return
    donors = int((~panel.treated).sum())
    if donors < DONORS:
        yield Barrier(
            "untreated",
            f"{plural(donors, 'unit')} without the change and without gaps; at least {DONORS} are needed.",
            donors,
            "unit",
        )
    if synthetic.before < BEFORE:
        yield Barrier(
            "before",
            f"{plural(synthetic.before, 'period')} before the change; at least {BEFORE} are needed.",
            synthetic.before,
            "time",
        )


def cautions(synthetic: Synthetic) -> Iterator[Barrier]:
    panel = synthetic.panel
    treated, donors = int(panel.treated.sum()), int((~panel.treated).sum())
    if treated == 1:
        yield Barrier(
            "one",
            "1 treated cluster: the interval leans on how the other places differ, and p comes from permutation.",
            1,
            "unit",
        )
    if donors < DONORS_FOR_P:
        yield Barrier(
            "donors",
            f"{plural(donors, 'unit')} without the change: p cannot be under {1 / (donors + 1):.2f}, so this can "
            "hardly tell.",
            donors,
            "unit",
        )
    if dropped := sum(one.count for one in panel.left if one.words.startswith("units")):
        yield Barrier(
            "gaps",
            f"{plural(dropped, 'unit')} with gaps could not be used: missing periods are gaps, never zeros.",
            dropped,
            "outcome",
        )


def fit(ours: np.ndarray, donors: np.ndarray, before: int, treated: int = 1) -> Fit:
    """Fit one mean series against donors × periods; `before` is how many periods lie before the start."""
    early = donors[:, :before]
    shift, scale = float(early.mean()), float(early.std()) or 1.0
    own, others = (ours - shift) / scale, ((donors - shift) / scale).T
    noise = float(np.diff(others[:before], axis=0).std(ddof=1))
    penalty = (treated * (len(ours) - before)) ** 0.25 * noise
    enough = 1e-5 * noise or 1e-5
    places = compute_sdid_unit_weights(others[:before], own[:before], penalty, min_decrease=enough)
    periods = compute_time_weights(others[:before], others[before:], 1e-6 * noise, min_decrease=enough)
    effect = compute_sdid_estimator(others[:before], others[before:], own[:before], own[before:], places, periods)
    gap = ours - places @ donors
    return Fit(effect * scale, places, periods, gap - periods @ gap[:before])


def estimate(synthetic: Synthetic, progress: Any) -> Report:
    panel, donors, before = synthetic.panel, synthetic.donors, synthetic.before
    treated = int(panel.treated.sum())
    deals = _deals(len(donors), treated, panel)
    middle = before // 2
    of = len(deals) * 2 + 2
    ours = fit(synthetic.ours, donors, before, treated)
    progress(1, of)
    dealt = _dealt(donors, before, deals, lambda done: progress(1 + done, of))
    se = _spread(dealt)
    if not se > 0:
        raise SpecError("outcome", "The units without the change are all alike: nothing can be told from them.")
    early = fit(synthetic.ours[:before], donors[:, :before], middle, treated)
    early_dealt = _dealt(donors[:, :before], middle, deals, lambda done: progress(1 + len(deals) + done, of))
    placebo = _placebo(panel, middle, early.effect, [one.effect for one in early_dealt])
    chance = _chance(ours, dealt, len(donors))
    interval = (ours.effect - Z95 * se, ours.effect + Z95 * se)
    ruling = words.verdict(ours.effect, interval, 0.0, placebo.passed)
    if ruling != DO_NOT_USE and chance.p > 0.05:
        ruling = CANT_TELL
    total = ours.effect * treated * (len(panel.periods) - before)
    plausibility, believable = words.plausibility(total if panel.counts else None, panel.contacts, panel.outcome)
    misfit = sqrt(float((ours.gap[:before] ** 2).mean()))
    progress(of, of)
    names = [panel.units[at] for at in np.flatnonzero(panel.treated)]
    return Report(
        design="synthetic",
        design_words="Synthetic difference-in-differences: "
        + (f"“{names[0]}”" if treated == 1 else plural(treated, "unit"))
        + " against a mixture of others",
        estimand=f"The average effect on {panel.outcome} in what started, over the periods since",
        outcome=panel.outcome,
        scale=SCALE,
        estimate=ours.effect,
        interval=interval,
        no_effect=0.0,
        coefficient=ours.effect,
        se=se,
        se_type=(
            "placebo: how the effect scatters when the change is dealt to units that never had it; no cluster-robust "
            "factor"
        ),
        clusters=treated,
        cluster_words=(
            f"{plural(treated, 'treated cluster')}, {plural(len(donors), 'untreated unit')}; {of_units(panel)}"
        ),
        placebo=placebo,
        chance=chance,
        excluded=panel.left,
        plausibility=plausibility,
        believable=believable,
        before_trend=_points(synthetic, ours, dealt),
        before_sentence=f"Before the start the mixture misses the place by {words.number(misfit)} on average.",
        warnings=tuple(one.words for one in cautions(synthetic)),
        table=_table(synthetic, ours, misfit),
        smallest=words.smallest(se, SCALE),
        verdict=ruling,
        sentence=words.sentence(ruling, panel.outcome, SCALE),
        estimate_sentence=words.best(ours.effect, interval, SCALE),
        method=(
            "Weights of places and of periods before the start are chosen so that the mixture runs beside the place; "
            "then difference-in-differences with them."
        ),
        source="Arkhangelsky et al., Am Econ Rev 2021;111:4088–4118; library diff-diff",
        n=panel.y.size,
        seed=panel.seed,
    )


def _deals(donors: int, treated: int, panel: Panel) -> list[np.ndarray]:
    """Who gets the change in each deal: with one place each other in turn, else as many as started, drawn."""
    rng = np.random.default_rng(panel.seed)
    if treated == 1:
        order = (
            np.arange(donors)
            if donors <= panel.placebos
            else np.sort(rng.choice(donors, panel.placebos, replace=False))
        )
        return [np.array([one]) for one in order]
    size = min(treated, donors - 2)
    return [rng.choice(donors, size, replace=False) for _ in range(panel.placebos)]


def _dealt(donors: np.ndarray, before: int, deals: list[np.ndarray], told: Any) -> list[Fit]:
    found = []
    for done, chosen in enumerate(deals, 1):
        rest = np.delete(donors, chosen, axis=0)
        found.append(fit(donors[chosen].mean(axis=0), rest, before, len(chosen)))
        told(done)
    return found


def _spread(dealt: list[Fit]) -> float:
    return float(np.std([one.effect for one in dealt]))


def _placebo(panel: Panel, middle: int, effect: float, dealt: list[float]) -> Placebo:
    """The start made up halfway to the real one. With others enough, p decides here as it does for the result."""
    label = panel.label(panel.periods[middle])
    half = Z95 * float(np.std(dealt))
    interval = (effect - half, effect + half)
    p = words.p_of(sum(abs(one) >= abs(effect) for one in dealt), len(dealt))
    passed = words.crosses(interval, 0.0) or (len(dealt) >= DONORS_FOR_P and p > 0.05)
    told = "finds nothing, as it should" if passed else "finds an effect where there was none"
    sentence = f"Pretending that the change came at {label} {told}: {words.span(effect, interval, SCALE)}; p {p:.2f}."
    return Placebo(f"a made-up start at {label}, before the change", effect, interval, passed, sentence)


def _chance(ours: Fit, dealt: list[Fit], donors: int) -> Chance:
    far = sum(abs(one.effect) >= abs(ours.effect) for one in dealt)
    p = words.p_of(far, len(dealt))
    return Chance(
        "the change dealt to units that never had it",
        far,
        len(dealt),
        p,
        f"We gave the change to others {plural(len(dealt), 'time')}: {far} look at least as large as ours.",
        tuple(one.effect for one in dealt),
    )


def _points(synthetic: Synthetic, ours: Fit, dealt: list[Fit]) -> tuple[Point, ...]:
    half = Z95 * np.std([one.gap for one in dealt], axis=0)
    return tuple(
        Point(synthetic.panel.label(period), float(gap), (float(gap - wide), float(gap + wide)), at < synthetic.before)
        for at, (period, gap, wide) in enumerate(zip(synthetic.panel.periods, ours.gap, half, strict=True))
    )


def _table(synthetic: Synthetic, ours: Fit, misfit: float) -> tuple[Row, ...]:
    panel = synthetic.panel
    names = [panel.units[at] for at in np.flatnonzero(~panel.treated)]
    rows = [
        Row("result", "effect", ours.effect),
        Row("result", "miss before the start", misfit, note="root mean square of the gap to the mixture"),
    ]
    plain = synthetic.ours[synthetic.before :].mean() - synthetic.ours[: synthetic.before].mean()
    plain -= (
        synthetic.donors[:, synthetic.before :].mean(axis=1) - synthetic.donors[:, : synthetic.before].mean(axis=1)
    ).mean()
    rows.append(Row("beside", "difference-in-differences without weights", float(plain)))
    for at in np.argsort(-ours.places)[:WEIGHTS_SHOWN]:
        if ours.places[at] > 0.001:
            rows.append(Row("weight of a place", names[at], float(ours.places[at])))
    for at in np.argsort(-ours.periods)[:WEIGHTS_SHOWN]:
        if ours.periods[at] > 0.001:
            rows.append(Row("weight of a period", panel.label(panel.periods[at]), float(ours.periods[at])))
    return tuple(rows)
