"""Tables of recorded decisions, made by the live evaluator, for the tests of a replay."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pyarrow as pa

from tandem.domain.incidents.criteria import Edition, evaluate, load, read
from tandem.domain.incidents.criteria.cases import full
from tandem.foundation.marts.schema import arrow_schema
from tandem.vocabulary.facts import DecisionFact

ROOT = Path(__file__).parents[5]
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
