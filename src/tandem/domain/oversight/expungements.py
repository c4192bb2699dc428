"""Expungements as whoever approves them reads them: order number, scope, who asked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.domain.oversight.holds import held
from tandem.domain.oversight.models import Expungement
from tandem.vocabulary.oversight import EXPUNGE_SCOPE_LABELS, ExpungeReason, ExpungeScope


@dataclass(frozen=True)
class ExpungeRow:
    """One order. `state` is waiting, approved, done or refused; `held`: a legal hold stops it; `by_age`: its period is
    over, and no order says so."""

    id: UUID
    order_number: str
    scope: str
    asked_at: datetime
    asked_by: str
    asked_by_id: UUID
    approved_at: datetime | None
    approved_by: str
    done_at: datetime | None
    rows: int
    state: str
    held: bool
    by_age: bool


def expungements(organization_id: UUID | None) -> list[ExpungeRow]:
    """Every order of the organization, the newest first."""
    found = Expungement.objects.filter(organization_id=organization_id).order_by("-asked_at")
    waiting = {one.person_id for one in found if one.person_id and not one.approved_at}
    stopped = held(waiting) if waiting else set()
    return [_row(one, stopped) for one in found]


def _row(one: Expungement, stopped: set[UUID]) -> ExpungeRow:
    state = "waiting"
    if one.refused_at:
        state = "refused"
    elif one.done_at:
        state = "done"
    elif one.approved_at:
        state = "approved"
    return ExpungeRow(
        one.pk,
        one.order_number,
        EXPUNGE_SCOPE_LABELS[ExpungeScope(one.scope)],
        one.asked_at,
        one.asked_by_name,
        one.asked_by,
        one.approved_at,
        one.approved_by_name,
        one.done_at,
        one.rows,
        state,
        state == "waiting" and one.person_id in stopped,
        one.reason == ExpungeReason.RETENTION,
    )
