"""Where units stand at receiving places (call facts, no person), and the care list's transfers under way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tandem.disclosure import ListRelease, Release
from tandem.domain.transfers.models import Stay, Transfer
from tandem.domain.transfers.records.person import TransferSummary, shown, times_of
from tandem.domain.transfers.rules import standing, under_way
from tandem.foundation import clock
from tandem.foundation.database import reach
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.transfers import TransferState, TransferTime

# A transfer nobody ended in two days was not a wait any more: it is found on the person's page.
SHOWN_FOR = timedelta(days=2)


@dataclass(frozen=True)
class StayRow:
    """One unit at one place. `standing` is on_the_way, waiting, handed_over or free; `since` is when that began."""

    transfer_id: UUID
    assignment_id: UUID | None
    place: str
    times: dict[TransferTime, datetime | None]
    took_over_said_by: str
    standing: str
    since: datetime | None


@dataclass(frozen=True)
class UnderWay:
    """One transfer of the care list, with the person's id; the name comes from `people.records.names`."""

    person_id: UUID
    unit: str
    transfer: TransferSummary


def stays(assignment_ids: Iterable[UUID], *, release: ListRelease | Release) -> dict[UUID, StayRow]:
    """The newest stay of each of these assignments that is not called off. Raises NotReleased without call facts."""
    release.require(Category.CAD_FACTS)
    found = Stay.objects.filter(assignment_id__in=list(assignment_ids)).exclude(
        transfer__state__in=(TransferState.CANCELLED, TransferState.CANT_TAKE), arrived_at=None
    )
    # Whether a transfer was called off is asked of its clinical row; nothing of that row is handed out.
    with reach.work("which stays of these assignments were called off"):
        return {one.assignment_id: _stay(one) for one in found.order_by("transfer__created_at")}


def stay_of(transfer_id: UUID, assignment_id: UUID, *, release: ListRelease) -> StayRow:
    """One stay of one assignment. Raises Absent, NotReleased."""
    release.require(Category.CAD_FACTS)
    found = Stay.objects.filter(pk=transfer_id, assignment_id=assignment_id).first()
    if found is None:
        raise Absent
    return _stay(found)


def _stay(one: Stay) -> StayRow:
    times = times_of(one)
    where = standing(times)
    since = {
        "on_the_way": None,
        "waiting": TransferTime.ARRIVED,
        "handed_over": TransferTime.TOOK_OVER,
        "free": TransferTime.CLINICIAN_FREE,
    }[where]
    return StayRow(
        transfer_id=one.pk,
        assignment_id=one.assignment_id,
        place=one.place,
        times=times,
        took_over_said_by=one.took_over_said_by,
        standing=where,
        since=times[since] if since else None,
    )


def transfers_under_way(*, release: ListRelease, limit: int = 50) -> list[UnderWay]:
    """What the reader's organization has under way, the longest wait first. Raises NotReleased without clinical notes.

    Sealed persons are absent (F1), and so are colleagues, whose care team a list can't know (F3).
    """
    release.require(Category.CLINICAL_NOTE)
    found = Transfer.objects.filter(
        organization_id=release.organization_id,
        created_at__gte=clock.now() - SHOWN_FOR,
        encounter__person__sealed_at=None,
        encounter__person__is_staff=False,
    ).select_related("encounter", "organization", "facility", "stay__assignment__team")
    rows = []
    for one in found.order_by("created_at"):
        if under_way(one.state, times_of(one.stay)):
            unit = one.stay.assignment.team.unit if one.stay.assignment_id else ""
            rows.append(UnderWay(one.encounter.person_id, unit, shown(one)))
    return rows[:limit]
