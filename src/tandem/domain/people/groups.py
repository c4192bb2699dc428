"""Which groups people belong to, for the facts of the rooms above: codes and an age band, never a birth date or a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.domain.people.models import Description
from tandem.foundation.database.facts import read
from tandem.vocabulary.splits import age_band, language_of, needs_interpreter, race_of


@dataclass(frozen=True)
class Groups:
    """What one person said of themselves. `birth_date` never leaves; `on` tells the age band of a day.

    `interpreter` is True where they said that they need one; a language alone does not say it.
    """

    birth_date: date | None = None
    gender: str | None = None
    race: str | None = None
    language: str | None = None
    veteran: bool | None = None
    interpreter: bool | None = None

    def on(self, day: date) -> dict[str, object]:
        """The columns of `OfPerson` for a row of that day."""
        return {
            "age_band": age_band(self.birth_date, day),
            "gender": self.gender,
            "race": self.race,
            "language": self.language,
            "veteran": self.veteran,
        }


NOBODY = Groups()


def groups_of(persons: Iterable[UUID]) -> dict[UUID, Groups]:
    """By person, what the newest telling that says it says; a person of whom nothing is told is missing.

    Read a few thousand at a time: it holds them all in memory.
    """
    told = read(Description).filter(person_id__in=set(persons), withdrawn_at=None).order_by("recorded_at")
    newest: dict[UUID, dict[str, Description]] = {}
    for one in told:
        known = newest.setdefault(one.person_id, {})
        known.update({name: one for name in ("gender", "race", "veteran", "language") if getattr(one, name)})
        if one.__dict__["birth_date"] is not None:
            # Opened below, once for each person: a sealed value costs more than all the rest.
            known["birth_date"] = one
    return {person: _groups(known) for person, known in newest.items()}


def _groups(known: dict[str, Description]) -> Groups:
    said = {name: getattr(one, name) for name, one in known.items()}
    return Groups(
        birth_date=said.get("birth_date"),
        gender=said.get("gender"),
        race=race_of(said.get("race", "").split()),
        language=language_of(said.get("language", "")),
        interpreter=needs_interpreter(said.get("language", "")),
        veteran={"yes": True, "no": False}.get(said.get("veteran", "")),
    )
