"""What was told on scene, as one release shows it: the clinical forms to who may read notes, the officer's to police.

A reader of one table learns nothing of the other, not even whether it holds a row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tandem.disclosure.release import ListRelease, Release
from tandem.domain.encounters.forms import CLINICAL, ENDING, FORCE_REPORT, Answers, Form, Said, form_named, hold, said
from tandem.domain.encounters.models import PoliceEnding, PoliceForm, SceneForm
from tandem.domain.encounters.state_law import edition
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent

ORDER = ("hold", *(form.code for form in CLINICAL))


@dataclass(frozen=True)
class Told:
    """The newest version of one form. `earlier` is how many versions stand behind it."""

    encounter_id: UUID
    form: str
    title: str
    answers: Answers
    lines: tuple[Said, ...]
    written_at: datetime
    by: str
    earlier: int
    edition: str

    @property
    def short(self) -> str:
        """The first three answers in a line, for a menu or a review."""
        return "; ".join(line.line for line in self.lines[:3])

    @property
    def facts(self) -> list[tuple]:
        """(label, words), or (label, None, why not) where there is no answer, as the facts include takes them."""
        return [(line.label, None, line.words) if line.unknown else (line.label, line.words) for line in self.lines]


def told(encounter_id: UUID, *, release: Release) -> dict[str, Told]:
    """The forms of one contact with the person of this release, by code in the order of the menu. Raises Absent."""
    return of_person(release=release).get(encounter_id, {})


def of_person(*, release: Release) -> dict[UUID, dict[str, Told]]:
    """The forms of every contact with the person of this release, by contact and code. Raises Absent."""
    if not release.allows(Category.CLINICAL_NOTE):
        raise Absent
    rows = SceneForm.objects.filter(encounter__person_id=release.person_id).order_by("id")
    versions: dict[tuple[UUID, str], list[SceneForm]] = {}
    for row in rows:
        versions.setdefault((row.encounter_id, row.form), []).append(row)
    found: dict[UUID, dict[str, Told]] = {}
    for (encounter_id, code), all_ in sorted(versions.items(), key=lambda item: ORDER.index(item[0][1])):
        newest = all_[-1]
        # A form that was emptied again says nothing; its versions stay.
        if newest.answers:
            found.setdefault(encounter_id, {})[code] = _told(newest, earlier=len(all_) - 1)
    return found


def _told(row: SceneForm, *, earlier: int) -> Told:
    form = form_named(row.form, edition(row.edition)) or hold(None)
    return Told(
        encounter_id=row.encounter_id,
        form=row.form,
        title=form.title,
        answers=row.answers,
        lines=tuple(said(form, row.answers, _clock)),
        written_at=row.written_at,
        by=row.written_by_name,
        earlier=earlier,
        edition=row.edition,
    )


def _clock(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M")


@dataclass(frozen=True)
class PoliceTold:
    """The newest version of what police told of one person on a call. `person_id` None: nobody was on the call."""

    person_id: UUID | None
    answers: Answers
    lines: tuple[Said, ...]
    written_at: datetime
    by: str
    earlier: int


def police_endings(assignment_id: UUID, *, release: ListRelease) -> list[PoliceTold]:
    """How the call ended for police, person by person: call facts. Raises NotReleased."""
    release.require(Category.CAD_FACTS)
    return _newest(PoliceEnding.objects.filter(assignment_id=assignment_id).order_by("id"), ENDING)


def police_reports(assignment_id: UUID, *, release: ListRelease) -> list[PoliceTold]:
    """Force, injuries and charges as officers of the reader's own agency told them (R02). Raises NotReleased."""
    release.require(Category.LE_NARRATIVE)
    own = PoliceForm.objects.filter(assignment_id=assignment_id, organization_id=release.organization_id)
    return _newest(own.order_by("id"), FORCE_REPORT)


def _newest(rows: Iterable, form: Form) -> list[PoliceTold]:
    versions: dict[tuple, list] = {}
    for row in rows:
        versions.setdefault((row.person_id, row.organization_id), []).append(row)
    return [
        PoliceTold(
            person_id=all_[-1].person_id,
            answers=all_[-1].answers,
            lines=tuple(said(form, all_[-1].answers, _clock)),
            written_at=all_[-1].written_at,
            by=all_[-1].written_by_name,
            earlier=len(all_) - 1,
        )
        for all_ in versions.values()
        if all_[-1].answers
    ]
