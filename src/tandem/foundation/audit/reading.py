"""The trail as JSON Lines, for the verifier and for whoever keeps it: what it is, checkpoints, then entry and link.

1. `{"export": {form, at, key, from}}`: `from` is the checkpoint the lines begin with, 1 for everything.
2. `{"checkpoint": {body, signature}}`, in order. Where `from` is not 1, the first one only anchors those after it.
3. `{"entry": {…}, "link": {entry, hash, leaf, seq}}` in order of `seq`; the entry is null where it is gone.
4. `{"entry": {…}}` for those without a link: written in the last second, or slipped in.

Plain SQL, so that it reads also before anything of the program runs.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count

import psycopg

from tandem.foundation.audit.canonical import as_json, canonical, written

FORM = "tandem-audit-export/1"
PIECE = 2_000
CHECKPOINTS = "SELECT number, last_seq, body, signature FROM audit_checkpoint WHERE number >= %s ORDER BY number"
LINKED = """
SELECT l.seq, l.entry_id, l.leaf, l.hash, e.* FROM audit_link l
LEFT JOIN audit_entry e ON e.id = l.entry_id WHERE l.seq > %s ORDER BY l.seq
"""
LOOSE = """
SELECT e.* FROM audit_entry e
WHERE e.id > %s AND NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id) ORDER BY e.id
"""


@contextmanager
def moment(**told) -> Iterator[Callable]:
    """What makes cursors that all see one moment, on a connection of its own. `told` is what psycopg connects by."""
    with psycopg.connect(**told) as found:
        found.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        found.read_only = True
        numbers = count()
        yield lambda: found.cursor(name=f"audit_{next(numbers)}")


def read(cursor_of: Callable, since: int = 1, *, key: str = "") -> Iterator[bytes]:
    """Every line from checkpoint `since` on. Holds one piece in memory. `key` is the public key, to be told."""
    yield as_json({"export": {"form": FORM, "at": written(datetime.now(UTC)), "key": key, "from": since}}) + b"\n"
    after = 0
    for (number, last_seq, body, signature), _names in _rows(cursor_of, CHECKPOINTS, since):
        if since > 1 and number == since:
            after = last_seq
        yield as_json({"checkpoint": {"body": body, "signature": signature}}) + b"\n"
    for (seq, entry_id, leaf, hash, *values), names in _rows(cursor_of, LINKED, after):
        link = as_json({"entry": entry_id, "hash": hash, "leaf": leaf, "seq": seq})
        # Of an entry that is gone every column is null.
        entry = b"null" if values[names.index("id") - 4] is None else _entry(names[4:], values)
        yield b'{"entry":' + entry + b',"link":' + link + b"}\n"
    for values, names in _rows(cursor_of, LOOSE, 0):
        yield b'{"entry":' + _entry(names, values) + b"}\n"


def _rows(cursor_of: Callable, query: str, above: int) -> Iterator[tuple[tuple, list[str]]]:
    """(values, names of the columns) of each row."""
    with cursor_of() as cursor:
        cursor.execute(query, [above])
        names: list[str] = []
        while piece := cursor.fetchmany(PIECE):
            # A cursor of the server's describes itself with its first rows.
            names = names or [column.name for column in cursor.description]
            for values in piece:
                yield values, names


def _entry(names: list[str], values) -> bytes:
    entry = dict(zip(names, values, strict=True))
    if isinstance(entry["detail"], str):
        # Django's own connection hands JSON out as text.
        entry["detail"] = json.loads(entry["detail"])
    return canonical(entry)
