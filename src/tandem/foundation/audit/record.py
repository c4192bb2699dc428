"""The one writer of the audit trail. A refused try stays on it although the transaction around it is rolled back.

If an entry can't be written within a second, nothing is done and nothing is shown (CJIS AU-5).
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit import spool
from tandem.foundation.audit.models import Entry
from tandem.foundation.database.journey import Statement, insert, send

# Two seconds is what a request may take to say no; half of it is for the entry.
WAIT = "1000ms"
TABLES = ("audit_entry", "audit_link", "audit_checkpoint")


_spools: ContextVar[bool] = ContextVar("audit_spools", default=False)


def record(actor: Actor, action: str, **entry: Any) -> None:
    """Write one entry in the current transaction. Takes the keywords of `entry_of`."""
    if statements := inserting(entry_of(actor, action, **entry)):
        send(statements)


def inserting(entry: Entry) -> list[Statement]:
    """The statements that write an entry, or fail within a second, for a journey that brings other rows along."""
    if _spools.get():
        spool.put(entry)
        return []
    return [_SOON, insert([entry]), _AS_BEFORE]


@contextmanager
def into_spool() -> Iterator[None]:
    """Entries go to the file beside the database while this lasts: for published cautions on an active call only."""
    before = _spools.set(True)
    try:
        yield
    finally:
        _spools.reset(before)


_SOON = Statement(f"SET LOCAL statement_timeout = '{WAIT}'")
_AS_BEFORE = Statement("SET LOCAL statement_timeout TO DEFAULT")


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
    purpose: str = "",
    basis: str = "",
    categories: Iterable[str] = (),
    size: int | None = None,
) -> Entry:
    """One entry, for a caller that writes it together with other rows. `detail` holds ids, codes and hashes only
    (CJIS AU-3(3)); `categories` are the classes of fields that were open, `size` the bytes that left.
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
        purpose=purpose,
        basis=basis,
        categories=sorted(categories),
        size=size,
    )


def searched(words: str) -> str:
    """What a search was for, as a code that only this installation can give the same words again (never in clear)."""
    key = hashlib.sha256(b"audit search:" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, " ".join(words.casefold().split()).encode(errors="replace"), hashlib.sha256).hexdigest()[:32]


def refuse(error: Exception, actor: Actor, action: str, **entry: Any) -> NoReturn:
    """Write the entry of a refused try and raise `error`. `entry` takes the keywords of `record`.

    The error carries the entry, so that each `keeping_refusals` it passes through writes it again after its rollback.
    """
    entry = {"actor": actor, "action": action, "outcome": "refused", **entry}
    record(**entry)
    error.refused_try = entry
    raise error


@contextmanager
def keeping_refusals(around: AbstractContextManager | None = None) -> Iterator[Any]:
    """One transaction, or a part of one, that loses no refusal: one entry is left, however deep it was written.

    `around` is the part where the caller made it; what it hands out is handed on.
    """
    try:
        with around or transaction.atomic() as found:
            yield found
    except Exception as error:
        entry = getattr(error, "refused_try", None)
        if entry:
            record(**entry)
        raise


def is_unwritable(error: BaseException) -> bool:
    """Whether this error of the database means that an audit entry could not be written."""
    if not isinstance(error, DatabaseError):
        return False
    cause = error.__cause__
    state = getattr(cause, "sqlstate", "") or ""
    diagnosis = getattr(cause, "diag", None)
    named = f"{getattr(diagnosis, 'table_name', '')} {getattr(diagnosis, 'message_primary', '')}"
    # 57014: only entries are given a second. 42501, 53100, …: the message names the table.
    return state == "57014" or any(table in named for table in TABLES)
