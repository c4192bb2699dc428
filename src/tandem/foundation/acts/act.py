"""One act: permission, transaction, guard, log, audit, outbox and live notice, in that order, or nothing at all."""

import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import batched, groupby
from uuid import UUID

from django.db import DatabaseError, connection, models

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.record import entry_of, inserting, into_spool, is_unwritable, keeping_refusals, refuse
from tandem.foundation.database.journey import Statement, insert, send
from tandem.foundation.database.part import part
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.timeline import Kind

LIVE_CHANNEL = "tandem_live"
# A notice holds at most 8,000 bytes (PostgreSQL, NOTIFY); an id is 40 of them with its quotes and comma.
IDS_IN_A_NOTICE = 150


class Act:
    """What a verb says while it works. Collected, and written when the verb ends without an error."""

    def __init__(self, actor: Actor, name: str):
        self.id = uuid.uuid4()
        self.actor = actor
        self.name = name
        self.at = clock.now()
        self.subject: tuple[str, UUID] | None = None
        self.answers: list[tuple | None] = []
        # Codes and ids for the audit entry, never words about a person.
        self.detail: dict = {}
        # Whether the act stands although its entry has to wait: for cautions on an active call, and nothing else.
        self.goes_on = False
        self._rows: list[models.Model] = []
        self._log: list[Log] = []
        self._events: list[tuple[str, dict]] = []
        self._told: dict[str, set[str]] = {}

    def about(self, kind: str, subject: UUID) -> None:
        """Name the thing acted on, for the audit entry."""
        self.subject = (kind, subject)

    def add(self, *rows: models.Model) -> None:
        """Store new rows when the verb ends, together with what is written about it. Nothing reads them before."""
        self._rows += rows

    def log(self, kind: Kind, *subjects: UUID | None, at: datetime | None = None, edition: str = "", **detail) -> None:
        """Add one line to the timeline of every subject given. `detail` is small and typed: codes, ids, numbers.

        A `reason` is somebody's words: it is kept apart, sealed.
        """
        words = said(detail)
        self._log.append(
            Log(
                act_id=self.id,
                kind=kind,
                subjects=[subject for subject in subjects if subject],
                actor_kind=self.actor.kind,
                actor_id=self.actor.id,
                actor_role=self.actor.role or "",
                organization_id=self.actor.organization_id,
                occurred_at=at or self.at,
                recorded_at=self.at,
                detail=detail,
                words=words,
                edition=edition,
            )
        )

    def publish(self, event: str, **ids) -> None:
        """Hand an event to the outbox: delivered once this transaction has committed, by `subscriptions.py`."""
        self._events.append((event, {name: str(value) for name, value in ids.items()}))

    def tell(self, topic: str, *ids: UUID) -> None:
        """Wake the live views of `topic`: they are told ids, never content."""
        self._told.setdefault(topic, set()).update(str(one) for one in ids)

    def _write(self, closing: list[Statement]) -> None:
        from tandem.foundation.outbox import deferring, heard

        kind, subject = self.subject or ("", None)
        count = max(1, len(self._log))
        entry = entry_of(
            self.actor,
            self.name,
            object_kind=kind,
            object_id=subject,
            act_id=self.id,
            count=count,
            detail=self.detail,
        )
        written = [insert(list(each)) for _model, each in groupby([*self._rows, *self._log], key=type)]
        after = [deferring(event, ids) for event, ids in self._events if heard(event)]
        after += self._notices()
        if not self.goes_on:
            send(written + inserting(entry) + after + closing)
            return
        try:
            with keeping_refusals():
                send(written + inserting(entry) + after)
        except DatabaseError as error:
            if not is_unwritable(error):
                raise
            with into_spool():
                send(written + inserting(entry) + after)
        if closing:
            send(closing)

    def _notices(self) -> list[Statement]:
        return [
            Statement("SELECT pg_notify(%s, %s)", [LIVE_CHANNEL, json.dumps({"topic": topic, "ids": some})])
            for topic, ids in self._told.items()
            for some in batched(sorted(ids), IDS_IN_A_NOTICE)
        ]


def said(detail: dict) -> dict:
    """What somebody said in their own words, taken out of a line's detail; a reason that is a code stays."""
    return {"reason": detail.pop("reason")} if type(detail.get("reason")) is str else {}


def allow(actor: Actor, permission: Permission, *, kind: str = "", subject: UUID | None = None) -> None:
    """Raise NotAllowed, and audit the try, unless the actor may do `permission`."""
    if actor.may(permission):
        return
    refuse(NotAllowed(permission), actor, permission, object_kind=kind, object_id=subject)


@contextmanager
def guard(act_id: UUID) -> Iterator[None]:
    """Open the guarded tables while this lasts. The setting ends with the transaction, or here inside a longer one."""
    with _opened(act_id, ()) as (_answers, closing):
        yield
        if closing:
            send(closing)


@contextmanager
def _opened(act_id: UUID, asking: Sequence[Statement]) -> Iterator[tuple[list[tuple | None], list[Statement]]]:
    """(what `asking` answers, on the same journey that opens the tables; what closes them, for the last journey).

    Inside a longer transaction an act is a part of its own; its first and last words go along on those journeys.
    """
    if not connection.in_atomic_block:
        with keeping_refusals():
            _open, *answers = send([_opening(str(act_id)), *asking])
            yield answers, []
        return
    with keeping_refusals(part()) as (begin, end):
        _begun, (before,), _open, *answers = send([begin, _BEFORE, _opening(str(act_id)), *asking])
        yield answers, [_opening(before or ""), end]


_BEFORE = Statement("SELECT current_setting('tandem.act', true)")


def _opening(act_id: str) -> Statement:
    return Statement("SELECT set_config('tandem.act', %s, true)", [act_id])


@contextmanager
def act(
    actor: Actor,
    permission: Permission,
    *,
    kind: str = "",
    subject: UUID | None = None,
    asking: Sequence[Statement] = (),
) -> Iterator[Act]:
    """Do one thing: `with act(actor, Permission.INCIDENT_ASSIGN, kind="incident", subject=id) as doing: …`.

    Raises NotAllowed before anything is written. An error inside rolls everything back, the log and audit with it.
    Acts nest: the inner one is part of the outer transaction and keeps its own audit entry. What a verb must know or
    hold before anything else it may ask on the journey that opens the act: the first row of each is in `doing.answers`.
    """
    allow(actor, permission, kind=kind, subject=subject)
    doing = Act(actor, permission)
    if subject:
        doing.about(kind, subject)
    with _opened(doing.id, asking) as (doing.answers, closing):
        yield doing
        doing._write(closing)
