"""Tables and specs that are wrong in many ways: a sentence that names the field, never a library's traceback."""

import json
import random
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from tandem.measures.evaluation import SpecError, cautions, fitness, run
from tandem.measures.evaluation.designs import DESIGNS
from tandem.measures.evaluation.tests.tables import TABLES

CELLS = (
    *(None, np.nan, float("inf"), -1, 0, 1, 1.5, 1e300, -1e300, 1e-300, 10**30, 2**63, "", "  ", "x", "1e5", "1,000"),
    *("\x00", "\ud800", "a" * 10_000, "2025-01", "2025-13-01", "9999-12-31", "0000-01-01", True, False, "NaN", "-0"),
    *(datetime(2025, 1, 1), date(2025, 1, 1), pd.NaT, [1], {"a": 1}, b"x"),
)
SAID = (
    *(None, "", True, False, 0, -1, 1, 1.5, 1e308, float("nan"), float("inf"), 10**40, [], ["x"], [None], [[1]], {}),
    *({"a": 1}, "x", "place", "month", "calls", "start", "met", "2025-01", "\x00", "\ud800", ["month", "month"], b"x"),
)


def spoiled(table: pd.DataFrame, rng: random.Random) -> pd.DataFrame:
    table = table.astype(object)
    name, row = rng.choice(list(table.columns)), rng.randrange(len(table))
    kind = rng.randrange(9)
    if kind == 0:
        table.at[row, name] = rng.choice(CELLS)
    elif kind == 1:
        table[name] = [rng.choice(CELLS)] * len(table)
    elif kind == 2:
        table = pd.concat([table, table.iloc[[row]]])
    elif kind == 3:
        table = table.iloc[: rng.randrange(20)]
    elif kind == 4:
        table[name] = [table[name].iloc[0]] * len(table)
    elif kind == 5:
        table[name] = [str(cell) for cell in table[name]]
    elif kind == 6:
        table[name] = [None if rng.random() < 0.5 else cell for cell in table[name]]
    elif kind == 7:
        table = pd.concat([table, table[[name]]], axis=1)
    else:
        table = table.rename(columns={name: 5})
    return table.infer_objects() if rng.random() < 0.5 else table


def attempt(seed: int) -> str:
    """Run one design on a spoiled table or spec; only a SpecError may come out, and it says something."""
    rng = random.Random(seed)
    design = rng.choice(list(TABLES))
    make, spec = TABLES[design]
    table, spec = make(), dict(spec)
    if rng.random() < 0.7:
        table = spoiled(table, rng)
    if rng.random() < 0.6:
        spec[rng.choice([*(one.field for one in DESIGNS[design].asks), "other"])] = rng.choice(SAID)
    fitness(design, table, spec)
    cautions(design, table, spec)
    try:
        report = run(design, table, spec)
    except SpecError as refused:
        assert 10 < len(refused.sentence) < 500 and refused.sentence[-1] in ".)", refused.sentence
        str(refused).encode()
        return "refused"
    json.dumps(report.to_json(), allow_nan=False, ensure_ascii=False).encode()
    assert report.estimate is None or np.isfinite(report.estimate)
    return "told"


def test_a_sentence_and_never_a_traceback():
    assert {attempt(seed) for seed in range(16)} == {"refused", "told"}


@pytest.mark.whole
def test_a_sentence_and_never_a_traceback_two_thousand_times():
    assert {attempt(seed) for seed in range(16, 2016)} == {"refused", "told"}


def without(table: pd.DataFrame, name: str, value) -> pd.DataFrame:
    return table.assign(**{name: value})


@pytest.mark.parametrize(
    ("design", "name", "value", "field", "words"),
    [
        ("its", "calls", None, "outcome", "is empty in every row"),
        ("its", "calls", 7, "outcome", "The outcome is 7 in every period: nothing can be told from it"),
        ("its", "people", 0, "population", "has a population of 0; it must be over zero"),
        ("its", "calls", -3, "outcome", "is under zero; a count cannot be"),
        ("its", "month", 4, "time", "Period 4 stands in 30 rows"),
        ("staggered", "start", 0, "first_treated", "No unit started within the time of the table"),
        ("staggered", "start", 9, "unit", "nobody to compare with"),
        ("rollout", "calls", 3, "outcome", "The outcome is 3 in every row"),
        ("survival", "again", 0, "event", "The event came in no row"),
        ("survival", "met", 1, "group", "There is 1 value (1); two are compared"),
        ("survival", "days", -1, "duration", "is under zero"),
        ("matched", "met", 1, "treated", "0 people not met; at least 20 are needed"),
        ("trial", "drawn", "team", "arm", "There is 1 value (team); two are compared"),
        ("chart", "people", 0, "population", "has a size of 0"),
    ],
)
def test_the_field_is_named_and_what_is_wrong_with_it(design, name, value, field, words):
    make, spec = TABLES[design]
    with pytest.raises(SpecError) as refused:
        run(design, without(make(), name, value), spec)
    assert words in refused.value.sentence and refused.value.field in (field, "covariates")


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"outcome": "cals"}, "The table has no column “cals”. Its columns are: month, calls, people."),
        ({"harmonics": 9}, "9 is not a whole number from 0 to 3."),
        ({"harmonic": 2}, "The design “its” has no such field. Its fields are: outcome, time"),
        ({"change": 4}, "3 periods before the change; at least 12 are needed."),
        ({"change": "2025-01"}, "is not a whole number like those of the time column"),
        ({"change": None}, "Say the first period after the change."),
        ({"contacts": -1}, "is not a number from zero up"),
        ({"step": "month"}, "Give `change` or `step`, not both."),
    ],
)
def test_the_spec_is_told_what_to_do(spec, words):
    make, right = TABLES["its"]
    with pytest.raises(SpecError) as refused:
        run("its", make(), {**right, **spec})
    assert words in refused.value.sentence and refused.value.field == next(iter(spec))


def test_missing_months_are_gaps_never_zeros():
    make, spec = TABLES["its"]
    whole, holed = make(), make().drop(index=[2, 3, 20])
    report = run("its", holed, spec)
    assert report.n == 27 and report.excluded[0].count == 3 and "gaps, not zeros" in report.excluded[0].words
    zeros = whole.assign(calls=whole["calls"].where(~whole.index.isin([2, 3, 20]), 0))
    assert report.estimate != pytest.approx(run("its", zeros, spec).estimate, rel=1e-3)
    told = fitness("its", holed.iloc[9:], spec)
    assert (
        told[0].words == "7 periods before the change; at least 12 are needed. 1 missing period is a gap, never a zero."
    )


def test_an_effect_too_large_for_the_contacts_is_doubted():
    make, spec = TABLES["its"]
    table = make()
    table.loc[table["month"] >= 19, "calls"] //= 4
    few = run("its", table, {**spec, "contacts": 60})
    assert few.believable is False and "look for an error" in few.plausibility
    assert run("its", table, {**spec, "contacts": 6000}).believable is True
    unknown = run("its", table, spec)
    assert unknown.believable is None and "was not said (`contacts`)" in unknown.plausibility
