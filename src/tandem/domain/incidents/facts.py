"""Calls as facts for measures: codes, times and an area. No place finer than that, no words, no names."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Prefetch

from tandem.domain.incidents.models import Assignment, Incident, Involvement, Override, Tele
from tandem.domain.incidents.splits import last_decided, shift_at
from tandem.domain.people.groups import NOBODY, Groups, groups_of
from tandem.foundation.database.facts import read
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.facts import IncidentFact, World
from tandem.vocabulary.terms import IncidentState

ROWS_AT_A_TIME = 2_000


def facts(
    key: Callable[[str, UUID], str], *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[IncidentFact]:
    """One row per call received in [since, until), streamed. `key` makes the mart's own pseudonym.

    Another report of a call is no second call: it has no row, and its call counts it in `reports`. Unlinked, it has its
    row again at the next fill. `first_report_at` is the earliest of them, from where an honest wait is measured.
    """
    calls = (
        read(Incident, "agency")
        .exclude(state=IncidentState.LINKED)
        .annotate(
            overridden=Exists(Override.objects.filter(incident=OuterRef("pk"))),
            others=Count("reports"),
            earliest=Min("reports__received_at"),
            edition=last_decided("edition"),
            recommended=last_decided("response"),
        )
    )
    if since:
        calls = calls.filter(received_at__gte=since)
    if until:
        calls = calls.filter(received_at__lt=until)
    asked = Prefetch("teles", read(Tele).order_by("asked_at"))
    first = Prefetch("assignments", read(Assignment).order_by("dispatched_at").prefetch_related(asked))
    found = calls.prefetch_related(first).order_by("received_at").iterator(chunk_size=ROWS_AT_A_TIME)
    for some in batched(found, ROWS_AT_A_TIME):
        groups = _groups(some)
        for one in some:
            yield _fact(one, groups.get(one.pk, NOBODY))


def _groups(some: Iterable[Incident]) -> dict[UUID, Groups]:
    """By call, the groups of the person in crisis; a call with none, or with several, says nothing of one person."""
    about = Involvement.objects.filter(
        incident__in=some, part="in_crisis", removed_at=None, person__sealed_at=None
    ).values_list("incident_id", "person_id")
    persons: dict[UUID, set[UUID]] = {}
    for call, person in about:
        persons.setdefault(call, set()).add(person)
    alone = {call: next(iter(those)) for call, those in persons.items() if len(those) == 1}
    known = groups_of(alone.values())
    return {call: known[person] for call, person in alone.items() if person in known}


def _fact(one: Incident, groups: Groups) -> IncidentFact:
    teams = [each for each in one.assignments.all() if each.released_at is None or each.arrived_at]
    team = teams[0] if teams else None
    teles = sorted((tele for each in one.assignments.all() for tele in each.teles.all()), key=lambda t: t.asked_at)
    tele = teles[0] if teles else None
    return IncidentFact(
        world=World.REAL,
        record=str(one.pk),
        agency=one.agency.short_name,
        area=one.area or None,
        origin=one.origin,
        received_at=one.received_at,
        response=one.response or None,
        recommended=one.recommended,
        overridden=one.overridden,
        state=one.state,
        dispatched_at=team.dispatched_at if team else None,
        arrived_at=team.arrived_at if team else None,
        engaged_at=team.engaged_at if team else None,
        cleared_at=team.cleared_at if team else None,
        behavioral_health=one.behavioral_health,
        reports=1 + one.others,
        recorded_at=one.created_at,
        tele_asked_at=tele.asked_at if tele else None,
        tele_taken_at=tele.taken_at if tele else None,
        first_report_at=min(one.received_at, one.earliest or one.received_at),
        shift=shift_at(one.received_at, one.agency_id),
        edition=one.edition,
        **groups.on(one.received_at.astimezone(zone_of(one.agency_id)).date()),
    )
