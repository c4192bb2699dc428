"""The words of pieces that wait, as one release shows them. Without the category of a piece there are none, said or unsaid."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure.release import ListRelease, Release
from tandem.domain.phones.models import KEPT, Photo
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent


@dataclass(frozen=True)
class Words:
    """What one body said: `fields` it sets, or else its other parts; `hash` tells a piece from its rivals."""

    hash: str
    said: dict[str, object]
    problems: tuple[tuple[str, str], ...]


def words(work_id: UUID, *, release: Release | ListRelease) -> list[Words]:
    """What is kept of a piece and of its rivals, as far as this release opens it; [] where it opens nothing."""
    found = []
    for category, table in KEPT.items():
        if not release.allows(category):
            continue
        rows = table.objects.filter(work_id=work_id)
        if isinstance(release, Release):
            rows = rows.filter(person_id=release.person_id)
        else:
            # A list opens calls and never a person.
            rows = rows.filter(person_id=None, incident_id__isnull=False)
            if category != Category.CAD_FACTS:
                continue
        found += [_words(one) for one in rows.order_by("id")]
    return found


def _words(row) -> Words:
    say = row.body.get("say") or {}
    fields = say.get("fields")
    said = dict(fields) if isinstance(fields, dict) else {name: value for name, value in say.items()}
    problems = tuple((one[0], one[1]) for one in row.answer.get("problems", []))
    return Words(row.hash, said, problems)


@dataclass(frozen=True)
class PhotoSummary:
    """A photo of one contact; `file` is the kept file's id, `at` when it arrived here."""

    id: UUID
    file: UUID
    name: str
    by: str
    taken_in: UUID
    at: datetime


def photos(encounter_id: UUID, *, release: Release) -> list[PhotoSummary]:
    """The photos tied to one contact with the person of this release. Raises NotReleased."""
    return _photos(release, encounter_id=encounter_id)


def photos_of_person(release: Release) -> list[PhotoSummary]:
    """All photos of the person of this release, oldest first. Raises NotReleased."""
    return _photos(release)


def photo(photo_id: UUID, encounter_id: UUID, *, release: Release) -> PhotoSummary:
    """One photo of one contact. Raises NotReleased; Absent for one that is not tied to just this contact."""
    found = _photos(release, pk=photo_id, encounter_id=encounter_id)
    if not found:
        raise Absent
    return found[0]


def _photos(release: Release, **which: UUID) -> list[PhotoSummary]:
    release.require(Category.CLINICAL_NOTE)
    found = Photo.objects.filter(person_id=release.person_id, **which).order_by("received_at")
    return [
        PhotoSummary(one.pk, one.file, one.name, one.author_name, one.encounter_id, one.received_at) for one in found
    ]
