"""Rows of a CSV as calls. Reads a stream: memory does not grow with the file."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO
from uuid import UUID
from zoneinfo import ZoneInfo

from tandem.domain.incidents.actions import Call
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Origin

# Names a column can be given → the field of the call. `location` is the place in words; `skip` is read over.
COLUMNS = {
    "id": "source_id",
    "latitude": "latitude",
    "longitude": "longitude",
    "call_type": "call_type",
    "received_at": "received_at",
    "area": "area",
    "location": "place",
    "narrative": "narrative",
    "caller": "caller",
    "origin": "origin",
    "skip": "",
}
TIME_FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p")
LONGEST_FIELD = 100_000


class BadFile(Refusal):
    """The file as a whole can't be read."""


@dataclass(frozen=True)
class Layout:
    """How to read a file: its columns by name, the source it is kept under, and whose calls they are."""

    columns: tuple[str, ...]
    source: str
    agency_id: UUID
    zone: ZoneInfo
    header: bool
    keep_repeats: bool = False

    def problems(self) -> list[tuple[str, str]]:
        """What keeps this layout from being used, as (field, sentence)."""
        found = [
            ("columns", f"“{name}” is not a column. Choose from: {', '.join(COLUMNS)}.")
            for name in self.columns
            if name not in COLUMNS
        ]
        named = [name for name in self.columns if name != "skip"]
        found += [
            ("columns", f"“{name}” is named twice.") for name in sorted({one for one in named if named.count(one) > 1})
        ]
        if "received_at" not in named:
            found.append(("columns", "Name the column that says when the call came: received_at."))
        if not self.source.strip():
            found.append(("source", "Name where these calls come from, like: county-cad."))
        return found


def open_text(path: Path, limit: int) -> TextIO:
    """The file as UTF-8 text, refused when it is over `limit` bytes. A wrong byte is refused with its row, later."""
    if not path.is_file():
        raise BadFile(("file", f"There is no file {path.name}."))
    size = path.stat().st_size
    if size > limit:
        raise BadFile(
            ("file", f"The file has {size} bytes; at most {limit} are taken. Split it, or raise the setting.")
        )
    # Wrong bytes become lone surrogates, so that only their own row is refused.
    return open(path, encoding="utf-8-sig", errors="surrogateescape", newline="")


def rows(text: TextIO) -> Iterator[tuple[int, list[str] | Refusal]]:
    """(line number, cells) for each row; a row that can't be split into cells is a Refusal in its place."""
    reader = csv.reader(text, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, Refusal(("row", f"This row is torn: {error}. Look for a quote that never closes."))
            continue
        if cells:
            yield reader.line_num, cells


def calls(text: TextIO, layout: Layout) -> Iterator[tuple[int, Call | Refusal, list[str]]]:
    """(line number, call or why not, cells) for each row of the file."""
    csv.field_size_limit(LONGEST_FIELD)
    seen: dict[str, int] = {}
    skip_header = layout.header
    for line, cells in rows(text):
        if skip_header:
            skip_header = False
            continue
        if isinstance(cells, Refusal):
            yield line, cells, []
            continue
        try:
            yield line, _call(cells, layout, seen), cells
        except Refusal as refusal:
            yield line, refusal, cells


def _call(cells: list[str], layout: Layout, seen: dict[str, int]) -> Call:
    if len(cells) != len(layout.columns):
        raise Refusal(("row", f"This row has {len(cells)} columns; {len(layout.columns)} were named."))
    if any("\udc80" <= letter <= "\udcff" for cell in cells for letter in cell):
        raise Refusal(("row", "This row is not UTF-8 text. Save the file as UTF-8 and try again."))
    values: dict = {}
    for name, cell in zip(layout.columns, cells, strict=True):
        field = COLUMNS[name]
        if not field:
            continue
        if field in ("latitude", "longitude"):
            values[field] = _number(name, cell)
        elif field == "received_at":
            values[field] = _time(cell, layout.zone)
        else:
            values[field] = cell
    values.setdefault("origin", Origin.CAD)
    if not values.get("source_id"):
        values["source_id"] = _hash(cells, seen, layout.keep_repeats)
    if values.get("latitude") is None or values.get("longitude") is None:
        values["latitude"] = values["longitude"] = None
    return Call(source=layout.source, agency_id=layout.agency_id, **values)


def _hash(cells: list[str], seen: dict[str, int], keep_repeats: bool) -> str:
    """The source id of a row without one: the hash of the row. A kept repeat also counts which repeat it is."""
    digest = hashlib.sha256("\x1f".join(cells).encode()).hexdigest()
    if not keep_repeats:
        return digest
    # Sixteen bytes of the digest as the key keep a million rows in a few tens of megabytes.
    key = digest[:16]
    seen[key] = seen.get(key, 0) + 1
    return digest if seen[key] == 1 else f"{digest}-{seen[key]}"


def _number(name: str, cell: str) -> float | None:
    if not cell.strip():
        return None
    try:
        value = float(cell)
    except ValueError:
        raise Refusal((name, f"“{cell[:40]}” is not a number.")) from None
    if value != value or value in (float("inf"), float("-inf")):
        raise Refusal((name, f"“{cell[:40]}” is not a number."))
    return value


def _time(cell: str, zone: ZoneInfo) -> datetime:
    text = cell.strip()
    for form in TIME_FORMATS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=zone)
        except ValueError:
            continue
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal(
            ("received_at", f"“{cell[:40]}” is not a date and time. Write it like 2026-11-22 21:41.")
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=zone)
