"""Staggered starts: each place that started is compared with places that have not.

Callaway and Sant'Anna, J Econometrics 2021;225:200, by the library diff-diff (doubly robust where things are held
equal); its influence functions give the standard error of every summary.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from diff_diff import CallawaySantAnna
from scipy.stats import chi2

from tandem.measures.evaluation import words
from tandem.measures.evaluation.cohorts import Cell, Summary, covariance, summarised
from tandem.measures.evaluation.columns import Asked, plural
from tandem.measures.evaluation.deals import Dealt
from tandem.measures.evaluation.panel import NEVER, Panel, of_units, read_panel
from tandem.measures.evaluation.refusals import Barrier, SpecError
from tandem.measures.evaluation.report import Chance, Excluded, Interval, Placebo, Point, Report, Row
from tandem.measures.evaluation.twoway import WARNING, two_way
from tandem.measures.statistics import Z95

SCALE = "difference"
CONTROLS = {"never": "never_treated", "not_yet": "not_yet_treated"}
SUMMARIES = ("group", "simple", "dynamic")
FEW = 30
CONTROL_WORDS = {"never": "places that never started", "not_yet": "places that had not started yet"}


@dataclass(frozen=True)
class Staggered:
    """The panel, with whom each place that started is compared, and which summary is the result."""

    panel: Panel
    control: str
    aggregate: str


def read(frame: Any, spec: Any) -> Staggered:
    panel = read_panel("staggered", frame, spec, placebos=200)
    asked = Asked("staggered", frame, spec)
    always = panel.first <= panel.periods[0]
    if always.all():
        raise SpecError("first_treated", "Every unit had the change from the first period on: there is no time before.")
    panel = panel.only(~always, Excluded("units that had the change from the first period on", int(always.sum())))
    fallback = "never" if (panel.first == NEVER).any() else "not_yet"
    return Staggered(
        panel,
        asked.choice("control", list(CONTROLS), fallback),
        asked.choice("aggregate", SUMMARIES, "group"),
    )


def barriers(staggered: Staggered) -> Iterator[Barrier]:
    panel = staggered.panel
    started, never = int(panel.treated.sum()), int((~panel.treated).sum())
    if started == 0:
        yield Barrier("treated", "No unit started within the time of the table.", 0, "first_treated")
        return
    if started == 1:
        yield Barrier(
            "treated", "1 treated unit: only `synthetic`, and its p comes from permutation.", 1, "first_treated"
        )
    if never == 0 and staggered.control == "never":
        yield Barrier(
            "untreated", "0 units never started: set `control` to not_yet, or add places that never did.", 0, "control"
        )
    elif never == 0 and len(panel.cohorts) < 2:
        yield Barrier(
            "untreated", "All units started at once and none is without: there is nobody to compare with.", 0, "unit"
        )
    elif staggered.control == "never" and never < 2:
        yield Barrier(
            "untreated", "1 unit never started; at least 2 are needed, or set `control` to not_yet.", 1, "control"
        )
    if staggered.control == "not_yet" and never == 1 and len(panel.cohorts) < 2:
        yield Barrier("untreated", "1 unit has not started; at least 2 are needed.", 1, "unit")
    if panel.clusters is not None and len(np.unique(panel.clusters)) < 2:
        yield Barrier("clusters", "1 cluster: nothing is known of how clusters differ.", 1, "cluster")
    if started > 1 and not _cells(staggered):
        yield Barrier("cells", "No start has both a period before and a comparison after it.", 0, "time")


def cautions(staggered: Staggered) -> Iterator[Barrier]:
    panel = staggered.panel
    if not panel.treated.any():
        return
    count = len(panel.units) if panel.clusters is None else len(np.unique(panel.clusters))
    if count < FEW:
        what = "unit" if panel.clusters is None else "cluster"
        yield Barrier(
            "few",
            f"{plural(count, what)} are few; with so few, true uncertainty is wider than the interval shows. "
            "Look at the exchanged starts.",
            count,
            "unit",
        )
    alone = [cohort for cohort in panel.cohorts if (panel.first == cohort).sum() == 1]
    if alone:
        yield Barrier(
            "alone",
            f"{plural(len(alone), 'start has', 'starts have')} 1 unit only, so nothing is known of how units of that "
            "start differ.",
            len(alone),
            "first_treated",
        )
    if panel.gaps:
        yield Barrier(
            "gaps",
            f"{plural(panel.gaps, 'missing period is a gap', 'missing periods are gaps')}, never zeros.",
            panel.gaps,
            "time",
        )
    short = int(min(panel.cohorts) - panel.periods[0])
    if short < 3:
        yield Barrier(
            "before",
            f"The first start has {plural(short, 'period')} before it: whether the places were alike before can hardly "
            "be seen.",
            short,
            "time",
        )


def estimate(staggered: Staggered, progress: Any) -> Report:
    panel = staggered.panel
    of = panel.placebos + 2
    fitted = _fit(staggered)
    progress(1, of)
    cells = _effects(staggered, fitted)
    summaries = summarised(panel, cells)
    result = summaries[staggered.aggregate]
    se = result.se(panel.clusters)
    interval = (result.estimate - Z95 * se, result.estimate + Z95 * se)
    before = {at: one for at, one in summaries["events"].items() if at < 0}
    placebo, flat = _placebo(panel, before)
    chance = _exchange(staggered, progress, of)
    ruling = words.verdict(result.estimate, interval, 0.0, placebo.passed)
    plausibility, believable = _plausible(panel, summaries["simple"].estimate)
    clusters = len(panel.units) if panel.clusters is None else len(np.unique(panel.clusters))
    beside = two_way(panel.y, panel.periods[None, :] >= panel.first[:, None], panel.clusters)
    progress(of, of)
    held = f", with equal {', '.join(panel.held_names)}" if panel.held_names else ""
    return Report(
        design="staggered",
        design_words=f"Staggered difference-in-differences, compared with {CONTROL_WORDS[staggered.control]}{held}",
        estimand=_ESTIMANDS[staggered.aggregate].format(outcome=panel.outcome),
        outcome=panel.outcome,
        scale=SCALE,
        estimate=result.estimate,
        interval=interval,
        no_effect=0.0,
        coefficient=result.estimate,
        se=se,
        se_type=(
            "from influence functions, clustered by unit, no small-sample factor"
            if panel.clusters is None
            else "from influence functions summed by cluster, factor G/(G−1)"
        ),
        clusters=clusters,
        cluster_words=of_units(panel)
        if panel.clusters is None
        else f"{plural(clusters, 'cluster')} of {of_units(panel)}",
        placebo=placebo,
        chance=chance,
        excluded=panel.left,
        plausibility=plausibility,
        believable=believable,
        before_trend=_points(panel, summaries["events"]),
        before_sentence=flat,
        warnings=(*(one.words for one in cautions(staggered)), *([WARNING] if beside else [])),
        table=_table(panel, cells, summaries, beside),
        smallest=words.smallest(se, SCALE),
        verdict=ruling,
        sentence=words.sentence(ruling, panel.outcome, SCALE),
        estimate_sentence=words.best(result.estimate, interval, SCALE),
        method="Effects by start and period against the period before the start, then weighted by the number of units.",
        source="Callaway and Sant'Anna, J Econometrics 2021;225:200–230; library diff-diff",
        n=int((~np.isnan(panel.y)).sum()),
        seed=panel.seed,
    )


_ESTIMANDS = {
    "group": "The average effect on {outcome} in places after their start: each place counts alike, over its own time",
    "simple": "The average effect on {outcome} over all periods and places after their start: each period counts alike",
    "dynamic": "The average effect on {outcome} by length of time since the start: each length counts alike",
}


def _cells(staggered: Staggered) -> list[tuple[int, int]]:
    """Start and period after it, wherever somebody is left to compare with."""
    panel = staggered.panel
    last = panel.periods[-1]
    if staggered.control == "not_yet" and not (~panel.treated).any():
        last = panel.cohorts[-1] - 1
    return [(int(start), int(at)) for start in panel.cohorts for at in panel.periods if start <= at <= last]


def _fit(staggered: Staggered) -> Any:
    """The library's effects by start and period. SpecError where it finds none."""
    panel = staggered.panel
    units, periods = np.nonzero(~np.isnan(panel.y))
    frame = pd.DataFrame(
        {
            "unit": units,
            "time": panel.periods[periods] - panel.periods[0] + 1,
            "y": panel.y[units, periods],
            "first": np.where(panel.treated, panel.first - panel.periods[0] + 1, 0)[units],
        }
    )
    names = [f"held{at}" for at in range(len(panel.held_names))]
    for at, name in enumerate(names):
        frame[name] = panel.held[units, at]
    library = CallawaySantAnna(control_group=CONTROLS[staggered.control], rank_deficient_action="silent")
    try:
        return library.fit(frame, outcome="y", unit="unit", time="time", first_treat="first", covariates=names or None)
    except (ValueError, np.linalg.LinAlgError):
        field = "covariates" if names else "first_treated"
        raise SpecError(
            field, "No effect can be told from these starts. Look at the starts and what is held equal."
        ) from None


