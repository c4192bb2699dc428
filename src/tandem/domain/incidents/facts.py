"""Calls as facts for measures: codes, times and an area. No place finer than that, no words, no names."""

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Prefetch

from tandem.domain.incidents.models import Assignment, Incident, Override, Tele
from tandem.vocabulary.facts import IncidentFact, World
from tandem.vocabulary.terms import IncidentState


def facts(
    key: Callable[[str, UUID], str], *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[IncidentFact]:
    """One row per call received in [since, until), streamed. `key` makes the mart's own pseudonym.

    Another report of a call is no second call: it has no row, and its call counts it in `reports`. Unlinked, it has its
    row again at the next fill. `first_report_at` is the earliest of them, from where an honest wait is measured.
    """
    calls = (
        Incident.objects.exclude(state=IncidentState.LINKED)
        .select_related("agency")
        .annotate(
            overridden=Exists(Override.objects.filter(incident=OuterRef("pk"))),
            others=Count("reports"),
            earliest=Min("reports__received_at"),
        )
    )
    if since:
        calls = calls.filter(received_at__gte=since)
    if until:
        calls = calls.filter(received_at__lt=until)
    asked = Prefetch("teles", Tele.objects.order_by("asked_at"))
    first = Prefetch("assignments", Assignment.objects.order_by("dispatched_at").prefetch_related(asked))
    for one in calls.prefetch_related(first).order_by("received_at").iterator(chunk_size=2000):
        teams = [each for each in one.assignments.all() if each.released_at is None or each.arrived_at]
        team = teams[0] if teams else None
        teles = sorted((tele for each in one.assignments.all() for tele in each.teles.all()), key=lambda t: t.asked_at)
        tele = teles[0] if teles else None
        yield IncidentFact(
            world=World.REAL,
            record=str(one.pk),
            agency=one.agency.short_name,
            area=one.area or None,
            origin=one.origin,
            received_at=one.received_at,
            response=one.response or None,
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
        )
