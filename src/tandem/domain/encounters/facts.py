"""Contacts as pseudonymous rows for measures: no name, birth date, free text or place finer than an area.

A person who was never identified has no key, because two unknown people are not one person who came back. What they
said of themselves is known all the same, so that their groups are.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import batched
from uuid import UUID

from tandem.domain.encounters.models import Encounter, PoliceEnding, PoliceForm, SceneForm
from tandem.domain.encounters.scene_rules import scene_fact, ways_of
from tandem.domain.incidents.splits import last_decided, shift_at
from tandem.domain.people.groups import NOBODY, Groups, groups_of
from tandem.foundation.database.facts import read
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.facts import EncounterFact, InterventionFact, World
from tandem.vocabulary.scene import TransportBy, TransportTo
from tandem.vocabulary.terms import Disposition

ROWS_AT_A_TIME = 2_000
Key = Callable[[str, UUID], str]


def facts(key: Key, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[EncounterFact]:
    """One row per contact begun in [since, until), oldest first, 2,000 rows in memory.

    `key(kind, id)` is the mart's own pseudonym. `agency` is the short name of the call's agency, or, for a contact
    without a call, of the organization that made it.
    """
    for one, told, groups in _read(since, until):
        yield _fact(one, told, groups, key)


def interventions(
    key: Key, *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[InterventionFact]:
    """One row per way of calming things that was used in a contact begun in [since, until), oldest first."""
    for one, told, groups in _read(since, until):
        whole = _fact(one, told, groups, key)
        for way in ways_of(told):
            yield InterventionFact(intervention=way, **{name: getattr(whole, name) for name in _OF_THE_CONTACT})


_OF_THE_CONTACT = tuple(InterventionFact.__dataclass_fields__.keys() - {"intervention"})
type Told = dict[str, dict]


def _read(since: datetime | None, until: datetime | None) -> Iterator[tuple[Encounter, Told, Groups]]:
    # A sealed record is in no count either (law.md, 2.5).
    found = (
        read(Encounter, "incident", "incident__agency", "organization", "person")
        .filter(person__sealed_at=None)
        .annotate(edition=last_decided("edition", "incident"))
    )
    if since:
        found = found.filter(started_at__gte=since)
    if until:
        found = found.filter(started_at__lt=until)
    rows = found.order_by("started_at", "id").iterator(chunk_size=ROWS_AT_A_TIME)
    for some in batched(rows, ROWS_AT_A_TIME):
        yield from _told_of(some)


def _told_of(some: tuple[Encounter, ...]) -> Iterator[tuple[Encounter, Told, Groups]]:
    groups = groups_of(one.person_id for one in some)
    clinical: dict[UUID, Told] = {}
    # In the order of writing, so that the newest version stays.
    for form in read(SceneForm).filter(encounter__in=some).order_by("id"):
        clinical.setdefault(form.encounter_id, {})[form.form] = form.answers
    police: dict[tuple, Told] = {}
    for table, name in ((PoliceEnding, "ending"), (PoliceForm, "police")):
        about = read(table).filter(assignment__in=[one.assignment_id for one in some], person__isnull=False)
        for form in about.order_by("id"):
            police.setdefault((form.assignment_id, form.person_id), {})[name] = form.answers
    for one in some:
        told = clinical.get(one.pk, {}) | police.get((one.assignment_id, one.person_id), {})
        yield one, told, groups.get(one.person_id, NOBODY)


def _fact(one: Encounter, told: Told, groups: Groups, key: Key) -> EncounterFact:
    agency = one.incident.agency if one.incident_id else one.organization
    return EncounterFact(
        world=World.REAL,
        record=str(one.pk),
        incident=key("incident", one.incident_id) if one.incident_id else None,
        person=key("person", one.person_id) if one.person.identified_at else None,
        agency=agency.short_name,
        started_at=one.started_at,
        closed_at=one.closed_at,
        contact_outcome=one.contact_outcome or None,
        disposition=one.disposition or None,
        distress_before=one.distress_before,
        distress_after=one.distress_after,
        transported_to=one.transported_to if one.transported_to in list(TransportTo) else None,
        transported_by=one.transported_by if one.transported_by in list(TransportBy) else None,
        held=one.disposition == Disposition.INVOLUNTARY_HOLD if one.disposition else None,
        needs=one.needs,
        interpreter_needed=groups.interpreter,
        area=(one.incident.area or None) if one.incident_id else None,
        shift=shift_at(one.started_at, agency.pk),
        edition=one.edition,
        **groups.on(one.started_at.astimezone(zone_of(agency.pk)).date()),
        **scene_fact(told),
    )
