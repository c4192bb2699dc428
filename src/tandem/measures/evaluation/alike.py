"""Who is alike: pairs by propensity, or people of the same categories; how alike they are, and how their outcomes differ.

Rosenbaum and Rubin, Biometrika 1983;70:41; the caliper of 0.2 standard deviations of the logit, Austin, Pharm Stat 2011;10:150.
"""

from bisect import bisect_left
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

from tandem.measures.evaluation.refusals import SpecError
from tandem.measures.evaluation.report import Excluded
from tandem.measures.statistics import Z95

CALIPER = 0.2


@dataclass(frozen=True)
class Matched:
    """People with what is held equal known, and who is compared with whom.

    `block` numbers the pair or the combination of values that each person is in, -1 for those who were left unmatched;
    `kinds` says how each column of `held` is called.
    """

    met: np.ndarray
    outcome: np.ndarray
    before: np.ndarray | None
    before_name: str
    held: pd.DataFrame
    block: np.ndarray
    method: str
    known: tuple[float | None, float | None]
    words: str
    contacts: float | None
    placebos: int
    seed: int
    left: tuple[Excluded, ...]

    @property
    def share(self) -> bool:
        return bool(np.isin(self.outcome, (0, 1)).all())

    def unmatched(self, met: int) -> int:
        return int(((self.block < 0) & (self.met == met)).sum())


def propensity(met: np.ndarray, held: pd.DataFrame) -> np.ndarray:
    """The logit of having been met. SpecError where something tells it for certain."""
    values = held.to_numpy(float)
    spread = values.std(axis=0)
    if (spread == 0).any():
        raise SpecError(
            "covariates", f"“{held.columns[int(np.argmin(spread))]}” is the same for everybody. Take it out."
        )
    design = np.column_stack([np.ones(len(met)), (values - values.mean(axis=0)) / spread])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise SpecError("covariates", "Something to hold equal follows from the rest. Take it out.")
    try:
        made = GLM(met, design, family=Binomial()).fit(maxiter=50)
        logit = design @ made.params
        fine = made.converged and np.isfinite(logit).all() and np.abs(made.params).max() < 15
    except (ValueError, FloatingPointError, np.linalg.LinAlgError):
        fine = False
    if not fine:
        raise SpecError(
            "covariates", "Something to hold equal tells for certain who was met, so nobody is alike. Take it out."
        )
    return logit


def pairs(met: np.ndarray, held: pd.DataFrame) -> np.ndarray:
    """Number the pairs: the hardest to match, those of highest propensity, choose first; ties by the order of the rows."""
    logit = propensity(met, held)
    reach = CALIPER * float(logit.std(ddof=1))
    block = np.full(len(met), -1)
    waiting = sorted((float(logit[at]), int(at)) for at in np.flatnonzero(met == 0))
    ours = np.flatnonzero(met == 1)
    count = 0
    for at in ours[np.argsort(-logit[ours], kind="stable")]:
        place = bisect_left(waiting, (float(logit[at]), -1))
        near = [one for one in (place - 1, place) if 0 <= one < len(waiting)]
        if not near:
            break
        best = min(near, key=lambda one: abs(waiting[one][0] - logit[at]))
        if abs(waiting[best][0] - logit[at]) <= reach:
            block[at] = block[waiting[best][1]] = count
            waiting.pop(best)
            count += 1
    return block


def combinations(met: np.ndarray, held: pd.DataFrame) -> np.ndarray:
    """Number the combinations of values in which there are people of both kinds."""
    code = held.groupby(list(held.columns), sort=True).ngroup().to_numpy()
    both = np.intersect1d(code[met == 1], code[met == 0])
    return np.where(np.isin(code, both), np.searchsorted(both, code), -1)


@dataclass(frozen=True)
class Balance:
    """Means of those met and not met, and their difference in standard deviations, before and after matching."""

    met: float
    not_met: float
    before: float
    after: float


def weights(matched: Matched) -> np.ndarray:
    """1 for each person met who was matched; the others of their block share as much."""
    inside = matched.block >= 0
    count = int(matched.block.max()) + 1
    met = np.bincount(matched.block[inside], weights=matched.met[inside], minlength=count)
    others = np.bincount(matched.block[inside], weights=1 - matched.met[inside], minlength=count)
    found = np.zeros(len(matched.met))
    found[inside] = np.where(matched.met[inside] == 1, 1.0, (met / np.maximum(others, 1))[matched.block[inside]])
    return found


def balance(matched: Matched) -> dict[str, Balance]:
    """Standardised differences; both use the standard deviations of before, so that they can be compared."""
    weight, found = weights(matched), {}
    ours, others = matched.met == 1, matched.met == 0
    for name in matched.held:
        value = matched.held[name].to_numpy(float)
        spread = sqrt((value[ours].var(ddof=1) + value[others].var(ddof=1)) / 2) or 1.0
        before = value[ours].mean() - value[others].mean()
        after = np.average(value[ours], weights=weight[ours]) - np.average(value[others], weights=weight[others])
        found[name] = Balance(
            float(value[ours].mean()), float(value[others].mean()), float(before / spread), float(after / spread)
        )
    return found


@dataclass(frozen=True)
class Effect:
    estimate: float
    se: float

    @property
    def interval(self) -> tuple[float, float]:
        return self.estimate - Z95 * self.se, self.estimate + Z95 * self.se


def effect(matched: Matched, outcome: np.ndarray, met: np.ndarray) -> Effect:
    """The mean difference over those met. Pairs: the standard error of the differences. Blocks: pooled within blocks."""
    inside = matched.block >= 0
    block, value, arm = matched.block[inside], outcome[inside], met[inside]
    count = int(block.max()) + 1
    ours = np.bincount(block, weights=arm, minlength=count)
    others = np.bincount(block, weights=1 - arm, minlength=count)
    sums = np.bincount(block, weights=value * arm, minlength=count)
    theirs = np.bincount(block, weights=value * (1 - arm), minlength=count)
    difference = sums / ours - theirs / others
    if matched.method == "propensity":
        return Effect(float(difference.mean()), float(difference.std(ddof=1)) / sqrt(count))
    share = ours / ours.sum()
    within = np.where(arm == 1, value - (sums / ours)[block], value - (theirs / others)[block])
    variance = [float((within[arm == one] ** 2).sum()) / max(1, int((arm == one).sum()) - count) for one in (0, 1)]
    return Effect(
        float(share @ difference), sqrt(float((share**2 * (variance[1] / ours + variance[0] / others)).sum()))
    )
