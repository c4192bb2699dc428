"""Synthetic difference-in-differences: one place against a mixture, with p from permutation."""

import numpy as np
import pandas as pd
import pytest
from diff_diff import SyntheticDiD

from tandem.measures.evaluation import SpecError, fitness, run
from tandem.measures.evaluation.report import CANT_TELL, FEWER
from tandem.measures.evaluation.tests.conftest import rows

CALLS = {"unit": "place", "time": "month", "outcome": "rate", "first_treated": "start"}


def made(places: int = 24, periods: int = 20, start: int = 13, effect: float = -3.0, treated: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(6)
    common = rng.normal(size=(2, periods)).cumsum(axis=1)
    y = (
        20
        + rng.normal(0, 3, (places, 1))
        + rng.uniform(0, 1, (places, 2)) @ common
        + rng.normal(0, 0.5, (places, periods))
    )
    y[:treated, start - 1 :] += effect
    place, month = np.meshgrid(np.arange(places), np.arange(1, periods + 1), indexing="ij")
    first = np.repeat([start] * treated + [0] * (places - treated), periods)
    return pd.DataFrame({"place": place.ravel(), "month": month.ravel(), "rate": y.ravel(), "start": first})


def test_one_place_has_one_cluster_and_a_p_from_permutation():
    report = run("synthetic", made(), CALLS)
    assert report.clusters == 1 and report.cluster_words.startswith("1 treated cluster")
    assert any(one.startswith("1 treated cluster") for one in report.warnings)
    assert report.chance.of == 23 and report.chance.p == pytest.approx((1 + report.chance.at_least_as_far) / 24)
    assert report.estimate == pytest.approx(-3, abs=1) and report.verdict == FEWER
    assert report.placebo.passed and report.placebo.what == "a made-up start at 7, before the change"


def test_the_effect_and_its_weights_are_the_librarys():
    table = made()
    theirs = SyntheticDiD(n_bootstrap=2, seed=1).fit(
        table.assign(had=(table["start"] > 0).astype(int)),
        outcome="rate",
        treatment="had",
        unit="place",
        time="month",
        post_periods=list(range(13, 21)),
    )
    report = run("synthetic", table, CALLS)
    assert report.estimate == pytest.approx(theirs.att, abs=1e-6)
    for name, weight in list(rows(report, "weight of a place").items())[:5]:
        assert weight.estimate == pytest.approx(theirs.unit_weights[int(name)], abs=1e-6)


def test_too_few_others_can_never_tell():
    report = run("synthetic", made(places=10), CALLS)
    assert report.chance.p >= 0.1 and report.verdict == CANT_TELL
    assert any("p cannot be under 0.10" in one for one in report.warnings)


def test_several_places_that_started_together():
    report = run("synthetic", made(treated=3), {**CALLS, "placebos": 30})
    assert report.clusters == 3 and report.chance.of == 30
    assert not any(one.startswith("1 treated") for one in report.warnings)


def test_what_it_refuses():
    table = made()
    assert fitness("synthetic", made(start=6), CALLS)[0].words == "5 periods before the change; at least 8 are needed."
    assert fitness("synthetic", made(places=4), CALLS)[0].number == 3
    with pytest.raises(SpecError, match="Choose `staggered`"):
        run("synthetic", table.assign(start=table["start"].where(table["place"] != 1, 9)), CALLS)
    with pytest.raises(SpecError, match="has missing periods; they are gaps, never zeros"):
        run("synthetic", table.drop(index=4), CALLS)
    with pytest.raises(SpecError, match="No unit started"):
        run("synthetic", table.assign(start=0), CALLS)
    told = run("synthetic", table.drop(index=table.index[-3]), {**CALLS, "placebos": 10})
    assert told.excluded[-1].count == 1
