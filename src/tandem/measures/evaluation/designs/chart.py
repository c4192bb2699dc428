"""Control chart: which periods differ by more than chance explains. It says that something changed, never why.

Montgomery, Introduction to Statistical Quality Control, chapter 7 and 5.3; the arithmetic is `measures/control.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from tandem.measures import control
from tandem.measures.evaluation import words
from tandem.measures.evaluation.columns import Asked, Times, plural
from tandem.measures.evaluation.refusals import Barrier, SpecError
from tandem.measures.evaluation.report import DIFFERS, STEADY, Chance, Excluded, Placebo, Point, Report, Row, Smallest

PERIODS = 12
SCALE = "level"
SCATTER = 2.0


@dataclass(frozen=True)
class Charted:
    """Counts by period, oldest first, None in the gaps; the chart over them; which periods stand outside its center."""

    kind: str
    periods: np.ndarray
    counts: tuple[int | None, ...]
    sizes: tuple[float | None, ...] | None
    dropped: tuple[int, ...]
    times: Times
    outcome: str
    placebos: int
    seed: int

    @property
    def seen(self) -> list[int]:
        return [at for at, count in enumerate(self.counts) if count is not None]

    def drawn(self, counts: Any = None) -> control.Control:
        made = control.chart(self.kind, list(self.counts if counts is None else counts), self.sizes)
        return made.revise(self.dropped) if self.dropped else made


def read(frame: Any, spec: Any) -> Charted:
    asked = Asked("chart", frame, spec)
    times, count = asked.times("time"), asked.counts("outcome")
    kind = asked.choice("kind", control.KINDS, "u" if "population" in asked else "c")
    found, at = np.unique(times.index, return_counts=True)
    if (at > 1).any():
        raise SpecError(
            "time",
            f"Period {times.label(found[at > 1][0])} stands in {at[at > 1][0]} rows. Sum them up: each period stands "
            "once.",
        )
    broken = np.flatnonzero(~np.isnan(count) & (count != np.floor(count)))
    if len(broken):
        raise SpecError(
            "outcome", f"{count[broken[0]]:g} (row {broken[0] + 2}) is no whole number; a chart counts things."
        )
    if kind != control.C and "population" not in asked:
        raise SpecError("population", f"A {kind} chart needs the column of how many there were.")
    size = asked.numbers("population") if kind != control.C else np.ones(len(count))
    nobody = np.flatnonzero(size <= 0)
    if len(nobody):
        raise SpecError(
            "population",
            f"Period {times.label(times.index[nobody[0]])} has a size of {size[nobody[0]]:g}; leave it empty if "
            "nothing is known.",
        )
    over = np.flatnonzero(count > size) if kind in (control.P, control.NP) else ()
    if len(over):
        raise SpecError("outcome", f"Row {over[0] + 2}: {count[over[0]]:g} of {size[over[0]]:g} is no share.")
    if kind == control.NP and len(set(size[~np.isnan(size)])) > 1:
        raise SpecError("kind", "An np chart needs the same size in each period; a p chart takes any.")
    periods = np.arange(times.index.min(), times.index.max() + 1)
    if len(periods) > 100_000:
        raise SpecError("time", "There are more than 100,000 periods from first to last. Number them 1, 2, 3.")
    counts: list[int | None] = [None] * len(periods)
    sizes: list[float | None] = [None] * len(periods)
    for where, k, n in zip(times.index - periods[0], count, size, strict=True):
        if not np.isnan(k) and not np.isnan(n):
            counts[where], sizes[where] = int(k), float(n)
    if not any(counts):
        raise SpecError("outcome", "There is nothing to chart: every count is zero or unknown.")
    dropped = asked.spec.get("drop") or []
    if not isinstance(dropped, list):
        raise SpecError("drop", "Give a list of periods.")
    places = tuple(asked.moment("drop", times, one) - int(periods[0]) for one in dropped)
    for one, place in zip(dropped, places, strict=True):
        if not 0 <= place < len(periods) or counts[place] is None:
            raise SpecError("drop", f"{one!r} is no period with a count.")
    return Charted(
        kind,
        periods,
        tuple(counts),
        None if kind == control.C else tuple(sizes),
        places,
        times,
        asked.outcome_words(),
        asked.whole("placebos", 200, 1, 2000),
        asked.whole("seed", 1, 0, 2**31),
    )


def barriers(charted: Charted) -> Iterator[Barrier]:
    seen = len(charted.seen) - len(charted.dropped)
    if seen < PERIODS:
        gaps = len(charted.periods) - len(charted.seen)
        missing = (
            f" {plural(gaps, 'missing period is a gap', 'missing periods are gaps')}, never zeros." if gaps else ""
        )
        yield Barrier("periods", f"{plural(seen, 'period')}; at least {PERIODS} are needed.{missing}", seen, "time")


def cautions(charted: Charted) -> Iterator[Barrier]:
    gaps = len(charted.periods) - len(charted.seen)
    if gaps:
        yield Barrier(
            "gaps",
            f"{plural(gaps, 'missing period is a gap', 'missing periods are gaps')}, never zeros; a gap ends a run.",
            gaps,
            "time",
        )
    if len(charted.seen) < 20:
        yield Barrier(
            "few",
            f"{plural(len(charted.seen), 'period')}: under 20, so the limits themselves are uncertain.",
            len(charted.seen),
            "time",
        )
    if charted.dropped:
        yield Barrier(
            "dropped",
            f"{plural(len(charted.dropped), 'period')} left out of the center. Leave out only what has a known cause.",
            len(charted.dropped),
            "drop",
        )


def estimate(charted: Charted, progress: Any) -> Report:
    made = charted.drawn()
    found = [one for one in made.signals]
    placebo, chance = _steady(charted, made, progress)
    names = [charted.times.label(charted.periods[one.index]) for one in found]
    differs = sorted({one.index for one in found})
    what = "nothing" if not found else f"{plural(len(differs), 'period')}: " + ", ".join(dict.fromkeys(names))
    sentence = (
        f"{len(differs)} of {plural(len(charted.seen), 'period')} of {charted.outcome} stand out by more than chance "
        "explains."
        if found
        else f"We can't tell any of {plural(len(charted.seen), 'period')} of {charted.outcome} from chance."
    )
    scatter = _scatter(charted, made)
    said = [one.words for one in cautions(charted)]
    if scatter > SCATTER:
        said.append(
            f"The periods scatter {scatter:.1f} times as much as counts by chance would, so the limits are too "
            "narrow and signals too many."
        )
    said.append("A signal says that something changed, never why.")
    steady = made.center if charted.kind in (control.C, control.NP) else made.center
    return Report(
        design="chart",
        design_words=f"Control chart ({charted.kind})",
        estimand=f"The level of {charted.outcome} while nothing changes, and the periods that don't fit it",
        outcome=charted.outcome,
        scale=SCALE,
        estimate=steady,
        interval=None,
        no_effect=steady,
        coefficient=None,
        se=_sigma(charted, made),
        se_type=(
            f"sigma of {'shares (binomial)' if charted.kind in (control.P, control.NP) else 'counts (Poisson)'} at "
            "the mean size; limits are three of them, for each period by its own size; no clusters"
        ),
        clusters=1,
        cluster_words=f"1 series of {plural(len(charted.seen), 'period')}",
        placebo=placebo,
        chance=chance,
        excluded=_excluded(charted),
        plausibility="A chart estimates no effect, so there is no size to hold against the contacts.",
        believable=None,
        before_trend=_points(charted, made),
        before_sentence=f"What stands out: {what}.",
        warnings=tuple(said),
        table=_table(charted, made),
        smallest=_smallest(charted, made),
        verdict=DIFFERS if found else STEADY,
        sentence=sentence,
        estimate_sentence=f"Center {words.number(made.center)}; {plural(len(made.outside), 'period')} beyond a limit.",
        method="Limits at three sigma; the four rules of Western Electric.",
        source="Montgomery, Introduction to Statistical Quality Control, 5.3 and 7",
        n=len(charted.seen),
        seed=charted.seed,
    )


def _sigma(charted: Charted, made: control.Control) -> float:
    sizes = [one for one in (charted.sizes or [1.0] * len(charted.counts)) if one is not None]
    mean = sum(sizes) / len(sizes)
    if charted.kind == control.P:
        return sqrt(made.center * (1 - made.center) / mean)
    if charted.kind == control.NP:
        return sqrt(made.center * (1 - made.center / mean))
    return sqrt(made.center / mean)


def _expected(charted: Charted, made: control.Control) -> np.ndarray:
    sizes = np.array([(charted.sizes or [1.0] * len(charted.counts))[at] for at in charted.seen], float)
    return np.full(len(sizes), made.center) if charted.kind == control.NP else made.center * sizes


def _scatter(charted: Charted, made: control.Control) -> float:
    """How many times the variance by chance the counts have: Pearson's chi-square over its degrees of freedom."""
    expected = _expected(charted, made)
    counts = np.array([charted.counts[at] for at in charted.seen], float)
    sizes = np.array([(charted.sizes or [1.0] * len(charted.counts))[at] for at in charted.seen], float)
    variance = expected * (1 - expected / sizes) if charted.kind in (control.P, control.NP) else expected
    fine = variance > 0
    return (
        float(((counts - expected)[fine] ** 2 / variance[fine]).sum() / max(1, fine.sum() - 1)) if fine.any() else 1.0
    )


