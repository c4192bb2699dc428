"""Interrupted time series: the published numbers, and what it refuses."""

import numpy as np
import pandas as pd
import pytest

from tandem.measures.evaluation import SpecError, cautions, run
from tandem.measures.evaluation.report import FEWER
from tandem.measures.evaluation.tests.conftest import rows

SICILY = {"outcome": "aces", "time": "time", "step": "smokban", "population": "stdpop"}


def test_the_step_of_sicily(sicily):
    report = run("its", sicily, SICILY)
    table = rows(report, "result")
    assert report.coefficient == pytest.approx(-0.111628, abs=5e-7)
    assert report.estimate == pytest.approx(0.8944, abs=5e-5)
    assert table["rate ratio, Poisson"].se == pytest.approx(0.017225, abs=5e-7)
    assert table["dispersion"].estimate == pytest.approx(3.5592, abs=5e-5)
    assert report.se == pytest.approx(0.017225 * 3.5592**0.5, abs=2e-6)


def test_the_step_of_sicily_with_two_harmonics(sicily):
    report = run("its", sicily, {**SICILY, "harmonics": 2})
    assert report.coefficient == pytest.approx(-0.122087, abs=5e-7)
    assert report.se == pytest.approx(0.027031, abs=5e-7)
    assert report.estimate == pytest.approx(0.8851, abs=5e-5)
    assert report.interval == pytest.approx((0.8394, 0.9332), abs=5e-5)
    assert rows(report, "result")["dispersion"].estimate == pytest.approx(2.2622, abs=5e-5)
    assert report.verdict == FEWER
    assert "quasi-Poisson" in report.se_type and report.clusters == 1
    assert report.placebo.passed and report.placebo.interval[0] < 1 < report.placebo.interval[1]


def test_months_and_dates_give_the_same_numbers(sicily):
    told = sicily.assign(
        month=[f"{y}-{m:02}" for y, m in zip(sicily.year, sicily.month, strict=True)],
        day=pd.to_datetime({"year": sicily.year, "month": sicily.month, "day": 17}),
    )
    spec = {"outcome": "aces", "population": "stdpop", "harmonics": 2}
    for column in ("month", "day"):
        report = run("its", told.sample(frac=1, random_state=1), {**spec, "time": column, "change": "2005-01"})
        assert report.coefficient == pytest.approx(-0.1220868, abs=1e-6)
        assert report.before_trend[0].at == "2002-01"


def test_counts_made_by_a_formula_are_not_believed():
    table = pd.DataFrame({"month": range(1, 31), "calls": [(1000 if month < 20 else 500) for month in range(1, 31)]})
    spec = {"time": "month", "outcome": "calls", "change": 20}
    with pytest.raises(SpecError, match="Was the column made by a formula"):
        run("its", table, spec)
    table["calls"] += table["month"] % 3
    assert any("scatter less than counts do by chance" in one for one in run("its", table, spec).warnings)


def test_neighbours_that_resemble_one_another_are_told():
    rng = np.random.default_rng(2)
    level = np.exp(4 + 0.3 * np.sin(np.arange(60) / 4))
    table = pd.DataFrame({"month": range(60), "calls": rng.poisson(level)})
    said = run("its", table, {"time": "month", "outcome": "calls", "change": 40}).warnings
    assert any("Neighbouring periods resemble one another" in one and "`harmonics`" in one for one in said)


def test_what_makes_it_weaker_is_told_with_its_number(sicily):
    told = {one.id: one.number for one in cautions("its", sicily.head(45), {**SICILY, "population": None, "cycle": 24})}
    assert told == {"seasons": 36, "population": None}
