"""Writes `contracts/vectors`: `python -m tests.phones.vectors`. Tests keep what stands there equal to what Python says."""

import hashlib
import json
from pathlib import Path

from tandem.domain.phones.rules import canonical

FOLDER = Path(__file__).parents[2] / "contracts" / "vectors"
PIECE = {
    "id": "8f14e45f-ceea-467f-a0f9-6d1d7e1e1a01",
    "verb": "contact.set",
    "subject": "8f14e45f-ceea-467f-a0f9-6d1d7e1e1a02",
    "branch": "8f14e45f-ceea-467f-a0f9-6d1d7e1e1a03",
    "step": 2,
    "trunk": 0,
    "after": ["8f14e45f-ceea-467f-a0f9-6d1d7e1e1a04"],
    "settles": None,
    "made_at": "2026-11-27T03:20:11.123Z",
    "was": {"note": None},
    "say": {"fields": {"note": '“Ya no puedo”, he said. \U0001f327\nThen: "no" \\ yes.\t\u0001\u2028'}},
}
DOCUMENTS = [
    "{}",
    "[]",
    "null",
    '"é is not é"',
    '{"b":1,"a":2,"A":3,"aa":4,"":5}',
    # By code point the emoji comes after U+FF5E; by UTF-16 unit it would come before.
    '{"\U0001f600":1,"～":2,"é":3,"z":4}',
    '{"n":[0,-1,2147483647,9007199254740991],"t":true,"f":false,"x":null}',
    '{"s":"\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\\u2028\\/ <>&\'"}',
    '{"deep":[{"z":[{"y":{"b":[],"a":{}}}]}]}',
    '{"e":"\\u00e9","combining":"e\\u0301"}',
]
REFUSED = ['{"lat":59.5}', "[1.0]", '{"a":{"b":[1e3]}}']


def canonical_cases() -> dict:
    """Documents with their canonical form and hash, those that have none, and one whole piece."""
    same = []
    for text in [*(one for one in DOCUMENTS), json.dumps(PIECE)]:
        form = canonical(json.loads(text))
        same.append({"json": text, "canonical": form.decode(), "sha256": hashlib.sha256(form).hexdigest()})
    return {"same": same, "refused": REFUSED, "piece": PIECE}


def written(name: str, cases: dict) -> str:
    """The file as it stands in the folder."""
    return json.dumps(cases, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "canonical.json").write_text(written("canonical", canonical_cases()))
