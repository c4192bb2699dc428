"""The trail as JSON Lines, for the verifier and for whoever keeps it: what it is, checkpoints, then entry and link.

1. `{"export": {form, at, key, from}}`: `from` is the checkpoint the lines begin with, 1 for everything.
2. `{"checkpoint": {body, signature}}`, in order. Where `from` is not 1, the first one only anchors those after it.
3. `{"entry": {…}, "link": {entry, hash, leaf, seq}}` in order of `seq`; the entry is null where it is gone.
4. `{"entry": {…}}` for those without a link: written in the last second, or slipped in.
"""

import json
from collections.abc import Iterator

from django.db import connection, transaction

from tandem.foundation import clock
from tandem.foundation.audit import signing
from tandem.foundation.audit.canonical import as_json, canonical, written
from tandem.foundation.audit.models import Checkpoint, Entry
from tandem.foundation.audit.seal import FIELDS

FORM = "tandem-audit-export/1"
PIECE = 2_000


def lines(since: int = 1) -> Iterator[bytes]:
    """Every line, from checkpoint `since` on, as one moment of the database has it. Holds one piece in memory."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Inside a longer transaction it is that one's moment, which is too late to choose.
            if not connection.savepoint_ids:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield from _lines(since)


def _lines(since: int) -> Iterator[bytes]:
    key = signing.key()
    told = {
        "form": FORM,
        "at": written(clock.now()),
        "key": signing.public_of(key) if key else "",
        "from": since,
    }
    yield as_json({"export": told}) + b"\n"
    checkpoints = Checkpoint.objects.filter(number__gte=since).order_by("number")
    anchor = since > 1
    after = 0
    for number, body, signature in checkpoints.values_list("number", "body", "signature").iterator(PIECE):
        if anchor and number == since:
            after = json.loads(body)["last"]
        yield as_json({"checkpoint": {"body": body, "signature": signature}}) + b"\n"
    names = ", ".join(f'e."{name}"' for name in FIELDS)
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT l.seq, l.entry_id, l.leaf, l.hash, {names} FROM audit_link l"
            " LEFT JOIN audit_entry e ON e.id = l.entry_id WHERE l.seq > %s ORDER BY l.seq",
            [after],
        )
        while piece := cursor.fetchmany(PIECE):
            for seq, entry_id, leaf, hash, *values in piece:
                link = as_json({"entry": entry_id, "hash": hash, "leaf": leaf, "seq": seq})
                yield (
                    b'{"entry":' + (_entry(values) if values[0] is not None else b"null") + b',"link":' + link + b"}\n"
                )
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT {names} FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id)"
            " ORDER BY e.id"
        )
        while piece := cursor.fetchmany(PIECE):
            for values in piece:
                yield b'{"entry":' + _entry(values) + b"}\n"


_DETAIL = FIELDS.index("detail")


def _entry(values) -> bytes:
    values = list(values)
    # The driver hands JSON out as text here.
    if isinstance(values[_DETAIL], str):
        values[_DETAIL] = json.loads(values[_DETAIL])
    return canonical(dict(zip(FIELDS, values, strict=True)))


def head() -> tuple[int, int]:
    """How many checkpoints there are, and how many entries are sealed."""
    last = Checkpoint.objects.order_by("-number").values_list("number", "last_seq").first()
    return last or (0, 0)


def entries() -> int:
    """How many entries the trail holds."""
    return Entry.objects.count()
