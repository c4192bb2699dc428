"""What the server says fits the schemas of `contracts/`, and what the phone hashes is what Python hashes."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from tandem.domain.phones.rules import BadWork, canonical, digest, read
from tests.phones import vectors
from tests.phones.client import Phone

CONTRACTS = Path(__file__).parents[2] / "contracts"


def schema(name: str):
    return jsonschema_rs.validator_for(json.loads((CONTRACTS / f"{name}.schema.json").read_bytes()))


def faults(name: str, document: object) -> list[str]:
    return [f"{list(one.instance_path)}: {one.message[:200]}" for one in schema(name).iter_errors(document)]


def test_a_shift_fits_its_schema(night, taken):
    assert faults("shift", taken.shift) == []
    assert faults("shift", Phone(night.officer).take_shift()) == []
    taken.begin(night.person, night.assignment)
    taken.send()
    shift = taken.take_shift()
    assert faults("shift", shift) == []
    assert [one["person"] for one in shift["contacts"]] == [str(night.person)]
    assert {one["id"] for one in shift["instruments"]} >= {"cssrs-screener", "audit-c", "dast-10"}


def test_a_schema_catches_what_does_not_fit(taken):
    shift = taken.shift
    del shift["calls"][0]["times"]["clear"]
    assert faults("shift", shift | {"rumor": 1})


def test_pieces_and_receipts_fit(night):
    phone = Phone(night.clinician)
    one = phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    assert faults("work", one.body) == []
    assert faults("receipt", phone.put(one).json()) == []
    assert faults("work", one.body | {"step": 0}) and faults("work", one.body | {"say": {"at": 1.5}})


def test_the_hash_is_of_the_canonical_form():
    told = json.loads((CONTRACTS / "vectors" / "canonical.json").read_bytes())
    for case in told["same"]:
        assert canonical(json.loads(case["json"])).decode() == case["canonical"]
        assert digest(json.loads(case["json"])) == case["sha256"]
    for case in told["refused"]:
        with pytest.raises(BadWork):
            digest(json.loads(case))


@pytest.mark.parametrize("part", ["id", "verb", "step", "after", "made_at", "was", "say"])
def test_a_piece_without_a_part_is_none(part):
    whole = json.loads((CONTRACTS / "vectors" / "canonical.json").read_bytes())["piece"]
    assert read(whole)
    with pytest.raises(BadWork) as bad:
        read({name: value for name, value in whole.items() if name != part})
    assert bad.value.problems[0][0] == part


@pytest.mark.parametrize("name", vectors.FILES)
def test_the_vectors_are_what_python_says(name):
    stands = (CONTRACTS / "vectors" / name).read_text()
    assert stands == vectors.written(vectors.FILES[name]()), "python -m tests.phones.vectors"


def test_the_vectors_hold_the_reversed_question_and_the_right_first_one():
    told = json.loads((CONTRACTS / "vectors" / "screenings.json").read_bytes())
    found = {(one["id"], case["name"]): case for one in told["instruments"] for case in one["cases"]}
    assert {one["id"] for one in told["instruments"]} >= {"dast-10", "audit-c", "phq-9", "cssrs-screener", "asq"}
    dast = next(one for one in vectors.editions() if one.id == "dast-10")
    weights = {item.prefix: {option.code: option.weight for option in item.options} for item in dast.items}
    assert weights["3"] == {"no": 1, "yes": 0} and weights["1"] == {"no": 0, "yes": 1}
    assert found["dast-10", "only number 3"]["total"] == 0
    audit = json.loads((vectors.INSTRUMENTS / "audit-c" / "edition-1.json").read_bytes())
    # The frequency of drinking (LOINC 68518-0), never the question about heavy drinking of the single-item screen (68517-2).
    assert audit["item"][0]["text"] == "How often do you have a drink containing alcohol?"
    assert found["audit-c", "the last answer to each"]["total"] == 12
