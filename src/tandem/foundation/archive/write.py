"""Write everything out: one snapshot of the database, table after table, in pieces that memory does not feel."""

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

import psycopg
from django.db import connection
from psycopg import sql

from tandem.foundation import clock
from tandem.foundation.archive.sealed import opened_lines
from tandem.foundation.archive.tables import LEFT_OUT, Table, own_apps, rows_of, sequences, tables
from tandem.foundation.archive.words import readme, schema_of
from tandem.foundation.attachments.store import folder

FORMAT = "tandem-archive/1"
PIECE = 1 << 20
# Progress is said after this many rows.
STEP = 2_000


class Target:
    """Where an archive goes. `add` writes one file and notes its size and SHA-256."""

    def __init__(self):
        self.files: dict[str, dict] = {}

    @contextmanager
    def add(self, name: str, *, packed: bool = True) -> Iterator[Callable[[bytes], None]]:
        """A function that adds bytes to the file `name`."""
        digest, size = hashlib.sha256(), 0
        with self._open(name, packed) as file:

            def write(part: bytes) -> None:
                nonlocal size
                digest.update(part)
                size += len(part)
                file.write(part)

            yield write
        self.files[name] = {"bytes": size, "sha256": digest.hexdigest()}

    def put(self, name: str, text: str) -> None:
        """A whole small file."""
        with self.add(name) as write:
            write(text.encode())

    def _open(self, name: str, packed: bool):
        raise NotImplementedError


class ZipTarget(Target):
    """One zip file, on anything that takes bytes one after the other; whole when the `with` ends without an error."""

    def __init__(self, file, at: datetime):
        super().__init__()
        self.archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self._at = at.timetuple()[:6]

    def __enter__(self) -> "ZipTarget":
        return self

    def __exit__(self, kind, *_error) -> None:
        if kind is None:
            self.archive.close()
        # After an error there is nothing to finish, and perhaps nothing to write to.
        self.archive.fp = None

    def _open(self, name: str, packed: bool):
        told = zipfile.ZipInfo(name, date_time=self._at)
        told.external_attr = (stat.S_IFREG | 0o600) << 16
        # What was sent may be anything, also something that packs like a bomb.
        told.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        return self.archive.open(told, "w", force_zip64=True)


class FolderTarget(Target):
    """A folder of files that only this account may read."""

    def __init__(self, place: Path):
        super().__init__()
        self._place = place

    @contextmanager
    def _open(self, name: str, packed: bool) -> Iterator[BinaryIO]:
        path = self._place / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file


@contextmanager
def snapshot() -> Iterator[psycopg.Connection]:
    """A connection of its own that sees the database as it is now, whatever is written meanwhile, and writes nothing."""
    told = connection.get_connection_params()
    told = {name: told[name] for name in ("dbname", "user", "password", "host", "port") if told.get(name)}
    with psycopg.connect(**told) as found:
        found.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        found.read_only = True
        found.execute("SET LOCAL TIME ZONE 'UTC'")
        # An archive is everything there is; who may ask for one is decided before (`asking.py`).
        found.execute("SELECT set_config('tandem.reach', 'archive', true)")
        yield found


def write(target: Target, *, made_by: str, reason: str = "", say: Callable[[int, int], None] = lambda *_: None) -> dict:
    """Write everything to `target` and return the manifest. `say` hears rows done and rows in all."""
    at = clock.now()
    with snapshot() as found, found.cursor() as cursor:
        every = tables(cursor)
        counts = {one.name: _count(cursor, one) for one in every}
        total, done = sum(counts.values()), 0
        told = []
        for table in every:
            target.put(f"schema/{table.name}.json", json.dumps(schema_of(table), indent=1) + "\n")
            with target.add(f"tables/{table.name}.jsonl") as add:
                for number, line in enumerate(lines(cursor, table), start=1):
                    add(line)
                    if number % STEP == 0:
                        say(done + number, total)
            done += counts[table.name]
            say(done, total)
            told.append({"table": table.name, "label": table.label, "rows": counts[table.name]})
            told[-1]["columns"] = [asdict(column) for column in table.columns]
        missing = _attachments(cursor, target)
        manifest = {
            "format": FORMAT,
            "tandem": version("tandem"),
            "postgresql": found.info.server_version,
            "made_at": at.isoformat(),
            "made_by": made_by,
            "reason": reason,
            "migrations": migrations(cursor),
            "tables": told,
            "sequences": {name: _state(cursor, name) for name in sequences(cursor)},
            "attachments_missing": missing,
            "left_out": LEFT_OUT,
        }
    target.put("README.txt", readme(manifest))
    manifest["files"] = dict(target.files)
    target.put("manifest.json", json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
    return manifest


def lines(cursor, table: Table) -> Iterator[bytes]:
    """Each row of a table as one line, as the snapshot of `cursor` sees it; what is sealed, opened."""
    if table.sealed:
        yield from opened_lines(cursor, table)
        return
    with cursor.copy(sql.SQL("COPY ({}) TO STDOUT").format(rows_of(table))) as found:
        rest = b""
        for block in found:
            *whole, rest = (rest + bytes(block)).split(b"\n")
            for line in whole:
                # JSON escapes its own control characters, so that COPY has doubled nothing but backslashes.
                yield line.replace(b"\\\\", b"\\") + b"\n"


def migrations(cursor) -> list[str]:
    """The migrations of Tandem's own apps that the database stands at."""
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    own = own_apps()
    return [f"{app}.{name}" for app, name in cursor.fetchall() if app in own]


def _count(cursor, table: Table) -> int:
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table.name)))
    return cursor.fetchone()[0]


def _state(cursor, name: str) -> dict:
    cursor.execute(sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name)))
    last, called = cursor.fetchone()
    return {"last": last, "called": called}


def _attachments(cursor, target: Target) -> list[str]:
    """Write the files that are there, without archives made before; returns the places of those that are not."""
    cursor.execute(
        "SELECT place FROM attachments_file f WHERE gone_at IS NULL"
        " AND NOT EXISTS (SELECT FROM archive_exportrequest WHERE file_id = f.id) ORDER BY place"
    )
    missing = []
    for (place,) in cursor.fetchall():
        try:
            file = (folder() / place).open("rb")
        except FileNotFoundError:
            missing.append(place)
            continue
        with file, target.add(f"attachments/{place}", packed=False) as add:
            while part := file.read(PIECE):
                add(part)
    return missing