def _steady(charted: Charted, made: control.Control, progress: Any) -> tuple[Placebo, Chance]:
    """Made-up steady series of the same sizes: how often does the chart cry wolf, and how often as loudly as ours?"""
    rng, expected = np.random.default_rng(charted.seed), _expected(charted, made)
    ours = len({one.index for one in made.signals})
    found = []
    for done in range(charted.placebos):
        if charted.kind in (control.P, control.NP):
            sizes = np.array([charted.sizes[at] for at in charted.seen])
            drawn = rng.binomial(sizes.astype(int), np.clip(expected / sizes, 0, 1))
        else:
            drawn = rng.poisson(expected)
        counts: list[int | None] = [None] * len(charted.counts)
        for at, count in zip(charted.seen, drawn, strict=True):
            counts[at] = int(count)
        found.append(len({one.index for one in charted.drawn(counts).signals}))
        progress(done + 1, charted.placebos)
    share = sum(found) / (len(found) * len(charted.seen))
    far = sum(one >= ours for one in found)
    passed = share <= 0.1
    sentence = (
        f"In {plural(len(found), 'made-up steady series', 'made-up steady series')} of the same sizes, "
        f"{share * 100:.1f} of 100 periods stood out; at most 10 is let pass."
    )
    chance = Chance(
        "made-up steady series",
        far,
        len(found),
        words.p_of(far, len(found)),
        f"{far} of {len(found)} steady series have at least as many periods that stand out as ours.",
        tuple(float(one) for one in found),
    )
    return Placebo("made-up steady series of the same sizes", share, None, passed, sentence), chance


