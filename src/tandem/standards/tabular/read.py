"""Rows of a CSV as calls. Reads a stream: memory does not grow with the file."""

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO
from uuid import UUID
from zoneinfo import ZoneInfo

from tandem.domain.incidents.actions import Call
from tandem.domain.incidents.actions.receive import LIMITS
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Origin
from tandem.vocabulary.text import clean

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
LONGEST_LINE = 1_000_000
# A quoted cell may hold line breaks, but a quote that is open for longer than this was never closed.
LONGEST_ROW = 200
_NUMBER = re.compile(r"[+-]?([0-9]{1,20}(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


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
        try:
            clean("source", self.source, LIMITS["source"])
        except Refusal as refusal:
            found += refusal.errors
        return found


def open_text(path: Path, limit: int) -> TextIO:
    """The file as UTF-8 text, refused when it is over `limit` bytes. A wrong byte is refused with its row, later."""
    if not path.is_file():
        raise BadFile(("file", f"There is no file {path.name}."))
    size = path.stat().st_size
    if size == 0:
        raise BadFile(("file", f"{path.name} is empty."))
    if size > limit:
        raise BadFile(
            ("file", f"The file has {size} bytes; at most {limit} are taken. Split it, or raise the setting.")
        )
    try:
        with open(path, "rb") as file:
            start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise BadFile(("file", "The file is UTF-16 text. Save it as UTF-8 and try again."))
        # Wrong bytes become lone surrogates, so that only their own row is refused.
        return open(path, encoding="utf-8-sig", errors="surrogateescape", newline="")
    except OSError as error:
        raise BadFile(("file", f"{path.name} can't be read: {error.strerror}.")) from None


class _Lines:
    """The lines of one row at a time. `again` takes back all but the first, for a row that was torn."""

    def __init__(self, text: TextIO):
        self._text = text
        self._ahead: list[str] = []
        self.taken: list[str] = []
        self.first = 1
        self.too_long = False

    def begin(self) -> None:
        self.first += len(self.taken)
        self.taken = []
        self.too_long = False

    def again(self) -> None:
        # The next line to read is the last of the list.
        self._ahead += self.taken[:0:-1]
        self.taken = self.taken[:1]

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._ahead.pop() if self._ahead else self._read()
        if not line or len(self.taken) == LONGEST_ROW:
            if line:
                self._ahead.append(line)
            raise StopIteration
        self.taken.append(line)
        # Cut lines are one longer than any whole line.
        self.too_long = self.too_long or len(line) > LONGEST_LINE
        return line

    def _read(self) -> str:
        line = self._text.readline(LONGEST_LINE + 1)
        if len(line) > LONGEST_LINE:
            rest = line
            while rest and not rest.endswith(("\n", "\r")):
                rest = self._text.readline(LONGEST_LINE)
        return line


def rows(text: TextIO, width: int) -> Iterator[tuple[int, list[str] | Refusal, str]]:
    """(number of its first line, cells, that line) for each row; a row that can't be split is a Refusal.

    A quote that never closes costs its own line, not the rest of the file: reading goes on at the next line. A row of
    several lines that does not have `width` cells was torn as well.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, strict=True)
    csv.field_size_limit(LONGEST_FIELD)
    while True:
        lines.begin()
        torn = ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells, torn = [], str(error)
        if len(lines.taken) > 1 and not torn and len(cells) != width:
            torn = "it runs over several lines without the columns that were named"
        if lines.too_long:
            torn = f"it is longer than {LONGEST_LINE} characters"
        if torn:
            lines.again()
            sentence = f"This row is torn: {torn}. Look for a quote that never closes."
            yield lines.first, Refusal(("row", sentence)), lines.taken[0][:LONGEST_FIELD]
        elif cells:
            yield lines.first, cells, lines.taken[0]


def calls(text: TextIO, layout: Layout) -> Iterator[tuple[int, Call | Refusal, list[str]]]:
    """(line number, call or why not, cells) for each row of the file. Raises BadFile where a call stands as header."""
    seen: dict[str, int] = {}
    skip_header = layout.header
    for line, cells, first in rows(text, len(layout.columns)):
        if isinstance(cells, Refusal):
            skip_header = False
            yield line, cells, [first.rstrip("\r\n")]
            continue
        try:
            call = _call(cells, layout, seen)
        except Refusal as refusal:
            if not skip_header:
                yield line, refusal, cells
        else:
            if skip_header:
                raise BadFile(
                    ("file", "The first row is a call, not column names. Say --no-header, and nothing is left out.")
                )
            yield line, call, cells
        skip_header = False


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
    values["origin"] = values.get("origin") or Origin.CAD
    if not values.get("source_id"):
        values["source_id"] = _hash(cells, seen, layout.keep_repeats)
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
    # Python also reads 1_000, １２ and infinity as numbers; a file that holds them means something else.
    if not _NUMBER.fullmatch(cell.strip()) or (value := float(cell)) in (float("inf"), float("-inf")):
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
