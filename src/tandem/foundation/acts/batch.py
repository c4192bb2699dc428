"""A batch act: many rows by one actor for one reason, committed in pieces of at most 5,000 rows by COPY.

One audit entry at the end names the batch, the count and the hash of the ids; the log entries go in by bulk. Import,
the demo city, sync and expunge use it. A piece is whole or absent; a killed batch leaves whole pieces and no entry.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, models, transaction

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, allow, guard
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.record import record
from tandem.foundation.database import walls
from tandem.foundation.database.journey import insert, send
from tandem.foundation.keys.owners import ready
from tandem.foundation.outbox import defer
from tandem.vocabulary.permissions import Permission

PIECE = 5_000
AT_A_TIME = 500


class Batch(Act):
    """An act whose log is flushed with each piece. Use `with batch.piece(): batch.copy(Model, rows)`."""

    def __init__(self, actor: Actor, name: str):
        super().__init__(actor, name)
        self.count = 0
        self._hash = hashlib.sha256()

    @contextmanager
    def piece(self) -> Iterator[None]:
        """One transaction. Rows copied and lines logged inside commit together, or not at all."""
        told = {topic: set(ids) for topic, ids in self._told.items()}
        before = self.count, self._hash.copy(), told, len(self._events)
        try:
            with guard(self.id):
                yield
                for lines in pieces(self._log):
                    self.copy(Log, lines, counted=False)
        except BaseException:
            self.count, self._hash, self._told = before[:3]
            del self._events[before[3] :]
            raise
        finally:
            self._log = []

    def copy(self, model: type[models.Model], rows: Sequence[models.Model], *, counted: bool = True) -> None:
        """Put at most 5,000 unsaved instances in. Conversions are Django's own; database constraints hold.

        By COPY, but for a walled table: PostgreSQL has no COPY into one, so its rows go in by INSERT, many at a time.
        """
        if len(rows) > PIECE:
            raise ValueError(f"a piece of a batch holds at most {PIECE} rows")
        # Every value is sealed before the COPY begins: while it lasts, the connection can ask for no key.
        ready(rows)
        if walls.categories(model):
            for some in pieces(rows, AT_A_TIME):
                send([insert(some)])
        else:
            _copy(model, rows)
        if counted:
            for row in rows:
                self._hash.update(str(row.pk).encode())
            self.count += len(rows)


def _copy(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    fields = [field for field in model._meta.concrete_fields if not (field.primary_key and field.db_returning)]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    statement = f"COPY {connection.ops.quote_name(model._meta.db_table)} ({names}) FROM STDIN"
    values = [[_plain(field, row) for field in fields] for row in rows]
    # Django hands out a wrapped cursor; COPY is the driver's own.
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as target:
        for told in values:
            target.write_row(told)


def _plain(field: models.Field, row: models.Model) -> object:
    value = field.get_db_prep_save(field.pre_save(row, add=True), connection)
    return value


def pieces[Row](rows: Iterable[Row], size: int = PIECE) -> Iterator[list[Row]]:
    """Rows in lists of at most `size`, holding one list in memory at a time."""
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


@contextmanager
def batch(actor: Actor, permission: Permission, *, kind: str = "", subject: UUID | None = None) -> Iterator[Batch]:
    """Do one thing to many rows. Raises NotAllowed before anything is written.

    An error that ends it leaves the pieces that stand, with their entry: its outcome says that the batch stopped there.
    """
    allow(actor, permission, kind=kind, subject=subject)
    doing = Batch(actor, permission)
    try:
        yield doing
    except BaseException:
        if doing.count:
            _conclude(doing, kind, subject, "stopped")
        raise
    _conclude(doing, kind, subject, "ok")


def _conclude(doing: Batch, kind: str, subject: UUID | None, outcome: str) -> None:
    with transaction.atomic():
        detail = {"batch": str(doing.id), "ids_sha256": doing._hash.hexdigest()}
        record(
            doing.actor,
            doing.name,
            object_kind=kind,
            object_id=subject,
            act_id=doing.id,
            outcome=outcome,
            count=doing.count,
            detail=detail,
        )
        for event, ids in doing._events:
            defer(event, ids)
        if notices := doing._notices():
            send(notices)
