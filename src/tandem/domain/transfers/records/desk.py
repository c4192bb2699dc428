"""What the receiving desk reads behind its link: the newest notice as it was sent, its own answer, and the times."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure import Release
from tandem.domain.transfers.models import Transfer
from tandem.domain.transfers.records.person import Answered, answered, sent, times_of
from tandem.domain.transfers.rules import ANSWERABLE
from tandem.foundation.database import reach
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.transfers import TransferState, TransferTime


@dataclass(frozen=True)
class DeskView:
    """All the desk may read. `body` is [field, value] as it left; `opened` says whether the team knows it was opened."""

    transfer_id: UUID
    facility: str
    sender: str
    sender_phone: str
    sent_by: str
    sent_at: datetime
    body: tuple[tuple[str, object], ...]
    state: str
    opened: bool
    answer: Answered | None
    arrived_at: datetime | None
    took_over_at: datetime | None
    took_over_said_by: str


def for_desk(transfer_id: UUID, *, release: Release) -> DeskView:
    """The page behind a link, under a release opened for that link. Raises Absent for any other transfer."""
    for category in (Category.DEMOGRAPHICS, Category.CLINICAL_NOTE, Category.SAFETY_FLAGS, Category.SCREENING):
        release.require(category)
    row = (
        Transfer.objects.select_related("organization", "facility")
        .filter(pk=transfer_id, encounter__person_id=release.person_id, facility_id=release.organization_id)
        .first()
    )
    newest = row.notices.order_by("-id").first() if row else None
    if newest is None or row.state not in ANSWERABLE:
        raise Absent
    # When the person came to this very door: the desk said it itself, and is shown nothing else of the stay.
    with reach.work("when the person arrived at the desk that reads"):
        stay = row.stay
    times, said, last = times_of(stay), sent(newest), row.answers.order_by("-id").first()
    return DeskView(
        transfer_id=row.pk,
        facility=row.facility.name,
        sender=row.organization.name,
        sender_phone=row.organization.phone,
        sent_by=said.by,
        sent_at=said.at,
        body=said.body,
        state=row.state,
        opened=row.state != TransferState.TOLD,
        answer=answered(last) if last else None,
        arrived_at=times[TransferTime.ARRIVED],
        took_over_at=times[TransferTime.TOOK_OVER],
        took_over_said_by=stay.took_over_said_by,
    )
