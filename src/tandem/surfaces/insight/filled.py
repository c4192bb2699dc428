"""What is filled to when, for the foot of the insight pages: each table of facts, and what it still owes."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tandem.measures.period import month_words
from tandem.measures.reading import listed
from tandem.measures.tables import TABLES
from tandem.surfaces.insight.facts import mart


@dataclass(frozen=True)
class Filled:
    """`to` is None where the table was never filled; `owes` is since when a change waits, None where none does."""

    many: str
    to: datetime | None
    owes: datetime | None


def running() -> str:
    """While the facts were never filled whole: how far they are counted, as a sentence. "" once they were."""
    ledger = mart().ledger()
    whole = [table for table in TABLES if ledger.filled_to(table) is not None]
    if len(whole) == len(TABLES):
        return ""
    told = []
    for table, words in TABLES.items():
        months = [month for month, rows in ledger.rows(table).items() if rows]
        if table not in whole and months:
            told.append(_("%(many)s to %(month)s") % {"many": _(words.many), "month": month_words(max(months))})
    if not whole and not told:
        return _("Nothing is counted yet: the first fill of the facts still runs. Look again in a moment.")
    numbers = {"whole": len(whole), "all": len(TABLES)}
    so_far = _("%(whole)s of %(all)s kinds of facts whole") % numbers
    so_far = _("%(some)s; %(so_far)s") % {"some": listed(told), "so_far": so_far} if told else so_far
    return _(
        "Counted so far: %(so_far)s. The first fill still runs, so that the numbers here are not whole. Look again in a moment."
    ) % {"so_far": so_far}


def tables() -> list[Filled]:
    """Every table of the mart, those filled least far first."""
    ledger = mart().ledger()
    found = [
        Filled(words.many, ledger.filled_to(table), min(ledger.owes(table).values(), default=None))
        for table, words in TABLES.items()
    ]
    return sorted(found, key=lambda one: (one.to is not None, one.to, one.many))
