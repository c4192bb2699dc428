"""Test cases that travel with an edition: a call in a sentence, what is known, and who should go by which rule.

They are part of what is signed: a table whose cases don't pass can't be put in force.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tandem.domain.incidents.criteria.inputs import BY_NAME, BadInputs, validate
from tandem.domain.incidents.criteria.rules import Rule, first_fit
from tandem.vocabulary.terms import RESPONSE_LABELS, Response, Unanswered

KEYS = {"name", "inputs", "response", "rule"}
LONGEST_NAME = 160
MOST_CASES = 400


@dataclass(frozen=True)
class Case:
    """`inputs` holds what is known; everything else was not asked. `rule` is the id of the rule that should decide."""

    name: str
    inputs: Mapping[str, str]
    response: Response
    rule: str

    def as_document(self) -> dict[str, Any]:
        return {"name": self.name, "inputs": dict(self.inputs), "response": self.response.value, "rule": self.rule}

    @property
    def known(self) -> tuple[str, ...]:
        """What is known, one phrase an input: "Weapon: in reach"."""
        return tuple(f"{BY_NAME[name].label}: {BY_NAME[name].words(value)}" for name, value in self.inputs.items())


@dataclass(frozen=True)
class Failure:
    """A case that gets another answer than it asks for. `place` counts from 0."""

    place: int
    case: Case
    response: Response
    rule_label: str

    @property
    def text(self) -> str:
        return (
            f"“{self.case.name}” gets {RESPONSE_LABELS[self.response]} by {self.rule_label}. "
            f"It should get {RESPONSE_LABELS[self.case.response]} by {label_of(self.case.rule)}."
        )


def label_of(rule: str) -> str:
    """ "Rule 4" for "rule-4"."""
    return f"Rule {rule.removeprefix('rule-')}"


def read_cases(document: Any) -> tuple[list[Case], list[str]]:
    """The cases in order, and every fault of shape, each with its place in the file."""
    if document is None:
        return [], []
    if not isinstance(document, list) or len(document) > MOST_CASES:
        return [], [f"cases must be a list of at most {MOST_CASES} test cases."]
    cases, problems = [], []
    for place, one in enumerate(document):
        case, faults = _read(one)
        problems += [f"cases/{place}: {fault}" for fault in faults]
        if case:
            cases.append(case)
    return cases, problems


def _read(one: Any) -> tuple[Case | None, list[str]]:
    if not isinstance(one, dict) or set(one) != KEYS:
        return None, ["a test case has a name, inputs, a response and a rule, nothing else."]
    faults = []
    name, rule = one["name"], one["rule"]
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME:
        faults.append(f"the name must be a sentence of at most {LONGEST_NAME} characters.")
    if one["response"] not in set(Response):
        faults.append("the response is not one of the responses.")
    if not isinstance(rule, str) or not rule.removeprefix("rule-").isdecimal():
        faults.append("the rule must be like rule-4.")
    inputs: dict[str, str] = {}
    if isinstance(one["inputs"], dict):
        try:
            validate(one["inputs"])
            inputs = {key: str(value) for key, value in one["inputs"].items()}
        except BadInputs as bad:
            faults += [sentence for _name, sentence in bad.errors]
    else:
        faults.append("inputs must name what is known, like {“weapon”: “none”}.")
    return (None if faults else Case(name, inputs, Response(one["response"]), rule)), faults


def full(inputs: Mapping[str, str]) -> dict[str, str]:
    """Every input: what is known, and *not asked* for the rest."""
    return {name: inputs.get(name, Unanswered.NOT_ASKED.value) for name in BY_NAME}


def failures(rules: Sequence[Rule], cases: Sequence[Case]) -> list[Failure]:
    """Every case that the rules answer otherwise than it asks. Where no rule fits, its response is not decidable."""
    found = []
    for place, case in enumerate(cases):
        rule = first_fit(rules, full(case.inputs))
        if rule is None:
            found.append(Failure(place, case, Response.NOT_DECIDABLE, "no rule"))
        elif (rule.response, rule.id) != (case.response, case.rule):
            found.append(Failure(place, case, rule.response, rule.label))
    return found
