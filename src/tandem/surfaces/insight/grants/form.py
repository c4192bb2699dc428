"""The terms of a grant from their form and back, and one entry of money. Each text that can't be read names its field."""

import math
import re
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from tandem.measures.catalogue import CATALOGUE
from tandem.measures.grants.terms import (
    LONGEST,
    LONGEST_WORDS,
    MOST_CENTS,
    MOST_ROWS,
    REMIND_DAYS,
    Deliverable,
    Line,
    ReportDue,
    Terms,
)
from tandem.measures.measure import SHARES
from tandem.vocabulary.grants import Counted
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.text import clean

SPARE = 2
ROWS = {
    "lines": ("category", "words", "amount"),
    "deliverables": ("words", "measure", "counted", "way", "target", "due"),
    "reports": ("words", "due"),
}
# A row is filled once one of these is: the others come with a first choice.
_TELLING = {
    "lines": ("amount", "words"),
    "deliverables": ("words", "measure", "target", "due"),
    "reports": ("words", "due"),
}
_ID = re.compile(r"[a-z]+-\d{1,4}")


def typed(terms: Terms | None) -> dict[str, str]:
    """What the form shows for terms as stored: a text for each field."""
    if terms is None:
        return {"remind_days": str(REMIND_DAYS)}
    shown = {
        "name": terms.name,
        "funder": terms.funder,
        "number": terms.number,
        "first_day": terms.first_day.isoformat(),
        "last_day": terms.last_day.isoformat(),
        "amount": dollars(terms.cents),
        "match": dollars(terms.match_cents) if terms.match_cents else "",
        "remind_days": str(terms.remind_days),
    }
    for n, one in enumerate(terms.lines):
        at = f"lines.{n}."
        shown |= {
            at + "id": one.id,
            at + "category": one.category,
            at + "words": one.words,
            at + "amount": dollars(one.cents),
        }
    for n, one in enumerate(terms.deliverables):
        at = f"deliverables.{n}."
        share = one.counted == Counted.VALUE and CATALOGUE[one.measure].unit in SHARES
        shown |= {at + part: getattr(one, part) for part in ("id", "words", "measure", "counted", "way")}
        shown |= {at + "target": f"{one.target * 100 if share else one.target:.10g}", at + "due": one.due.isoformat()}
    for n, one in enumerate(terms.reports):
        shown |= {f"reports.{n}.id": one.id, f"reports.{n}.words": one.words, f"reports.{n}.due": one.due.isoformat()}
    return shown


def rows_of(said: Mapping[str, str], kind: str) -> list[int]:
    """Numbers of the rows the form shows: those that hold something, and two to spare."""
    held = [n for n in range(MOST_ROWS) if _filled(said, kind, n)]
    count = min(MOST_ROWS, (held[-1] + 1 if held else 0) + SPARE)
    return list(range(count))


def read(said: Mapping[str, str]) -> Terms:
    """The terms that were typed. Raises Refusal naming each field that can't be read."""
    reader = _Reader(said)
    terms = Terms(
        name=reader.words("name", LONGEST),
        funder=reader.words("funder", LONGEST),
        number=reader.words("number", 60),
        first_day=reader.day("first_day"),
        last_day=reader.day("last_day"),
        cents=reader.cents("amount"),
        match_cents=reader.cents("match", empty=0),
        remind_days=reader.whole("remind_days"),
        lines=tuple(
            Line(
                id,
                reader.words(f"{at}.category", 20),
                reader.words(f"{at}.words", LONGEST),
                reader.cents(f"{at}.amount"),
            )
            for at, id in reader.rows("lines", "line")
        ),
        deliverables=tuple(reader.promise(at, id) for at, id in reader.rows("deliverables", "promise")),
        reports=tuple(
            ReportDue(id, reader.words(f"{at}.words", LONGEST_WORDS), reader.day(f"{at}.due"))
            for at, id in reader.rows("reports", "report")
        ),
    )
    if reader.wrong:
        raise Refusal(*reader.wrong)
    return terms


