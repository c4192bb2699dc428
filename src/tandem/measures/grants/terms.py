"""The terms of a grant as values, as stored, and checked field by field. PURE. Money is in cents, days are dates."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from tandem.vocabulary.grants import Budget, Counted

MOST_CENTS = 100_000_000_000
LONGEST, LONGEST_WORDS = 120, 300
MOST_ROWS = 24
MOST_YEARS = 10
WAYS = ("at_least", "at_most")
REMIND_DAYS = 30


@dataclass(frozen=True)
class Line:
    """A line of the budget."""

    id: str
    category: str
    words: str
    cents: int


@dataclass(frozen=True)
class Deliverable:
    """A promise tied to a measure of the catalogue. `target` is a share from 0 to 1, minutes or hours, or a count."""

    id: str
    words: str
    measure: str
    counted: str
    way: str
    target: float
    due: date


@dataclass(frozen=True)
class ReportDue:
    id: str
    words: str
    due: date


@dataclass(frozen=True)
class Terms:
    """What a grant says. `match_cents` is the own share that was promised; `remind_days` how long before a day is told."""

    name: str
    funder: str
    number: str
    first_day: date
    last_day: date
    cents: int
    match_cents: int
    remind_days: int
    lines: tuple[Line, ...]
    deliverables: tuple[Deliverable, ...]
    reports: tuple[ReportDue, ...]

    @property
    def first_month(self) -> str:
        return f"{self.first_day:%Y-%m}"

    @property
    def last_month(self) -> str:
        return f"{self.last_day:%Y-%m}"

    def line(self, id: str) -> Line | None:
        return next((one for one in self.lines if one.id == id), None)


_ROWS = {"lines": Line, "deliverables": Deliverable, "reports": ReportDue}


def stored(terms: Terms) -> dict[str, Any]:
    """The terms as JSON: days as text."""
    plain = {one.name: _plain(getattr(terms, one.name)) for one in fields(Terms) if one.name not in _ROWS}
    return plain | {name: [_row(one) for one in getattr(terms, name)] for name in _ROWS}


def read(content: Mapping[str, Any]) -> Terms:
    """The terms of what is stored."""
    rows = {name: tuple(_of(kind, one) for one in content[name]) for name, kind in _ROWS.items()}
    return _of(Terms, {**content, **rows})


def check(terms: Terms, measures: Collection[str], counts: Collection[str], drawn: Mapping[str, int]) -> Iterator:
    """What can't stand: (field, sentence), fields named as the page names them, `lines.0.amount`.

    `measures` are the ids of the catalogue, `counts` those that are a share or a time and not a sum of hours; `drawn`
    is what was drawn by line.
    """
    for field in ("name", "funder", "number"):
        if not getattr(terms, field).strip():
            yield field, "This can't be empty."
    if terms.last_day < terms.first_day:
        yield "last_day", "The last day comes before the first one."
    elif (terms.last_day - terms.first_day).days > MOST_YEARS * 366:
        yield "last_day", f"A grant of more than {MOST_YEARS} years is not one grant; look at the years."
    if not 0 < terms.cents <= MOST_CENTS:
        yield "amount", "Write the award in dollars, more than 0."
    if not 0 <= terms.match_cents <= MOST_CENTS:
        yield "match", "Write the own share in dollars, or leave it empty."
    if not 1 <= terms.remind_days <= 120:
        yield "remind_days", "Write a number of days from 1 to 120."
    yield from _check_lines(terms, drawn)
    for number, one in enumerate(terms.deliverables):
        yield from _check_promise(f"deliverables.{number}", one, terms, measures, counts)
    for number, one in enumerate(terms.reports):
        if not one.words.strip():
            yield f"reports.{number}.words", "Write what is due, such as “Half-year report”."
        if one.due < terms.first_day:
            yield f"reports.{number}.due", "This is before the first day of the grant."


def _check_lines(terms: Terms, drawn: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    if not terms.lines:
        yield "lines.0.amount", "Write at least one line of the budget."
    for number, one in enumerate(terms.lines):
        if one.category not in set(Budget):
            yield f"lines.{number}.category", "Choose what the money is for."
        if not 0 < one.cents <= MOST_CENTS:
            yield f"lines.{number}.amount", "Write an amount in dollars, more than 0."
    if sum(one.cents for one in terms.lines) > terms.cents:
        yield "amount", "The lines of the budget add up to more than the award. Change the award, or a line."
    kept = {one.id for one in terms.lines}
    if any(cents and line not in kept for line, cents in drawn.items()):
        yield "lines.0.amount", "Money was drawn on a line that is missing now. Keep the line; its amount may change."


def _check_promise(
    field: str, one: Deliverable, terms: Terms, measures: Collection[str], counts: Collection[str]
) -> Iterator[tuple[str, str]]:
    if not one.words.strip():
        yield f"{field}.words", "Write the promise in the words of the grant."
    if one.measure not in measures:
        yield f"{field}.measure", "Choose the measure that tells whether it is kept."
    if one.way not in WAYS:
        yield f"{field}.way", "Choose “at least” or “at most”."
    if one.counted not in set(Counted):
        yield f"{field}.counted", "Choose what is counted."
    elif one.counted == Counted.COUNT and one.measure in measures and one.measure not in counts:
        yield f"{field}.counted", "This measure adds up hours already: choose “the number”."
    if not terms.first_day <= one.due:
        yield f"{field}.due", "This is before the first day of the grant."


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _row(one: object) -> dict[str, Any]:
    return {field.name: _plain(getattr(one, field.name)) for field in fields(one)}


def _of(kind: type, content: Mapping[str, Any]):
    days = {one.name for one in fields(kind) if one.type is date}
    return kind(**{name: date.fromisoformat(v) if name in days else v for name, v in content.items()})
