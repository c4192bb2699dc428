"""The demo edition and the cases that travel with it."""

import json
from pathlib import Path

import pytest

from tandem.domain.incidents.criteria.edition import Edition, load

DEMO = Path(__file__).resolve().parents[6] / "content" / "criteria" / "demo-county"


@pytest.fixture(scope="session")
def edition() -> Edition:
    return load(DEMO / "edition-1.json")


@pytest.fixture
def document() -> dict:
    return json.loads((DEMO / "edition-1.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def cases() -> dict:
    whole = json.loads((DEMO / "edition-1.json").read_text(encoding="utf-8"))
    return {"edition": f"{whole['edition']['program']}/{whole['edition']['number']}", "cases": whole["cases"]}
