"""Every scenario with all its editions, as an author sees them: drafts, approved, in force, retired."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from tandem.foundation.editions import records as editions
from tandem.foundation.editions.records import EditionRow
from tandem.foundation.editions.rules import State
from tandem.training.library.content import title_of
from tandem.training.library.records import KIND
from tandem.vocabulary.refusal import Absent


@dataclass(frozen=True)
class Shelved:
    """One scenario. `editions`: the newest first."""

    name: str
    title: str
    editions: tuple[EditionRow, ...]

    @property
    def in_force(self) -> EditionRow | None:
        return next((one for one in self.editions if one.state is State.IN_FORCE), None)


def shelf() -> list[Shelved]:
    """Every scenario by title. The program has one shelf: all its agencies see the same."""
    found = []
    for name, rows in groupby(editions.of_kind(KIND), key=lambda one: one.name):
        newest = sorted(rows, key=lambda one: -one.number)
        told = next((one for one in newest if one.state is State.IN_FORCE), newest[0])
        found.append(Shelved(name, title_of(told.content, name), tuple(newest)))
    return sorted(found, key=lambda one: one.title.casefold())


def edition(edition_id: UUID) -> EditionRow:
    """One edition of a scenario, whatever its state. Raises Absent."""
    found = editions.edition_of(edition_id)
    if found is None or found.kind != KIND:
        raise Absent
    return found


def beside(found: EditionRow) -> list[EditionRow]:
    """All editions of the same scenario, the newest first."""
    rows = [one for one in editions.of_kind(KIND) if one.name == found.name]
    return sorted(rows, key=lambda one: -one.number)
