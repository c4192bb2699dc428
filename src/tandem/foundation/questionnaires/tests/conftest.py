import json
from pathlib import Path

import pytest

from tandem.foundation.questionnaires.definition import Instrument, read

INSTRUMENTS = Path(__file__).parents[5] / "content" / "instruments"
EDITION = INSTRUMENTS / "cssrs-screener" / "edition-1.json"


@pytest.fixture
def document() -> dict:
    """The C-SSRS definition as parsed JSON, fresh for each test to damage."""
    return json.loads(EDITION.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def cssrs() -> Instrument:
    return read(json.loads(EDITION.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def points() -> Instrument:
    """A made-up form with points, a number, a yes-or-no and both ways of joining skips."""

    def choice(link_id: str) -> dict:
        options = [
            {"valueCoding": {"code": f"p{n}", "display": f"{n} points"}, "extension": [weight(n)]} for n in range(4)
        ]
        return {"linkId": link_id, "text": "How often?", "type": "choice", "required": True, "answerOption": options}

    def weight(points: int) -> dict:
        return {"url": "http://hl7.org/fhir/StructureDefinition/itemWeight", "valueDecimal": points}

    def bound(name: str, number: int) -> dict:
        return {"url": f"http://hl7.org/fhir/StructureDefinition/{name}", "valueInteger": number}

    def tier(code: str, total: int | None) -> dict:
        parts = [{"url": "code", "valueCode": code}, {"url": "label", "valueString": code.capitalize()}]
        parts += [{"url": "total-at-least", "valueInteger": total}] if total is not None else []
        return {"url": "urn:tandem:questionnaire:tier", "extension": parts}

    return read(
        {
            "resourceType": "Questionnaire",
            "id": "points",
            "version": "1",
            "title": "Points",
            "language": "en",
            "copyright": "None needed.",
            "extension": [
                {"url": "urn:tandem:questionnaire:category", "valueCode": "screening"},
                tier("strong", 6),
                tier("mild", 3),
                tier("slight", None),
            ],
            "item": [
                choice("a"),
                choice("b"),
                {
                    "linkId": "scale",
                    "text": "From 0 to 10?",
                    "type": "integer",
                    "required": True,
                    "extension": [bound("minValue", 0), bound("maxValue", 10)],
                },
                {"linkId": "alone", "text": "Are you alone?", "type": "boolean", "required": True},
                choice("c")
                | {
                    "enableWhen": [
                        {"question": "scale", "operator": ">=", "answerInteger": 5},
                        {"question": "alone", "operator": "=", "answerBoolean": True},
                    ],
                    "enableBehavior": "any",
                },
                {
                    "linkId": "both",
                    "text": "Anything else?",
                    "type": "boolean",
                    "enableWhen": [
                        {"question": "scale", "operator": ">=", "answerInteger": 5},
                        {"question": "alone", "operator": "=", "answerBoolean": True},
                    ],
                    "enableBehavior": "all",
                },
                {
                    "linkId": "deep",
                    "text": "Since yesterday?",
                    "type": "boolean",
                    "enableWhen": [{"question": "c", "operator": "=", "answerCoding": {"code": "p3"}}],
                },
            ],
        }
    )
