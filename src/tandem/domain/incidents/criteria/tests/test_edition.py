import copy
import json
import random
from datetime import date

import pytest

from tandem.domain.incidents.criteria import inputs
from tandem.domain.incidents.criteria.edition import BadEdition, describe_rules, load, read

UNKNOWN = "'unknown', 'not_asked', 'declined'"


def rows(document: dict) -> list[dict]:
    return table(document)["rules"]


def table(document: dict) -> dict:
    return document["nodes"][1]["content"]


def test_the_demo_edition_is_what_it_says(edition):
    assert edition.id == "demo-county/1"
    assert edition.name == "Demo County criteria"
    assert edition.state == "in_force"
    assert edition.in_force_from == date(2024, 1, 1)
    assert len(edition.content_hash) == 64
    assert [rule.label for rule in edition.rules] == [f"Rule {n}" for n in range(1, len(edition.rules) + 1)]
    assert "not any agency's own" in edition.source_notes[0]


def test_the_hash_follows_the_table_and_not_its_approval(document, edition):
    document["edition"]["state"] = "retired"
    assert read(document) == edition
    rows(document)[0]["out-reason"] = '"Other words."'
    assert read(document).content_hash != edition.content_hash


@pytest.mark.whole
def test_the_engine_reads_the_table_as_the_page_describes_it(edition, document):
    """The parsed rows and the engine are two readings of one file: 20,000 seeded vectors, one answer."""
    chance = random.Random(911)
    words = [list(inputs.BY_NAME[name].labels) for name in edition.fields]
    vectors = [tuple(chance.choice(each) for each in words) for _ in range(20_000)]
    for vector, decided in zip(vectors, edition.deciding_rules(vectors), strict=True):
        known = dict(zip(edition.fields, vector, strict=True))
        first = next(r for r in edition.rules if all(known[name] in values for name, values in r.conditions))
        assert decided is first


def test_rules_in_words(edition):
    described = {row.label: row for row in describe_rules(edition)}
    assert described["Rule 1"].conditions == ("Weapon: in hand or used",)
    assert described["Rule 12"].conditions == ("Weapon: in reach", "Violence now: not known")
    assert described["Rule 18"].conditions == ("Medical: not asked",)
    assert described["Rule 28"].conditions == ()
    assert described["Rule 11"].response == "Co-responder team, police staged out of sight"
    assert described["Rule 11"].reason.startswith("A knife or other weapon is in reach and no one has been threatened")


def replace(key, value, row=0):
    return lambda document: rows(document)[row].update({key: value})


def about(**values):
    return lambda document: document["edition"].update(values)


