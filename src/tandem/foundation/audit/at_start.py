"""Whether the newest part of the audit trail is whole, looked at before anything runs. Needs no Django."""

from pathlib import Path

import psycopg

from tandem.foundation.audit import signing, sinks
from tandem.foundation.audit.reading import moment, read
from tandem.foundation.audit.verify import Unreadable, check

# So many checkpoints are looked at; the privacy officer's page and the command look at more.
NEWEST = 20


def warning(url: str, data_dir: Path) -> str:
    """A sentence where the trail is not whole, or older than what was signed; else nothing.

    Raises KeyUnusable where the signing key can't be used.
    """
    with psycopg.connect(url, connect_timeout=10) as connection:
        last = connection.execute("SELECT max(number) FROM audit_checkpoint").fetchone()[0] or 0
    file = sinks.own_folder(data_dir) / sinks.FILE
    if not last and not sinks.last_number(file):
        return ""
    key = signing.key(data_dir)
    if key is None:
        return f"The audit trail can't be checked: its signing key {signing.place(data_dir)} is gone."
    try:
        with moment(conninfo=url) as cursor_of:
            outside = [file.read_bytes().splitlines()] if file.exists() else []
            report = check(read(cursor_of, max(1, last - NEWEST)), [signing.public_of(key)], outside)
    except Unreadable as reason:
        return f"The audit trail can't be checked: {reason}"
    if report.whole:
        return ""
    return f"THE AUDIT TRAIL IS NOT WHOLE: {report.findings[0].words} Say `bin/tandem audit verify` and tell the privacy officer."
