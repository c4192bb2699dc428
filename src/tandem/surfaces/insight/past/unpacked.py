"""A spreadsheet unpacked once: the rows of a sheet as lines of JSON, beside the file and gone with it.

Opening a spreadsheet takes a program of its own and, for a large one, many seconds; the steps of an import read it often.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from tandem.foundation.attachments import store
from tandem.foundation.attachments.models import File
from tandem.standards.tabular.table import Cell, Form, Moment, reading
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal


def rows(
    path: Path,
    form: Form,
    width: int,
    limit: int,
    until: datetime,
    total: Callable[[int | None], None] | None = None,
) -> Iterator[tuple[int, list[Cell] | Refusal]]:
    """(number, cells or why not) for each row of a file. What is unpacked is kept no longer than `until`. Raises Refusal.

    A row of several lines of text that has not `width` cells was torn by a quote that never closes. `total` is told about
    how many rows there are, where the file tells it.
    """
    if form.kind != "xlsx":
        with reading(path, form, width, limit, total) as found:
            yield from ((number, cells) for number, cells, _line in found)
        return
    name = f"{_name(path)}-{sha256(form.sheet.encode()).hexdigest()[:12]}"
    lines = _kept(name)
    if lines is None:
        yield from _unpacking(path, form, limit, until, total, name)
        return
    with lines:
        for line in lines:
            number, cells = json.loads(line)
            yield number, [cell if isinstance(cell, str) else Moment(*cell) for cell in cells]


def discard(path: Path) -> None:
    """Delete what was unpacked of a file."""
    for row in File.objects.filter(name__startswith=f"{_name(path)}-", gone_at=None):
        store.discard(row.pk)


def _name(path: Path) -> str:
    return f"rows-of-{path.name}"


def _kept(name: str):
    kept = File.objects.filter(name=name, gone_at=None).first()
    try:
        return store.opened(kept.pk)[1] if kept else None
    except Absent:
        return None


def _unpacking(path: Path, form: Form, limit: int, until: datetime, total, name: str):
    """The rows while they are written down; read to the end they are kept, left half-way nothing is."""
    told = {"category": Category.CLINICAL_NOTE, "owner_id": None, "expires_at": until}
    with reading(path, form, 0, limit, total) as found, store.writing(name, **told) as out:
        for number, cells, _line in found:
            plain = [cell if isinstance(cell, str) else [cell.kind, cell.iso] for cell in cells]
            out.write(json.dumps([number, plain]).encode() + b"\n")
            yield number, cells
