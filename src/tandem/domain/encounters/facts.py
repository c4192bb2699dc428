"""Contacts as pseudonymous rows for measures: no name, birth date, free text or place.

A person who was never identified has no key, because two unknown people are not one person who came back.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import batched
from uuid import UUID

from tandem.domain.encounters.models import Encounter, PoliceEnding, PoliceForm, SceneForm
from tandem.domain.encounters.scene_rules import scene_fact
from tandem.vocabulary.facts import EncounterFact, World
from tandem.vocabulary.scene import TransportTo
from tandem.vocabulary.terms import Disposition

ROWS_AT_A_TIME = 2_000


def facts(
    key: Callable[[str, UUID], str], *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[EncounterFact]:
    """One row per contact begun in [since, until), oldest first, 2,000 rows in memory.

    `key(kind, id)` is the mart's own pseudonym. `agency` is the short name of the call's agency, or, for a contact
    without a call, of the organization that made it.
    """
    # A sealed record is in no count either (law.md, 2.5).
    found = (
        Encounter.objects.filter(person__sealed_at=None)
        .select_related("incident__agency", "organization", "person")
        .only(
            "incident__agency__short_name",
            "organization__short_name",
            "person__identified_at",
            "started_at",
            "closed_at",
            "contact_outcome",
            "disposition",
            "transported_to",
            "distress_before",
            "distress_after",
        )
    )
    if since:
        found = found.filter(started_at__gte=since)
    if until:
        found = found.filter(started_at__lt=until)
    rows = found.order_by("started_at", "id").iterator(chunk_size=ROWS_AT_A_TIME)
    for some in batched(rows, ROWS_AT_A_TIME):
        yield from _facts(some, key)


def _facts(some: tuple[Encounter, ...], key: Callable[[str, UUID], str]) -> Iterator[EncounterFact]:
    clinical: dict[UUID, dict[str, dict]] = {}
    # In the order of writing, so that the newest version stays.
    for form in SceneForm.objects.filter(encounter__in=some).order_by("id"):
        clinical.setdefault(form.encounter_id, {})[form.form] = form.answers
    police: dict[tuple, dict[str, dict]] = {}
    for table, name in ((PoliceEnding, "ending"), (PoliceForm, "police")):
        about = table.objects.filter(assignment__in=[one.assignment_id for one in some], person__isnull=False)
        for form in about.order_by("id"):
            police.setdefault((form.assignment_id, form.person_id), {})[name] = form.answers
    for one in some:
        told = clinical.get(one.pk, {}) | police.get((one.assignment_id, one.person_id), {})
        yield EncounterFact(
            world=World.REAL,
            record=str(one.pk),
            incident=key("incident", one.incident_id) if one.incident_id else None,
            person=key("person", one.person_id) if one.person.identified_at else None,
            agency=one.incident.agency.short_name if one.incident_id else one.organization.short_name,
            started_at=one.started_at,
            closed_at=one.closed_at,
            contact_outcome=one.contact_outcome or None,
            disposition=one.disposition or None,
            distress_before=one.distress_before,
            distress_after=one.distress_after,
            transported_to=one.transported_to if one.transported_to in list(TransportTo) else None,
            held=one.disposition == Disposition.INVOLUNTARY_HOLD if one.disposition else None,
            **scene_fact(told),
        )
