"""What a mart holds: which file is in force for each month, how many rows it has, and to what time a table is filled.

The ledger is replaced in one step, so a reader sees either all of a rewrite or none of it. It also says what is owed: a
month in which something changed and that is not filled again yet. A table holds only up to the earliest change it owes, so
that a fill that failed, was stopped or never ran shows in every number that is made from the table.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from datetime import datetime
from pathlib import Path

NAME = "ledger.json"


@dataclass(frozen=True)
class Partition:
    """One month of one table. `file` is relative to the mart's folder."""

    file: str
    version: int
    rows: int


@dataclass(frozen=True)
class Ledger:
    """A ledger as it stood when it was read."""

    partitions: Mapping[str, Mapping[str, Partition]] = field(default_factory=dict)
    filled: Mapping[str, datetime] = field(default_factory=dict)
    # By table and month: when it first changed since it was filled, and when last.
    owed: Mapping[str, Mapping[str, tuple[datetime, datetime]]] = field(default_factory=dict)

    def filled_to(self, table: str) -> datetime | None:
        """Return the time up to which the table's facts hold, in UTC, or None if it was never filled whole."""
        filled = self.filled.get(table)
        return filled and min([filled, *(first for first, _last in self.owed.get(table, {}).values())])

    def owes(self, table: str) -> dict[str, datetime]:
        """Return since when each month waits to be filled again, by month; nothing where all is done."""
        return {month: first for month, (first, _last) in sorted(self.owed.get(table, {}).items())}

    def rows(self, table: str) -> dict[str, int]:
        """Return the number of rows per month, by month."""
        return {month: part.rows for month, part in sorted(self.partitions.get(table, {}).items())}

    def files(self, table: str) -> tuple[str, ...]:
        """Return the files in force for a table, by month; a month rewritten to nothing is left out."""
        return tuple(part.file for _, part in sorted(self.partitions.get(table, {}).items()) if part.rows)

    def partition(self, table: str, month: str) -> Partition | None:
        return self.partitions.get(table, {}).get(month)

    def with_partition(self, table: str, month: str, partition: Partition) -> "Ledger":
        months = {**self.partitions.get(table, {}), month: partition}
        return replace_fields(self, partitions={**self.partitions, table: months})

    def with_filled(self, table: str, to: datetime) -> "Ledger":
        """Return a ledger filled to the later of two times: a late writer never moves the table back."""
        known = self.filled.get(table)
        return replace_fields(self, filled={**self.filled, table: to if known is None else max(known, to)})

    def with_owed(self, table: str, months: Iterable[str], since: datetime) -> "Ledger":
        """Return a ledger that owes these months what changed at a time."""
        owed = dict(self.owed.get(table, {}))
        for month in months:
            first, last = owed.get(month, (since, since))
            owed[month] = min(first, since), max(last, since)
        return replace_fields(self, owed={**self.owed, table: owed})

    def with_paid(self, table: str, month: str, began: datetime) -> "Ledger":
        """Return a ledger in which a month was read again from `began` on: what changed before is in it."""
        owed = dict(self.owed.get(table, {}))
        if month not in owed:
            return self
        _first, last = owed.pop(month)
        if last > began:
            owed[month] = last, last
        return replace_fields(self, owed={**self.owed, table: owed})

    @classmethod
    def load(cls, folder: Path) -> "Ledger":
        try:
            text = (folder / NAME).read_text("utf-8")
        except FileNotFoundError:
            return cls()
        stored = json.loads(text)
        return cls(
            {t: {m: Partition(**p) for m, p in months.items()} for t, months in stored["partitions"].items()},
            {table: datetime.fromisoformat(at) for table, at in stored["filled_to"].items()},
            {
                table: {month: tuple(map(datetime.fromisoformat, times)) for month, times in months.items()}
                for table, months in stored.get("owed", {}).items()
            },
        )

    def save(self, folder: Path) -> None:
        stored = {
            "partitions": {t: {m: vars(p) for m, p in months.items()} for t, months in self.partitions.items()},
            "filled_to": {table: at.isoformat() for table, at in self.filled.items()},
            "owed": {
                table: {month: [at.isoformat() for at in times] for month, times in months.items()}
                for table, months in self.owed.items()
                if months
            },
        }
        replace(folder / NAME, json.dumps(stored, indent=1, sort_keys=True).encode())


def replace(path: Path, content: bytes) -> None:
    """Put content at a path in one step, readable by the owner only, on disk before it is in force."""
    draft = path.with_name(path.name + ".tmp")
    with open_private(draft) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    put_in_force(draft, path)


def open_private(path: Path):
    """Open a file for writing that only the owner may read (mode 0600); what was there is gone."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def put_in_force(draft: Path, path: Path) -> None:
    """Rename in one step and make the rename itself durable."""
    os.replace(draft, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
