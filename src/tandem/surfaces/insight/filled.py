"""What is filled to when, for the foot of the insight pages: each table of facts, and what it still owes."""

from dataclasses import dataclass
from datetime import datetime

from tandem.measures.tables import TABLES
from tandem.surfaces.insight.facts import mart


@dataclass(frozen=True)
class Filled:
    """`to` is None where the table was never filled; `owes` is since when a change waits, None where none does."""

    many: str
    to: datetime | None
    owes: datetime | None


def tables() -> list[Filled]:
    """Every table of the mart, those filled least far first."""
    ledger = mart().ledger()
    found = [
        Filled(words.many, ledger.filled_to(table), min(ledger.owes(table).values(), default=None))
        for table, words in TABLES.items()
    ]
    return sorted(found, key=lambda one: (one.to is not None, one.to, one.many))
