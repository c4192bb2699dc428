"""Who is due to rehearse again. Pure: dates in, counts out; nobody is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MOST_MONTHS = 60


@dataclass(frozen=True)
class Due:
    """How many people, of those who do this work now. `new` are those who joined since they could have rehearsed."""

    people: int
    overdue: int
    soon: int
    never: int
    new: int


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("unreachable")


def due(people: Iterable[tuple[date, date | None]], *, months: int, today: date, new_since: date) -> Due:
    """`people` are (joined, last rehearsed or None). Soon is within a month. Who never did is in `never` alone."""
    total = overdue = soon = never = new = 0
    for joined, last in people:
        total += 1
        new += joined >= new_since
        if last is None:
            never += 1
            continue
        again = months_later(last, months)
        overdue += again < today
        soon += today <= again <= months_later(today, 1)
    return Due(total, overdue, soon, never, new)
