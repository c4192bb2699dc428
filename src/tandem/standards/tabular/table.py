"""A file of rows, whatever its format: what it looks like, and its rows one after the other.

A cell is text, or a `Moment` where the file itself says that it is a date or time. Memory does not grow with the file.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tandem.foundation.attachments.zips import Limits, look_over
from tandem.standards.tabular import sheet as sheet_program
from tandem.standards.tabular.lines import LONGEST_LINE, BadFile, decodes, open_text, rows
from tandem.vocabulary.refusal import Refusal

# A spreadsheet of a million rows is about 50 parts and 300 MB of markup.
LIMITS = Limits(entries=1_000, total=600 * 1_048_576, ratio=120)
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
ENCODINGS = {"utf-8": "UTF-8", "cp1252": "Windows (Western Europe)"}
LOOK_ROWS = 50
OLD_SPREADSHEET = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
LOOK_SECONDS = 20


@dataclass(frozen=True)
class Moment:
    """A cell that the file itself holds as a date or time. `kind`: t both, d a date alone, h a time alone."""

    kind: str
    iso: str

    def __str__(self) -> str:
        return self.iso.replace("T", " ")


Cell = str | Moment


@dataclass(frozen=True)
class Form:
    """How a file is to be read. `delimiter` and `encoding` are of CSV, `sheet` of a spreadsheet."""

    kind: str
    delimiter: str = ","
    encoding: str = "utf-8"
    sheet: str = ""


@dataclass(frozen=True)
class Look:
    """What a file looks like: its first rows, its sheets, and about how many rows it has. `notes` are for a person."""

    form: Form
    rows: list[list[Cell]]
    sheets: list[str] = field(default_factory=list)
    total: int | None = None
    header: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def shown(self) -> list[list[str]]:
        """The rows for a page."""
        return [[shown(cell) for cell in row] for row in self.rows]

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def names(self) -> list[str]:
        """What each column is called: its header, "Column 3" where there is none, with a number where it repeats."""
        first = [shown(cell) for cell in self.rows[0]] if self.header and self.rows else []
        found: list[str] = []
        for number in range(self.width):
            name = first[number] if number < len(first) and first[number] else f"Column {number + 1}"
            again = sum(1 for one in found if one == name or one.startswith(f"{name} (")) + 1
            found.append(name if name not in found else f"{name} ({again})")
        return found


def shown(cell: Cell) -> str:
    """A cell as a page and a database can hold it: a wrong byte or a NUL reads as a replacement sign."""
    return str(cell).strip().replace("\0", "\ufffd").encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def look(path: Path, limit: int, form: Form | None = None) -> Look:
    """What the file at `path` looks like, read as `form` or as it seems to be. Raises BadFile."""
    begin = _beginning(path, limit)
    if begin.startswith(OLD_SPREADSHEET):
        raise BadFile(("file", "This is an old Excel file (.xls). Save it as .xlsx or CSV and try again."))
    if begin.startswith(ZIP):
        return _look_at_sheet(path, form.sheet if form and form.kind == "xlsx" else "")
    return _look_at_text(path, limit, form)


@contextmanager
def reading(
    path: Path, form: Form, width: int, limit: int, total: Callable[[int | None], None] | None = None
) -> Iterator[Iterator[tuple[int, list[Cell] | Refusal, str]]]:
    """(line number, cells or why it can't be split, the line) for each row. Raises BadFile, also half-way.

    `total` is told about how many rows a sheet or a text has.
    """
    if form.kind == "xlsx":
        _beginning(path, limit)
        with _sheet(path, form.sheet, -1) as (about, found):
            if total:
                total(about["rows"] or None)
            yield ((line, _even(cells, width), "") for line, cells in found)
        return
    if total:
        total(_count_lines(path))
    with open_text(path, limit, form.encoding) as text:
        yield rows(text, width, form.delimiter)


def _even(cells: list[Cell], width: int) -> list[Cell]:
    """A spreadsheet keeps no empty cells at the end of a row."""
    return cells + [""] * (width - len(cells))


def _beginning(path: Path, limit: int) -> bytes:
    with open_text(path, limit):
        pass
    with path.open("rb") as file:
        return file.read(8)


# Text.


def _look_at_text(path: Path, limit: int, form: Form | None) -> Look:
    notes = []
    if form is None:
        encoding = "utf-8" if decodes(path) else "cp1252"
        if encoding != "utf-8":
            notes.append(
                "The file is not UTF-8. It is read as Windows text: check that letters like é are right below."
            )
        form = Form("csv", delimiter=_delimiter(path, limit, encoding), encoding=encoding)
    found: list[list[Cell]] = []
    with open_text(path, limit, form.encoding) as text:
        for _line, cells, _first in rows(text, 0, form.delimiter):
            if not isinstance(cells, Refusal):
                found.append(list(cells))
            if len(found) == LOOK_ROWS:
                break
    if not found:
        raise BadFile(("file", "There is no row in this file that can be read as a table."))
    return Look(form, found, total=_count_lines(path), header=_has_header(found), notes=notes)


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(part.count(b"\n") for part in iter(lambda: file.read(1 << 20), b"")) or 1


def _delimiter(path: Path, limit: int, encoding: str) -> str:
    """The sign that splits the first lines most evenly into more than one cell; a comma where none does."""
    with open_text(path, limit, encoding) as text:
        lines = [line for line in (text.readline(LONGEST_LINE) for _ in range(20)) if line]

    def evenness(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return (0, 0)
        usual = max(set(widths), key=widths.count, default=0)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=evenness)


def _has_header(found: list[list[Cell]]) -> bool:
    """Whether the first row names columns: all text without digits first, none of it twice."""
    first = [str(cell).strip() for cell in found[0]]
    named = [cell for cell in first if cell]
    return (
        bool(named)
        and not any(isinstance(cell, Moment) for cell in found[0])
        and len({cell.casefold() for cell in named}) == len(named)
        and all(not cell[0].isdigit() and cell[0] not in "+-." and len(cell) <= 60 for cell in named)
        and len(named) * 2 >= len(first)
    )


# Spreadsheets, by a program of its own.


def _look_at_sheet(path: Path, sheet: str) -> Look:
    with _sheet(path, sheet, LOOK_ROWS) as (about, rows_of_sheet):
        found = [cells for _line, cells in rows_of_sheet]
    if not found:
        raise BadFile(("file", f"The sheet “{about['sheet'][:40]}” has no rows."))
    form = Form("xlsx", sheet=about["sheet"])
    width = max(map(len, found))
    found = [_even(cells, width) for cells in found]
    return Look(form, found, about["sheets"], about["rows"] or None, _has_header(found))


@contextmanager
def _sheet(path: Path, sheet: str, most: int) -> Iterator[tuple[dict, Iterator[tuple[int, list[Cell]]]]]:
    """What a workbook says of itself and its rows. Raises BadFile, also half-way; nothing is left running."""
    names = {one.filename for one in look_over(path, LIMITS)}
    if "[Content_Types].xml" not in names:
        raise BadFile(("file", "This is a zip archive, not a spreadsheet. Save the table as .xlsx or CSV."))
    if "\0" in sheet:
        raise BadFile(("file", "There is no such sheet."))
    command = [sys.executable, "-P", "-m", sheet_program.__name__, str(path), sheet, str(most)]
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        yield json.loads(_first_line(child)), _rows_of(child)
    finally:
        child.kill()
        child.communicate()


def _first_line(child: subprocess.Popen) -> str:
    line = child.stdout.readline()
    if not line:
        raise _why(child)
    return line


def _rows_of(child: subprocess.Popen) -> Iterator[tuple[int, list[Cell]]]:
    for line in child.stdout:
        number, cells = json.loads(line)
        yield number, [cell if isinstance(cell, str) else Moment(*cell) for cell in cells]
    if child.wait():
        raise _why(child)


def _why(child: subprocess.Popen) -> BadFile:
    said = child.stderr.read()
    if child.wait() == 3:
        return BadFile(("file", said.strip()))
    return BadFile(("file", "This spreadsheet can't be read: it is damaged, too large, or not what it says it is."))
