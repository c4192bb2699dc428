"""Tables of recorded decisions, made by the live evaluator, for the tests of a replay."""

import json
import random
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pyarrow as pa

from tandem.domain.incidents.criteria import BY_NAME, INPUTS, Edition, Rule, evaluate, load, read
from tandem.domain.incidents.criteria.cases import full
from tandem.domain.incidents.criteria.rules import sense
from tandem.domain.incidents.criteria.table import with_rules
from tandem.foundation.marts.schema import arrow_schema
from tandem.vocabulary.facts import DecisionFact
from tandem.vocabulary.terms import Response

ROOT = Path(__file__).parents[5]
CALM = {"weapon": "none", "violence": "none", "suicide": "thoughts", "medical": "none", "will_talk": "yes"}
NOON = datetime(2026, 6, 1, 16, 0, tzinfo=UTC)


@cache
def document(city: str = "demo-county") -> dict:
    return json.loads((ROOT / f"content/criteria/{city}/edition-1.json").read_text())


@cache
def city(name: str = "demo-county") -> Edition:
    return load(ROOT / f"content/criteria/{name}/edition-1.json")


def numbered(number: int, document: dict) -> Edition:
    """The same document as another edition of its program."""
    return read({**document, "edition": {**document["edition"], "number": number}})


def any_inputs(dice: random.Random) -> dict[str, str]:
    """Any word of every input."""
    return {one.name: dice.choice(list(one.labels)) for one in INPUTS}


def any_edition(dice: random.Random, number: int) -> Edition:
    """A table that reads any inputs and answers anything, in force nowhere: what a program might write on a bad day."""
    fields = dice.sample(list(BY_NAME), dice.randint(2, 8))
    rules: list[Rule] = []
    for _ in range(dice.randint(3, 30)):
        conditions = tuple(
            (name, tuple(dice.sample(list(BY_NAME[name].labels), dice.randint(1, 4))))
            for name in fields
            if dice.random() < 0.5
        )
        rule = Rule("", "", conditions, dice.choice([one for one in Response if one != Response.NOT_DECIDABLE]), "Why.")
        if conditions and not sense([*rules, rule], whole=False):
            rules.append(rule)
    last = city().rules[-1]
    return numbered(number, {**with_rules(document(), fields, [*rules, last]), "cases": [], "pathways": []})


def text(inputs: Mapping[str, str]) -> str:
    return json.dumps(dict(sorted(inputs.items())), separators=(",", ":"))


def decided(edition: Edition, known: Mapping[str, str], at: datetime = NOON, **other) -> dict:
    """One row as the live decision of these inputs is recorded; what is not known was not asked."""
    answer = evaluate(edition, full(known))
    row = {
        "world": "real", "record": "11111111-1111-4111-8111-111111111111", "agency": "Rivermont PD", "area": "Harbor",
        "received_at": at, "at": at + timedelta(minutes=2), "edition": edition.id, "response": answer.response.value,
        "rule": answer.rule_id, "inputs": text(answer.inputs), "stood": True, "served": False, "unserved": "no_reason",
        "chosen": None,
    }  # fmt: skip
    return row | other


def table(rows: Iterable[Mapping]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), arrow_schema(DecisionFact))
