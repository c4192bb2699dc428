"""Lines of a CSV as rows of cells. Reads a stream: memory does not grow with the file."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from tandem.vocabulary.refusal import Refusal

LONGEST_FIELD = 100_000
LONGEST_LINE = 1_000_000
# A quoted cell may hold line breaks, but a quote that is open for longer than this was never closed.
LONGEST_ROW = 200
READ_AS = {"utf-8": "utf-8-sig", "cp1252": "cp1252"}


class BadFile(Refusal):
    """The file as a whole can't be read."""


def open_text(path: Path, limit: int, encoding: str = "utf-8") -> TextIO:
    """The file as text, refused when it is over `limit` bytes. A wrong byte is refused with its row, later."""
    if not path.is_file():
        raise BadFile(("file", f"There is no file {path.name}."))
    size = path.stat().st_size
    if size == 0:
        raise BadFile(("file", "The file is empty."))
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
        return open(path, encoding=READ_AS[encoding], errors="surrogateescape", newline="")
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


def rows(text: TextIO, width: int, delimiter: str = ",") -> Iterator[tuple[int, list[str] | Refusal, str]]:
    """(number of its first line, cells, that line) for each row; a row that can't be split is a Refusal.

    A quote that never closes costs its own line, not the rest of the file: reading goes on at the next line. A row of
    several lines that does not have `width` cells was torn as well; 0 is any width.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
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
        if width and len(lines.taken) > 1 and not torn and len(cells) != width:
            torn = "it runs over several lines without the columns that were named"
        if lines.too_long:
            torn = f"it is longer than {LONGEST_LINE} characters"
        if torn:
            lines.again()
            sentence = f"This row is torn: {torn}. Look for a quote that never closes."
            yield lines.first, Refusal(("row", sentence)), lines.taken[0][:LONGEST_FIELD]
        elif cells:
            yield lines.first, cells, lines.taken[0]


def decodes(path: Path) -> bool:
    """Whether a whole file is UTF-8. Reads it piece by piece."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                decoder.decode(part)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
