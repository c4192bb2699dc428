"""The journal of expungements: a file beside the database, which a restored backup does not take back (F17).

A line holds the order number, the scope and a random id that means nothing once the rows are gone. It is written before
the rows are destroyed, so that no expungement is ever lost; carrying one out again changes nothing. Whoever gives the
audit trail more places (`TANDEM_AUDIT_SINKS`) has the journal there too.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tandem.foundation.audit.sinks import files as audit_files

FILE = "expunged.jsonl"


@dataclass(frozen=True)
class Line:
    """One expungement. `id` is that of its tombstone."""

    id: UUID
    person_id: UUID
    scope: str
    order_number: str
    at: str


def files() -> list[Path]:
    """Every file of the journal, this installation's own first."""
    return [one.with_name(one.name.replace("checkpoints.jsonl", FILE)) for one in audit_files()]


def write(line: Line) -> None:
    """Append one line to every file. Raises OSError where the own file can't be written: then nothing is destroyed."""
    text = json.dumps({name: str(value) for name, value in line.__dict__.items()}) + "\n"
    for number, file in enumerate(files()):
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as opened:
                opened.write(text)
                opened.flush()
                os.fsync(opened.fileno())
        except OSError:
            if number == 0:
                raise


def lines() -> Iterator[Line]:
    """Every expungement any of the files knows, each once. A half-written last line is none."""
    seen = set()
    for file in files():
        try:
            text = file.read_text()
        except OSError:
            continue
        for each in text.splitlines():
            try:
                told = json.loads(each)
                line = Line(UUID(told["id"]), UUID(told["person_id"]), told["scope"], told["order_number"], told["at"])
            except (ValueError, KeyError, TypeError):
                continue
            if line.id not in seen:
                seen.add(line.id)
                yield line
