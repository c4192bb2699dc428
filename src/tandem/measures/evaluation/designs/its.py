"""Interrupted time series: a count for each period of one place, with a step where the change came.

Poisson regression with the population as offset, a straight trend and, if asked, yearly waves; the standard error is
multiplied by the root of the dispersion (quasi-Poisson). Lopez Bernal, Cummins and Gasparrini, Int J Epidemiol 2017;46:348.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import exp, sqrt
from typing import Any

import numpy as np

from tandem.measures.evaluation import words
from tandem.measures.evaluation.columns import Asked, Times, plural
from tandem.measures.evaluation.refusals import Barrier, SpecError
from tandem.measures.evaluation.report import Chance, Excluded, Placebo, Point, Report, Row
from tandem.measures.evaluation.series import Fit, Series, fit
from tandem.measures.statistics import Z95

BEFORE, AFTER = 12, 6
CYCLES = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}
SCALE = "rate ratio"
# Nothing that is counted scatters less than this share of chance.
EXACT = 1e-6


def read(frame: Any, spec: Any) -> Series:
    asked = Asked("its", frame, spec)
    times = asked.times("time")
    _once(times)
    count = asked.counts("outcome")
    population = asked.numbers("population") if "population" in asked else None
    step = _steps(asked, times)
    kept = ~np.isnan(count)
    if population is not None:
        nobody = np.flatnonzero(population <= 0)
        if len(nobody):
            raise SpecError(
                "population",
                f"Period {times.label(times.index[nobody[0]])} has a population of {population[nobody[0]]:g}; it "
                "must be over zero.",
            )
        kept &= ~np.isnan(population)
    order = np.flatnonzero(kept)[np.argsort(times.index[kept])]
    at = times.index[order]
    if not len(at):
        raise SpecError("outcome", "No period has both a count and a population.")
    count = count[order]
    if (count == count[0]).all():
        raise SpecError("outcome", f"The outcome is {count[0]:g} in every period: nothing can be told from it.")
    return Series(
        at,
        count,
        population[order] if population is not None else None,
        step[order],
        times,
        asked.whole("harmonics", 0, 0, 3),
        asked.whole("cycle", CYCLES.get(times.every or "", 12), 2, 366),
        asked.outcome_words(),
        asked.amount("contacts"),
        asked.whole("placebos", 200, 1, 2000),
        asked.whole("seed", 1, 0, 2**31),
        int(at[-1] - at[0] + 1 - len(at)),
        int((~kept).sum()),
    )


def _once(times: Times) -> None:
    found, at = np.unique(times.index, return_counts=True)
    if (at > 1).any():
        raise SpecError(
            "time",
            f"Period {times.label(found[at > 1][0])} stands in {at[at > 1][0]} rows. One series has each period "
            "once: sum them up, or choose another design.",
        )


def _steps(asked: Asked, times: Times) -> np.ndarray:
    if "step" in asked and "change" in asked:
        raise SpecError("step", "Give `change` or `step`, not both.")
    if "step" in asked:
        step = asked.flags("step")
        ordered = step[np.argsort(times.index)]
        if np.isnan(ordered).any() or (np.diff(ordered) < 0).any():
            raise SpecError("step", "The column must be 0 in each period before the change and 1 in each after it.")
        return step
    if "change" not in asked:
        raise SpecError("change", "Say the first period after the change.")
    return (times.index >= asked.moment("change", times)).astype(float)


def barriers(series: Series) -> Iterator[Barrier]:
    gaps = (
        f" {plural(series.gaps, 'missing period is a gap, never a zero', 'missing periods are gaps, never zeros')}."
        if series.gaps
        else ""
    )
    if series.before < BEFORE:
        yield Barrier(
            "before",
            f"{plural(series.before, 'period')} before the change; at least {BEFORE} are needed.{gaps}",
            series.before,
            "change",
        )
    if series.after < AFTER:
        yield Barrier(
            "after",
            f"{plural(series.after, 'period')} after the change; at least {AFTER} are needed.{gaps}",
            series.after,
            "change",
        )
    for name, part in (("before", series.step == 0), ("after", series.step == 1)):
        if part.any() and not series.count[part].any():
            yield Barrier(
                f"none_{name}", f"No {series.outcome} at all {name} the change: no ratio can be told.", 0, "outcome"
            )
    if len(series.count) <= 3 + 2 * series.harmonics + 4:
        yield Barrier(
            "short",
            f"{plural(len(series.count), 'period')} cannot carry {plural(series.harmonics, 'yearly wave')}. Ask for "
            "fewer.",
            len(series.count),
            "harmonics",
        )


def cautions(series: Series) -> Iterator[Barrier]:
    if series.gaps:
        yield Barrier(
            "gaps",
            f"{plural(series.gaps, 'missing period is a gap', 'missing periods are gaps')}, never zeros.",
            series.gaps,
            "time",
        )
    if series.before < 2 * series.cycle:
        yield Barrier(
            "seasons",
            f"{plural(series.before, 'period')} before the change: under two years, so a season can look like a "
            "change.",
            series.before,
            "change",
        )
    if series.population is None:
        yield Barrier(
            "population",
            "No population is given, so a change in the number of people looks like an effect.",
            None,
            "population",
        )
    mean = float(series.count.mean())
    if mean < 5:
        yield Barrier(
            "few",
            f"{words.number(mean)} {series.outcome} a period on average: few, so the interval will be wide.",
            mean,
            "outcome",
        )


def estimate(series: Series, progress: Any) -> Report:
    ours = fit(series)
    if ours.dispersion < EXACT:
        raise SpecError(
            "outcome",
            "The counts follow the line exactly, which counted things do not. Was the column made by a formula?",
        )
    starts = _made_up_starts(series)
    of = len(starts) + 1
    progress(1, of)
    pretended = []
    before = _before(series)
    for done, start in enumerate(starts, 2):
        pretended.append(_pretend(before, start))
        progress(done, of)
    placebo, chance = _placebo(before, starts, [one for one in pretended if one], ours)
    interval = words.ratio_interval(ours.b, ours.se)
    ratio = exp(ours.b)
    ruling = words.verdict(ratio, interval, 1.0, placebo.passed)
    total = float((ours.fitted - ours.without)[series.step == 1].sum())
    plausibility, believable = words.plausibility(total, series.contacts, series.outcome)
    points, flat = _trend(series, ours)
    waves = f", {plural(series.harmonics, 'yearly wave')}" if series.harmonics else ""
    return Report(
        design="its",
        design_words=f"Interrupted time series: Poisson step and trend{waves}",
        estimand=f"How many times as many {series.outcome} after the change as the trend before would have brought",
        outcome=series.outcome,
        scale=SCALE,
        estimate=ratio,
        interval=interval,
        no_effect=1.0,
        coefficient=ours.b,
        se=ours.se,
        se_type=(
            f"quasi-Poisson: the Poisson standard error {ours.poisson_se:.6f} times the root of the dispersion "
            f"{ours.dispersion:.4f}; no clusters"
        ),
        clusters=1,
        cluster_words=f"1 series of {plural(len(series.at), 'period')}",
        placebo=placebo,
        chance=chance,
        excluded=_excluded(series),
        plausibility=plausibility,
        believable=believable,
        before_trend=points,
        before_sentence=flat,
        warnings=_warnings(series, ours),
        table=_table(series, ours, ratio, interval),
        smallest=words.smallest(ours.se, SCALE),
        verdict=ruling,
        sentence=words.sentence(ruling, series.outcome, SCALE),
        estimate_sentence=words.best(ratio, interval, SCALE),
        method=f"Poisson regression of {series.outcome} on the step, the time{waves}"
        + ("" if series.population is None else ", with the logarithm of the population as offset")
        + "; dispersion is Pearson's chi-square over the residual degrees of freedom.",
        source="Lopez Bernal, Cummins, Gasparrini, Int J Epidemiol 2017;46:348–355",
        n=len(series.at),
        seed=series.seed,
    )


def _before(series: Series) -> Series:
    """The part before the change; its waves only if it is long enough to carry them."""
    part = series.step == 0
    waves = min(series.harmonics, max(0, (int(part.sum()) - 8) // 4))
    return replace(
        series,
        at=series.at[part],
        count=series.count[part],
        population=None if series.population is None else series.population[part],
        step=series.step[part],
        harmonics=waves,
    )


def _made_up_starts(series: Series) -> list[int]:
    """Starts before the real one that leave a quarter of the time, four periods at least, on each side."""
    at = series.at[series.step == 0]
    margin = max(4, len(at) // 4)
    starts = [int(one) for one in at[margin : len(at) - margin + 1]]
    if len(starts) > series.placebos:
        drawn = np.random.default_rng(series.seed).choice(len(starts), series.placebos, replace=False)
        starts = [starts[one] for one in sorted(drawn)]
    return starts


def _pretend(before: Series, start: int) -> tuple[int, float, float] | None:
    pretended = replace(before, step=(before.at >= start).astype(float))
    try:
        made = fit(pretended)
    except SpecError:
        return None
    return start, made.b, made.se


def _placebo(before: Series, starts: list[int], pretended: list, ours: Fit) -> tuple[Placebo, Chance | None]:
    """The fake start in the middle decides; all of them together show how often chance does as much as we saw."""
    if not pretended:
        return Placebo(
            "a made-up start before the change", None, None, False, "No made-up start could be tried before the change."
        ), None
    middle = min(pretended, key=lambda one: abs(one[0] - starts[len(starts) // 2]))
    interval = words.ratio_interval(middle[1], middle[2])
    passed = words.crosses(interval, 1.0)
    label = before.times.label(middle[0])
    what = f"a made-up start at {label}, in the middle of the time before the change"
    told = "finds nothing, as it should" if passed else "finds an effect where there was none"
    sentence = f"Pretending that the change came at {label} {told}: {words.best(exp(middle[1]), interval, SCALE)}"
    estimates = tuple(exp(one[1]) for one in pretended)
    far = sum(abs(one[1]) >= abs(ours.b) for one in pretended)
    p = words.p_of(far, len(pretended))
    chance = Chance(
        "made-up starts before the change",
        far,
        len(pretended),
        p,
        f"We pretended the start was at {plural(len(pretended), 'earlier time')}: {far} show at least as much as ours.",
        estimates,
    )
    return Placebo(what, exp(middle[1]), interval, passed, sentence, estimates), chance


def _trend(series: Series, ours: Fit) -> tuple[tuple[Point, ...], str]:
    """What came for each that the trend would have brought, period by period, and whether it was flat before."""
    points = []
    for at, count, expected, step in zip(series.at, series.count, ours.without, series.step, strict=True):
        half = Z95 * sqrt(max(ours.dispersion, 1.0) / expected)
        ratio = float(count / expected)
        points.append(Point(series.times.label(at), ratio, (max(0.0, ratio - half), ratio + half), bool(step == 0)))
    outside = sum(1 for one in points if one.before and not one.interval[0] <= 1 <= one.interval[1])
    return (
        tuple(points),
        f"Before the change {outside} of {plural(series.before, 'period')} lie outside what the trend foresaw; about "
        "1 in 20 would by chance.",
    )


def _excluded(series: Series) -> tuple[Excluded, ...]:
    left = []
    if series.blank:
        left.append(Excluded("periods in the table without a count or a population", series.blank))
    if series.gaps:
        left.append(Excluded("periods missing between the first and the last: gaps, not zeros", series.gaps))
    return tuple(left)


def _warnings(series: Series, ours: Fit) -> tuple[str, ...]:
    said = [one.words for one in cautions(series)]
    beside = np.flatnonzero(np.diff(series.at) == 1)
    if len(beside) > 8:
        r = ours.residuals - ours.residuals.mean()
        echo = float((r[beside] * r[beside + 1]).sum() / (r**2).sum())
        if abs(echo) > 2 / sqrt(len(r)):
            season = " Take the seasons out (`harmonics`)." if not series.harmonics else ""
            said.append(
                f"Neighbouring periods resemble one another (correlation {echo:.2f}), so the true interval is wider "
                f"than shown.{season}"
            )
    if ours.dispersion < 0.5:
        said.append(
            f"The counts scatter less than counts do by chance (dispersion {ours.dispersion:.2f}): were they smoothed or "
            "made by a formula? The interval is too narrow then."
        )
    said.append("Whatever else changed in the same period is part of this number.")
    return tuple(said)


def _table(series: Series, ours: Fit, ratio: float, interval: tuple[float, float]) -> tuple[Row, ...]:
    rows = [
        Row(
            "result",
            "rate ratio, quasi-Poisson",
            ratio,
            interval,
            ours.se,
            len(series.at),
            "standard error of the logarithm",
        ),
        Row(
            "result",
            "rate ratio, Poisson",
            ratio,
            words.ratio_interval(ours.b, ours.poisson_se),
            ours.poisson_se,
            len(series.at),
            "too narrow when the dispersion is over 1",
        ),
        Row("result", "logarithm of the rate ratio", ours.b, None, ours.se),
        Row("result", "dispersion", ours.dispersion, note="1 where the counts scatter as Poisson counts do"),
    ]
    for name, part in (("before", series.step == 0), ("after", series.step == 1)):
        rows.append(
            Row(
                "counted",
                f"{series.outcome} {name} the change",
                float(series.count[part].sum()),
                n=int(part.sum()),
                note="n is the number of periods",
            )
        )
    rows.append(
        Row(
            "counted",
            "expected after the change by the trend",
            float(ours.without[series.step == 1].sum()),
            n=series.after,
        )
    )
    return tuple(rows)
