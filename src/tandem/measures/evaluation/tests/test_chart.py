"""Control charts as an evaluation: Montgomery's numbers through the engine, and what it refuses."""

import pandas as pd
import pytest

from tandem.measures.evaluation import SpecError, fitness, run
from tandem.measures.evaluation.tests.conftest import rows

JUICE = {"kind": "p", "time": "sample", "outcome": "D", "population": "size", "placebos": 20}


def periods(report, part: str = "signals") -> list[str]:
    """The periods beyond a limit."""
    return [row.label for row in report.table if row.part == part and row.note.startswith("rule 1:")]


@pytest.fixture(scope="module")
def juice(shared):
    return pd.read_csv(shared / "data/evidence/orangejuice.txt", sep=r"\s+").query("trial").head(30)


def test_montgomerys_p_chart(juice):
    report = run("chart", juice, JUICE)
    assert report.estimate == pytest.approx(0.2313, abs=5e-5)
    assert rows(report, "center")["p chart"].interval == pytest.approx((0.0524, 0.4102), abs=5e-5)
    assert periods(report) == ["15", "23"]
    revised = run("chart", juice, {**JUICE, "drop": [15, 23]})
    assert revised.estimate == pytest.approx(0.2150, abs=5e-5)
    assert rows(revised, "center")["p chart"].interval == pytest.approx((0.0407, 0.3893), abs=5e-5)
    assert periods(revised) == ["21"]


def test_montgomerys_c_and_u_charts(shared):
    circuit = pd.read_csv(shared / "data/evidence/circuit.txt", sep=r"\s+").query("trial")
    spec = {"kind": "c", "time": "sample", "outcome": "x", "drop": [6, 20], "placebos": 20}
    report = run("chart", circuit, spec)
    assert report.estimate == pytest.approx(19.67, abs=5e-3)
    assert rows(report, "center")["c chart"].interval == pytest.approx((6.36, 32.97), abs=5e-3)
    computers = pd.read_csv(shared / "data/evidence/pcmanufact.txt", sep=r"\s+").rename_axis("at").reset_index()
    spec = {"kind": "u", "time": "at", "outcome": "x", "population": "size", "placebos": 20}
    report = run("chart", computers, spec)
    assert report.estimate == pytest.approx(1.93, abs=5e-3)
    assert rows(report, "center")["u chart"].interval == pytest.approx((0.066, 3.794), abs=5e-4)
    assert report.verdict == "steady" and report.sentence.startswith("We can't tell any of 20 periods")


def test_missing_periods_are_gaps(juice):
    report = run("chart", juice.drop(index=[4, 5]), JUICE)
    assert report.excluded[0].count == 2 and any("2 missing periods are gaps" in one for one in report.warnings)


def test_what_it_refuses(juice):
    assert fitness("chart", juice.head(8), JUICE)[0].words == "8 periods; at least 12 are needed."
    for change, words in (
        ({"D": -1}, "under zero"),
        ({"D": 60}, "60 of 50 is no share"),
        ({"D": 1.5}, "no whole number"),
        ({"size": 0}, "has a size of 0"),
        ({"sample": 1}, "stands in 2 rows"),
    ):
        table = juice.astype(float)
        for name, value in change.items():
            table.loc[table.index[7], name] = value
        with pytest.raises(SpecError, match=words):
            run("chart", table, JUICE)
    with pytest.raises(SpecError, match="99 is no period with a count"):
        run("chart", juice, {**JUICE, "drop": [99]})
