"""Deployment criteria: from what is known about a call to who should go, and why.

A program's criteria are an *edition*: a decision table that people can read, kept as data (`content/criteria/`) and
never changed once it has decided a call. This package checks the inputs, lets the table decide, and says which open
answers could still change it. It knows no database and no screen, so that a live call and a replay of a past year are
decided by the same code.

What the law cares about: criteria decide who is sent to a person in crisis, so each decision keeps its inputs, edition,
rule and answer. Nothing here names a person, and no answer that is missing is ever read as "no".
"""

from tandem.domain.incidents.criteria.edition import BadEdition, Edition, RuleRow, describe_rules, load, read
from tandem.domain.incidents.criteria.evaluate import Decision, deciding, evaluate, evaluate_many
from tandem.domain.incidents.criteria.inputs import BY_NAME, INPUTS, BadInputs, Input, validate
from tandem.domain.incidents.criteria.questions import OpenQuestion, open_questions
from tandem.domain.incidents.criteria.rules import Rule

__all__ = [
    "BY_NAME",
    "INPUTS",
    "BadEdition",
    "BadInputs",
    "Decision",
    "Edition",
    "Input",
    "OpenQuestion",
    "Rule",
    "RuleRow",
    "deciding",
    "describe_rules",
    "evaluate",
    "evaluate_many",
    "load",
    "open_questions",
    "read",
    "validate",
]
