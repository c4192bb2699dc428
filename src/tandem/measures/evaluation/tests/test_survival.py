"""Survival: the published numbers of Rossi's data, and what it refuses."""

from math import log

import pytest

from tandem.measures.evaluation import run
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
