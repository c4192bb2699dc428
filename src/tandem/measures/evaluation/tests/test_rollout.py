"""Roll-out in a drawn order: against a brute-force small case, and by simulation with a seed."""

from itertools import product
from math import sqrt

import numpy as np
import pandas as pd
import pytest

from tandem.measures.evaluation import SpecError, fitness, run
from tandem.measures.evaluation.designs import rollout
from tandem.measures.evaluation.panel import NEVER
from tandem.measures.evaluation.tests.conftest import rows

OFFICERS = {"unit": "officer", "time": "month", "outcome": "holds", "first_treated": "trained", "placebos": 20}


def made(first: np.ndarray, periods: int, seed: int, effect: float = 0.0) -> pd.DataFrame:
    """A table of officers whose own level lasts, some months busier than others."""
    rng = np.random.default_rng(seed)
    level = rng.normal(5, 2, (len(first), 1))
    y = level + rng.normal(size=(1, periods)) + rng.normal(size=(len(first), periods))
    months = np.arange(1, periods + 1)
    y = y + effect * (months[None, :] >= np.where(first == 0, NEVER, first)[:, None])
    officer, month = np.meshgrid(np.arange(len(first)), months, indexing="ij")
    columns = {"officer": officer.ravel(), "month": month.ravel(), "holds": y.ravel()}
    return pd.DataFrame({**columns, "trained": np.repeat(first, periods)})


def by_hand(table: pd.DataFrame, aggregate: str) -> tuple[float, float]:
    """The estimator written out: matrices of weights, covariances of each start, a solved β."""
    wide = table.pivot(index="officer", columns="month", values="holds")
    first = table.groupby("officer")["trained"].first().replace(0, 10**6)
    periods, starts = list(wide.columns), sorted(set(first))
    size = {start: int((first == start).sum()) for start in starts}
    mean = {start: wide[first == start].mean().to_numpy() for start in starts}
    cov = {start: np.cov(wide[first == start].to_numpy().T) for start in starts}
    pairs = [(g, t) for g, t in product(starts, periods) if g <= t < max(starts)]
    weight = {}
    for g, t in pairs:
        of_g = [one for one in pairs if one[0] == g]
        at_t = [one for one in pairs if one[1] == t]
        if aggregate == "simple":
            weight[g, t] = size[g] / sum(size[one] for one, _ in pairs)
        elif aggregate == "cohort":
            weight[g, t] = size[g] / sum(size[one] for one in {g for g, _ in pairs}) / len(of_g)
        else:
            weight[g, t] = size[g] / sum(size[one] for one, _ in at_t) / len({t for _, t in pairs})
    after = {start: np.zeros(len(periods)) for start in starts}
    before = {start: np.zeros(len(periods)) for start in starts}
    for (g, t), w in weight.items():
        waiting = [start for start in starts if start > t]
        for matrix, period in ((after, t), (before, g - 1)):
            matrix[g][periods.index(period)] += w
            for start in waiting:
                matrix[start][periods.index(period)] -= w * size[start] / sum(size[one] for one in waiting)
    theta = sum(after[g] @ mean[g] for g in starts)
    x = sum(before[g] @ mean[g] for g in starts)
    var_x = sum(before[g] @ cov[g] @ before[g] / size[g] for g in starts)
    both = sum(before[g] @ cov[g] @ after[g] / size[g] for g in starts)
    beta = both / var_x
    left = {g: after[g] - beta * before[g] for g in starts}
    return theta - beta * x, sqrt(sum(left[g] @ cov[g] @ left[g] / size[g] for g in starts))


@pytest.mark.parametrize("never", [True, False])
@pytest.mark.parametrize("aggregate", ["simple", "cohort", "calendar"])
def test_it_is_what_brute_force_finds(aggregate, never):
    first = np.array([3, 3, 3, 4, 4, 6, 6, 6, 6, *([0, 0, 0] if never else [7, 7])])
    table = made(first, periods=7, seed=11)
    report = run("rollout", table, {**OFFICERS, "aggregate": aggregate})
    estimate, se = by_hand(table, aggregate)
    assert report.estimate == pytest.approx(estimate, abs=1e-10)
    assert report.se == pytest.approx(se, abs=1e-10)


