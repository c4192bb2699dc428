"""What the server says fits the schemas of `contracts/`, and what the phone hashes is what Python hashes."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from tandem.domain.phones.rules import BadWork, canonical, digest, read
from tests.phones.client import Phone

CONTRACTS = Path(__file__).parents[2] / "contracts"


def schema(name: str):
    return jsonschema_rs.validator_for(json.loads((CONTRACTS / f"{name}.schema.json").read_bytes()))


def faults(name: str, document: object) -> list[str]:
    return [f"{list(one.instance_path)}: {one.message[:200]}" for one in schema(name).iter_errors(document)]


@pytest.mark.parametrize("who", ["clinician", "officer"])
def test_a_shift_fits_its_schema(night, who):
    phone = Phone(getattr(night, who))
    assert faults("shift", phone.take_shift()) == []
    if who == "clinician":
        phone.begin(night.person, night.assignment)
        phone.send()
        shift = phone.take_shift()
        assert faults("shift", shift) == []
        assert [one["person"] for one in shift["contacts"]] == [str(night.person)]
        assert {one["id"] for one in shift["instruments"]} >= {"cssrs-screener", "audit-c", "dast-10"}


def test_a_schema_catches_what_does_not_fit(night):
    shift = Phone(night.clinician).take_shift()
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
