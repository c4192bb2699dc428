"""What changed between two editions, row by row, and the sentences that say it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tandem.domain.incidents.criteria.cases import Case
from tandem.domain.incidents.criteria.difference import difference, sentences
from tandem.domain.incidents.criteria.rules import numbered
from tandem.domain.incidents.criteria.table import draft_of
from tandem.vocabulary.terms import Response


@pytest.fixture(scope="module")
def demo():
    path = Path(__file__).resolve().parents[6] / "content" / "criteria" / "demo-county" / "edition-1.json"
    return draft_of(json.loads(path.read_text(encoding="utf-8")))


def changed(demo, **values):
    return replace(demo, **({"rules": numbered(values.pop("rules"))} if "rules" in values else {}), **values)


def test_an_edition_is_the_same_as_itself(demo):
    found = difference(demo, demo)
    assert found.same and not found.others and sentences(found) == []
    assert [row.kind for row in found.rows] == ["same"] * 28 and not any(row.moved for row in found.rows)


def test_a_changed_cell_and_changed_words(demo):
    rules = list(demo.rules)
    rules[10] = replace(
        rules[10], conditions=(("weapon", ("in_reach",)),), staging="On call.", response=Response.TEAM_ALONE
    )
    found = difference(demo, changed(demo, rules=rules))
    row = found.rows[10]
    assert (row.kind, row.label, row.was_label, found.rules_differ) == ("changed", "Rule 11", "Rule 11", 1)
    assert {(cell.name, cell.was, cell.now) for cell in row.changes if cell.name != "reason"} == {
        ("violence", "No", "any"),
        ("staging", "Police close by and out of sight. The team goes to the door.", "On call."),
        ("response", "Co-responder team, police staged out of sight", "Co-responder team alone"),
    }
    assert sentences(found)[:2] == [
        "Rule 11 no longer asks about violence now. It asked for no.",
        "Rule 11 sends Co-responder team alone. It sent Co-responder team, police staged out of sight.",
    ]
    assert (
        "“Kitchen knife in reach, no one threatened, talks to his sister” would get Co-responder team alone"
        in " ".join(other.text for other in found.others)
    )


def test_a_row_that_moved_far_is_the_only_one_that_moved(demo):
    rules = list(demo.rules)
    rules.insert(2, rules.pop(20))
    found = difference(demo, changed(demo, rules=rules))
    assert [(row.label, row.was_label) for row in found.rows if row.moved] == [("Rule 3", "Rule 21")]
    assert sentences(found) == ["Rule 3 was Rule 21: it is read earlier now."]


def test_new_rows_rows_taken_out_and_the_last(demo):
    rules = list(demo.rules)
    del rules[4]
    new = replace(demo.rules[0], conditions=(("caller", ("officer",)),), response=Response.TEAM_ALONE, reason="Asked.")
    rules.insert(7, replace(new, staging="None.", attire="", car=""))
    rules[-1] = replace(rules[-1], reason="Nothing fits at all.")
    found = difference(demo, changed(demo, rules=rules))
    assert [row.was_label for row in found.rows if row.kind == "gone"] == ["Rule 5"]
    assert [row.label for row in found.rows if row.kind == "new"] == ["Rule 8"]
    assert sentences(found)[-2:] == [
        "The last row has new words: what the dispatcher reads.",
        "Rule 5 is gone. It sent EMS with co-responder team.",
    ]


def test_cases_and_pathways(demo):
    first, *rest = demo.cases
    other = Case("A new one", {"weapon": "none"}, Response.TEAM_ALONE, "rule-25")
    cases = (replace(first, response=Response.TEAM_ALONE), *rest[1:], other)
    veterans, *others = demo.pathways
    pathways = (replace(veterans, team=("Listen.",), bring=()), *others[1:], replace(veterans, id="x", name="New"))
    found = difference(demo, changed(demo, cases=cases, pathways=pathways))
    assert {(item.kind, item.name) for item in found.cases} == {
        ("changed", first.name), ("new", "A new one"), ("gone", rest[0].name),
    }  # fmt: skip
    assert [(item.kind, item.name) for item in found.pathways] == [
        ("changed", "Served in the military"), ("new", "New"), ("gone", others[0].name),
    ]  # fmt: skip
    assert ("Bring", "Veterans", "") in found.pathways[0].lines
    assert "New pathway: New." in sentences(found)


def test_two_cities_are_compared_like_two_editions(demo):
    path = Path(__file__).resolve().parents[6] / "content" / "criteria" / "harbor-city" / "edition-1.json"
    harbor = draft_of(json.loads(path.read_text(encoding="utf-8")))
    found = difference(demo, harbor)
    assert len(found.rows) >= 28 and len(found.others) > 20
    assert sum(row.kind != "gone" for row in found.rows) == 22
    assert {row.was_label for row in found.rows if row.was_label} == {rule.label for rule in demo.rules}
    assert sentences(found)[-1].endswith("more changes: see the comparison.")
