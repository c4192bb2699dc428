"""The rows that were refused, as a CSV that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.text import cell

HEAD = ["line", "field", "reason", "row"]


class Refusals:
    """Writes refused rows to anything with `write(bytes)`: line, field, reason, and the row as it came."""

    def __init__(self, file):
        self.count = 0
        self._file, self._text = file, io.StringIO(newline="")
        self._writer = csv.writer(self._text, quoting=csv.QUOTE_ALL)
        self._put(HEAD)

    def refuse(self, row: tuple[int, list[str]], refusal: Refusal) -> None:
        """Write one row, (line number, cells), with its reasons."""
        line, cells = row
        self.count += 1
        for field, reason in refusal.errors:
            self._put([str(line), field, cell(reason), *(cell(one) for one in cells)])

    def _put(self, cells: list[str]) -> None:
        self._writer.writerow(cells)
        self._file.write(self._text.getvalue().encode("utf-8", errors="replace"))
        self._text.seek(0)
        self._text.truncate()


@dataclass(frozen=True)
class Refused:
    """One reason of one refused row, and the row as it stands in the report."""

    line: str
    field: str
    reason: str
    row: list[str]


def listed(file: BinaryIO, most: int) -> Iterator[Refused]:
    """The first reasons of a report of refused rows."""
    csv.field_size_limit(2_000_000)
    with io.TextIOWrapper(file, encoding="utf-8", newline="") as text:
        found = csv.reader(text)
        next(found, None)
        for _number, row in zip(range(most), found, strict=False):
            yield Refused(row[0], row[1], row[2].removeprefix("'"), row[3:])
