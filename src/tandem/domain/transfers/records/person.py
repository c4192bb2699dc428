"""The transfers of one person: draft, notices as they left, answers, times. All of it is a clinical note."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from tandem.disclosure import Release
from tandem.domain.transfers.models import Answer, Notice, Stay, Transfer
from tandem.domain.transfers.rules import TIME_FIELD, standing
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.transfers import CANT_TAKE_LABELS, TRANSFER_LABELS, CantTake, TransferState, TransferTime


@dataclass(frozen=True)
class Sent:
    """One notice exactly as it left. `said_to` names who was told by voice, "" for a link."""

    body: tuple[tuple[str, object], ...]
    medium: str
    said_to: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Answered:
    """What the place said. `recorded_for` names who said it, "" where it answered by its link."""

    state: str
    label: str
    at: datetime
    recorded_for: str
    where: str
    reason: str


@dataclass(frozen=True)
class TransferSummary:
    """One transfer. `times` has every `TransferTime`; None is not yet, or not known. `standing` is a word of the rules."""

    id: UUID
    person_id: UUID
    encounter_id: UUID
    organization: str
    facility_id: UUID
    facility: str
    facility_phone: str
    draft: dict
    state: str
    label: str
    state_at: datetime
    created_at: datetime
    told_at: datetime | None
    expected_at: datetime | None
    instead_of: UUID | None
    times: dict[TransferTime, datetime | None]
    took_over_said_by: str
    standing: str
    sent: tuple[Sent, ...]
    answers: tuple[Answered, ...]

    @property
    def answer(self) -> Answered | None:
        """The newest answer, None while the place has said nothing."""
        return self.answers[-1] if self.answers else None


def times_of(stay: Stay) -> dict[TransferTime, datetime | None]:
    """The four times as they stand."""
    return {which: getattr(stay, name) for which, name in TIME_FIELD.items()}


def reason_words(kind: str, reason: str) -> str:
    """ "Full now. The next bed is free at six." """
    label = CANT_TAKE_LABELS.get(CantTake(kind), "") if kind else ""
    return ". ".join(part for part in (label, reason) if part)


def of_person(release: Release) -> list[TransferSummary]:
    """Every transfer of the person of this release, newest first. Raises Absent."""
    return [shown(one) for one in _readable(release).order_by("-created_at", "-id")]


def of_encounter(encounter_id: UUID, *, release: Release) -> list[TransferSummary]:
    """The transfers of one contact with the person of this release, newest first. Raises Absent."""
    found = _readable(release).filter(encounter_id=encounter_id)
    return [shown(one) for one in found.order_by("-created_at", "-id")]


def summary(transfer_id: UUID, *, release: Release) -> TransferSummary:
    """One transfer of the person of this release. Raises Absent for any other."""
    found = _readable(release).filter(pk=transfer_id).first()
    if found is None:
        raise Absent
    return shown(found)


def _readable(release: Release) -> QuerySet[Transfer]:
    if not release.allows(Category.CLINICAL_NOTE):
        raise Absent
    return (
        Transfer.objects.filter(encounter__person_id=release.person_id)
        .select_related("encounter", "organization", "facility", "stay")
        .prefetch_related(
            Prefetch("notices", Notice.objects.order_by("id")), Prefetch("answers", Answer.objects.order_by("id"))
        )
    )


def shown(one: Transfer) -> TransferSummary:
    """A row as values."""
    times = times_of(one.stay)
    return TransferSummary(
        id=one.pk,
        person_id=one.encounter.person_id,
        encounter_id=one.encounter_id,
        organization=one.organization.short_name,
        facility_id=one.facility_id,
        facility=one.facility.name,
        facility_phone=one.facility.phone,
        draft=dict(one.draft),
        state=one.state,
        label=TRANSFER_LABELS[TransferState(one.state)],
        state_at=one.state_at,
        created_at=one.created_at,
        told_at=one.told_at,
        expected_at=one.expected_at,
        instead_of=one.instead_of_id,
        times=times,
        took_over_said_by=one.stay.took_over_said_by,
        standing=standing(times),
        sent=tuple(sent(each) for each in one.notices.all()),
        answers=tuple(answered(each) for each in one.answers.all()),
    )


def sent(one: Notice) -> Sent:
    """A notice as values."""
    return Sent(
        tuple((field, value) for field, value in one.body), one.medium, one.said_to, one.sent_at, one.sent_by_name
    )


def answered(one: Answer) -> Answered:
    """An answer as values."""
    label = TRANSFER_LABELS[TransferState(one.state)]
    return Answered(one.state, label, one.at, one.recorded_for, one.where, reason_words(one.reason_kind, one.reason))
