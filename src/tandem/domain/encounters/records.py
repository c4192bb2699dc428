"""Contacts with one person, as one release shows them: every column is a clinical note, so without it nothing shows.

A reader who may not see a contact is told the same as when there is none.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from tandem.disclosure.release import ListRelease, Release
from tandem.domain.encounters.models import Encounter, Note, NoteReview
from tandem.domain.encounters.rules import MET, met
from tandem.domain.encounters.signing import notes_oldest_first, standing_of
from tandem.foundation.database import reach
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.signing import NoteState, Verdict


@dataclass(frozen=True)
class NotePart:
    """The note, or one addendum to it: its newest version. `signed_at` None means still a draft.

    `reason` says why an addendum was added. `waiting`: signed, and a supervisor has not co-signed it yet.
    """

    id: int
    text: str
    by_id: UUID | None
    by: str
    by_profession: str
    written_at: datetime
    signed_at: datetime | None
    addendum: bool
    reason: str = ""
    waiting: bool = False
    cosigned_by: str = ""
    cosigned_at: datetime | None = None


@dataclass(frozen=True)
class ReviewSummary:
    """What a supervisor said of the note."""

    verdict: str
    comment: str
    at: datetime
    by: str


@dataclass(frozen=True)
class EncounterSummary:
    """One contact. Distress is 0 calm to 10 worst; None has its reason in `*_unanswered` ("" if nobody came to it)."""

    id: UUID
    person_id: UUID
    incident_id: UUID | None
    assignment_id: UUID | None
    organization_id: UUID
    organization: str
    unit: str
    started_at: datetime
    closed_at: datetime | None
    reopened_at: datetime | None
    contact_outcome: str
    outcome_at: datetime | None
    distress_before: int | None
    distress_before_unanswered: str
    distress_after: int | None
    distress_after_unanswered: str
    disposition: str
    disposition_detail: str
    transported_to: str
    transported_by: str
    notes: tuple[NotePart, ...]
    reviews: tuple[ReviewSummary, ...] = ()
    note_state: NoteState = NoteState.SETTLED
    writers: frozenset[UUID] = frozenset()

    @property
    def returned(self) -> ReviewSummary | None:
        """The comment that waits for the author's answer."""
        return self.reviews[-1] if self.note_state == NoteState.RETURNED else None

    @property
    def read_to(self) -> int | None:
        """The newest part there is; whoever decides on the note says that they read as far as this."""
        return self.notes[-1].id if self.notes else None

    @property
    def draft(self) -> str:
        """The text still being written, "" where the newest part is signed or there is none."""
        return self.notes[-1].text if self.notes and not self.notes[-1].signed_at else ""


@dataclass(frozen=True)
class UnsignedNote:
    """One closed encounter whose note nobody has signed. `started_note` says whether there is a draft."""

    encounter_id: UUID
    person_id: UUID
    unit: str
    closed_at: datetime
    started_note: bool


@dataclass(frozen=True)
class UnsignedNotes:
    """`rows` are the oldest first, and empty for a reader who may know the count only."""

    count: int
    rows: tuple[UnsignedNote, ...]


def of_person(release: Release) -> list[EncounterSummary]:
    """Every contact with the person of this release, newest first. Raises Absent."""
    found = _readable(release).order_by("-started_at", "-id")
    return [_summary(one) for one in found]


def summary(encounter_id: UUID, *, release: Release) -> EncounterSummary:
    """One contact with the person of this release. Raises Absent for any other person's."""
    found = _readable(release).filter(pk=encounter_id).first()
    if found is None:
        raise Absent
    return _summary(found)


def again(before: EncounterSummary, *, release: Release) -> EncounterSummary:
    """What stands in a contact now, for who read it before under the same release. Raises Absent.

    Whose it is, the unit and who may write are those of `before`.
    """
    found = _of(release).filter(pk=before.id).prefetch_related(*_said()).first()
    if found is None:
        raise Absent
    return _summary(found, before)


def drafted(before: EncounterSummary, *, release: Release) -> EncounterSummary:
    """The same, for who only wants to know how the draft of the note stands now: one question where one is written."""
    mine = notes_oldest_first().filter(encounter_id=before.id, encounter__person_id=release.person_id)
    newest = mine.last() if before.draft and release.allows(Category.CLINICAL_NOTE) else None
    if newest is None or newest.signed_at:
        return again(before, release=release)
    return replace(before, notes=(*before.notes[:-1], _part(newest, [], addendum=len(before.notes) > 1)))


def for_assignment(assignment_id: UUID, *, release: Release) -> EncounterSummary | None:
    """What this team wrote about the person of this release, None where it has not begun. Raises Absent."""
    found = _readable(release).filter(assignment_id=assignment_id).first()
    return _summary(found) if found else None


def unsigned_notes(*, release: ListRelease, limit: int = 100) -> UnsignedNotes:
    """Closed contacts of the reader's organization whose note is unsigned, for the hand-over: the newest `limit`.

    Only where team and person met, or somebody began a note: a call cancelled on the way needs none.
    """
    notes = Note.objects.filter(encounter=OuterRef("pk"))
    found = (
        Encounter.objects.filter(organization_id=release.organization_id, person__sealed_at=None)
        .exclude(closed_at=None)
        .annotate(begun=Exists(notes), signed=Exists(notes.exclude(signed_at=None)))
        .filter(Q(contact_outcome__in=MET) | Q(begun=True), signed=False)
    )
    rows = ()
    if release.allows(Category.CLINICAL_NOTE):
        listed = found.select_related("assignment__team").order_by("-closed_at")[:limit]
        rows = tuple(UnsignedNote(one.pk, one.person_id, _unit(one), one.closed_at, one.begun) for one in listed)
    # How many wait is told to everyone at the hand-over; which, only to who reads clinical notes.
    with reach.work("how many notes are unsigned: a count"):
        return UnsignedNotes(found.count(), rows)


