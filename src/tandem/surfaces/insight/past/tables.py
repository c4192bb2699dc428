"""A file of a brought past as a table: where its names stand, its first rows, and all its rows one after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from tandem.foundation import clock
from tandem.foundation.organizations.program import program
from tandem.measures.past import heading, records
from tandem.measures.past.sifting import repaired
from tandem.standards.tabular.table import Form, look, reading, shown
from tandem.surfaces.insight.past import unpacked
from tandem.vocabulary.refusal import Absent, Refusal

KEPT = timedelta(days=1)
LARGEST = 64 * 1_048_576
FIRST_ROWS = 50
MOST_ROWS = 250_000
# What is read while a page waits, in bytes of text and of the markup of a spreadsheet: some 4,000 rows
# and some 1,000 rows, each well under a second of a processor.
# Anything longer is work of its own, with a bar.
SMALL = {"csv": 512 * 1_024, "xlsx": 1_048_576}


def limit() -> int:
    """How many bytes a file may have."""
    found = program()
    return min(LARGEST, found.import_limit_bytes) if found else 0


def small(path: Path, form: Form) -> bool:
    """Whether a whole file may be read while a page waits for it."""
    if form.kind != "xlsx":
        return path.stat().st_size <= SMALL["csv"]
    try:
        with ZipFile(path) as book:
            return sum(part.file_size for part in book.infolist()) <= SMALL["xlsx"]
    except BadZipFile:
        return False


@dataclass(frozen=True)
class Table:
    """A file as a table: where its names stand, what its columns are called, and its first rows.

    `first` are the first rows whole, with their numbers in the file; `body` those below the names. `wide` is how many cells
    most rows have.
    """

    form: Form
    sheets: list[str]
    names: list[str]
    header_row: int
    header_rows: int
    first: list[tuple[int, list]] = field(default_factory=list)
    wide: int = 0

    @property
    def body(self) -> list[tuple[int, list]]:
        return [(number, cells) for number, cells in self.first if number > self.last_header_row]

    @property
    def last_header_row(self) -> int:
        """The number of the last row that is no row of the table."""
        return self.header_row + self.header_rows - 1 if self.header_rows else 0

    @property
    def used(self) -> list[str]:
        """The columns that hold something in the first rows; a blank column is no choice."""
        return [
            name
            for place, name in enumerate(self.names)
            if any(place < len(cells) and str(cells[place]).strip() for _number, cells in self.body)
        ]


def table(found: records.Brought) -> Table:
    """The file of an import, as it is to be read now. Raises Absent when it is gone, Refusal when it can't be read."""
    if not found.mine or not found.file.there or not found.file.path.exists():
        raise Absent
    told = (found.mapping.header_row, found.mapping.header_rows) if found.mapping else None
    return _table(found.file.path, Form(**found.form), limit(), told)


@lru_cache(maxsize=16)
def _table(path: Path, form: Form, most: int, told: tuple[int, int] | None) -> Table:
    sheets, first = _begun(path, form, most)
    texts = [[shown(cell) for cell in cells] for _number, cells in first]
    held = [[bool(getattr(cell, "kind", "")) for cell in cells] for _number, cells in first]
    place = heading.find(texts, held) if told is None else _told(first, *told)
    width = _width(texts, place)
    names = heading.names(texts, place, width)
    row = first[place.row][0] if place.rows else 0
    return Table(form, sheets, names, row, place.rows, first, _usual(first))


@lru_cache(maxsize=16)
def _begun(path: Path, form: Form, most: int) -> tuple[list[str], list[tuple[int, list]]]:
    """The sheets of a file and its first rows. Wherever the names stand, the file is opened once for them."""
    sheets = look(path, most, form).sheets
    with reading(path, form, 0, most) as found:
        first = [
            (number, [repaired(cell)[0] for cell in cells])
            for number, cells, _line in islice(found, FIRST_ROWS)
            if not isinstance(cells, Refusal)
        ]
    if not first:
        raise Refusal(("file", _("There is no row in this file that can be read as a table.")))
    return sheets, first


def _told(first: list[tuple[int, list]], header_row: int, header_rows: int) -> heading.Heading:
    index = next((i for i, (number, _cells) in enumerate(first) if number == header_row), None)
    if index is None or not header_rows or index + header_rows > len(first):
        return heading.Heading(0, 0)
    return heading.Heading(index, header_rows)


def _usual(first: list[tuple[int, list]]) -> int:
    widths = [len(cells) for _number, cells in first]
    return max(set(widths), key=widths.count)


def _width(texts: list[list[str]], place: heading.Heading) -> int:
    """How far the table goes: to its last name, or to the last column that a third of the rows use."""
    named = max((_last(row) for row in texts[place.row : place.row + place.rows]), default=0)
    body = texts[place.row + place.rows :] or texts
    wide = [at for at in range(max(map(len, body))) if sum(1 for r in body if at < len(r) and r[at]) * 3 >= len(body)]
    return max(named, wide[-1] + 1 if wide else 0, 1)


def _last(row: list[str]) -> int:
    return max((i + 1 for i, cell in enumerate(row) if cell), default=0)


def rows(path: Path, seen: Table, total: Callable[[int | None], None] | None = None) -> Iterator[tuple[int, object]]:
    """(number, cells or why not) for each row below the names. `total` is told about how many there are, where the file
    says so. Raises Refusal, also half-way; it then says how far the file could be read.
    """
    count = number = 0
    try:
        for number, cells in unpacked.rows(path, seen.form, seen.wide, limit(), clock.now() + KEPT, total):
            count += 1
            if count > MOST_ROWS:
                break
            if number > seen.last_header_row:
                yield number, cells
    except Refusal as refusal:
        if not number:
            raise
        said = _("It could be read as far as row %(n)s.") % {"n": f"{number:,}"}
        raise Refusal(*((name, f"{sentence} {said}") for name, sentence in refusal.errors)) from None
    if count > MOST_ROWS:
        said = _("The file has over %(n)s rows. Split it, by year for example.") % {"n": f"{MOST_ROWS:,}"}
        raise Refusal(("file", said))
