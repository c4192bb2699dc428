"""The trail as JSON Lines, for the verifier and for whoever keeps it: what it is, checkpoints, then entry and link.

1. `{"export": {form, at, key, from}}`: `from` is the checkpoint the lines begin with, 1 for everything.
2. `{"checkpoint": {body, signature}}`, in order. Where `from` is not 1, the first one only anchors those after it.
3. `{"entry": {…}, "link": {entry, hash, leaf, seq}}` in order of `seq`; the entry is null where it is gone.
4. `{"entry": {…}}` for those without a link: written in the last second, or slipped in.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import psycopg
from django.db import connection

from tandem.foundation import clock
from tandem.foundation.audit import signing
from tandem.foundation.audit.canonical import as_json, canonical, written
from tandem.foundation.audit.models import Entry
from tandem.foundation.audit.seal import FIELDS

FORM = "tandem-audit-export/1"
PIECE = 2_000


def lines(since: int = 1) -> Iterator[bytes]:
    """Every line, from checkpoint `since` on, as one moment of the database has it. Holds one piece in memory."""
    with _moment() as cursor_of:
        yield from _lines(cursor_of, since)


@contextmanager
def _moment() -> Iterator[Callable]:
    """What makes cursors that all see one moment; on a connection of its own, so that who asks can say how far it is."""
    if connection.in_atomic_block:
        # Part of a longer transaction: its moment.
        yield connection.chunked_cursor
        return
    told = connection.get_connection_params()
    told = {name: told[name] for name in ("dbname", "user", "password", "host", "port") if told.get(name)}
    with psycopg.connect(**told) as found:
        found.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        found.read_only = True
        numbers = count()
        yield lambda: found.cursor(name=f"audit_{next(numbers)}")


def _lines(cursor_of: Callable, since: int) -> Iterator[bytes]:
    key = signing.key()
    told = {"form": FORM, "at": written(clock.now()), "key": signing.public_of(key) if key else "", "from": since}
    yield as_json({"export": told}) + b"\n"
    after = 0
    checkpoints = "SELECT number, last_seq, body, signature FROM audit_checkpoint WHERE number >= %s ORDER BY number"
    for number, last_seq, body, signature in _rows(cursor_of, checkpoints, since):
        if since > 1 and number == since:
            after = last_seq
        yield as_json({"checkpoint": {"body": body, "signature": signature}}) + b"\n"
    names = ", ".join(f'e."{name}"' for name in FIELDS)
    linked = (
        f"SELECT l.seq, l.entry_id, l.leaf, l.hash, {names} FROM audit_link l"
        " LEFT JOIN audit_entry e ON e.id = l.entry_id WHERE l.seq > %s ORDER BY l.seq"
    )
    for seq, entry_id, leaf, hash, *values in _rows(cursor_of, linked, after):
        link = as_json({"entry": entry_id, "hash": hash, "leaf": leaf, "seq": seq})
        yield b'{"entry":' + (_entry(values) if values[0] is not None else b"null") + b',"link":' + link + b"}\n"
    loose = (
        f"SELECT {names} FROM audit_entry e WHERE e.id > %s"
        " AND NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id) ORDER BY e.id"
    )
    for values in _rows(cursor_of, loose, 0):
        yield b'{"entry":' + _entry(values) + b"}\n"


def _rows(cursor_of: Callable, query: str, above: int) -> Iterator[tuple]:
    with cursor_of() as cursor:
        cursor.execute(query, [above])
        while piece := cursor.fetchmany(PIECE):
            yield from piece


_DETAIL = FIELDS.index("detail")


def _entry(values) -> bytes:
    values = list(values)
    # Django's own connection hands JSON out as text.
    if isinstance(values[_DETAIL], str):
        values[_DETAIL] = json.loads(values[_DETAIL])
    return canonical(dict(zip(FIELDS, values, strict=True)))


def entries() -> int:
    """How many entries the trail holds."""
    return Entry.objects.count()
