"""Matched comparison: who is alike, by how much, and who was left unmatched."""

import numpy as np
import pandas as pd
import pytest

from tandem.measures.evaluation import SpecError, fitness, run
from tandem.measures.evaluation.alike import propensity
from tandem.measures.evaluation.designs import matched
from tandem.measures.evaluation.tests.conftest import rows

SPEC = {
    "outcome": "again",
    "treated": "met",
    "covariates": ["age", "earlier"],
    "outcome_words": "repeat calls",
    "placebos": 60,
}


def made(n: int = 800, effect: float = 0.0, seed: int = 5) -> pd.DataFrame:
    """The team meets the older and those who called before more often; they call again more often anyway."""
    rng = np.random.default_rng(seed)
    age, earlier = rng.normal(40, 12, n), rng.poisson(1.0, n)
    pull = (age - 40) / 12 * 0.7 + (earlier - 1) * 0.6 - 0.8
    met = rng.random(n) < 1 / (1 + np.exp(-pull))
    again = rng.random(n) < np.clip(0.25 + 0.08 * (pull + 0.8) + effect * met, 0.01, 0.99)
    area = rng.choice(["North", "South", "Harbor"], n)
    return pd.DataFrame(
        {"age": age, "earlier": earlier, "area": area, "met": met.astype(int), "again": again.astype(int)}
    )


def test_matching_makes_alike_what_was_not():
    report = run("matched", made(), SPEC)
    before, after = rows(report, "balance before"), rows(report, "balance after")
    assert before["age"].estimate > 0.3 and before["earlier"].estimate > 0.3
    assert abs(after["age"].estimate) < 0.1 and abs(after["earlier"].estimate) < 0.1
    plain = made().groupby("met")["again"].mean().diff().iloc[-1]
    assert plain > 0.05 and abs(report.estimate) < plain
    assert report.clusters == int(report.cluster_words.split()[0].replace(",", ""))
    assert report.placebo.passed and report.verdict == "cant_tell"


def test_standardised_differences_are_those_made_by_hand():
    table = made()
    ours, others = table[table["met"] == 1]["age"], table[table["met"] == 0]["age"]
    by_hand = (ours.mean() - others.mean()) / np.sqrt((ours.var() + others.var()) / 2)
    assert rows(run("matched", table, SPEC), "balance before")["age"].estimate == pytest.approx(by_hand)


def test_those_left_unmatched_are_counted_and_described():
    table = made()
    table.loc[table["met"] == 1, "age"] += 15
    report = run("matched", table, SPEC)
    left = {one.words: one.count for one in report.excluded}["people met who have nobody alike"]
    alone = rows(report, "met and left unmatched")["age"]
    assert left > 20 and alone.n == left
    assert alone.estimate > float(alone.note.split()[1])
    assert any("the result is not about them" in one for one in report.warnings)


def test_pairs_are_the_nearest_within_the_caliper_and_none_is_used_twice():
    asked = matched.read(made(200), SPEC)
    logit = propensity(asked.met, asked.held)
    for pair in range(int(asked.block.max()) + 1):
        both = np.flatnonzero(asked.block == pair)
        assert sorted(asked.met[both]) == [0, 1]
        assert abs(logit[both[0]] - logit[both[1]]) <= 0.2 * logit.std(ddof=1)


def test_exact_categories_are_weighted_by_those_met():
    table = made().assign(old=lambda one: np.where(one["age"] > 40, "over 40", "to 40"))
    report = run("matched", table, {**SPEC, "method": "exact", "covariates": ["old", "area"]})
    cells = table.groupby(["old", "area", "met"])["again"].mean().unstack()
    met = table[table["met"] == 1].groupby(["old", "area"]).size()
    by_hand = ((cells[1] - cells[0]) * met).sum() / met.sum()
    assert report.estimate == pytest.approx(by_hand)
    assert abs(rows(report, "balance after")["old: to 40"].estimate) < 1e-12
    assert "6 combinations" in report.cluster_words


def test_an_outcome_from_before_is_the_placebo_where_it_is_given():
    table = made().assign(was=lambda one: np.random.default_rng(1).integers(0, 2, len(one)))
    assert run("matched", table, {**SPEC, "placebo_outcome": "was"}).placebo.passed
    told = table.assign(was=lambda one: one["met"] * (one.index % 2))
    report = run("matched", told, {**SPEC, "placebo_outcome": "was"})
    assert not report.placebo.passed and report.verdict == "do_not_use"


def test_what_it_refuses():
    table = made()
    unknown = table.assign(age=table["age"].where(table["met"].eq(1) | (table.index % 10 < 4)))
    told = fitness("matched", unknown, SPEC)[0]
    assert told.id == "known" and "At least 80 in 100" in told.words
    assert fitness("matched", table.head(15), SPEC)[0].id == "each"
    with pytest.raises(SpecError, match="tells for certain who was met"):
        run("matched", table.assign(age=table["met"] * 50 + table["age"] / 1000), SPEC)
    with pytest.raises(SpecError, match="is the same for everybody"):
        run("matched", table.assign(age=3), SPEC)
    with pytest.raises(SpecError, match="follows from the rest"):
        run("matched", table.assign(older=table["age"] * 2), {**SPEC, "covariates": ["age", "older"]})
    with pytest.raises(SpecError, match="Cut it into groups"):
        run("matched", table, {**SPEC, "method": "exact"})
    with pytest.raises(SpecError, match="nothing can be told"):
        run("matched", table.assign(again=0), SPEC)


@pytest.mark.whole
def test_over_many_samples_it_is_centred_and_covers():
    found = [run("matched", made(600, effect=-0.15, seed=seed), {**SPEC, "placebos": 1}) for seed in range(60)]
    assert np.mean([one.estimate for one in found]) == pytest.approx(-0.15, abs=0.03)
    assert np.mean([one.interval[0] <= -0.15 <= one.interval[1] for one in found]) >= 0.9
