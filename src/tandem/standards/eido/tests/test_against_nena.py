"""Our schema says yes and no where the standard's own does, over the parts that Tandem reads."""

import copy
import json
import random
from collections import Counter

import pytest

from tandem.standards.eido.tests import nena
from tandem.standards.eido.tests.documents import full
from tandem.standards.eido.validation import validate
from tests.short import tries

pytestmark = pytest.mark.shared

MUTATIONS = tries(200)
# Members of the official sample that Tandem doesn't read. Whether they are well formed is not its business.
UNREAD = {
    "@context",
    "additionalDataReference",
    "agentWorkstationPositionIdentification",
    "answerDate",
    "callIdentifier",
    "deviceContactHeader",
}
UNREAD_IN_CALLS = {"agentReference"}

WRONG = ["", "x", "2021-13-45T00:00:00Z", "2021-04-30 14:40:00Z", "2021-04-30", "no address", "//", "1.0", "incoming"]
OTHER_TYPES = [
    None,
    True,
    False,
    0,
    -1,
    1.5,
    3.0,
    2**31,
    -(2**31) - 1,
    "x",
    [],
    {},
    [None],
    [{}],
    {"$ref": 1},
    {"$ref": "x"},
]


@pytest.fixture(scope="module")
def standard(shared):
    return nena.validator(shared / "data/eido/schema")


@pytest.fixture(scope="module")
def sample(shared):
    return json.loads((shared / "data/eido/sample-call-transfer.json").read_bytes())


def places(document):
    """Return (container, key) for every member and item of the parts that are read."""
    found = []

    def walk(node, above):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            if key in UNREAD or (above == "callComponent" and key in UNREAD_IN_CALLS):
                continue
            found.append((node, key))
            if isinstance(value, (dict, list)):
                walk(value, above if isinstance(key, int) else key)

    walk(document, "")
    return found


def mutated(document, rng):
    """Return what was done, and a copy of the document with one thing changed."""
    document = copy.deepcopy(document)
    node, key = rng.choice(places(document))
    value = node[key]
    kind = rng.choice(["remove", "type", "null", "wrap", "unknown", "empty", "text"])
    if kind == "remove":
        del node[key]
    elif kind == "type":
        node[key] = copy.deepcopy(rng.choice(OTHER_TYPES))
    elif kind == "null":
        node[key] = None
    elif kind == "wrap":
        node[key] = value[0] if isinstance(value, list) and value else [value]
    elif kind == "unknown":
        (node if isinstance(node, dict) else document)["surprise"] = {"any": ["thing"]}
    elif kind == "empty":
        node[key] = type(value)()
    else:
        node[key] = rng.choice(WRONG)
    return f"{kind} {key}", document


def test_the_official_sample_is_accepted_by_both(standard, sample):
    assert standard.is_valid(sample)
    assert validate(sample) == []


def test_our_own_document_is_accepted_by_both(standard):
    assert standard.is_valid(full())
    assert validate(full()) == []


@pytest.mark.fuzz
def test_both_agree_on_seeded_mutations(standard, sample):
    rng = random.Random(20210430)
    verdicts = Counter()
    disagreed = []
    for number in range(MUTATIONS):
        what, document = mutated(sample if number % 2 else full(), rng)
        theirs, ours = standard.is_valid(document), validate(document) == []
        verdicts[theirs] += 1
        if theirs != ours:
            disagreed.append((number, what, f"standard says {theirs}", validate(document)))
    assert disagreed == []
    # Neither verdict may be rare, or agreement would mean little.
    assert min(verdicts[True], verdicts[False]) >= MUTATIONS // 5
    assert sum(verdicts.values()) == MUTATIONS
