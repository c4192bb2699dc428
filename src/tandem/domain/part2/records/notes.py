"""Counseling notes and psychotherapy notes, as one release shows them: the author's own, or by a paper that names them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure.release import Release
from tandem.domain.part2.models import CounselingNote, PsychotherapyNote
from tandem.domain.part2.reading import rows
from tandem.vocabulary.law import Category


@dataclass(frozen=True)
class ApartText:
    """The newest version of one note. `moved_at` says that it stands in the substance use record since."""

    id: UUID
    encounter_id: UUID
    text: str
    by: str
    by_id: UUID
    written_at: datetime
    earlier: int
    moved_at: datetime | None = None
    moved_why: str = ""


def counseling_notes(release: Release, encounter_id: UUID | None = None) -> list[ApartText]:
    """The counseling notes this release reaches, newest first. Raises Absent."""
    return _newest(rows(CounselingNote, Category.SUD_COUNSELING_NOTE, release), encounter_id)


def psychotherapy_notes(release: Release, encounter_id: UUID | None = None) -> list[ApartText]:
    """The psychotherapy notes this release reaches, newest first. Raises Absent."""
    return _newest(rows(PsychotherapyNote, Category.PSYCHOTHERAPY_NOTE, release), encounter_id)


def _newest(found, encounter_id: UUID | None) -> list[ApartText]:
    versions: dict[UUID, list] = {}
    for row in (found.filter(encounter_id=encounter_id) if encounter_id else found).order_by("id"):
        versions.setdefault(row.note, []).append(row)
    texts = [
        ApartText(
            id=note,
            encounter_id=each[-1].encounter_id,
            text=each[-1].text,
            by=each[-1].written_by_name,
            by_id=each[-1].written_by,
            written_at=each[-1].written_at,
            earlier=len(each) - 1,
            moved_at=getattr(each[-1], "moved_at", None),
            moved_why=getattr(each[-1], "moved_why", ""),
        )
        for note, each in versions.items()
    ]
    return sorted(texts, key=lambda one: one.written_at, reverse=True)
