"""Effects by start and period, and the means over them, each with every unit's influence on it.

The standard error of any mean follows from the summed influences (Callaway and Sant'Anna, J Econometrics 2021;225:200).
"""

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from tandem.measures.evaluation.panel import Panel


@dataclass(frozen=True)
class Summary:
    """A weighted mean of effects by start and period: its estimate and each unit's influence on it."""

    estimate: float
    influence: np.ndarray

    def se(self, clusters: np.ndarray | None) -> float:
        """Root of the summed squares of the influences; by cluster with the factor G/(G−1)."""
        if clusters is None:
            return sqrt(float((self.influence**2).sum()))
        summed = np.bincount(clusters, weights=self.influence)
        return sqrt(float((summed**2).sum()) * len(summed) / (len(summed) - 1))


@dataclass(frozen=True)
class Cell:
    """The effect on the units of a start in one period, each unit's influence on it, and how many units it rests on."""

    start: int
    at: int
    effect: float
    influence: np.ndarray
    units: int


def summarised(panel: Panel, cells: list[Cell]) -> dict[str, Any]:
    """The weighted means: simple, by start (group), by time since the start (events), and dynamic."""
    after = [cell for cell in cells if cell.at >= cell.start]
    simple = weighted_mean(panel, after)
    groups = {
        start: plain_mean([cell for cell in after if cell.start == start])
        for start in sorted({cell.start for cell in after})
    }
    group = weighted_mean(panel, [Cell(start, start, one.estimate, one.influence, 0) for start, one in groups.items()])
    events = {}
    for length in sorted({cell.at - cell.start for cell in cells}):
        events[length] = weighted_mean(panel, [cell for cell in cells if cell.at - cell.start == length])
    dynamic = plain_mean([Cell(0, at, one.estimate, one.influence, 0) for at, one in events.items() if at >= 0])
    return {"simple": simple, "group": group, "dynamic": dynamic, "groups": groups, "events": events}


def plain_mean(cells: list[Cell]) -> Summary:
    return Summary(float(np.mean([cell.effect for cell in cells])), np.mean([cell.influence for cell in cells], axis=0))


def weighted_mean(panel: Panel, cells: list[Cell]) -> Summary:
    """The mean weighted by the units of each start; that these shares are estimated too has its own influence."""
    n = len(panel.units)
    member = np.array([panel.first == cell.start for cell in cells], dtype=float)
    share = member.mean(axis=1)
    weights = share / share.sum()
    effects = np.array([cell.effect for cell in cells])
    influence = weights @ np.array([cell.influence for cell in cells])
    of_shares = (member - share[:, None]) / share.sum()
    of_shares -= weights[:, None] * of_shares.sum(axis=0, keepdims=True)
    return Summary(float(weights @ effects), influence + (effects @ of_shares) / n)


def covariance(panel: Panel, summaries: list[Summary]) -> np.ndarray:
    influences = np.array([one.influence for one in summaries])
    if panel.clusters is not None:
        count = int(panel.clusters.max()) + 1
        summed = np.array([np.bincount(panel.clusters, weights=one, minlength=count) for one in influences])
        return summed @ summed.T * count / (count - 1)
    return influences @ influences.T
