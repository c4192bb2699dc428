"""Reads a spreadsheet as a program of its own, with bounded memory and time: `python -m …sheet FILE SHEET MOST`.

Writes one line of JSON for the workbook and one for each row that holds anything: its number, then its cells. A text
is a string; a date with a time is ["t", ISO], a date alone ["d", ISO], a time alone ["h", ISO]; formulas count as the
value last shown. What goes wrong in here, however bad, ends only this program. Needs neither settings nor database.
"""

import datetime
import json
import re
import resource
import sys
import warnings
from contextlib import suppress

MEMORY = 1_500 * 1_048_576
SECONDS = 120
MOST_COLUMNS = 200
MOST_SHEETS = 50
LONGEST = 32_767
FIRST_BYTES = 8_192
SIZE = re.compile(rb'<dimension ref="[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}([0-9]{1,7})"')
TEXT_ITEM, PLAIN, RUN = (
    f"{{http://schemas.openxmlformats.org/spreadsheetml/2006/main}}{name}" for name in ("si", "t", "r")
)


class TooMuch(Exception):
    """The workbook is more than an import takes. The message is a sentence."""


def main(path: str, sheet: str, most: str) -> int:
    """Print the rows of a sheet ("" for the first) up to `most`. 3 for what is refused with a sentence on stderr."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    warnings.simplefilter("ignore")
    try:
        _print_rows(path, sheet, int(most))
    except TooMuch as sentence:
        print(sentence, file=sys.stderr)
        return 3
    return 0


def _print_rows(path: str, sheet: str, most: int) -> None:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.xml import DEFUSEDXML

    if not DEFUSEDXML:
        raise TooMuch("This installation can't read spreadsheets safely: defusedxml is missing.")
    # The file is kept under a name without an ending, by which the library would judge it.
    book = _opened(open(path, "rb"))  # noqa: SIM115
    sheets = [one for one in book.worksheets if isinstance(one, ReadOnlyWorksheet)]
    if len(sheets) > MOST_SHEETS:
        raise TooMuch(f"The file has {len(sheets)} sheets; at most {MOST_SHEETS} are taken.")
    chosen = next((one for one in sheets if one.title == sheet), None) if sheet else next(iter(sheets), None)
    if chosen is None:
        raise TooMuch(f"There is no sheet named “{sheet[:40]}”." if sheet else "The file has no sheet with rows.")
    rows = chosen.max_row or (_counted(chosen) if most < 0 else 0)
    print(json.dumps({"sheets": [one.title for one in sheets], "sheet": chosen.title, "rows": rows}))
    for row, cells in _rows(chosen):
        if most == 0:
            break
        most -= 1
        print(json.dumps([row, cells]))


def _opened(file):
    """The workbook, nothing of its sheets and texts read yet: the first rows of a long list are there in a moment."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.xml.constants import SHARED_STRINGS

    class Sheet(ReadOnlyWorksheet):
        def _get_size(self):
            # The library reads a sheet to its end for its size where the sheet does not begin with it.
            with self._get_source() as source:
                found = SIZE.search(source.read(FIRST_BYTES))
            self._max_row = int(found[1]) if found else None

    class Reader(ExcelReader):
        def read_worksheets(self):
            for sheet, rel in self.parser.find_sheets():
                if rel.target in self.valid_files and "chartsheet" in rel.Type:
                    self.read_chartsheet(sheet, rel)
                elif rel.target in self.valid_files:
                    self.wb._sheets.append(Sheet(self.wb, sheet.name, rel.target, self.shared_strings))

        def read_strings(self):
            part = self.package.find(SHARED_STRINGS)
            if part is not None:
                self.shared_strings = _Texts(self.archive.open(part.PartName[1:]))
                # What may not stand there at all stands before the first of them, whether a row asks for it or not.
                with suppress(IndexError):
                    self.shared_strings[0]

    reader = Reader(file, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


class _Texts:
    """The texts of a workbook by their number, read as far as somebody asked. The way a row names them."""

    def __init__(self, source):
        from openpyxl.xml.functions import iterparse

        self._nodes, self._known = iterparse(source), []

    def __getitem__(self, number: int) -> str:
        while number >= len(self._known):
            # A number beyond the last text ends in StopIteration, which is no answer to a lookup.
            try:
                _event, node = next(self._nodes)
            except StopIteration:
                raise IndexError(number) from None
            if node.tag == TEXT_ITEM:
                self._known.append(_text_of(node))
                node.clear()
        return self._known[number]


def _text_of(node) -> str:
    """A text, in one piece or in runs of different letters; how it is pronounced is no part of it."""
    pieces = (part.text if part.tag == PLAIN else part.findtext(PLAIN) for part in node if part.tag in (PLAIN, RUN))
    return "".join(piece for piece in pieces if piece).replace("x005F_", "")


def _counted(sheet) -> int:
    """About how many rows a sheet has that does not say so itself: for a bar."""
    with sheet._get_source() as source:
        return sum(part.count(b"<row") for part in iter(lambda: source.read(1 << 20), b""))


def _rows(sheet):
    # The public way pads every gap with empty rows and cells, so that one far cell would cost millions.
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    formats = _Formats(book)
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, row in parser.parse():
            cells: list = []
            for cell in row:
                if cell["value"] is None or cell["value"] == "":
                    continue
                column = cell["column"]
                if not 0 < column <= MOST_COLUMNS:
                    raise TooMuch(f"Row {number} goes beyond column {MOST_COLUMNS}. Delete what stands there.")
                cells += [""] * (column - len(cells))
                cells[column - 1] = _plain(cell["value"], cell["style_id"], formats)
            if cells:
                yield number, cells


class _Formats:
    """Whether a style shows a time of day."""

    def __init__(self, book):
        self._book, self._known = book, {}

    def shows_time(self, style: int) -> bool:
        if style not in self._known:
            self._known[style] = "h" in self._code(style).lower()
        return self._known[style]

    def _code(self, style: int) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        try:
            number = self._book._cell_styles[style].numFmtId
            return BUILTIN_FORMATS.get(number) or self._book._number_formats[number - 164]
        except IndexError:
            return "h"


def _plain(value, style: int, formats: _Formats):
    if isinstance(value, datetime.datetime):
        alone = value.time() == datetime.time() and not formats.shows_time(style)
        return ["d" if alone else "t", value.isoformat()]
    if isinstance(value, datetime.date):
        return ["d", value.isoformat()]
    if isinstance(value, datetime.time):
        return ["h", value.isoformat()]
    if isinstance(value, datetime.timedelta):
        return ["h", str(value)]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # A spreadsheet holds 7 as 7.0; nobody typed the point.
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)[: LONGEST + 1]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
