"""What was drawn, what is left, and whether it keeps pace with the time that is gone. PURE; money in cents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.measures.grants.terms import Line, Terms
from tandem.vocabulary.grants import Money

# Money drawn may run this far from the time gone before the page calls it ahead or behind: bills come late.
SLACK = 0.10
# Bills of the last days are drawn until here: 120 days after the end (2 CFR 200.344).
CLOSING_DAYS = 120


@dataclass(frozen=True)
class DrawRow:
    """Money on a day. `standing` is false for one that another replaced, or that says there was none."""

    id: UUID
    line: str
    kind: str
    on: date
    cents: int
    note: str
    entered_by: str
    replaced: bool

    @property
    def standing(self) -> bool:
        return not self.replaced and self.cents > 0


@dataclass(frozen=True)
class LineMoney:
    line: Line
    drawn: int

    @property
    def left(self) -> int:
        return self.line.cents - self.drawn


@dataclass(frozen=True)
class Standing:
    """Cents drawn and left; `gone` and `spent` are shares from 0 to 1; `pace` is "ahead", "behind", "even", "" or "over".

    `at_end` is what would be left on the last day at this pace, None in the first tenth of the time. `over` are lines of
    which more was drawn than they hold.
    """

    drawn: int
    left: int
    match: int
    gone: float
    spent: float
    pace: str
    at_end: int | None
    lines: tuple[LineMoney, ...]
    over: tuple[Line, ...]


def gone(terms: Terms, today: date) -> float:
    """Which share of the grant's time is over."""
    days = (terms.last_day - terms.first_day).days + 1
    return min(1.0, max(0.0, (today - terms.first_day).days / days))


def standing(terms: Terms, draws: Sequence[DrawRow], today: date) -> Standing:
    stands = [one for one in draws if one.standing]
    by_line = {
        line.id: sum(d.cents for d in stands if d.line == line.id and d.kind == Money.DRAWN) for line in terms.lines
    }
    drawn = sum(d.cents for d in stands if d.kind == Money.DRAWN)
    share, time = drawn / terms.cents, gone(terms, today)
    lines = tuple(LineMoney(line, by_line[line.id]) for line in terms.lines)
    return Standing(
        drawn,
        terms.cents - drawn,
        sum(d.cents for d in stands if d.kind == Money.MATCH),
        time,
        share,
        _pace(time, share, over=today > terms.last_day),
        terms.cents - round(drawn / time) if SLACK <= time < 1 else None,
        lines,
        tuple(one.line for one in lines if one.left < 0),
    )


def _pace(time: float, share: float, *, over: bool) -> str:
    if over:
        return "over"
    if time == 0:
        return ""
    if share > time + SLACK:
        return "ahead"
    return "behind" if share < time - SLACK else "even"
