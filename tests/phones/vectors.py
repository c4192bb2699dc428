"""Writes `contracts/vectors`: `python -m tests.phones.vectors`. Tests keep what stands there equal to what Python says."""

import hashlib
import json
import random
from pathlib import Path

from tandem.domain.phones.rules import canonical
from tandem.foundation.questionnaires.answers import record
from tandem.foundation.questionnaires.definition import load
from tandem.foundation.questionnaires.flow import enabled, next_item
from tandem.foundation.questionnaires.instrument import Instrument, Item, Kind
from tandem.foundation.questionnaires.score import score

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "contracts" / "vectors"
INSTRUMENTS = ROOT / "content" / "instruments"
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


def editions() -> list[Instrument]:
    """Every edition that ships and is scored."""
    found = [load(path) for path in sorted(INSTRUMENTS.glob("*/edition-*.json"))]
    return [one for one in found if one.tiers]


def _choices(item: Item) -> list[str | int]:
    if item.kind == Kind.INTEGER:
        return [item.least or 0, item.most or 10]
    return [option.code for option in item.options]


def _walk(instrument: Instrument, pick) -> list[tuple[str, str | int]]:
    """The answers somebody gives who picks so, question by question as the skips lead them."""
    given: list[tuple[str, str | int]] = []
    answers: dict = {}
    while (item := next_item(instrument, answers)) is not None:
        value = pick(item, len(given))
        if value is None:
            break
        answers = record(instrument, answers, item.link_id, value)
        given.append((item.link_id, value))
    return given


def _ways(instrument: Instrument):
    """The first of each, the last of each, one alone for each question, and seeded chance with refusals and breaks."""
    yield "the first answer to each", lambda item, at: _choices(item)[0]
    yield "the last answer to each", lambda item, at: _choices(item)[-1]
    yield "declined", lambda item, at: "declined"
    yield "nothing", lambda item, at: None
    for place in range(len(instrument.items)):
        yield f"only number {place + 1}", lambda item, at, place=place: _choices(item)[-1 if at == place else 0]
    dice = random.Random(f"{instrument.id}/{instrument.edition}")
    for number in range(12):
        stop = dice.choice([None, None, dice.randrange(1, 9)])

        def pick(item, at, dice=dice, stop=stop):
            if at == stop:
                return None
            return dice.choice(["declined", "not_asked"]) if dice.random() < 0.1 else dice.choice(_choices(item))

        yield f"by chance {number + 1}", pick


def _case(instrument: Instrument, name: str, given: list[tuple[str, str | int]]) -> dict:
    answers = dict(given)
    ahead = next_item(instrument, answers)
    result = score(instrument, answers)
    return {
        "name": name,
        "answers": [list(one) for one in given],
        "asked": [item.link_id for item in enabled(instrument, answers)],
        "next": ahead.link_id if ahead else None,
        "complete": result.complete,
        "tier": result.tier,
        "could_be": result.could_be,
        "rank": result.rank,
        "label": result.label,
        "sentence": result.sentence,
        "advice": result.advice,
        "total": result.total,
        "least": result.least,
        "most": result.most,
        "tasks": [task.code for task in result.tasks],
        "positive": [item.link_id for item in result.positive],
        "missing": [one.item.link_id for one in result.missing],
        "unreached": [item.link_id for item in result.unreached],
    }


def screening_cases() -> dict:
    """For each edition: answers in the order given, the way through the questions, and what they come to.

    The reversed question of DAST-10 (its "no" is a point) is "only number 3" and the first answer to each; AUDIT-C's
    first question is the frequency of drinking (LOINC 68518-0), never the single-question screen 68517-2.
    """
    return {
        "instruments": [
            {
                "id": one.id,
                "edition": one.edition,
                "hash": one.hash,
                "cases": [_case(one, name, _walk(one, pick)) for name, pick in _ways(one)],
            }
            for one in editions()
        ]
    }


def written(cases: dict) -> str:
    """The file as it stands in the folder."""
    return json.dumps(cases, ensure_ascii=False, indent=1) + "\n"


FILES = {"canonical.json": canonical_cases, "screenings.json": screening_cases}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, cases in FILES.items():
        (FOLDER / name).write_text(written(cases()))
