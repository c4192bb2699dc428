"""The one writer of the audit trail. A refused try stays on it although the transaction around it is rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn
from uuid import UUID

from django.db import transaction

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.models import Entry


def record(actor: Actor, action: str, **entry: Any) -> None:
    """Write one entry in the current transaction. Takes the keywords of `entry_of`."""
    entry_of(actor, action, **entry).save(force_insert=True)


def entry_of(
    actor: Actor,
    action: str,
    *,
    object_kind: str = "",
    object_id: UUID | None = None,
    act_id: UUID | None = None,
    outcome: str = "ok",
    count: int = 1,
    detail: dict | None = None,
) -> Entry:
    """One entry, for a caller that writes it together with other rows. `detail` holds ids, codes and hashes only
    (CJIS AU-3(3)).
    """
    return Entry(
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


def refuse(error: Exception, actor: Actor, action: str, **entry: Any) -> NoReturn:
    """Write the entry of a refused try and raise `error`. `entry` takes the keywords of `record`.

    The error carries the entry, so that each `keeping_refusals` it passes through writes it again after its rollback.
    """
    entry = {"actor": actor, "action": action, "outcome": "refused", **entry}
    record(**entry)
    error.refused_try = entry
    raise error


@contextmanager
def keeping_refusals() -> Iterator[None]:
    """One transaction, or a part of one, that loses no refusal: one entry is left, however deep it was written."""
    try:
        with transaction.atomic():
            yield
    except Exception as error:
        entry = getattr(error, "refused_try", None)
        if entry:
            record(**entry)
        raise