def _effects(staggered: Staggered, fitted: Any) -> list[Cell]:
    """The library's effects with their influence functions, the units in the panel's order."""
    panel = staggered.panel
    kit = fitted._aggregation_kit
    order = np.array([kit.bookkeeping["unit_to_idx"].get(one, -1) for one in range(len(panel.units))])
    cells = []
    for (start, at), told in fitted.group_time_effects.items():
        info = kit.influence.get((start, at))
        if info is None or not np.isfinite(told["effect"]):
            continue
        theirs = np.zeros(max(int(order.max()) + 1, 1))
        np.add.at(theirs, np.asarray(info["treated_idx"]), np.asarray(info["treated_inf"]))
        np.add.at(theirs, np.asarray(info["control_idx"]), np.asarray(info["control_inf"]))
        influence = np.where(order >= 0, theirs[order], 0.0)
        offset = int(panel.periods[0]) - 1
        cells.append(
            Cell(int(start) + offset, int(at) + offset, float(told["effect"]), influence, int(told["n_treated"]))
        )
    if not any(cell.at >= cell.start for cell in cells):
        raise SpecError("first_treated", "No effect can be told from these starts: nobody is left to compare with.")
    return cells


def _placebo(panel: Panel, before: dict[int, Summary]) -> tuple[Placebo, str]:
    """Effects before the start, where there can be none, all at once (Wald test)."""
    what = "the periods before each start, as if it had come then"
    if not before:
        return Placebo(what, None, None, True, "There is no period before the starts in which it could be tried."), (
            "Whether the places were alike before cannot be seen: there are too few periods before the starts."
        )
    estimates = np.array([one.estimate for one in before.values()])
    joint = covariance(panel, list(before.values()))
    rank = int(np.linalg.matrix_rank(joint, hermitian=True))
    p = float(chi2.sf(float(estimates @ np.linalg.pinv(joint, hermitian=True) @ estimates), rank)) if rank else 1.0
    mean = Summary(float(estimates.mean()), np.mean([one.influence for one in before.values()], axis=0))
    half = Z95 * mean.se(panel.clusters)
    interval = (mean.estimate - half, mean.estimate + half)
    passed = p >= 0.05
    told = "Flat before the start, as it should be" if p >= 0.2 else "Nearly flat before the start"
    told = told if passed else "Not flat before the start"
    flat = (
        f"{told} (joint test of {plural(len(before), 'period')}, p {p:.3f}). That does not prove they would have "
        "stayed alike."
    )
    sentence = (
        "As if the change had come one period early, again and again: on average "
        f"{words.change(mean.estimate, SCALE)} (p {p:.3f} for all together)."
    )
    return Placebo(what, mean.estimate, interval, passed, sentence, tuple(estimates)), flat


