"""De-identified rows of contacts, by the list of 45 CFR 164.514(b)(2) and stricter: for a researcher, not for finding anyone.

A row says in which year a contact was, and codes. No key, no date finer than a year, no area (few of a city's areas are
known to hold 20,000 people, so none is given), ages in bands with 90 and over as one. Each combination of what somebody
could know of a neighbor (year, age band, gender, race, language, veteran) is carried by 11 rows or more: where it is not,
the columns are blanked one after another, and a row that is still rare is left out and counted.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tandem.foundation.marts import Mart
from tandem.measures import funnel
from tandem.measures.suppress import K
from tandem.measures.tables import ENCOUNTERS

# What a neighbor may know, in the order in which it is blanked: the rarest to know first.
QUASI = ("language", "veteran", "race", "gender", "age_band")
TOLD = (
    "contact_outcome",
    "disposition",
    "distress_before",
    "distress_after",
    "transported_to",
    "held",
    "force",
    "arrested",
)
BLANK = ""
# Reading, then once for each column that may have to be blanked, then writing.
PIECES = len(QUASI) + 2
DICTIONARY = {
    "year": "Year in which the contact began (UTC).",
    "age_band": "Age on the day of the contact, in bands. Blank: unknown, or blanked.",
    "gender": "As the person said it. Blank: unknown, or blanked.",
    "race": "As the person said it. Blank: unknown, or blanked.",
    "veteran": "true or false, as the person said it. Blank: unknown, or blanked.",
    "language": "Language the person speaks. Blank: unknown, or blanked.",
    "contact_outcome": "Whether team and person met: the denominator of everything else.",
    "disposition": "How the contact ended, set by the team.",
    "distress_before": "0 to 10 on arrival, as the person said it.",
    "distress_after": "0 to 10 at the end, as the person said it.",
    "transported_to": "Where the person was taken, as a kind of place. Blank: nowhere, or not told.",
    "held": "Whether an involuntary hold began.",
    "force": "The highest force told by anybody.",
    "arrested": "Whether the contact ended in an arrest, by the officer's own word.",
}


@dataclass(frozen=True)
class Made:
    """The file as CSV, how many rows it has, and how many were left out as too rare."""

    text: str
    rows: int
    left_out: int


def make(mart: Mart, say: Callable[[int, str], None]) -> Made:
    """Return every closed real contact as a de-identified row, in an order that tells nothing.

    `say` is told how many of PIECES are done, and what comes next; what it raises ends the work.
    """
    say(0, "Reading the contacts")
    table = funnel.tables(mart)[ENCOUNTERS]
    met = table.filter(table.closed_at.notnull())
    found = mart.run(met.select(year=met.started_at.year().cast("string"), **{c: met[c] for c in (*QUASI, *TOLD)}))
    rows = [{name: _said(value) for name, value in row.items()} for row in found.to_pylist()]
    safe, left_out = generalised(rows, say)
    say(PIECES - 1, "Writing the file")
    out = io.StringIO()
    writer = csv.DictWriter(out, tuple(DICTIONARY))
    writer.writeheader()
    # Sorted by what they say: the order of the file is not the order of the contacts.
    writer.writerows(sorted(safe, key=lambda row: tuple(row[name] for name in DICTIONARY)))
    return Made(out.getvalue(), len(safe), left_out)


def generalised(
    rows: list[dict[str, str]], say: Callable[[int, str], None] = lambda _done, _words: None
) -> tuple[list[dict[str, str]], int]:
    """Blank what makes a row rare until 11 or more share it; what is rare still is left out. Returns them, and how many."""
    rows = [dict(row) for row in rows]
    for done, column in enumerate(QUASI, start=1):
        say(done, "Blanking what is too rare")
        rare = _rare(rows)
        if not rare:
            break
        for row in rows:
            if _known(row) in rare:
                row[column] = BLANK
    rare = _rare(rows)
    safe = [row for row in rows if _known(row) not in rare]
    return safe, len(rows) - len(safe)


def _known(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ("year", *QUASI))


def _rare(rows: list[dict[str, str]]) -> set[tuple[str, ...]]:
    return {key for key, count in Counter(map(_known, rows)).items() if count < K}


def _said(value: object) -> str:
    if value is None:
        return BLANK
    return str(value).lower() if isinstance(value, bool) else str(value)
