"""The substance use record of one person, cut to the view of one release. Without the category there is nothing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tandem.disclosure.release import Release
from tandem.disclosure.views import WHOLE
from tandem.domain.encounters.forms import Answers, Said, said
from tandem.domain.part2.forms import SHOWN, USE
from tandem.domain.part2.models import ApartNote, EmergencyRecord, SubstanceUse
from tandem.domain.part2.reading import rows
from tandem.vocabulary.law import Category

PART2 = Category.PART2_RECORD


@dataclass(frozen=True)
class UseSummary:
    """The newest page of one contact, as far as the view shows it. `earlier` is how many versions stand behind it."""

    encounter_id: UUID
    answers: Answers
    lines: tuple[Said, ...]
    written_at: datetime
    by: str
    earlier: int

    @property
    def short(self) -> str:
        """The first three answers in a line."""
        return "; ".join(line.line for line in self.lines[:3])

    @property
    def facts(self) -> list[tuple]:
        """(label, words), or (label, None, why not), as the facts include takes them."""
        return [(line.label, None, line.words) if line.unknown else (line.label, line.words) for line in self.lines]


@dataclass(frozen=True)
class NoteApart:
    """One part of the note kept apart: its newest version. `signed_at` None means still a draft."""

    encounter_id: UUID
    text: str
    by: str
    by_id: UUID | None
    written_at: datetime
    signed_at: datetime | None
    addition: bool


@dataclass(frozen=True)
class EmergencySummary:
    """One telling in an emergency, as 42 CFR 2.51(c) has it written."""

    id: UUID
    facility: str
    recipient: str
    discloser: str
    told_at: datetime
    nature: str
    why_no_consent: str


def of_person(release: Release) -> list[UseSummary]:
    """The page of every contact this release reaches, newest first; a contact whose shown part is empty is left out.

    Raises Absent.
    """
    versions: dict[UUID, list[SubstanceUse]] = {}
    for row in rows(SubstanceUse, PART2, release).order_by("id"):
        versions.setdefault(row.encounter_id, []).append(row)
    shown = SHOWN[release.view(PART2)]
    found = [_summary(each, shown) for each in versions.values()]
    return sorted((one for one in found if one.answers), key=lambda one: one.written_at, reverse=True)


def for_encounter(encounter_id: UUID, *, release: Release) -> UseSummary | None:
    """The page of one contact, None where nothing stands on it. Raises Absent."""
    return next((one for one in of_person(release) if one.encounter_id == encounter_id), None)


def _summary(versions: list[SubstanceUse], shown: frozenset[str]) -> UseSummary:
    newest = versions[-1]
    answers = {name: value for name, value in newest.answers.items() if name in shown}
    return UseSummary(
        encounter_id=newest.encounter_id,
        answers=answers,
        lines=tuple(said(USE, answers, lambda moment: timezone.localtime(moment).strftime("%H:%M"))),
        written_at=newest.written_at,
        by=newest.written_by_name,
        earlier=len(versions) - 1,
    )


def notes_apart(release: Release, encounter_id: UUID | None = None) -> list[NoteApart]:
    """Notes that tell about substance use, part by part, oldest first; none in a narrower view. Raises Absent."""
    found = rows(ApartNote, PART2, release).order_by("encounter_id", "id")
    if release.view(PART2) != WHOLE:
        return []
    contacts: dict[UUID, list[ApartNote]] = {}
    for row in found.filter(encounter_id=encounter_id) if encounter_id else found:
        contacts.setdefault(row.encounter_id, []).append(row)
    return [
        _part(one, addition=any(each.signed_at for each in versions[:place]))
        for versions in contacts.values()
        for place, one in enumerate(versions)
        if one.signed_at or place == len(versions) - 1
    ]


def _part(one: ApartNote, *, addition: bool) -> NoteApart:
    return NoteApart(
        one.encounter_id, one.text, one.written_by_name, one.written_by, one.written_at, one.signed_at, addition
    )


def emergencies(release: Release) -> list[EmergencySummary]:
    """What was told in an emergency, newest first; none in a narrower view. Raises Absent."""
    found = rows(EmergencyRecord, PART2, release).order_by("-told_at")
    if release.view(PART2) != WHOLE:
        return []
    return [
        EmergencySummary(
            one.pk,
            one.facility_name,
            one.recipient_name,
            one.discloser_name,
            one.told_at,
            one.nature,
            one.why_no_consent,
        )
        for one in found
    ]
