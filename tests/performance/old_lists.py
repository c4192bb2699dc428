"""A messy old list of any length, the same for the same seed, as XLSX and as CSV. Everybody in it is invented.

What is planted is counted here while it is written, so that a report of the import can be held against it.
"""

import csv
import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

from tandem.measures.past.sample import ENDINGS, FIRST, GROUPS, LAST, NAMES, OUTCOMES, TAIL, TITLE, TOWNS

SEED = 50_000
PRINTED = "printed for the board"
EMPTY = [""] * len([*NAMES, *TAIL])


def rows(count: int, planted: Counter, seed: int = SEED) -> Iterator[list]:
    """The rows below the names: `count` calls, and among them what a long list gathers. `planted` counts each kind."""
    made = random.Random(seed)
    at = datetime(2016, 1, 4, 7, 30)
    for number in range(1, count + 1):
        at += timedelta(minutes=made.randrange(10, 170))
        row = _row(number, at, made, planted)
        planted["rows"] += 1
        yield row
        if number % 500 == 0:
            # The names again, as a spreadsheet printed page by page has them.
            planted["rows"] += 1
            planted["header again"] += 1
            yield [*NAMES, *TAIL]
        if number % 700 == 0:
            yield EMPTY
        if number % 97 == 0 and row[1]:
            # Pasted twice.
            planted["rows"] += 1
            planted["repeat"] += 1
            yield list(row)
    planted["rows"] += 1
    planted["no date"] += 1
    yield ["Total", "", "", str(count), *EMPTY[4:]]


def _row(number: int, at: datetime, made: random.Random, planted: Counter) -> list:
    sent = at + timedelta(minutes=made.randrange(2, 20))
    there = sent + timedelta(minutes=made.randrange(4, 40))
    clear = there + timedelta(minutes=made.randrange(15, 120))
    times = [f"{one:%H:%M}" for one in (at, sent, there, clear)]
    day = f"{at:%m/%d/%Y}"
    case, mrn = f"16-{number:06d}", f"CL-{made.randrange(1, 9_000):05d}"
    if number % 211 == 0:
        day, planted["no date"] = "", planted["no date"] + 1
    elif number % 307 == 0:
        # A day as a spreadsheet counts it.
        day, planted["serial"] = str((at - datetime(1899, 12, 30)).days), planted["serial"] + 1
    if number % 41 == 0:
        mrn = "5.00E+93"
    if number % 29 == 0:
        times[2] = f"{there:%M:%S}.0"
    if number % 37 == 0:
        times[1:] = ["", "", ""]
    if number % 53 == 0:
        times[0] = ""
    if number % 61 == 0:
        times[1], times[2] = times[2], times[1]
    if number % 83 == 0:
        times[3] = "9:75"
    name = f"{made.choice(FIRST)} {made.choice(LAST)}"
    note = made.choice(
        ["", "talked on the porch", '=HYPERLINK("http://example.invalid","open")', 'said "no", then yes']
    )
    return [
        case, day, "", *times, "", made.choice(OUTCOMES), made.choice(ENDINGS), made.choice(TOWNS),
        made.choice(["Y", "N", "N", "no", ""]), mrn, name, "555-0142", f"{note} {number}" if note else "",
    ]  # fmt: skip


def as_sheet(path: Path, count: int, seed: int = SEED) -> Counter:
    """Write the list as XLSX: a title, two rows of names with merged groups, and a second sheet. Returns what is planted."""
    planted: Counter = Counter()
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Calls")
    for row in (TITLE, [PRINTED], [], GROUPS, [*NAMES, *TAIL]):
        sheet.append(row)
    for row in rows(count, planted, seed):
        sheet.append(row)
    for cells in ("A4:C4", "D4:H4", "I4:L4", "M4:P4"):
        sheet.merged_cells.add(cells)
    book.create_sheet("Codes").append(["UTL", "unable to locate"])
    book.save(path)
    return planted


def as_text(path: Path, count: int, seed: int = SEED) -> Counter:
    """Write the list as CSV, with letters of Windows among UTF-8 and a quote that never closes. Returns what is planted."""
    planted: Counter = Counter()
    with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        writer = csv.writer(file)
        for row in (TITLE, [PRINTED], GROUPS, [*NAMES, *TAIL]):
            writer.writerow([*row, *EMPTY][: len(EMPTY)])
        for number, row in enumerate(rows(count, planted, seed)):
            if row[0].endswith("999"):
                # An é as Windows writes it, in the middle of a file of UTF-8.
                row = [*row[:13], "Ren\udce9 Alder", *row[14:]]
            writer.writerow(row)
            if number % 5_000 == 4_999:
                planted["rows"] += 1
                planted["torn"] += 1
                file.write('16-999999,"01/02/2020,,10:00\r\n')
    return planted
