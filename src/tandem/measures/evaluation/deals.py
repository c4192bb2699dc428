"""The starts dealt out anew among the places, many times and fast."""

import numpy as np

from tandem.measures.evaluation.panel import NEVER, Panel


class Dealt:
    """Differences of means for any deal of the starts: the changes are made once, each deal only sums them by start."""

    def __init__(self, panel: Panel, control: str, aggregate: str, cells: list[tuple[int, int]], changes: np.ndarray):
        self.starts = np.append(panel.cohorts, NEVER)
        self.seen = (~np.isnan(changes)).T.astype(float)
        self.changes = np.where(np.isnan(changes), 0.0, changes).T
        self.aggregate = aggregate
        self.start = np.array([start for start, _ in cells])
        self.at = np.array([at for _, at in cells])
        self.which = np.searchsorted(self.starts, self.start)
        never = self.starts[None, :] == NEVER
        self.compared = never if control == "never" else self.starts[None, :] > self.at[:, None]
        self.compared = np.broadcast_to(self.compared, (len(cells), len(self.starts)))
        self.own = self.starts[None, :] == self.start[:, None]

    def summary(self, first: np.ndarray) -> float | None:
        one_hot = (first[None, :] == self.starts[:, None]).astype(float)
        sums, counts = (one_hot @ self.changes).T, (one_hot @ self.seen).T
        with np.errstate(invalid="ignore", divide="ignore"):
            effects = (sums * self.own).sum(axis=1) / (counts * self.own).sum(axis=1)
            effects = effects - (sums * self.compared).sum(axis=1) / (counts * self.compared).sum(axis=1)
        fine = np.isfinite(effects)
        if not fine.any():
            return None
        sizes = one_hot.sum(axis=1)[self.which]
        if self.aggregate == "simple":
            return float(np.average(effects[fine], weights=sizes[fine]))
        if self.aggregate == "group":
            means = _averages(self.which[fine], effects[fine], np.ones(fine.sum()))
            return float(np.average(means, weights=one_hot.sum(axis=1)[np.unique(self.which[fine])]))
        return float(_averages((self.at - self.start)[fine], effects[fine], sizes[fine]).mean())


def _averages(key: np.ndarray, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The weighted mean of the values of each key, in the order of the keys."""
    total = np.bincount(key, weights=weights)
    kept = total > 0
    return np.bincount(key, weights=values * weights)[kept] / total[kept]
