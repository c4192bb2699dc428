"""The scenarios that ship with Tandem, read from `content/scenarios`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from tandem.training.engine.scenario import Scenario, scenario
from tandem.training.library.compiling import built

FOLDER = settings.CONTENT_DIR / "scenarios"


@dataclass(frozen=True)
class Shipped:
    """`content` is what an edition of it holds: {source, compiled, languages, notes}."""

    name: str
    content: dict[str, Any]


def shipped() -> Iterator[Shipped]:
    """Every scenario that ships, by name. Raises BadInk or CannotCompile where one was never compiled here."""
    for folder in sorted(FOLDER.iterdir()):
        file = folder / "scenario.ink"
        if not file.is_file():
            continue
        source, spanish, notes = file.read_text(), folder / "es.json", folder / "notes.md"
        content = {
            "source": source,
            "compiled": built(folder.name, source),
            "languages": {"es": json.loads(spanish.read_text())} if spanish.is_file() else {},
            "notes": notes.read_text() if notes.is_file() else "",
        }
        yield Shipped(folder.name, content)


def scenarios() -> Iterator[Scenario]:
    """Every scenario that ships, ready to be played, by name. Raises BadInk or CannotCompile as `shipped` does."""
    for one in shipped():
        yield scenario(
            one.name, one.content["source"], one.content["compiled"], languages=one.content["languages"], number=1
        )