def _points(charted: Charted, made: control.Control) -> tuple[Point, ...]:
    """Each period with its limits; `before` is meant of a change, and a chart knows none."""
    return tuple(
        Point(charted.times.label(charted.periods[at]), float(made.values[at]), made.limits[at], True)
        for at in charted.seen
    )


def _excluded(charted: Charted) -> tuple[Excluded, ...]:
    gaps = len(charted.periods) - len(charted.seen)
    left = [
        Excluded("periods without a count: gaps, not zeros", gaps),
        Excluded("periods left out of the center, as asked", len(charted.dropped)),
    ]
    return tuple(one for one in left if one.count)


def _table(charted: Charted, made: control.Control) -> tuple[Row, ...]:
    rows = [
        Row(
            "center",
            f"{charted.kind} chart",
            made.center,
            made.limits[charted.seen[0]] if _even(made) else None,
            n=len(charted.seen),
            note="with its limits" if _even(made) else "limits follow each period's size",
        )
    ]
    for one in made.signals:
        first, last = (charted.times.label(charted.periods[at]) for at in (one.first, one.index))
        rows.append(
            Row(
                "signals",
                last if first == last else f"{first} to {last}",
                made.values[one.index],
                made.limits[one.index],
                note=f"rule {one.rule}: {one.words}",
            )
        )
    for at in charted.seen:
        rows.append(
            Row(
                "periods",
                charted.times.label(charted.periods[at]),
                made.values[at],
                made.limits[at],
                n=charted.counts[at],
            )
        )
    return tuple(rows)


def _even(made: control.Control) -> bool:
    return len({one for one in made.limits if one}) == 1


def _smallest(charted: Charted, made: control.Control) -> Smallest:
    """The shift of one period that passes a three-sigma limit four times in five: 3.84 sigma."""
    value = (control.SIGMAS + words.SEEN - 1.959963984540054) * _sigma(charted, made)
    return Smallest(
        value, f"One period {words.number(value)} above or below the center would have been seen four times in five."
    )
