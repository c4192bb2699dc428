"""Staggered starts: the published numbers, the factor of each standard error, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.linear_model import OLS

from tandem.measures.evaluation import SpecError, fitness, run
from tandem.measures.evaluation.cohorts import Summary, summarised
from tandem.measures.evaluation.deals import Dealt
from tandem.measures.evaluation.designs import staggered
from tandem.measures.evaluation.panel import NEVER
from tandem.measures.evaluation.report import DO_NOT_USE
from tandem.measures.evaluation.tests.conftest import rows
from tandem.measures.evaluation.twoway import two_way

COUNTIES = {"unit": "countyreal", "time": "year", "outcome": "lemp", "first_treated": "first_treat", "placebos": 40}


@pytest.fixture(scope="module")
def report(mpdta):
    return run("staggered", mpdta, COUNTIES)


def test_the_summaries_of_minimum_wages(report):
    summaries = rows(report, "summaries")
    assert summaries["dynamic"].estimate == pytest.approx(-0.0772, abs=5e-5)
    assert summaries["simple"].estimate == pytest.approx(-0.03995, abs=5e-6)
    assert summaries["group"].estimate == pytest.approx(-0.03102, abs=5e-6)
    # The R package did 2.1 prints these standard errors.
    assert summaries["dynamic"].se == pytest.approx(0.0200, abs=5e-5)
    assert summaries["group"].se == pytest.approx(0.0124, abs=5e-5)
    assert report.estimate == summaries["group"].estimate


def test_the_effects_by_time_since_the_start(report):
    events = rows(report, "time since the start")
    found = [round(events[at].estimate, 4) for at in ("0", "+1", "+2", "+3")]
    assert found == [-0.0199, -0.0510, -0.1373, -0.1008]
    before = [one for one in report.before_trend if one.before]
    assert [one.at for one in before] == ["-3", "-2", "-1"]
    assert report.placebo.passed and "500 units" in report.cluster_words and report.clusters == 500


def test_two_way_fixed_effects_stand_beside_with_their_warning(report):
    beside = rows(report, "beside")["two-way fixed effects"]
    assert beside.estimate == pytest.approx(-0.0365489, abs=5e-8)
    assert beside.se == pytest.approx(0.0132652, abs=5e-8)
    assert "for comparison only" in beside.note
    assert any("wrong sign" in one for one in report.warnings)


def test_two_way_fixed_effects_are_those_of_a_regression_on_all_the_dummies():
    rng = np.random.default_rng(4)
    y, had = rng.normal(size=(9, 6)), (np.arange(6) >= rng.integers(2, 8, 9)[:, None]).astype(float)
    y[2, 3] = y[7, 0] = np.nan
    seen = ~np.isnan(y)
    unit, period = np.nonzero(seen)
    dummies = np.column_stack([np.eye(9)[unit], np.eye(6)[period][:, 1:]])
    made = OLS(y[seen], np.column_stack([had[seen], dummies])).fit()
    found = two_way(y, had)
    assert found.estimate == pytest.approx(made.params[0], abs=1e-8)
    robust = made.get_robustcov_results("cluster", groups=unit, use_correction=False)
    factor = 9 / 8 * (found.n - 1) / (found.n - 7)
    assert found.se == pytest.approx(robust.bse[0] * factor**0.5, abs=1e-8)


def test_the_influences_are_the_librarys_own(mpdta):
    """The standard errors of single effects, which the library prints, come out of the influences we sum."""
    asked = staggered.read(mpdta, {**COUNTIES, "covariates": ["lpop"], "control": "not_yet"})
    fitted = staggered._fit(asked)
    for cell in staggered._effects(asked, fitted):
        told = fitted.group_time_effects[(cell.start - 2002, cell.at - 2002)]
        assert Summary(cell.effect, cell.influence).se(None) == pytest.approx(told["se"], rel=1e-9)


@pytest.mark.parametrize("aggregate", ["group", "simple", "dynamic"])
@pytest.mark.parametrize("control", ["never", "not_yet"])
def test_dealing_out_anew_uses_the_same_estimator(mpdta, aggregate, control):
    asked = staggered.read(mpdta, {**COUNTIES, "aggregate": aggregate, "control": control})
    panel, cells = asked.panel, staggered._cells(asked)
    changes = np.array([panel.y[:, at - 2003] - panel.y[:, start - 2004] for start, at in cells])
    summaries = summarised(panel, staggered._effects(asked, staggered._fit(asked)))
    assert Dealt(panel, control, aggregate, cells, changes).summary(panel.first) == pytest.approx(
        summaries[aggregate].estimate
    )


def made(starts: dict[str, int | None], periods: int = 12, seed: int = 3, **of) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        [
            {"place": place, "month": at, "calls": int(rng.poisson(30)), "start": start, **of}
            for place, start in starts.items()
            for at in range(1, periods + 1)
        ]
    )


CALLS = {"unit": "place", "time": "month", "outcome": "calls", "first_treated": "start", "placebos": 20}
SIX = {"Ash": 6, "Bay": 6, "Cove": 8, "Dell": 8, "Elm": None, "Fen": None}


def test_one_treated_unit_is_refused_with_the_way_out():
    table = made({**SIX, "Ash": None, "Bay": None, "Cove": None})
    with pytest.raises(SpecError, match="1 treated unit: only `synthetic`"):
        run("staggered", table, CALLS)
    assert [(one.id, one.number) for one in fitness("staggered", table, CALLS)] == [("treated", 1)]


def test_nobody_to_compare_with_is_refused():
    everybody = made({name: 6 for name in SIX})
    assert fitness("staggered", everybody, CALLS)[0].id == "untreated"
    assert "not_yet" in fitness("staggered", made({**SIX, "Elm": 9, "Fen": 9}), {**CALLS, "control": "never"})[0].words
    assert not fitness("staggered", made({**SIX, "Elm": 9, "Fen": 9}), CALLS)


def test_missing_months_are_gaps_and_are_counted():
    table = made(SIX).drop(index=[3, 17]).reset_index(drop=True)
    table.loc[40, "calls"] = None
    report = run("staggered", table, CALLS)
    assert {one.words.split(" that")[0]: one.count for one in report.excluded} == {
        "rows without an outcome": 1,
        "unit-periods": 2,
    }
    assert any("3 missing periods are gaps, never zeros" in one for one in report.warnings)


def test_units_that_had_it_from_the_first_month_on_are_left_out():
    report = run("staggered", made({**SIX, "Gale": 1}), CALLS)
    assert [(one.words, one.count) for one in report.excluded] == [
        ("units that had the change from the first period on", 1)
    ]


def test_starts_may_be_told_by_months_or_by_zero_and_one():
    table = made(SIX)
    table["at"] = [f"2025-{month:02}" for month in table["month"]]
    table["began"] = [None if pd.isna(start) else f"2025-{int(start):02}" for start in table["start"]]
    table["has"] = (table["month"] >= table["start"]).astype(int)
    plain = run("staggered", table, CALLS)
    by_months = run("staggered", table, {**CALLS, "time": "at", "first_treated": "began"})
    flags = run("staggered", table, {**CALLS, "first_treated": None, "treated": "has"})
    assert plain.estimate == by_months.estimate == flags.estimate
    assert [row.label for row in by_months.table if row.part == "by start"] == ["2025-06", "2025-08"]


def test_places_that_were_not_alike_before_make_the_result_unusable():
    table = made(SIX, periods=16)
    rising = table["start"].notna()
    table.loc[rising, "calls"] += 6 * table.loc[rising, "month"]
    report = run("staggered", table, CALLS)
    assert not report.placebo.passed and report.verdict == DO_NOT_USE and report.sentence.startswith("Do not use")


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"calls": "n/k"}, "outcome", "“n/k” (column “calls”, row 7) is not a number"),
        ({"month": 4}, "time", "twice, again in row 7"),
        ({"start": 9}, "first_treated", "more than one start"),
        ({"place": None}, "unit", "Row 7 has no unit"),
        ({"month": None}, "time", "Row 7 has no time"),
        ({"month": 5.5}, "time", "is not a whole number"),
        ({"calls": float("inf")}, "outcome", "too large for a number"),
    ],
)
def test_a_faulty_cell_is_named(change, field, words):
    table = made(SIX).astype(object)
    for name, value in change.items():
        table.loc[5, name] = value
    with pytest.raises(SpecError) as refused:
        run("staggered", table, CALLS)
    assert refused.value.field == field and words in refused.value.sentence


def test_a_change_that_goes_away_again_is_refused():
    table = made(SIX)
    table["has"] = ((table["month"] >= table["start"]) & (table["month"] < 10)).astype(int)
    with pytest.raises(SpecError, match="had the change and has it no more in 10"):
        run("staggered", table, {**CALLS, "first_treated": None, "treated": "has"})


def test_a_start_after_the_last_month_has_not_come():
    asked = staggered.read(made({**SIX, "Fen": 40}), CALLS)
    assert (asked.panel.first == NEVER).sum() == 2
