import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError

import pytest

from tandem.domain.incidents.criteria import BadInputs, evaluate, evaluate_many, read
from tandem.vocabulary.terms import Response


def test_the_cases_that_travel_with_the_edition(edition, cases):
    assert cases["edition"] == edition.id
    assert len(cases["cases"]) >= 30
    wrong = []
    for case in cases["cases"]:
        decision = evaluate(edition, case["inputs"])
        if (decision.response, decision.rule_id) != (case["response"], case["rule"]):
            wrong.append((case["name"], decision.response, decision.rule_id))
    assert not wrong


def test_every_rule_but_the_last_has_a_case(edition, cases):
    assert {case["rule"] for case in cases["cases"]} == {rule.id for rule in edition.rules[:-1]}


def test_nothing_known_is_not_decidable_and_says_what_to_do_meanwhile(edition):
    decision = evaluate(edition, {})
    assert decision.response is Response.NOT_DECIDABLE
    assert decision.meanwhile == "Send a team with police staged until we know more."
    assert {"weapon", "violence", "medical", "suicide", "intoxication"} <= {q.name for q in decision.open_questions}


def test_a_decision_keeps_what_it_was_made_of(edition):
    decision = evaluate(edition, {"weapon": "in_reach", "violence": "none", "medical": "none"})
    assert decision.rule_label == "Rule 11"
    assert decision.reason.startswith("A knife or other weapon is in reach and no one has been threatened")
    assert decision.staging and decision.attire and decision.car and not decision.meanwhile
    assert decision.inputs["weapon"] == "in_reach"
    assert decision.inputs["suicide"] == "not_asked"
    assert (decision.edition_id, decision.edition_hash) == (edition.id, edition.content_hash)
    with pytest.raises(FrozenInstanceError):
        decision.response = Response.TEAM_ALONE
    with pytest.raises(TypeError):
        decision.inputs["weapon"] = "none"


def test_the_record_is_plain_json(edition):
    record = evaluate(edition, {"medical": "none"}).as_record()
    again = json.loads(json.dumps(record))
    assert again["response"] == "team_police_staged"
    assert again["inputs"]["weapon"] == "not_asked"
    assert again["open_questions"][0]["name"] == "weapon"
    assert again["open_questions"][0]["text"].startswith("In hand or used would make it police-led with team.")


def test_inputs_no_rule_reads_change_nothing_but_are_kept(edition):
    plain, told = evaluate(edition, {}), evaluate(edition, {"language": "spanish", "access": "locked"})
    assert (told.response, told.rule_id, told.open_questions) == (plain.response, plain.rule_id, plain.open_questions)
    assert told.inputs["language"] == "spanish"


def test_bad_inputs_decide_nothing(edition):
    with pytest.raises(BadInputs):
        evaluate(edition, {"weapon": "knife"})
    with pytest.raises(BadInputs):
        evaluate_many(edition, [{}, {"medical": "fine"}])


def test_many_are_as_one_by_one_and_each_distinct_vector_is_decided_once(edition, cases):
    vectors = [case["inputs"] for case in cases["cases"]] * 200
    decisions = evaluate_many(edition, iter(vectors))
    assert decisions == [evaluate(edition, vector) for vector in vectors]
    assert len({id(decision) for decision in decisions}) == len(cases["cases"])
    assert evaluate_many(edition, []) == []


def test_threads_get_the_same_answers(document, cases):
    fresh = read(document)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda case: evaluate(fresh, case["inputs"]).rule_id, cases["cases"] * 20))
    assert answers == [case["rule"] for case in cases["cases"]] * 20


def test_a_failing_engine_is_an_error_and_never_an_answer(document, monkeypatch):
    fresh = read(document)

    class Failing:
        def evaluate_batch(self, requests, options):
            return [{"success": False, "error": "gone"} for _ in requests]

    monkeypatch.setattr(fresh._table, "_engine", Failing())
    with pytest.raises(RuntimeError, match="gone"):
        fresh.deciding_rules([("not_asked",) * len(fresh.fields)])


def test_kept_answers_are_bounded(document, monkeypatch):
    monkeypatch.setattr("tandem.domain.incidents.criteria.edition._KEPT_ANSWERS", 1)
    fresh = read(document)
    nothing = ("not_asked",) * len(fresh.fields)
    armed = ("used", *nothing[1:])
    assert [rule.id for rule in fresh.deciding_rules([nothing, armed, nothing])] == ["rule-15", "rule-1", "rule-15"]
    assert [rule.id for rule in fresh.deciding_rules([armed])] == ["rule-1"]
    assert [rule.id for rule in fresh.deciding_rules([nothing[:-1] + ("free",)])] == ["rule-15"]
    assert len(fresh._table._seen) == 1