def _exchange(staggered: Staggered, progress: Any, of: int) -> Chance | None:
    """The starts dealt out anew among the units: how often is the effect as large as with the true starts?

    Without what is held equal, and by plain differences of means, which is the same estimator.
    """
    panel = staggered.panel
    cells = _cells(staggered)
    base = panel.periods[0]
    changes = np.array([panel.y[:, at - base] - panel.y[:, start - 1 - base] for start, at in cells])
    dealt = Dealt(panel, staggered.control, staggered.aggregate, cells, changes)
    ours = dealt.summary(panel.first)
    rng = np.random.default_rng(panel.seed)
    found = []
    for done in range(panel.placebos):
        value = dealt.summary(rng.permutation(panel.first))
        if value is not None:
            found.append(value)
        progress(done + 2, of)
    if ours is None or not found:
        return None
    far = int(sum(abs(one) >= abs(ours) - 1e-12 for one in found))
    p = words.p_of(far, len(found))
    rare = "That is not rare." if p > 0.05 else "That is rare."
    return Chance(
        "starts dealt out anew among the places",
        far,
        len(found),
        p,
        f"We dealt the starts out anew {plural(len(found), 'time')}: {far} look at least as large as ours. {rare}",
        tuple(found),
    )


def _plausible(panel: Panel, simple: float) -> tuple[str, bool | None]:
    if not panel.counts:
        return words.plausibility(
            None,
            None,
            panel.outcome,
            f"The outcome is not a count, so the effect cannot be told as a number of {panel.outcome}; its size was "
            "not held against the contacts.",
        )
    return words.plausibility(simple * panel.treated_cells(), panel.contacts, panel.outcome)


def _points(panel: Panel, events: dict[int, Summary]) -> tuple[Point, ...]:
    return tuple(
        Point(f"{length:+d}" if length else "0", one.estimate, _interval(one, panel), length < 0)
        for length, one in events.items()
    )


def _interval(summary: Summary, panel: Panel) -> Interval:
    half = Z95 * summary.se(panel.clusters)
    return summary.estimate - half, summary.estimate + half


def _table(panel: Panel, cells: list[Cell], summaries: dict[str, Any], beside: Any) -> tuple[Row, ...]:
    def row(part: str, label: str, one: Summary, note: str = "", n: int | None = None) -> Row:
        return Row(part, label, one.estimate, _interval(one, panel), one.se(panel.clusters), n, note)

    rows = [row("summaries", name, summaries[name]) for name in ("dynamic", "simple", "group")]
    if beside:
        half = Z95 * beside.se
        rows.append(
            Row(
                "beside",
                "two-way fixed effects",
                beside.estimate,
                (beside.estimate - half, beside.estimate + half),
                beside.se,
                beside.n,
                f"clustered, factor G/(G−1) × (n−1)/(n−K), {plural(beside.clusters, 'cluster')}; for comparison only",
            )
        )
    for length, one in summaries["events"].items():
        rows.append(row("time since the start", f"{length:+d}" if length else "0", one))
    for start, one in summaries["groups"].items():
        rows.append(row("by start", panel.label(start), one, n=int((panel.first == start).sum())))
    for cell in cells:
        rows.append(
            row(
                "by start and period",
                f"{panel.label(cell.start)} in {panel.label(cell.at)}",
                Summary(cell.effect, cell.influence),
                n=cell.units,
            )
        )
    return tuple(rows)
