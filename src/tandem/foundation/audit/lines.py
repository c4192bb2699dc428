"""The trail's lines (`reading.py`) on the connection that the program has."""

from collections.abc import Iterator

from django.db import connection

from tandem.foundation.audit import signing
from tandem.foundation.audit.reading import moment, read


def lines(since: int = 1) -> Iterator[bytes]:
    """Every line, from checkpoint `since` on, as one moment of the database has it."""
    key = signing.key()
    public = signing.public_of(key) if key else ""
    if connection.in_atomic_block:
        # Part of a longer transaction: its moment.
        yield from read(connection.chunked_cursor, since, key=public)
        return
    told = connection.get_connection_params()
    told = {name: told[name] for name in ("dbname", "user", "password", "host", "port") if told.get(name)}
    # On a connection of its own, so that whoever checks can say meanwhile how far it is.
    with moment(**told) as cursor_of:
        yield from read(cursor_of, since, key=public)