FAULTS = {
    "a weapon that no call-taker can choose": (replace("in-weapon", "'sword'"), "“sword” is not an answer to weapon"),
    "a torn quote": (replace("in-weapon", "'used"), "must be quoted words"),
    "a bare word": (replace("in-weapon", "used"), "must be quoted words"),
    "a clever expression": (replace("in-weapon", "not($ in ['none'])"), "must be quoted words"),
    "an empty word": (replace("in-weapon", "''"), "must be quoted words"),
    "a response nobody knows": (replace("out-response", '"send_everyone"'), "“send_everyone” is not a response"),
    "a response that is an expression": (replace("out-response", "weapon"), "response must be text"),
    "no response": (replace("out-response", '""'), "is not a response"),
    "no reason": (replace("out-reason", '"  "'), "Rule 1: it has no reason"),
    "undecided and no advice": (replace("out-meanwhile", "", 14), "say what to do meanwhile"),
    "advice where it is decided": (replace("out-meanwhile", '"Wait."'), "say what to do meanwhile"),
    "a rule with another number": (replace("_id", "rule-99"), "its id must be “rule-1”"),
    "a last rule that sends a team": (
        lambda d: rows(d)[-1].update({"out-response": '"team_alone"', "out-meanwhile": ""}),
        "The last rule must fit anything",
    ),
    "no last rule": (lambda d: rows(d).pop(), "The last rule must fit anything"),
    "a rule that can never decide": (
        lambda d: rows(d)[10].update({"in-weapon": "'used'", "in-violence": ""}),
        "Rule 11 can never decide: Rule 1",
    ),
    "no rules": (lambda d: table(d).update(rules=[]), "The table has no rules"),
    "an input that does not exist": (
        lambda d: table(d)["inputs"][0].update(field="diagnosis"),
        "no input called “diagnosis”",
    ),
    "one input twice": (lambda d: table(d)["inputs"][0].update(field="violence"), "Two columns read the same input"),
    "an output missing": (lambda d: table(d)["outputs"].pop(), "The outputs must be"),
    "every row that fits": (lambda d: table(d).update(hitPolicy="collect"), "hit policy"),
    "a table in a loop": (lambda d: table(d).update(executionMode="loop"), "must read the whole input once"),
    "code in the graph": (
        lambda d: d["nodes"].append({"id": "f", "type": "functionNode", "name": "f", "content": {"source": ""}}),
        "nothing else",
    ),
    "a way around the table": (
        lambda d: d["edges"].append({"id": "x", "type": "edge", "sourceId": "call", "targetId": "answer"}),
        "The edges must lead",
    ),
    "a schema before the table": (lambda d: d["nodes"][0].update(content={"schema": "{}"}), "must be empty"),
    "a table without a name": (lambda d: d["nodes"][1].pop("name"), "The decision engine can't read the graph"),
    "two columns with one id": (lambda d: table(d)["inputs"][0].update(id="in-violence"), "an id of its own"),
    "no edition part": (lambda d: d.pop("edition"), "needs an “edition” part"),
    "no name": (lambda d: d["edition"].pop("name"), "edition.name is missing"),
    "a number that is a yes": (about(number=True), "edition.number is missing or is not a int"),
    "number nought": (about(number=0), "edition.number must be 1 or more"),
    "a program with a slash": (about(program="demo/county"), "edition.program must be"),
    "an unknown state": (about(state="live"), "edition.state must be one of"),
    "an unknown word": (about(level=3), "edition.level is not a known word"),
    "in force without a date": (about(in_force_from=None), "edition.in_force_from is missing"),
    "a date that is none": (about(in_force_from="March"), "must be a date"),
    "in force and approved by nobody": (about(approved_by=[]), "edition.approved_by must name"),
    "no sources": (about(source_notes=[]), "edition.source_notes must name"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_refused_and_named(fault, document):
    plant, message = FAULTS[fault]
    plant(document)
    with pytest.raises(BadEdition) as bad:
        read(document)
    assert message in str(bad.value)


def test_all_faults_are_told_at_once(document):
    replace("in-weapon", "'sword'")(document)
    replace("out-reason", '""', 1)(document)
    with pytest.raises(BadEdition) as bad:
        read(document)
    assert [problem[:6] for problem in bad.value.problems] == ["Rule 1", "Rule 2"]


@pytest.mark.parametrize("document", [None, [], "x", {}, {"edition": []}, {"edition": {}}, {"edition": {}, "nodes": 5}])
def test_what_is_no_edition_at_all_is_refused(document):
    with pytest.raises(BadEdition):
        read(document)


@pytest.mark.parametrize("path", [("nodes",), ("edges",), ("nodes", 1, "content"), ("nodes", 1, "content", "inputs")])
@pytest.mark.parametrize("value", [None, 7, "x", [None], [7], ["x"], [{}]])
def test_a_graph_of_the_wrong_shape_is_refused(document, path, value):
    broken = copy.deepcopy(document)
    part = broken
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(BadEdition):
        read(broken)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"null", b"[1]"])
def test_a_file_that_is_no_edition_is_refused(tmp_path, content):
    (tmp_path / "edition.json").write_bytes(content)
    with pytest.raises(BadEdition):
        load(tmp_path / "edition.json")


def test_a_draft_needs_no_approval_and_no_date(document):
    document["edition"].update(state="draft", approved_by=[], in_force_from=None)
    assert read(json.loads(json.dumps(document))).in_force_from is None
