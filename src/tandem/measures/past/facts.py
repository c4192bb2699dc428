"""Rows of old files as facts, in the very schema of Tandem's own, so that one measure counts both.

An old file says when a call came, so a contact counts in the month of its call. What it tells is over: where nobody wrote
when the team was clear, the contact is closed at the call's own time, and no minutes are counted from that.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from tandem.foundation.database.facts import read
from tandem.measures.past.models import PastRow
from tandem.vocabulary.facts import EncounterFact, IncidentFact, World
from tandem.vocabulary.terms import IncidentState

Key = Callable[[str, object], str]
ROWS_AT_A_TIME = 2_000
DAY = timedelta(days=1)


def calls(key: Key, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[IncidentFact]:
    """One row per call received in [since, until), oldest first, streamed."""
    others = PastRow.objects.filter(brought=OuterRef("brought"), call=OuterRef("call"), first=False).exclude(call="")
    found = _rows(since, until).filter(first=True).annotate(others=Exists(others))
    for row in found.iterator(chunk_size=ROWS_AT_A_TIME):
        yield IncidentFact(
            world=World.REAL,
            record=str(row.pk),
            agency=row.agency,
            area=row.area or None,
            origin=row.origin or None,
            received_at=row.received_at,
            response=None,
            overridden=False,
            state=IncidentState.CLOSED,
            dispatched_at=row.dispatched_at,
            arrived_at=row.arrived_at,
            engaged_at=row.engaged_at,
            cleared_at=row.cleared_at,
            past=str(row.brought_id),
            # Whose groups a call has can't be told where two people were on it.
            **({"shift": row.more.get("shift")} if row.others else row.more),
        )


def contacts(key: Key, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[EncounterFact]:
    """One row per contact whose call came in [since, until), oldest first, streamed. Ids in a file are keys already."""
    for row in _rows(since, until).filter(contact=True).iterator(chunk_size=ROWS_AT_A_TIME):
        yield EncounterFact(
            world=World.REAL,
            record=str(row.pk),
            incident=row.call or key("past row", row.pk),
            person=row.person or None,
            agency=row.agency,
            started_at=row.received_at,
            closed_at=_closed(row),
            contact_outcome=row.contact_outcome or None,
            disposition=row.disposition or None,
            distress_before=row.distress_before,
            distress_after=row.distress_after,
            transported_to=row.transported_to or None,
            held=row.held,
            arrested=row.arrested,
            area=row.area or None,
            past=str(row.brought_id),
            **row.more,
        )


def _closed(row: PastRow) -> datetime:
    cleared = row.cleared_at
    return cleared if cleared and timedelta() <= cleared - row.received_at <= DAY else row.received_at


def _rows(since: datetime | None, until: datetime | None) -> QuerySet[PastRow]:
    found = read(PastRow).filter(brought__in_at__isnull=False, brought__out_at=None)
    if since:
        found = found.filter(received_at__gte=since)
    if until:
        found = found.filter(received_at__lt=until)
    return found.order_by("received_at", "id")