def test_with_beta_one_it_is_callaway_and_santanna(mpdta):
    """With whole units, β = 1 is the comparison with the not yet treated: two roads to the same number."""
    spec = {"unit": "countyreal", "time": "year", "outcome": "lemp", "first_treated": "first_treat", "placebos": 1}
    beside = rows(run("rollout", mpdta, spec), "beside")
    staggered = rows(run("staggered", mpdta, {**spec, "control": "not_yet"}), "summaries")
    found = beside["cohort: difference-in-differences (β = 1)"].estimate
    assert found == pytest.approx(staggered["group"].estimate, abs=1e-10)
    found = beside["simple: difference-in-differences (β = 1)"].estimate
    assert found == pytest.approx(staggered["simple"].estimate, abs=1e-10)


def test_over_many_draws_it_is_centred_covers_and_beats_difference_in_differences():
    """The order is drawn 400 times anew over the same officers; the effect is 0.5 for each of them."""
    rng, starts = np.random.default_rng(8), np.repeat([4, 6, 8, 0], 15)
    found = []
    panel = rollout.read(made(starts, periods=9, seed=99), OFFICERS).panel
    for _ in range(400):
        first = rng.permutation(starts)
        theirs = np.where(first == 0, NEVER, first)
        y = panel.y + 0.5 * (panel.periods[None, :] >= theirs[:, None])
        drawn = rollout.Estimator(replaced(panel, y, theirs))
        found.append(drawn.of(drawn.weights(rollout.means(drawn.panel)["simple"])))
    estimates = np.array([one.estimate for one in found])
    assert estimates.mean() == pytest.approx(0.5, abs=4 * estimates.std() / 20)
    covered = np.mean([abs(one.estimate - 0.5) <= 1.96 * one.se for one in found])
    assert 0.92 <= covered <= 0.98
    twice = np.array([one.difference - one.before for one in found])
    plainly = np.array([one.difference for one in found])
    assert estimates.std() < twice.std() < plainly.std()


def replaced(panel, y, first):
    return type(panel)(**{**panel.__dict__, "y": y, "first": first})


def test_an_order_that_was_not_drawn_is_found_out(mpdta):
    spec = {"unit": "countyreal", "time": "year", "outcome": "lemp", "first_treated": "first_treat", "placebos": 20}
    report = run("rollout", mpdta, spec)
    assert not report.placebo.passed and "hardly drawn by lot" in report.placebo.sentence


def test_what_could_not_be_used_is_counted():
    table = made(np.array([3, 3, 4, 4, 5, 1, 0, 0, 0, 4, 4]), periods=6, seed=2).drop(index=[13])
    report = run("rollout", table, OFFICERS)
    told = {one.words: one.count for one in report.excluded}
    assert told["units that had it from the first period on"] == 1
    assert told["units with a missing period: this design needs them whole"] == 1
    assert told["units that started alone in their period"] == 1


def test_what_it_refuses():
    assert fitness("rollout", made(np.array([3] * 10), 6, 1), OFFICERS)[0].id == "untreated"
    assert fitness("rollout", made(np.array([3, 3, 0, 0]), 6, 1), OFFICERS)[0].number == 4
    table = made(np.array([3, 3, 3, 4, 4, 4, 0, 0, 0]), 6, 1)
    with pytest.raises(SpecError, match="the same start|in every row"):
        run("rollout", table.assign(holds=table["month"]), OFFICERS)


def test_the_same_seed_gives_the_same_report():
    table = made(np.array([3, 3, 3, 4, 4, 4, 0, 0, 0]), 6, 1)
    assert run("rollout", table, OFFICERS) == run("rollout", table, OFFICERS)
    other = run("rollout", table, {**OFFICERS, "seed": 2})
    assert other.estimate == run("rollout", table, OFFICERS).estimate
