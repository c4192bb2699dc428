"""Fill the mart: hand the facts of whole months on, so that every number can be traced to what the mart held.

A month is read and put in force under the mart's own lock, so whoever writes last has also read last: two fills at
once, a job and a command, leave the newer facts. Sealing and expungement reach the mart by filling the month again.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tandem.foundation import clock
from tandem.foundation.marts import Mart, month_of
from tandem.measures.tables import TABLES

# Called with since=, until= (aware, or None): the facts of that time, the oldest first.
Source = Callable[..., Iterable[object]]
# Opens what a source is read in, like a transaction under a role of its own.
Reading = Callable[[], AbstractContextManager[object]]


@cache
def mart(folder: Path) -> Mart:
    """Return the mart of a folder, one for the process: it keeps the engine that reads it."""
    return Mart(folder)


def edges(month: str) -> tuple[datetime, datetime]:
    """Return the first instant of a partition's month "2026-11" and of the next, in UTC."""
    year, number = map(int, month.split("-"))
    return datetime(year, number, 1, tzinfo=UTC), datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)


def fill_month(mart: Mart, table: str, month: str, source: Source) -> int:
    """Put one month of one table in force again and return its number of rows. A month without any is emptied.

    A month that has no facts and never had is not written: it stays unknown to the ledger. The month that runs now, once
    filled, says up to when the table holds; an older one says nothing of the others. Where the table was never filled and
    older months hold facts, it is not filled either.
    """
    since, until = edges(month)
    began, ledger = clock.now(), mart.ledger()
    runs = since <= began < until and (table in ledger.filled or not _any(source, None, since))
    if ledger.partition(table, month) is None and not _any(source, since, until):
        mart.paid(table, month, began)
        if runs:
            mart.mark_filled(table, began)
        return 0
    rows = source(since=since, until=until)
    filled_to = began if runs else None
    return mart.write(table, TABLES[table].schema, rows, partition=month, filled_to=filled_to, began=began)


def every_month(mart: Mart, table: str, at: Callable[[object], datetime], source: Source, now: datetime) -> list[str]:
    """Return every month that holds facts, held some or owes some: from the oldest fact to that of `now`, and the ledger's.

    `at` gives the time a fact is kept by.
    """
    ledger = mart.ledger()
    months = {*ledger.rows(table), *ledger.owes(table)}
    oldest = next(iter(source(since=None, until=None)), None)
    if oldest is not None:
        start = edges(month_of(at(oldest)))[0]
        while start <= now:
            months.add(month_of(start))
            start = edges(month_of(start))[1]
    return sorted(months)


def fill_every_month(
    mart: Mart,
    table: str,
    at: Callable[[object], datetime],
    source: Source,
    now: datetime,
    *,
    reading: Reading = nullcontext,
) -> Iterator[tuple[str, int]]:
    """Fill a table whole, yielding (month, rows) as each month is in force. At the end it is filled to `now`.

    `reading` is what the source is read in; it ends with each month.
    """
    with reading():
        months = every_month(mart, table, at, source, now)
    for month in months:
        with reading():
            rows = fill_month(mart, table, month, source)
        yield month, rows
    mart.mark_filled(table, now)


def _any(source: Source, since: datetime | None, until: datetime) -> bool:
    return next(iter(source(since=since, until=until)), None) is not None