def read_draw(said: Mapping[str, str]) -> dict:
    """One entry of money. Raises Refusal naming each field that can't be read."""
    reader = _Reader(said)
    found = {
        "line": reader.words("line", 20),
        "kind": reader.words("kind", 10),
        "on": reader.day("on"),
        "cents": reader.cents("amount"),
        "note": reader.words("note", 200),
    }
    if reader.wrong:
        raise Refusal(*reader.wrong)
    return found


def read_day(said: Mapping[str, str], field: str) -> date:
    reader = _Reader(said)
    found = reader.day(field)
    if reader.wrong:
        raise Refusal(*reader.wrong)
    return found


def dollars(cents: int) -> str:
    """ "450,000" or "1,204.50", as it is typed."""
    return f"{cents // 100:,}" if cents % 100 == 0 else f"{cents / 100:,.2f}"


def _filled(said: Mapping[str, str], kind: str, number: int) -> bool:
    return any(said.get(f"{kind}.{number}.{part}", "").strip() for part in _TELLING[kind])


class _Reader:
    """Reads texts of a form and gathers what can't be read; then a stand-in is returned and never used."""

    def __init__(self, said: Mapping[str, str]):
        self.said, self.wrong = said, []

    def rows(self, kind: str, word: str):
        """(field, id) of each filled row. A row keeps the id it had; a new one gets the next number of its kind."""
        filled = [n for n in range(MOST_ROWS) if _filled(self.said, kind, n)]
        ids = [self.said.get(f"{kind}.{n}.id", "") for n in filled]
        kept = [id if _ID.fullmatch(id) and ids.count(id) == 1 else "" for id in ids]
        last = max((int(id.rpartition("-")[2]) for id in kept if id), default=0)
        for n, id in zip(filled, kept, strict=True):
            if not id:
                last += 1
            yield f"{kind}.{n}", id or f"{word}-{last}"

    def words(self, field: str, most: int) -> str:
        text = self.said.get(field, "").strip()
        try:
            return clean(field, text, most)
        except Refusal as refusal:
            self.wrong += refusal.errors
            return ""

    def day(self, field: str) -> date:
        text = self.said.get(field, "").strip()
        try:
            found = date.fromisoformat(text)
            if not 2000 <= found.year <= 2100:
                raise ValueError
            return found
        except ValueError:
            self.wrong.append((field, _("Choose a day, or write it like 2026-10-01.")))
            return date(2000, 1, 1)

    def cents(self, field: str, empty: int | None = None) -> int:
        text = self.said.get(field, "").strip().replace("$", "").replace(",", "")
        if not text and empty is not None:
            return empty
        number = _number(text)
        if number is None or number < 0 or number * 100 > MOST_CENTS * 10:
            self.wrong.append((field, _("Write dollars as a number, like 1200 or 1,200.50.")))
            return 1
        return round(number * 100)

    def whole(self, field: str) -> int:
        text = self.said.get(field, "").strip()
        if text.isascii() and text.isdigit() and len(text) <= 4:
            return int(text)
        self.wrong.append((field, _("Write a whole number of days.")))
        return REMIND_DAYS

    def promise(self, at: str, id: str) -> Deliverable:
        measure, counted = self.words(f"{at}.measure", 60), self.words(f"{at}.counted", 10)
        share = counted == Counted.VALUE and measure in CATALOGUE and CATALOGUE[measure].unit in SHARES
        number = _number(self.said.get(f"{at}.target", "").strip().removesuffix("%").strip().replace(",", ""))
        most = 100 if share else 1_000_000
        if number is None or not 0 <= number <= most:
            self.wrong.append(
                (f"{at}.target", _("Write percent from 0 to 100.") if share else _("Write a number, like 300."))
            )
            number = 0.0
        return Deliverable(
            id, self.words(f"{at}.words", LONGEST_WORDS), measure, counted, self.words(f"{at}.way", 10),
            number / 100 if share else number, self.day(f"{at}.due"),
        )  # fmt: skip


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
