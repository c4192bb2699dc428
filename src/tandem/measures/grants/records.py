"""Grants as values: their terms in force, what was drawn, what is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tandem.foundation import clock
from tandem.foundation.organizations.program import zone
from tandem.measures.grants.models import Draw, Grant, GrantEdition, ReportSent
from tandem.measures.grants.money import DrawRow
from tandem.measures.grants.terms import Terms, read
from tandem.vocabulary.refusal import Absent


@dataclass(frozen=True)
class EditionRow:
    number: int
    terms: Terms
    why: str
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True)
class GrantRow:
    """A grant as it stands. `sent` holds the day on which each report went out, by its id."""

    id: UUID
    edition: EditionRow
    draws: tuple[DrawRow, ...]
    sent: dict[str, date]

    @property
    def terms(self) -> Terms:
        return self.edition.terms


@dataclass(frozen=True)
class Due:
    """Something with a day: a "report" that has not gone out, a "deliverable", or the "end" of a grant."""

    on: date
    kind: str
    words: str
    grant_id: UUID
    grant: str
    days: int
    remind: bool

    @property
    def late(self) -> bool:
        return self.days < 0


def today() -> date:
    """The day where the program is."""
    return clock.now().astimezone(zone()).date()


def grants() -> list[GrantRow]:
    """Every grant, the one that ends last first."""
    found = _rows(Grant.objects.order_by("entered_at"))
    return sorted(found, key=lambda one: (one.terms.last_day, str(one.id)), reverse=True)


def grant(grant_id: UUID) -> GrantRow:
    """One grant. Raises Absent."""
    found = _rows(Grant.objects.filter(pk=grant_id))
    if not found:
        raise Absent
    return found[0]


def editions(grant_id: UUID) -> list[EditionRow]:
    """All editions of a grant, the newest first."""
    return [_edition(one) for one in GrantEdition.objects.filter(grant_id=grant_id).order_by("-number")]


def due(rows: Iterable[GrantRow], today: date) -> list[Due]:
    """What has a day, soonest first. A deliverable and the end fall away once their day is over; a report only when sent."""
    found = []
    for one in rows:
        told = [("report", r.words, r.due) for r in one.terms.reports if r.id not in one.sent]
        told += [("deliverable", d.words, d.due) for d in one.terms.deliverables if d.due >= today]
        told += [("end", "", one.terms.last_day)] if one.terms.last_day >= today else []
        soon = today + timedelta(days=one.terms.remind_days)
        found += [
            Due(on, kind, words, one.id, one.terms.name, (on - today).days, on <= soon) for kind, words, on in told
        ]
    return sorted(found, key=lambda item: (item.on, item.kind, item.words))


def count_due(today: date) -> int:
    """How many things somebody should be reminded of today."""
    return sum(one.remind for one in due(grants(), today))


def _rows(found) -> list[GrantRow]:
    ids = [one.pk for one in found]
    if not ids:
        return []
    newest = GrantEdition.objects.filter(grant_id__in=ids).order_by("grant_id", "-number").distinct("grant_id")
    editions = {one.grant_id: _edition(one) for one in newest}
    draws, sent = {id: [] for id in ids}, {id: {} for id in ids}
    rows = list(Draw.objects.filter(grant_id__in=ids).order_by("-on_day", "-entered_at"))
    replaced = {one.replaces_id for one in rows}
    for row in rows:
        draws[row.grant_id].append(_draw(row, row.pk in replaced))
    for row in ReportSent.objects.filter(grant_id__in=ids):
        sent[row.grant_id][row.report] = row.on_day
    return [GrantRow(id, editions[id], tuple(draws[id]), sent[id]) for id in ids]


def _edition(row: GrantEdition) -> EditionRow:
    return EditionRow(row.number, read(row.content), row.why, row.saved_at, row.saved_by_name)


def _draw(row: Draw, replaced: bool) -> DrawRow:
    return DrawRow(row.pk, row.line, row.kind, row.on_day, row.cents, row.note, row.entered_by_name, replaced)
