"""The one writer of the audit trail."""

from uuid import UUID

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.models import Entry


def record(
    actor: Actor,
    action: str,
    *,
    object_kind: str = "",
    object_id: UUID | None = None,
    act_id: UUID | None = None,
    outcome: str = "ok",
    count: int = 1,
    detail: dict | None = None,
) -> None:
    """Write one entry in the current transaction. `detail` holds ids, codes and hashes only (CJIS AU-3(3))."""
    Entry.objects.create(
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_role=actor.role or "",
        organization_id=actor.organization_id,
        session=actor.session,
        address=actor.address,
        action=action,
        object_kind=object_kind,
        object_id=object_id,
        act_id=act_id,
        outcome=outcome,
        count=count,
        detail=detail or {},
    )
