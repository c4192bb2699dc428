"""Put everything back: into an empty installation of the same version, whole or not at all, and equal row by row.

It runs as the role that owns the tables, in one transaction, as one act that stays in the audit trail. Every file was
checked before; afterwards every table is read again and must give the same bytes as the archive holds.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from django.db import connections, transaction
from psycopg import sql

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.archive.check import Archive, checked
from tandem.foundation.archive.sealed import insert_of, sealed_rows
from tandem.foundation.archive.tables import Table, tables
from tandem.foundation.archive.write import PIECE, lines, migrations
from tandem.foundation.attachments.store import folder
from tandem.foundation.audit.record import entry_of
from tandem.foundation.outbox import defer
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal

OWNER = "owner"
ROWS = 5_000


@dataclass(frozen=True)
class Restored:
    """What was put back."""

    tables: int
    rows: int
    attachments: int


def restore(path: Path, *, say: Callable[[str], None] = lambda _line: None) -> Restored:
    """Put the archive at `path` back. Raises Refusal, and then nothing was written."""
    say("Checking every file of the archive")
    archive = checked(path)
    actor = Actor.system("restore", Permission.ARCHIVE_RESTORE)
    placed: list[Path] = []
    try:
        with transaction.atomic(using=OWNER), connections[OWNER].cursor() as wrapped:
            cursor = wrapped.cursor
            every = _ready(cursor, archive)
            act_id = uuid.uuid4()
            # The guards see one act; the keys of rows that point at later ones are looked at when it ends.
            cursor.execute("SELECT set_config('tandem.act', %s, true)", [str(act_id)])
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("CREATE TEMP TABLE arriving (line json, sealed bytea[], marks bytea[]) ON COMMIT DROP")
            rows = 0
            for table in every:
                rows += _load(cursor, archive, table)
                say(f"{table.name}: {rows:,} rows so far")
            for name, state in archive.manifest["sequences"].items():
                cursor.execute(
                    "SELECT setval(%s::regclass, %s, %s)", [f'public."{name}"', state["last"], state["called"]]
                )
            say("Comparing every table with the archive")
            for table in every:
                _same(cursor, archive, table)
            _place(archive, placed)
            detail = {"manifest_sha256": archive.sha256, "made_at": archive.manifest["made_at"]}
            entry_of(
                actor, Permission.ARCHIVE_RESTORE, object_kind="archive", act_id=act_id, count=rows, detail=detail
            ).save(using=OWNER, force_insert=True)
    except BaseException:
        for one in placed:
            one.unlink(missing_ok=True)
        raise
    defer("archive.restored", {"act": str(act_id)})
    return Restored(len(every), rows, len(placed))


def _no(sentence: str) -> Refusal:
    return Refusal(("archive", sentence))


def _ready(cursor, archive: Archive) -> list[Table]:
    """The tables to fill, in the order of their keys, locked and empty. Raises Refusal."""
    cursor.execute("SET LOCAL TIME ZONE 'UTC'")
    here, there = set(migrations(cursor)), set(archive.manifest["migrations"])
    made_with = f"This archive was made with another version of Tandem ({archive.manifest['tandem'][:20]})"
    advice = "Restore it with the version that made it, then update that installation. Nothing was restored."
    if here != there:
        odd = sorted(here ^ there)[0]
        which = "that this one has not" if odd in there else "that it has not"
        raise _no(f"{made_with}: the step {odd[:80]} is one {which}. {advice}")
    every = tables(cursor)
    told = {one["table"]: one for one in archive.manifest["tables"]}
    for table in every:
        columns = [(one["name"], one["type"]) for one in told.get(table.name, {"columns": []})["columns"]]
        if columns != [(one.name, one.type) for one in table.columns]:
            raise _no(f"{made_with}: the table {table.name} has other columns here. {advice}")
    if len(told) != len(every):
        raise _no(f"{made_with}: it has tables that are not here. {advice}")
    for table in every:
        cursor.execute(sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(sql.Identifier(table.name)))
        cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table.name)))
        if cursor.fetchone()[0]:
            raise _no(
                f"This installation is not empty: there are rows in {table.label}. Restore into a new one: "
                "bin/tandem restore ARCHIVE --data NEW-FOLDER. Nothing was changed."
            )
    if any(folder().iterdir()):
        raise _no(
            "This installation is not empty: it keeps files. Restore into a new data folder. Nothing was changed."
        )
    return every


def _load(cursor, archive: Archive, table: Table) -> int:
    """Copy a table's rows in, a piece at a time; PostgreSQL itself reads the JSON, so that no value is rounded."""
    insert = insert_of(table)
    count = 0
    with archive.opened(f"tables/{table.name}.jsonl") as file:
        while piece := list(islice(_lines(file), ROWS)):
            rows = sealed_rows(table, piece, OWNER) if table.sealed else [(line, None, None) for line in piece]
            with cursor.copy("COPY arriving (line, sealed, marks) FROM STDIN") as target:
                for row in rows:
                    target.write_row(row)
            cursor.execute(insert)
            cursor.execute("TRUNCATE arriving")
            count += len(piece)
    return count


def _lines(file: BinaryIO) -> Iterator[str]:
    for line in file:
        yield line.decode().rstrip("\n")


def _same(cursor, archive: Archive, table: Table) -> None:
    digest = hashlib.sha256()
    for line in lines(cursor, table):
        digest.update(line)
    if digest.hexdigest() != archive.manifest["files"][f"tables/{table.name}.jsonl"]["sha256"]:
        raise _no(f"{table.name} did not come back equal. Nothing was restored.")


def _place(archive: Archive, placed: list[Path]) -> None:
    """Copy the attachments to where they lie, each compared with its hash once more."""
    for name, told in archive.manifest["files"].items():
        if not name.startswith("attachments/"):
            continue
        path = folder() / name.removeprefix("attachments/")
        placed.append(path)
        digest = hashlib.sha256()
        with archive.opened(name) as file, path.open("xb") as target:
            path.chmod(0o600)
            while part := file.read(PIECE):
                digest.update(part)
                target.write(part)
        if digest.hexdigest() != told["sha256"]:
            raise _no(f"{name} changed while it was read. Nothing was restored.")
