"""A trial by lot: for each call the screen drew which of two fair answers was sent. All count where they were drawn.

Difference in shares by intention to treat with Newcombe's interval (Stat Med 1998;17:873, method 10), from a log in which
each draw stands before its outcome.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from tandem.measures.evaluation import words
from tandem.measures.evaluation.columns import Asked, plural
from tandem.measures.evaluation.refusals import Barrier, SpecError
from tandem.measures.evaluation.report import Chance, Excluded, Interval, Placebo, Report, Row
from tandem.measures.statistics import Z95, wilson

SCALE = "difference in shares"
EACH = 20
LOST_AT_MOST = 0.05
FOUND_AT_MOST = 0.10


@dataclass(frozen=True)
class Trial:
    """One row for each call drawn: 1 where the second arm was drawn, the outcome (NaN where unknown), what was sent."""

    drawn: np.ndarray
    outcome: np.ndarray
    arms: tuple[str, str]
    received: np.ndarray | None
    before: np.ndarray | None
    before_name: str
    share: float
    words: str
    contacts: float | None
    placebos: int
    seed: int
    left: tuple[Excluded, ...]

    def of(self, arm: int) -> tuple[int, int]:
        """How many had the outcome, and of how many it is known."""
        known = (self.drawn == arm) & ~np.isnan(self.outcome)
        return int(self.outcome[known].sum()), int(known.sum())


def read(frame: Any, spec: Any) -> Trial:
    asked = Asked("trial", frame, spec)
    unit, arm = asked.labels("unit"), asked.labels("arm")
    if unit.isna().any():
        raise SpecError(
            "unit", f"Row {int(np.flatnonzero(unit.isna())[0]) + 2} has no call. Each draw names the call it was for."
        )
    again = np.flatnonzero(unit.duplicated())
    if len(again):
        raise SpecError(
            "unit", f"“{unit.iloc[again[0]]}” was drawn twice, again in row {again[0] + 2}. Each call is drawn once."
        )
    outcome = asked.flags("outcome")
    _sealed(asked, arm, outcome)
    arms = asked.two("arm", arm)
    other = ~arm.isin(arms).to_numpy()
    kept = ~other
    before = asked.numbers("before") if "before" in asked else None
    known = outcome[kept & ~np.isnan(outcome)]
    if not len(known) or (known == known[0]).all():
        raise SpecError("outcome", "The outcome is the same for every call: nothing can be told from it.")
    received = None
    if "received" in asked:
        sent = asked.labels("received")
        received = np.where(sent.isna(), np.nan, (sent == arms[1]).astype(float))[kept]
    share = asked.spec.get("share", 0.5)
    if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 < share < 1:
        raise SpecError("share", f"{share!r} is not a share between 0 and 1.")
    lost = int(np.isnan(outcome[kept]).sum())
    left = (Excluded("calls of other arms", int(other.sum())), Excluded("calls drawn whose outcome is not known", lost))
    return Trial(
        (arm[kept] == arms[1]).to_numpy().astype(int),
        outcome[kept],
        arms,
        received,
        None if before is None else before[kept],
        str(asked.spec.get("before") or ""),
        float(share),
        asked.outcome_words(),
        asked.amount("contacts"),
        asked.whole("placebos", 1000, 1, 20_000),
        asked.whole("seed", 1, 0, 2**31),
        tuple(one for one in left if one.count),
    )


def _sealed(asked: Asked, arm: pd.Series, outcome: np.ndarray) -> None:
    """Refuse a log in which a draw has no time, or stands behind its outcome."""
    drawn_at, known_at = asked.moments("allocated_at"), asked.moments("outcome_at")
    blank = np.flatnonzero(arm.isna() | drawn_at.isna())
    if len(blank):
        raise SpecError(
            "allocated_at",
            f"Row {blank[0] + 2} does not say what was drawn and when. A trial stands on a log of every draw.",
        )
    undated = np.flatnonzero(known_at.isna() & ~np.isnan(outcome))
    if len(undated):
        raise SpecError(
            "outcome_at",
            f"Row {undated[0] + 2} has an outcome and no time for it, so the draw cannot be shown to have come first.",
        )
    if (drawn_at.dt.tz is None) != (known_at.dt.tz is None):
        raise SpecError(
            "outcome_at", "One of the two times has a time zone and the other has none. Give both in the same way."
        )
    late = np.flatnonzero(drawn_at > known_at)
    if len(late):
        raise SpecError(
            "allocated_at",
            f"{plural(len(late), 'allocation was', 'allocations were')} logged after the outcome, first in row "
            f"{late[0] + 2}: "
            "whoever knew the outcome could choose. This is no trial; look into the log.",
        )


def barriers(trial: Trial) -> Iterator[Barrier]:
    for arm, name in enumerate(trial.arms):
        known = trial.of(arm)[1]
        if known < EACH:
            yield Barrier(
                "arm",
                f"{plural(known, 'call')} drawn to “{name}” with a known outcome; at least {EACH} are needed.",
                known,
                "arm",
            )


def cautions(trial: Trial) -> Iterator[Barrier]:
    drawn = [int((trial.drawn == arm).sum()) for arm in (0, 1)]
    lost = [1 - trial.of(arm)[1] / max(1, drawn[arm]) for arm in (0, 1)]
    if max(lost) > LOST_AT_MOST:
        yield Barrier(
            "lost",
            f"The outcome is not known for {lost[0] * 100:.0f} in 100 of “{trial.arms[0]}” and {lost[1] * 100:.0f} "
            "in 100 of "
            f"“{trial.arms[1]}”; the table shows how far that could move the result.",
            max(lost),
            "outcome",
        )
    p = binomtest(drawn[1], sum(drawn), trial.share).pvalue if sum(drawn) else 1.0
    if p < 0.001:
        yield Barrier(
            "draw",
            f"{drawn[0]:,} and {drawn[1]:,} calls were drawn, which a fair draw would hardly give (p {p:.1g}). Look "
            "into the draw.",
            p,
            "arm",
        )
    if trial.received is not None:
        other = int((trial.received != trial.drawn).sum())
        if other:
            yield Barrier(
                "sent",
                f"For {other:,} of {sum(drawn):,} calls something else was sent than drawn, or it is not known; all "
                "count where they were drawn.",
                other,
                "received",
            )


def newcombe(k1: int, n1: int, k0: int, n0: int) -> Interval:
    """Return the 95 % interval of k1/n1 − k0/n0 from the two Wilson intervals (Newcombe 1998, method 10)."""
    p1, p0 = k1 / n1, k0 / n0
    (low1, high1), (low0, high0) = wilson(k1, n1), wilson(k0, n0)
    difference = p1 - p0
    return (
        difference - sqrt((p1 - low1) ** 2 + (high0 - p0) ** 2),
        difference + sqrt((high1 - p1) ** 2 + (p0 - low0) ** 2),
    )


def estimate(trial: Trial, progress: Any) -> Report:
    (k0, n0), (k1, n1) = trial.of(0), trial.of(1)
    p0, p1 = k0 / n0, k1 / n1
    difference, interval = p1 - p0, newcombe(k1, n1, k0, n0)
    se = sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1)
    pooled = (k0 + k1) / (n0 + n1)
    null_se = sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n1))
    progress(1, 2)
    placebo, chance = _placebo(trial, difference)
    progress(2, 2)
    ruling = words.verdict(difference, interval, 0.0, placebo.passed)
    plausibility, believable = words.plausibility(difference * n1, trial.contacts or float(n1), trial.words)
    return Report(
        design="trial",
        design_words="Trial by a sealed draw, intention to treat",
        estimand=(
            f"The difference in the share of calls with {trial.words} between “{trial.arms[1]}” drawn and "
            f"“{trial.arms[0]}” drawn, whatever was sent"
        ),
        outcome=trial.words,
        scale=SCALE,
        estimate=difference,
        interval=interval,
        no_effect=0.0,
        coefficient=difference,
        se=se,
        se_type=(
            "of a difference of two shares, each call by itself, no cluster-robust factor; the interval is "
            "Newcombe's from two Wilson intervals"
        ),
        clusters=n0 + n1,
        cluster_words=f"{n0 + n1:,} calls, each drawn by itself",
        placebo=placebo,
        chance=chance,
        excluded=trial.left,
        plausibility=plausibility,
        believable=believable,
        before_trend=(),
        before_sentence="A draw makes the arms alike before; what differs is chance.",
        warnings=(
            *(one.words for one in cautions(trial)),
            "This is about calls like those that were drawn, not about others.",
        ),
        table=_table(trial),
        smallest=words.smallest(null_se, SCALE),
        verdict=ruling,
        sentence=words.sentence(ruling, trial.words, SCALE),
        estimate_sentence=words.best(difference, interval, SCALE),
        method=(
            "Shares by the arm that was drawn; Newcombe's interval, method 10. The log shows each draw before its "
            "outcome."
        ),
        source="Newcombe, Stat Med 1998;17:873–890",
        n=n0 + n1,
        seed=trial.seed,
    )


def _placebo(trial: Trial, difference: float) -> tuple[Placebo, Chance]:
    """The draw made anew: how often as much, and how often the interval would find an effect where there is none."""
    (k0, n0), (k1, n1) = trial.of(0), trial.of(1)
    rng = np.random.default_rng(trial.seed)
    drawn = rng.hypergeometric(k0 + k1, n0 + n1 - k0 - k1, n1, size=trial.placebos)
    found = drawn / n1 - (k0 + k1 - drawn) / n0
    far = int((np.abs(found) >= abs(difference) - 1e-12).sum())
    chance = Chance(
        "the draw made anew",
        far,
        trial.placebos,
        words.p_of(far, trial.placebos),
        f"We made the draw anew {plural(trial.placebos, 'time')}: {far:,} differ at least as much as ours.",
        tuple(float(one) for one in found[:1000]),
    )
    if trial.before is not None:
        return _before(trial), chance
    wrong = sum(not words.crosses(newcombe(int(k), n1, k0 + k1 - int(k), n0), 0.0) for k in drawn)
    share = wrong / trial.placebos
    passed = share <= FOUND_AT_MOST or trial.placebos < 50
    sentence = (
        f"With the draw made anew, the interval found an effect in {share * 100:.0f} of 100; about 5 is right and at "
        f"most {FOUND_AT_MOST * 100:.0f} is let pass."
    )
    return Placebo("the draw made anew", share, None, passed, sentence), chance


def _before(trial: Trial) -> Placebo:
    """The difference in something that was so before the draw."""
    known = ~np.isnan(trial.before)
    first, second = (trial.before[known & (trial.drawn == arm)] for arm in (0, 1))
    if min(len(first), len(second)) < 2:
        raise SpecError("before", f"“{trial.before_name}” is known for too few calls of an arm.")
    difference = float(second.mean() - first.mean())
    half = Z95 * sqrt(first.var(ddof=1) / len(first) + second.var(ddof=1) / len(second))
    interval = (difference - half, difference + half)
    passed = words.crosses(interval, 0.0)
    told = (
        "does not differ between the arms, as it should not"
        if passed
        else "differs between the arms, so the draw was not fair"
    )
    sentence = (
        f"“{trial.before_name}”, which was so before the draw, {told}: "
        f"{words.span(difference, interval, 'difference')}."
    )
    return Placebo(f"“{trial.before_name}” before the draw", difference, interval, passed, sentence)


def _table(trial: Trial) -> tuple[Row, ...]:
    rows = []
    for arm, name in enumerate(trial.arms):
        k, n = trial.of(arm)
        rows.append(Row("shares", name, k / n, wilson(k, n), n=n, note=f"{k:,} of {n:,}"))
    (k0, n0), (k1, n1) = trial.of(0), trial.of(1)
    lost = [int((trial.drawn == arm).sum()) - trial.of(arm)[1] for arm in (0, 1)]
    if any(lost):
        low = k1 / (n1 + lost[1]) - (k0 + lost[0]) / (n0 + lost[0])
        high = (k1 + lost[1]) / (n1 + lost[1]) - k0 / (n0 + lost[0])
        rows.append(
            Row("unknown outcomes", "the difference if all went one way or the other", None, (low, high), n=sum(lost))
        )
    for arm, name in enumerate(trial.arms):
        if trial.received is not None:
            part = trial.received[trial.drawn == arm]
            rows.append(Row("sent as drawn", name, float((part == arm).mean()), n=len(part)))
    return tuple(rows)
