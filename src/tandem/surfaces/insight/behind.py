"""The records behind a number, each opened by a release of its own. Whoever may not open one is told nothing of it.

A measure hands over record keys only. A call's row needs a list release that opens call facts; an encounter's or a
referral's needs a release of its person, so that each look is on that person's record.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.disclosure import NotReleased, Release
from tandem.domain.encounters import records as encounters
from tandem.domain.incidents import records as incidents
from tandem.domain.people import records as people
from tandem.domain.referrals import records as referrals
from tandem.domain.releases.opening import open_list, open_release, shown
from tandem.domain.staffing import records as teams
from tandem.domain.transfers import records as transfers
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.models import Log
from tandem.measures.past.records import Origin, origins
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, INTERVENTIONS, REFERRALS, SHIFTS, TRANSFERS
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import (
    CONTACT_OUTCOME_LABELS,
    DISPOSITION_LABELS,
    ORIGIN_LABELS,
    RESPONSE_SHORT,
    UnitTime,
)
from tandem.vocabulary.transfers import TransferTime

PAGE = 25


@dataclass(frozen=True)
class Opened:
    """One row as this reader may see it. `what` names it, `outcome` is its word, `times` are (label, time or None)."""

    record: str
    at: datetime
    what: str
    outcome: str
    times: tuple[tuple[str, datetime | None], ...]


def opened(actor: Actor, table: str, keys: Iterable[str]) -> dict[str, Opened]:
    """Open the records of a page of at most 25 rows; by key, those this reader may not open missing."""
    ids = [UUID(key) for key in keys if _is_uuid(key)]
    brought = origins(ids) if table in (INCIDENTS, ENCOUNTERS) else {}
    ids = [one for one in ids if str(one) not in brought]
    return _opened(actor, table, ids) | {record: _brought(one, table) for record, one in brought.items()}


def _opened(actor: Actor, table: str, ids: list[UUID]) -> dict[str, Opened]:
    if table == SHIFTS:
        return {row.record: row for row in _shifts(ids)}
    if table != INCIDENTS and table not in SHOWN:
        return {}
    rows = _calls(actor, ids) if table == INCIDENTS else _of_persons(actor, table, ids)
    return {row.record: row for row in rows}


def _brought(one: Origin, table: str) -> Opened:
    """A row of an old file: its number, and no record, since there is none."""
    words = (CONTACT_OUTCOME_LABELS.get(one.contact_outcome), DISPOSITION_LABELS.get(one.disposition))
    outcome = ". ".join(word for word in words if word) or _("Contact outcome unknown")
    times = (
        ((_("Received"), one.received_at), (_("Arrived"), one.arrived_at))
        if table == INCIDENTS
        else ((_("Started"), one.received_at), (_("Closed"), one.cleared_at))
    )
    what = _("Row %(number)s of the imported file %(file)s") % {"number": one.number, "file": one.name}
    return Opened(record=one.record, at=one.received_at, what=what, outcome=outcome, times=times)


def _calls(actor: Actor, ids: list[UUID]) -> list[Opened]:
    try:
        release = open_list(actor, "drill")
    except Absent:
        return []
    if not release.allows(Category.CAD_FACTS):
        return []
    found = [call for one in ids if (call := _or_none(partial(incidents.call, release=release), one))]
    shown(actor, release, [call.id for call in found])
    return [_call(call) for call in found]


def _shifts(ids: list[UUID]) -> list[Opened]:
    """Shifts are about units, not about persons served: no release is needed, and nobody of the staff is named."""
    found = [team for one in ids if (team := teams.team(one))]
    return [
        Opened(
            record=str(team.id),
            at=team.signed_on_at,
            what=team.unit,
            outcome=(_("%(len)s on the team") % {"len": len(team.members)}),
            times=((_("Signed on"), team.signed_on_at), (_("To be off"), team.until)),
        )
        for team in found
    ]


def _call(call: incidents.CallDetail) -> Opened:
    teams = [one for one in call.assignments if one.released_at is None or one.times[UnitTime.ARRIVAL]]
    times = teams[0].times if teams else {}
    response = RESPONSE_SHORT.get(call.response, _("no response decided"))
    return Opened(
        record=str(call.id),
        at=call.received_at,
        what=(_("Call %(number)s") % {"number": call.number}),
        outcome=f"{ORIGIN_LABELS.get(call.origin, call.origin)}: {response}",
        times=((_("Received"), call.received_at), (_("Arrived"), times.get(UnitTime.ARRIVAL))),
    )


def _encounter(id: UUID, release: Release) -> Opened:
    one = encounters.summary(id, release=release)
    outcome = CONTACT_OUTCOME_LABELS.get(one.contact_outcome, _("Contact outcome unknown"))
    disposition = DISPOSITION_LABELS.get(one.disposition)
    return Opened(
        record=str(id),
        at=one.started_at,
        what=people.summary(release=release).title,
        outcome=f"{outcome}. {disposition}" if disposition else outcome,
        times=((_("Started"), one.started_at), (_("Closed"), one.closed_at)),
    )


def _referral(id: UUID, release: Release) -> Opened:
    one = referrals.summary(id, release=release)
    return Opened(
        record=str(id),
        at=one.sent_at or one.created_at,
        what=people.summary(release=release).title,
        outcome=f"{one.service}: {one.label[:1].lower()}{one.label[1:]}",
        times=((_("Sent"), one.sent_at), (_("Completed"), one.state_at if one.closed else None)),
    )


def _transfer(id: UUID, release: Release) -> Opened:
    one = transfers.summary(id, release=release)
    return Opened(
        record=str(id),
        at=one.told_at or one.created_at,
        what=people.summary(release=release).title,
        outcome=f"{one.facility}: {one.label[:1].lower()}{one.label[1:]}",
        times=((_("Arrived"), one.times[TransferTime.ARRIVED]), (_("Taken over"), one.times[TransferTime.TOOK_OVER])),
    )


# How a table's rows are shown, and the first word of the acts that write them.
SHOWN: dict[str, tuple[Callable[[UUID, Release], Opened], str]] = {
    ENCOUNTERS: (_encounter, "encounter."),
    INTERVENTIONS: (_encounter, "encounter."),
    REFERRALS: (_referral, "referral."),
    TRANSFERS: (_transfer, "transfer."),
}


def _of_persons(actor: Actor, table: str, ids: list[UUID]) -> list[Opened]:
    show, acts = SHOWN[table]
    releases: dict[UUID, Release | None] = {}
    rows = []
    for id, person in _persons(ids, acts).items():
        if person not in releases:
            releases[person] = _or_none(open_release, actor, person, Purpose.TREATMENT)
        release = releases[person]
        if release and (row := _or_none(show, id, release)):
            rows.append(row)
    return rows


def _persons(ids: list[UUID], acts: str) -> dict[UUID, UUID]:
    """Return whom each encounter or referral is about, as the acts on it last said.

    Such an act names the person right before the record. A record refuses a release of anybody else's, so a wrong
    guess here would open nothing.
    """
    lines = Log.objects.filter(subjects__overlap=ids, kind__startswith=acts).order_by("id")
    found: dict[UUID, UUID] = {}
    for subjects in lines.values_list("subjects", flat=True):
        found |= {record: person for person, record in pairwise(subjects) if record in ids}
    return {id: found[id] for id in ids if id in found}


def _is_uuid(key: str) -> bool:
    """A row of a table that leads to no record (an answer, a row of an imported file) has a key of another form."""
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def _or_none(read: Callable, /, *arguments):
    """What a read returns, or None where there is no such thing for this reader."""
    try:
        return read(*arguments)
    except (Absent, NotReleased):
        return None
