"""`bin/tandem disclosure`: the matrix as CSV and one answer in words, without a database."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("disclosure", *arguments, stdout=out)
    return out.getvalue()


def test_the_matrix_has_every_cell_in_the_columns_asked_for():
    rows = list(csv.reader(io.StringIO(said("matrix", "--csv"))))
    assert rows[0] == ["role", "category", "purpose", "basis", "relationship", "decision", "rules"]
    assert len(rows) == 34_321 and {len(row) for row in rows} == {7}
    assert rows[1] == ["officer", "cad_facts", "scene", "none", "yes", "allow", "R01"]
    assert len({tuple(row[:5]) for row in rows}) == 34_321
    assert {row[5] for row in rows[1:]} == {"allow", "deny"}
    assert said("matrix").splitlines()[0].split() == ["officer", "200", "cells", "allowed"]


def test_one_answer_in_words():
    no = said("explain", "clinician_other", "clinical_note", "treatment", "--relationship", "--naming", "St. Anne's")
    assert no.startswith("No: Clinical notes") and "naming St. Anne's" in no
    yes = said("explain", "clinician_same", "clinical_note", "treatment", "--relationship", "--scope", "care_team")
    assert yes.startswith("Yes, in full: Clinical notes") and "Rule: R10." in yes
    shut = said(
        *("explain", "clinician_same", "clinical_note", "treatment", "--relationship", "--every-scope"),
        *("--mixed-with", "part2_record"),
    )
    assert "Forbid F7" in shut
    assert "Forbid F6" in said(
        *("explain", "officer", "cad_facts", "scene", "--relationship", "--every-scope", "--fact", "no_second_factor")
    )


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("explain", "oficer", "cad_facts", "scene"), "oficer"),
        (("explain", "officer", "cad_facts", "scene", "--scope", "activ_call"), "activ_call"),
        (("explain", "officer", "cad_facts", "scene", "--fact", "seeled"), "seeled"),
        (("explain", "officer", "key", "scene"), "key"),
    ],
)
def test_an_unknown_word_is_named(arguments, word):
    with pytest.raises(CommandError, match=word):
        said(*arguments)
