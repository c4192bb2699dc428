"""Transfers of care as pseudonymous rows for measures: a facility's name, states and times. No words, no name.

A person who was never identified has no key, because two unknown people are not one person who came back.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import batched
from uuid import UUID

from tandem.domain.incidents.splits import last_decided, shift_at
from tandem.domain.people.groups import NOBODY, Groups, groups_of
from tandem.domain.transfers.models import Transfer
from tandem.foundation.database.facts import read
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.facts import TransferFact, World
from tandem.vocabulary.transfers import Hold

ROWS_AT_A_TIME = 2_000
JOINED = (
    "encounter",
    "encounter__incident",
    "encounter__incident__agency",
    "encounter__person",
    "organization",
    "facility",
    "stay",
)
HELD = {Hold.YES: True, Hold.NO: False}


def facts(
    key: Callable[[str, UUID], str], *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[TransferFact]:
    """One row per transfer begun in [since, until), oldest first, 2,000 rows in memory.

    `key(kind, id)` is the mart's own pseudonym. `agency` is the short name of the call's agency, or, without a call, of
    the organization that took the person there.
    """
    # A sealed record is in no count either (law.md, 2.5).
    found = (
        read(Transfer, *JOINED)
        .filter(encounter__person__sealed_at=None)
        .annotate(edition=last_decided("edition", "encounter__incident"))
        .order_by("created_at", "id")
    )
    if since:
        found = found.filter(created_at__gte=since)
    if until:
        found = found.filter(created_at__lt=until)
    for some in batched(found.iterator(chunk_size=ROWS_AT_A_TIME), ROWS_AT_A_TIME):
        groups = groups_of(one.encounter.person_id for one in some)
        for one in some:
            yield _fact(one, groups.get(one.encounter.person_id, NOBODY), key)


def _fact(one: Transfer, groups: Groups, key: Callable[[str, UUID], str]) -> TransferFact:
    contact, stay = one.encounter, one.stay
    agency = contact.incident.agency if contact.incident_id else one.organization
    return TransferFact(
        world=World.REAL,
        record=str(one.pk),
        incident=key("incident", contact.incident_id) if contact.incident_id else None,
        encounter=key("encounter", contact.pk),
        person=key("person", contact.person_id) if contact.person.identified_at else None,
        agency=agency.short_name,
        facility=one.facility.short_name,
        facility_kind=one.facility.kind,
        created_at=one.created_at,
        told_at=one.told_at,
        answered_at=one.answered_at,
        expected_at=one.expected_at,
        arrived_at=stay.arrived_at,
        took_over_at=stay.took_over_at,
        officer_free_at=stay.officer_free_at,
        clinician_free_at=stay.clinician_free_at,
        officer_came=one.officer_came,
        hold=HELD.get(one.hold),
        state=one.state,
        area=(contact.incident.area or None) if contact.incident_id else None,
        shift=shift_at(contact.started_at, agency.pk),
        edition=one.edition,
        **groups.on(contact.started_at.astimezone(zone_of(agency.pk)).date()),
    )
