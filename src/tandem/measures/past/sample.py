"""An invented old list, as messy as real ones: to try the way in with, and for tests. Nobody in it exists."""

import io
import random
from datetime import datetime, timedelta

from openpyxl import Workbook

SEED = 17
FIRST = [
    "Ada",
    "Ben",
    "Cleo",
    "Dov",
    "Esme",
    "Finn",
    "Gia",
    "Hugo",
    "Iris",
    "Jude",
    "Kit",
    "Lena",
    "Milo",
    "Nora",
    "Otis",
    "Pia",
]
LAST = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gingko", "Hazel"]
OUTCOMES = ["Engaged"] * 9 + ["engaged ", "ENGAGED", "Contact made", "Refused", "refused ", "REFUSD", "Pt. refused"]
OUTCOMES += ["UTL", "GOA", "GOA", "see notes", ""]
ENDINGS = ["Resolved on scene"] * 5 + [
    "resolved",
    "Vol. transport",
    "M-1 hold",
    "Arrest",
    "arrested",
    "Warm handoff",
    "",
]
TOWNS = ["Elmview"] * 6 + ["ELMVIEW", "Elm View", "Oakton", "Oakton ", "Riverside"]
TITLE = ["Crisis team call log (invented)"]
GROUPS = ["Call", "", "", "Times", "", "", "", "", "What happened", "", "", "", "Who", "", "", ""]
NAMES = [
    "Case #",
    "Date",
    "",
    "Received",
    "Sent",
    "Arrived",
    "Cleared",
    "",
    "Outcome",
    "Disposition",
    "City",
    "ED?",
    "MRN",
]
TAIL = ["Client name", "Phone", "Notes"]


def workbook(rows: int = 240, *, start: datetime = datetime(2024, 2, 1), seed: int = SEED) -> bytes:
    """The sample as an XLSX file: a title, two rows of names with merged groups, a blank column, mangled ids and times."""
    made = random.Random(seed)
    book = Workbook()
    sheet = book.active
    sheet.title = "Calls"
    for row in (TITLE, ["printed for the board"], [], GROUPS, [*NAMES, *TAIL]):
        sheet.append(row)
    for begin, end in ((1, 3), (4, 8), (9, 12), (13, 16)):
        sheet.merge_cells(start_row=4, end_row=4, start_column=begin, end_column=end)
    at = start
    for number in range(1, rows + 1):
        at += timedelta(minutes=made.randrange(300, 4_000))
        sheet.append(_row(number, at, made))
    sheet.append(["Total", "", "", rows])
    other = book.create_sheet("Codes")
    other.append(["UTL", "unable to locate"])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _row(number: int, at: datetime, made: random.Random) -> list:
    sent = at + timedelta(minutes=made.randrange(2, 20))
    there = sent + timedelta(minutes=made.randrange(4, 40))
    clear = there + timedelta(minutes=made.randrange(15, 120))
    times = [f"{one:%H:%M}" for one in (at, sent, there, clear)]
    who = made.randrange(1, 70)
    mrn: object = f"CL-{who:04d}"
    if number % 41 == 0:
        mrn = "5.00E+93"
    if number % 29 == 0:
        times[2] = f"{there:%M:%S}.0"
    if number % 37 == 0:
        times[1:] = ["", "", ""]
    if number % 53 == 0:
        times[0] = ""
    name = f"{made.choice(FIRST)} {made.choice(LAST)}"
    return [
        f"24-{number:05d}", f"{at:%m/%d/%Y}", "", *times, "", made.choice(OUTCOMES), made.choice(ENDINGS),
        made.choice(TOWNS), made.choice(["Y", "N", "N", "no", ""]), mrn, name, "555-0142",
        made.choice(["", "talked on the porch", '=HYPERLINK("http://example.invalid","open")']),
    ]  # fmt: skip
