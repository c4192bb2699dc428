"""Scenarios in force, and one of them ready to be played. No person served is in them, so that no release is needed."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from tandem.foundation.editions import records as editions
from tandem.training.engine.scenario import Scenario, scenario
from tandem.vocabulary.refusal import Absent

KIND = "scenario"
# As many as a program rehearses in a season; a long one is a megabyte.
KEPT = 24


@dataclass(frozen=True)
class ScenarioRow:
    """One edition of a scenario, as a list shows it."""

    id: UUID
    name: str
    number: int
    content_hash: str
    title: str
    person: str
    seats: tuple[str, ...]
    minutes: int
    risk: str
    teaches: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.name}/{self.number}"


def in_force() -> list[ScenarioRow]:
    """The scenario in force under each name, by title."""
    return sorted((_row(one.id) for one in editions.all_in_force(KIND)), key=lambda one: one.title)


def row(edition_id: UUID) -> ScenarioRow | None:
    """One edition that is in force now, or None."""
    held = {one.id for one in editions.all_in_force(KIND)}
    return _row(edition_id) if edition_id in held else None


def of_name(name: str) -> ScenarioRow:
    """The edition in force under this name. Raises Absent."""
    found = next((one for one in editions.all_in_force(KIND) if one.name == name), None)
    if found is None:
        raise Absent
    return _row(found.id)


def _row(edition_id: UUID) -> ScenarioRow:
    content_hash, found = _read(edition_id)
    return ScenarioRow(
        id=edition_id,
        name=found.name,
        number=found.number,
        content_hash=content_hash,
        title=found.title,
        person=found.person,
        seats=tuple(str(one) for one in found.seats),
        minutes=found.minutes,
        risk=str(found.risk),
        teaches=found.teaches,
        languages=found.top.languages,
    )


def load(edition_id: UUID) -> Scenario:
    """The scenario of an edition, in force or not, ready to be played. Kept by process: an edition that is played has
    been signed and never changes. Raises Absent.
    """
    return _read(edition_id)[1]


@lru_cache(maxsize=KEPT)
def _read(edition_id: UUID) -> tuple[str, Scenario]:
    found = editions.edition_of(edition_id)
    if found is None or found.kind != KIND:
        raise Absent
    content = found.content
    made = scenario(
        found.name,
        content["source"],
        content["compiled"],
        languages=content.get("languages", {}),
        number=found.number,
    )
    return found.content_hash, made


def forget() -> None:
    """Drop what is kept, between tests."""
    _read.cache_clear()