def missing(one: EncounterSummary) -> list[str]:
    """What is still unsaid, in words for the review before closing. Only the first two can keep it from closing."""
    lines = []
    if not one.contact_outcome:
        lines.append("Whether you and the person met")
    if met(one.contact_outcome):
        if not one.disposition:
            lines.append("How it ended")
        if one.distress_before is None and not one.distress_before_unanswered:
            lines.append("Distress before")
        if one.distress_after is None and not one.distress_after_unanswered:
            lines.append("Distress after")
        if not one.notes:
            lines.append("Note")
    if any(part.signed_at is None for part in one.notes):
        lines.append("Signature on the note")
    return lines


def _of(release: Release) -> QuerySet[Encounter]:
    if not release.allows(Category.CLINICAL_NOTE):
        raise Absent
    return Encounter.objects.filter(person_id=release.person_id)


def _said() -> tuple[Prefetch, Prefetch]:
    return (
        Prefetch("notes", notes_oldest_first()),
        Prefetch("reviews", NoteReview.objects.order_by("at", "id")),
    )


def _readable(release: Release) -> QuerySet[Encounter]:
    return (
        _of(release)
        .select_related("organization", "assignment__team")
        .prefetch_related(*_said(), "assignment__team__members", "assignment__teles")
    )


def _unit(encounter: Encounter) -> str:
    return encounter.assignment.team.unit if encounter.assignment_id else ""


def _parts(versions: list[Note], reviews: list[NoteReview]) -> tuple[NotePart, ...]:
    """The newest version of the note and of each addendum: a signature ends a part."""
    parts: list[NotePart] = []
    for place, one in enumerate(versions):
        last = place == len(versions) - 1
        if one.signed_at or last:
            parts.append(_part(one, reviews, addendum=bool(parts)))
    return tuple(parts)


def _part(one: Note, reviews: list[NoteReview], *, addendum: bool) -> NotePart:
    first = next((each for each in reviews if each.verdict == Verdict.COSIGNED and each.note_id >= one.pk), None)
    asked = one.cosign and one.signed_at is not None
    return NotePart(
        id=one.pk,
        text=one.text,
        by_id=one.written_by,
        by=one.written_by_name,
        by_profession=one.written_as,
        written_at=one.written_at,
        signed_at=one.signed_at,
        addendum=addendum,
        reason=one.reason,
        waiting=asked and first is None,
        cosigned_by=first.by_name if asked and first else "",
        cosigned_at=first.at if asked and first else None,
    )


def _writers(one: Encounter) -> frozenset[UUID]:
    """Who may add to this contact: its team, and whoever started it."""
    team = set()
    if one.assignment_id:
        team = {each.user_id for each in one.assignment.team.members.all()}
        team |= {each.taken_by_id for each in one.assignment.teles.all() if each.taken_by_id}
    return frozenset(team | ({one.started_by} if one.started_by else set()))


def _summary(one: Encounter, before: EncounterSummary | None = None) -> EncounterSummary:
    return EncounterSummary(
        id=one.pk,
        person_id=one.person_id,
        incident_id=one.incident_id,
        assignment_id=one.assignment_id,
        organization_id=one.organization_id,
        organization=before.organization if before else one.organization.short_name,
        unit=before.unit if before else _unit(one),
        started_at=one.started_at,
        closed_at=one.closed_at,
        reopened_at=one.reopened_at,
        contact_outcome=one.contact_outcome,
        outcome_at=one.outcome_at,
        distress_before=one.distress_before,
        distress_before_unanswered=one.distress_before_unanswered,
        distress_after=one.distress_after,
        distress_after_unanswered=one.distress_after_unanswered,
        disposition=one.disposition,
        disposition_detail=one.disposition_detail,
        transported_to=one.transported_to,
        transported_by=one.transported_by,
        notes=_parts(list(one.notes.all()), list(one.reviews.all())),
        reviews=tuple(ReviewSummary(each.verdict, each.comment, each.at, each.by_name) for each in one.reviews.all()),
        note_state=standing_of(one).state,
        writers=before.writers if before else _writers(one),
    )


@dataclass(frozen=True)
class Unfinished:
    """A contact somebody began to write and has not closed. Names nobody."""

    id: UUID
    person_id: UUID
    place: str
    started_at: datetime


def unfinished(user_id: UUID, *, release: ListRelease, since: datetime) -> list[Unfinished]:
    """Open contacts this human began, or whose team they were on, newest first. Raises NotReleased.

    A call can be cleared by radio before it is written up; what was begun then is found here.
    """
    release.require(Category.CLINICAL_NOTE)
    found = (
        Encounter.objects.filter(
            closed_at=None,
            started_at__gte=since,
            organization_id=release.organization_id,
            person__sealed_at=None,
        )
        .filter(
            Q(started_by=user_id)
            | Q(assignment__team__members__user_id=user_id)
            | Q(assignment__teles__taken_by_id=user_id)
        )
        .select_related("incident")
        .order_by("-started_at")
        .distinct()
    )
    return [
        Unfinished(one.pk, one.person_id, one.incident.place if one.incident else "", one.started_at) for one in found
    ]
