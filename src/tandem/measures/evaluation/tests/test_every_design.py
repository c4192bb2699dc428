"""What every report says, whatever the design; that work can be watched and stopped; that the base install starts."""

import json
import subprocess
import sys

import pyarrow
import pytest

from tandem.measures.evaluation import DESIGNS, NotInstalled, Report, SpecError, cautions, fitness, refusals, run
from tandem.measures.evaluation.tests.tables import TABLES

EVERY = pytest.mark.parametrize("design", list(TABLES))


@EVERY
def test_a_report_says_all_that_must_be_said(design):
    make, spec = TABLES[design]
    report = run(design, make(), {**spec, "contacts": 500, "outcome_words": "calls again"})
    told = report.to_json()
    for part in (
        "design_words",
        "estimand",
        "se_type",
        "cluster_words",
        "plausibility",
        "sentence",
        "method",
        "source",
    ):
        assert told[part], part
    assert report.placebo.sentence and report.estimate_sentence and report.smallest.words and report.warnings
    assert report.outcome == "calls again" and report.clusters >= 1 and report.chance.of == 3
    assert (
        "cluster" in report.se_type
        or "pair" in report.se_type
        or "by unit" in report.se_type
        or "each row" in report.se_type
    )
    words = json.dumps(told, allow_nan=False).lower()
    assert "proven" not in words and "significant" not in words and "*" not in words
    assert Report.from_json(json.loads(json.dumps(told))) == report
    assert report.sentence.startswith(("We can't tell", "Likely ", "Do not use")) or design == "chart"


@EVERY
def test_the_same_seed_and_any_order_of_the_rows_give_the_same_estimate(design):
    make, spec = TABLES[design]
    one, again = run(design, make(), spec), run(design, make(), spec)
    assert one == again
    other = run(design, make().sample(frac=1, random_state=3), {**spec, "seed": 5})
    assert other.estimate == pytest.approx(one.estimate, rel=1e-9) or design == "matched"


@EVERY
def test_work_is_watched_and_can_be_stopped(design):
    make, spec = TABLES[design]
    seen = []
    run(design, make(), spec, progress=lambda done, of: seen.append((done, of)))
    assert seen[-1][0] == seen[-1][1] and [done for done, _ in seen] == sorted(done for done, _ in seen)

    class Stopped(Exception):
        pass

    def stop(done, of):
        raise Stopped

    with pytest.raises(Stopped):
        run(design, make(), spec, progress=stop)


@EVERY
def test_an_arrow_table_is_as_good(design):
    make, spec = TABLES[design]
    assert run(design, pyarrow.Table.from_pandas(make()), spec).estimate == run(design, make(), spec).estimate


@EVERY
def test_what_can_be_carried_has_no_barrier_and_every_needed_field_is_asked_for(design):
    make, spec = TABLES[design]
    assert fitness(design, make(), spec) == ()
    assert all(one.words for one in cautions(design, make(), spec))
    for ask in DESIGNS[design].asks:
        if ask.required:
            without = {name: value for name, value in spec.items() if name != ask.field}
            with pytest.raises(SpecError) as refused:
                run(design, make(), without)
            assert refused.value.field == ask.field
            assert fitness(design, make(), without)[0].field == ask.field


def test_every_design_has_a_table_here_and_words_for_a_wizard():
    assert list(DESIGNS) == list(dict.fromkeys(DESIGNS)) and set(DESIGNS) == set(TABLES)
    assert all(one.title and one.words and one.needs and one.asks for one in DESIGNS.values())


def test_a_design_that_is_none_is_named():
    with pytest.raises(SpecError, match="There is no design “guess”"):
        run("guess", None, {})


def test_without_its_libraries_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(refusals, "find_spec", lambda name: None)
    for ask in (run, fitness, cautions):
        with pytest.raises(NotInstalled, match=r"run `bin/extra evaluate` and start again\.$"):
            ask("its", None, {})


def test_the_base_install_starts_without_them():
    code = "import sys, tandem.measures.evaluation, tandem.measures.evaluation.tables\n"
    code += "sys.exit(bool({'numpy', 'pandas', 'scipy', 'statsmodels', 'diff_diff'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
