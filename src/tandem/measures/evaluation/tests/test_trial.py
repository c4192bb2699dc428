"""The sealed draw: shares by intention to treat, and a log that must come before what it decides."""

from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from tandem.measures.evaluation import SpecError, fitness, run
from tandem.measures.evaluation.designs.trial import newcombe
from tandem.measures.evaluation.report import CANT_TELL, FEWER
from tandem.measures.evaluation.tests.conftest import rows

SPEC = {
    "unit": "call",
    "arm": "drawn",
    "outcome": "arrest",
    "allocated_at": "drawn_at",
    "outcome_at": "known_at",
    "compare": ["police", "team"],
    "outcome_words": "arrests",
}


def made(team: tuple[int, int] = (5, 60), police: tuple[int, int] = (20, 60)) -> pd.DataFrame:
    """Calls one an hour, the outcome known forty minutes after the draw."""
    parts = [("team", 1)] * team[0] + [("team", 0)] * (team[1] - team[0])
    parts += [("police", 1)] * police[0] + [("police", 0)] * (police[1] - police[0])
    at = [datetime(2026, 1, 1) + timedelta(hours=hour) for hour in range(len(parts))]
    return pd.DataFrame(
        {
            "call": range(len(parts)),
            "drawn": [arm for arm, _ in parts],
            "arrest": [outcome for _, outcome in parts],
            "drawn_at": at,
            "known_at": [one + timedelta(minutes=40) for one in at],
        }
    )


@pytest.mark.parametrize(
    ("counts", "interval"),
    [
        # Newcombe 1998, table II, method 10.
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((10, 10, 0, 20), (0.6791, 1.0000)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
    ],
)
def test_the_interval_is_newcombes(counts, interval):
    assert newcombe(*counts) == pytest.approx(interval, abs=5e-5)


def test_calls_count_where_they_were_drawn():
    table = made()
    table["sent"] = table["drawn"]
    table.loc[:9, "sent"] = "police"
    report = run("trial", table, {**SPEC, "received": "sent"})
    assert report.estimate == pytest.approx(5 / 60 - 20 / 60)
    assert report.interval == pytest.approx(newcombe(5, 60, 20, 60))
    assert report.verdict == FEWER and report.sentence == "Likely fewer arrests."
    assert rows(report, "sent as drawn")["team"].estimate == pytest.approx(50 / 60)
    assert any("all count where they were drawn" in one for one in report.warnings)
    assert report.placebo.passed and report.chance.p < 0.01


def test_no_difference_is_told_as_not_known():
    report = run("trial", made((15, 60), (17, 60)), SPEC)
    assert report.verdict == CANT_TELL and report.sentence == "We can't tell whether arrests changed."
    assert "in 100" in report.smallest.words


def test_an_allocation_logged_after_its_outcome_is_refused():
    table = made()
    table.loc[[3, 8], "drawn_at"] = datetime(2026, 3, 1)
    with pytest.raises(SpecError) as refused:
        run("trial", table, SPEC)
    assert refused.value.field == "allocated_at"
    assert "2 allocations were logged after the outcome, first in row 5" in refused.value.sentence
    assert fitness("trial", table, SPEC)[0].field == "allocated_at"


@pytest.mark.parametrize(
    ("column", "value", "field", "words"),
    [
        ("drawn_at", None, "allocated_at", "Row 6 does not say what was drawn and when"),
        ("drawn", None, "allocated_at", "Row 6 does not say what was drawn and when"),
        ("known_at", None, "outcome_at", "Row 6 has an outcome and no time for it"),
        ("call", 0, "unit", "“0” was drawn twice, again in row 6"),
        ("arrest", 2, "outcome", "“2” (column “arrest”, row 6) is neither 1 nor 0"),
        ("drawn_at", "yesterday", "allocated_at", "“yesterday” (column “drawn_at”, row 6) is no time"),
    ],
)
def test_a_faulty_log_is_refused(column, value, field, words):
    table = made().astype(object)
    table.loc[4, column] = value
    with pytest.raises(SpecError) as refused:
        run("trial", table, SPEC)
    assert refused.value.field == field and words in refused.value.sentence


def test_unknown_outcomes_are_counted_and_bounded():
    table = made()
    table["arrest"] = table["arrest"].astype(float)
    table.loc[[6, 7, 70], "arrest"] = np.nan
    report = run("trial", table, SPEC)
    assert report.excluded[0].count == 3
    low, high = rows(report, "unknown outcomes")["the difference if all went one way or the other"].interval
    assert low < report.estimate < high


def test_a_draw_that_was_not_fair_is_found_out():
    assert any("fair draw" in one for one in run("trial", made((5, 120), (9, 40)), SPEC).warnings)
    told = run("trial", made((5, 120), (9, 40)), {**SPEC, "share": 0.75})
    assert not any("fair draw" in one for one in told.warnings)


def test_what_was_so_before_is_the_placebo_where_it_is_known():
    table = made()
    table["night"] = np.tile([0, 1], 60)
    assert run("trial", table, {**SPEC, "before": "night"}).placebo.passed
    table["night"] = (table["drawn"] == "team").astype(int) * (table.index % 3 > 0)
    assert run("trial", table, {**SPEC, "before": "night"}).verdict == "do_not_use"


def test_too_few_calls_are_refused():
    assert "12 calls drawn to “team”" in fitness("trial", made((2, 12)), SPEC)[0].words
