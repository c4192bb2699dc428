"""Two-way fixed effects: the older number for staggered starts, shown beside the better one and never alone.

Own code, because what gives it elsewhere brings a drawing library along. Unit and period effects are taken out by
turns, exactly so on a panel without gaps; the standard error is clustered by unit with the factor
G/(G−1) × (n−1)/(n−K), K counting the change and the periods, since the units' effects lie within the clusters.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

WARNING = (
    "Two-way fixed effects compare places that started with places that started before them; where an effect grows or "
    "differs between places this can even have the wrong sign (Goodman-Bacon 2021). It is here for comparison only."
)


@dataclass(frozen=True)
class TwoWay:
    estimate: float
    se: float
    clusters: int
    n: int


def two_way(y: np.ndarray, had: np.ndarray, clusters: np.ndarray | None = None) -> TwoWay | None:
    """Fit units × periods arrays, NaN in `y` being a gap. None where the change cannot be told from the effects."""
    seen = ~np.isnan(y)
    x, out = _within(had.astype(float), seen), _within(np.where(seen, y, 0.0), seen)
    xx = float((x * x).sum())
    if xx < 1e-9:
        return None
    b = float((x * out).sum()) / xx
    scores = (x * (out - b * x)).sum(axis=1)
    groups = np.arange(len(y)) if clusters is None else clusters
    summed = np.bincount(groups, weights=scores)
    count, n, k = int(groups.max()) + 1, int(seen.sum()), 1 + int(seen.any(axis=0).sum())
    if count < 2 or n <= k:
        return None
    factor = count / (count - 1) * (n - 1) / (n - k)
    return TwoWay(b, sqrt(factor * float((summed**2).sum())) / xx, count, n)


def _within(values: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """The values without unit and period means, zero in the gaps."""
    values = np.where(seen, values, 0.0)
    per_unit, per_period = np.maximum(seen.sum(axis=1), 1)[:, None], np.maximum(seen.sum(axis=0), 1)[None, :]
    for _ in range(10_000):
        values = np.where(seen, values - values.sum(axis=1, keepdims=True) / per_unit, 0.0)
        means = values.sum(axis=0, keepdims=True) / per_period
        values = np.where(seen, values - means, 0.0)
        if np.abs(values.sum(axis=1)).max() <= 1e-10 * max(1.0, float(np.abs(values).max())):
            break
    return values
