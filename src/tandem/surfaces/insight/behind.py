"""The records behind a number, each opened by a release of its own. Whoever may not open one is told nothing of it.

A measure hands over record keys only. A call's row needs a list release that opens call facts; an encounter's or a
referral's needs a release of its person, so that each look is on that person's record.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure import Release
from tandem.domain.encounters import records as encounters
from tandem.domain.incidents import records as incidents
from tandem.domain.people import records as people
from tandem.domain.referrals import records as referrals
from tandem.domain.releases.opening import open_list, open_release, shown
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.models import Log
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, REFERRALS
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import (
    CONTACT_OUTCOME_LABELS,
    DISPOSITION_LABELS,
    ORIGIN_LABELS,
    RESPONSE_SHORT,
    UnitTime,
)

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
    ids = [UUID(key) for key in keys]
    rows = _calls(actor, ids) if table == INCIDENTS else _of_persons(actor, ids, SHOWN[table])
    return {row.record: row for row in rows}


def _calls(actor: Actor, ids: list[UUID]) -> list[Opened]:
    try:
        release = open_list(actor, "drill")
    except Absent:
        return []
    if not release.allows(Category.CAD_FACTS):
        return []
    found = [_found(incidents.call, one, release) for one in ids]
    rows = [_call(one) for one in found if one]
    shown(actor, release, [one.id for one in found if one])
    return rows


def _call(call: incidents.CallDetail) -> Opened:
    teams = [one for one in call.assignments if one.released_at is None or one.times[UnitTime.ARRIVAL]]
    times = teams[0].times if teams else {}
    response = RESPONSE_SHORT.get(call.response, "No response decided")
    return Opened(
        record=str(call.id),
        at=call.received_at,
        what=f"Call {call.number}",
        outcome=f"{ORIGIN_LABELS.get(call.origin, call.origin)}, {response[:1].lower()}{response[1:]}",
        times=(("Received", call.received_at), ("Arrived", times.get(UnitTime.ARRIVAL))),
    )


def _encounter(id: UUID, release: Release) -> Opened:
    one = encounters.summary(id, release=release)
    outcome = CONTACT_OUTCOME_LABELS.get(one.contact_outcome, "Contact outcome unknown")
    disposition = DISPOSITION_LABELS.get(one.disposition)
    return Opened(
        record=str(id),
        at=one.started_at,
        what=people.summary(release=release).title,
        outcome=f"{outcome}. {disposition}" if disposition else outcome,
        times=(("Started", one.started_at), ("Closed", one.closed_at)),
    )


def _referral(id: UUID, release: Release) -> Opened:
    one = referrals.summary(id, release=release)
    return Opened(
        record=str(id),
        at=one.sent_at or one.created_at,
        what=people.summary(release=release).title,
        outcome=f"{one.service}: {one.label[:1].lower()}{one.label[1:]}",
        times=(("Sent", one.sent_at), ("Completed", one.state_at if one.closed else None)),
    )


SHOWN: dict[str, Callable[[UUID, Release], Opened]] = {ENCOUNTERS: _encounter, REFERRALS: _referral}


def _of_persons(actor: Actor, ids: list[UUID], show: Callable[[UUID, Release], Opened]) -> list[Opened]:
    releases: dict[UUID, Release | None] = {}
    rows = []
    for id, person in _persons(ids).items():
        if person not in releases:
            releases[person] = _found(open_release, actor, person, Purpose.TREATMENT)
        release = releases[person]
        if release and (row := _found(show, id, release)):
            rows.append(row)
    return rows


def _persons(ids: list[UUID]) -> dict[UUID, UUID]:
    """Return whom each encounter or referral is about, as the acts on it last said.

    Such an act names the person right before the record. A record refuses a release of anybody else's, so a wrong
    guess here would open nothing.
    """
    lines = Log.objects.filter(subjects__overlap=ids).order_by("id").values_list("kind", "subjects")
    found = {}
    wanted = set(ids)
    for kind, subjects in lines.iterator():
        if kind.startswith(("encounter.", "referral.")):
            for person, record in zip(subjects, subjects[1:], strict=False):
                if record in wanted:
                    found[record] = person
    return {id: found[id] for id in ids if id in found}


def _found(read: Callable, /, *arguments):
    """What a read returns, or None where there is no such thing for this reader."""
    try:
        return read(*arguments) if read is not incidents.call else read(arguments[0], release=arguments[1])
    except Absent:
        return None
