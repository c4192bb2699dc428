"""A series of counts with a step in it, and the Poisson regression that tells the step from trend and seasons."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from tandem.measures.evaluation.columns import Times
from tandem.measures.evaluation.refusals import SpecError


@dataclass(frozen=True)
class Series:
    """The series in order of time, without its gaps. `at` counts periods, `step` is 0 before the change and 1 after."""

    at: np.ndarray
    count: np.ndarray
    population: np.ndarray | None
    step: np.ndarray
    times: Times
    harmonics: int
    cycle: int
    outcome: str
    contacts: float | None
    placebos: int
    seed: int
    gaps: int
    blank: int

    @property
    def before(self) -> int:
        return int((self.step == 0).sum())

    @property
    def after(self) -> int:
        return int((self.step == 1).sum())


@dataclass(frozen=True)
class Fit:
    """The step's coefficient (log rate ratio), its Poisson standard error, the dispersion, and the fitted counts."""

    b: float
    poisson_se: float
    dispersion: float
    fitted: np.ndarray
    without: np.ndarray
    residuals: np.ndarray

    @property
    def se(self) -> float:
        return self.poisson_se * sqrt(self.dispersion)


def fit(series: Series) -> Fit:
    """Fit the series. SpecError where the equations have no answer."""
    at, step = series.at.astype(float), series.step
    columns = [np.ones_like(at), step, at - at.mean()]
    for wave in range(1, series.harmonics + 1):
        angle = 2 * np.pi * wave * at / series.cycle
        columns += [np.sin(angle), np.cos(angle)]
    design = np.column_stack(columns)
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise SpecError(
            "harmonics", "Trend, waves and change cannot be told apart in so few periods. Ask for fewer waves."
        )
    offset = None if series.population is None else np.log(series.population)
    try:
        made = GLM(series.count, design, family=Poisson(), offset=offset).fit(scale=1.0, maxiter=100)
    except (ValueError, FloatingPointError, np.linalg.LinAlgError):
        raise SpecError(
            "outcome", "The regression has no answer on this series. Look at the outcome and the population."
        ) from None
    if not made.converged or not np.isfinite(made.bse).all():
        raise SpecError(
            "outcome", "The regression found no answer on this series. Look at the outcome and the population."
        )
    fitted = np.asarray(made.fittedvalues)
    dispersion = float(((series.count - fitted) ** 2 / fitted).sum() / made.df_resid)
    b = float(made.params[1])
    return Fit(
        b, float(made.bse[1]), dispersion, fitted, fitted * np.exp(-b * step), (series.count - fitted) / np.sqrt(fitted)
    )
