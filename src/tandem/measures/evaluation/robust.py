"""Cox regression's robust standard errors with Efron's ties, summed by cluster (Lin and Wei, J Am Stat Assoc 1989;84:1074).

Own code: statsmodels takes the score residuals as if there were no ties, which is off in the second digit of Rossi's data.
"""

import numpy as np


def score_residuals(time: np.ndarray, event: np.ndarray, design: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return each row's part in the score, people × columns of the design; all rows are seen from time 0."""
    order = np.argsort(time, kind="stable")
    t, died, x = time[order], event[order] == 1, design[order]
    risk = np.exp((x - x.mean(axis=0)) @ b)
    # What is still at risk at each row's time, from the end backwards.
    still = np.cumsum(risk[::-1])[::-1]
    still_x = np.cumsum((risk[:, None] * x)[::-1], axis=0)[::-1]
    times, first = np.unique(t, return_index=True)
    place = np.searchsorted(times, t)
    hazard, hazard_x = np.zeros(len(times)), np.zeros((len(times), x.shape[1]))
    mean_x, own, own_x = np.zeros_like(hazard_x), np.zeros_like(hazard), np.zeros_like(hazard_x)
    for at in np.unique(place[died]):
        dying = died & (place == at)
        count = int(dying.sum())
        # Efron: as the tied deaths go one after another, each takes its share of those dying out of the risk.
        gone = np.arange(count) / count
        left = still[first[at]] - gone * risk[dying].sum()
        means = (still_x[first[at]] - gone[:, None] * (risk[dying][:, None] * x[dying]).sum(axis=0)) / left[:, None]
        hazard[at], hazard_x[at] = (1 / left).sum(), (means / left[:, None]).sum(axis=0)
        mean_x[at] = means.mean(axis=0)
        own[at], own_x[at] = (gone / left).sum(), (gone[:, None] * means / left[:, None]).sum(axis=0)
    total, total_x = np.cumsum(hazard)[place], np.cumsum(hazard_x, axis=0)[place]
    total, total_x = total - died * own[place], total_x - died[:, None] * own_x[place]
    found = died[:, None] * (x - mean_x[place]) - risk[:, None] * (x * total[:, None] - total_x)
    back = np.empty_like(found)
    back[order] = found
    return back


def robust_se(residuals: np.ndarray, covariance: np.ndarray, cluster: np.ndarray) -> np.ndarray:
    """Return the standard errors from score residuals, the covariance by the information, and each row's cluster."""
    moved = residuals @ covariance
    summed = np.array([np.bincount(cluster, weights=column) for column in moved.T])
    return np.sqrt((summed**2).sum(axis=1))
