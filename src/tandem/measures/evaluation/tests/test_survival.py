"""Survival: the published numbers of Rossi's data, and what it refuses."""

from math import log

import numpy as np
import pytest
from statsmodels.duration.hazard_regression import PHReg

from tandem.measures.evaluation import SpecError, fitness, run
from tandem.measures.evaluation.robust import robust_se, score_residuals
from tandem.measures.evaluation.tests.conftest import rows

ROSSI = {
    "duration": "week",
    "event": "arrest",
    "group": "fin",
    "covariates": ["age", "race", "wexp", "mar", "paro", "prio"],
    "horizon": 52,
    "outcome_words": "arrests",
}


def test_the_numbers_of_rossi(rossi):
    report = run("survival", rossi, {**ROSSI, "placebos": 50})
    cox = rows(report, "Cox")
    assert report.coefficient == pytest.approx(-0.37942, abs=5e-6)
    assert report.se == pytest.approx(0.19138, abs=5e-6)
    known = {"age": -0.05744, "race": 0.31390, "wexp": -0.14980, "mar": -0.43370, "paro": -0.08487, "prio": 0.09150}
    assert {name: round(cox[name].estimate, 5) for name in known} == known
    assert cox["log-likelihood"].estimate == pytest.approx(-658.74766, abs=5e-6)
    assert log(report.estimate) == pytest.approx(report.coefficient)
    log_rank = rows(report, "log-rank")["chi-square, 1 degree of freedom"]
    assert log_rank.estimate == pytest.approx(3.837570, abs=5e-7)
    assert log_rank.note == "p 0.050116"
    assert rows(report, "Kaplan–Meier")["still without the event at 52: all"].estimate == pytest.approx(
        0.736111, abs=5e-7
    )


def test_in_clusters_the_error_is_that_of_summed_residuals(rossi):
    """Without ties it is that of statsmodels; with them the residuals still sum to zero, as they must."""
    who = (rossi.index % 12).to_numpy()
    design = rossi[["fin", "age", "prio"]].to_numpy(float)
    apart = rossi["week"].to_numpy() + np.random.default_rng(1).random(len(rossi)) / 2
    event = rossi["arrest"].to_numpy()
    made = PHReg(apart, design, status=event).fit()
    residuals = score_residuals(apart, event, design, made.params)
    theirs = PHReg(apart, design, status=event).fit(groups=who)
    assert robust_se(residuals, made.cov_params(), who) == pytest.approx(theirs.bse, rel=1e-8)
    tied = PHReg(rossi["week"], design, status=event, ties="efron").fit()
    residuals = score_residuals(rossi["week"].to_numpy(float), event, design, tied.params)
    assert np.abs(residuals.sum(axis=0)).max() < 1e-9
    report = run("survival", rossi.assign(who=who), {**ROSSI, "cluster": "who", "placebos": 1})
    assert report.clusters == 12 and any("12 clusters are few" in one for one in report.warnings)
    assert report.se == pytest.approx(0.162384, abs=1e-6) and "robust" in report.se_type


def test_categories_are_held_equal_value_by_value(rossi):
    told = rossi.assign(race=rossi["race"].map({1: "one", 0: "another"}))
    report = run("survival", told, {**ROSSI, "placebos": 1})
    assert rows(report, "Cox")["race: one"].estimate == pytest.approx(0.31390, abs=5e-6)


def test_who_was_not_seen_to_the_horizon_is_told(rossi):
    short = rossi.copy()
    cut = (short["fin"] == 1) & (short.index % 2 == 0)
    short.loc[cut, "arrest"] = 0
    short.loc[cut, "week"] = short.loc[cut, "week"].clip(upper=20)
    report = run("survival", short, {**ROSSI, "placebos": 1})
    assert any("if they left for a reason, the comparison is off" in one for one in report.warnings)


def test_what_it_refuses(rossi):
    base = {**ROSSI, "placebos": 1}
    for change, words in (
        ({"horizon": 90}, "Nobody was followed to 90; the longest time seen is 52"),
        ({"group": "prio"}, "two are compared. Say which by `compare`"),
        ({"compare": ["0", "yes"]}, "The group has no value “yes”"),
        ({"covariates": ["age", "age"]}, "A column is named twice"),
        ({"covariates": ["age", "fin"]}, "follows from the rest"),
    ):
        with pytest.raises(SpecError, match=words):
            run("survival", rossi, {**base, **change})
    assert fitness("survival", rossi.head(20), {**base, "covariates": []})[0].id == "events"
    few = fitness("survival", rossi.head(150), base)
    assert few[-1].words.startswith("35 events cannot carry 6 things held equal")


@pytest.mark.whole
def test_lifelines_says_the_same(rossi):
    from lifelines import CoxPHFitter, KaplanMeierFitter

    report = run("survival", rossi, ROSSI)
    theirs = CoxPHFitter().fit(rossi, "week", "arrest")
    assert theirs.params_["fin"] == pytest.approx(report.coefficient, abs=1e-5)
    assert theirs.standard_errors_["fin"] == pytest.approx(report.se, abs=1e-5)
    curve = KaplanMeierFitter().fit(rossi["week"], rossi["arrest"])
    low, high = curve.confidence_interval_.iloc[-1]
    ours = rows(report, "Kaplan–Meier")["still without the event at 52: all"]
    assert ours.interval == pytest.approx((low, high), abs=1e-6)
