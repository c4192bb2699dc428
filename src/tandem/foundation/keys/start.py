"""Before anything serves: does the key file open what this database holds? Asked without Django, by whatever starts Tandem."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import psycopg

from tandem.foundation.keys.top import top, unwrap


def check(connection: psycopg.Connection, file: Path) -> None:
    """Raises WrongKey, in one sentence, unless every key in the database opens. Makes the file where nothing was sealed yet."""
    rows = _wrapped(connection)
    above = top(file, may_make=lambda: not rows)
    for key_id, wrapped in rows:
        unwrap(wrapped, key_id, above, file)


def _wrapped(connection: psycopg.Connection) -> Sequence[tuple[UUID, bytes]]:
    if connection.execute("SELECT to_regclass('public.keys_key')").fetchone() == (None,):
        return []
    return connection.execute("SELECT id, wrapped FROM keys_key").fetchall()
