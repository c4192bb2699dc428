"""Draws as pseudonymous rows, with what was sent and how the call ended: of trials in which nothing more can be drawn.

While a trial runs it has no rows, so that nobody compares its arms before its end. Outcomes stand beside the moment they
were known, for a draw must be shown to have come first (CONSORT 2010, items 8 to 10). What nobody told is None, never no.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import batched
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.domain.encounters.models import Encounter, PoliceEnding
from tandem.domain.encounters.scene_rules import scene_fact
from tandem.domain.incidents.models import Assignment, Incident, Involvement
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.incidents.splits import shift_at
from tandem.domain.trials.models import Allocation
from tandem.domain.trials.plans import TrialRow, trials
from tandem.foundation import clock
from tandem.vocabulary.facts import TrialFact, World
from tandem.vocabulary.scene import TransportTo
from tandem.vocabulary.terms import Disposition, IncidentState
from tandem.vocabulary.trials import Arm

ROWS_AT_A_TIME = 500
AGAIN_WITHIN = timedelta(days=30)
HOSPITALS = (TransportTo.EMERGENCY_DEPARTMENT, TransportTo.PSYCHIATRIC_HOSPITAL)
Key = Callable[[str, UUID], str]


def facts(key: Key, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[TrialFact]:
    """One row per call drawn in [since, until) for a trial that is closed, the oldest first. `key` makes a pseudonym."""
    closed = {one.id: one for one in trials() if one.started and one.closed}
    found = Allocation.objects.filter(trial_id__in=closed).select_related("incident__agency", "deviation")
    if since:
        found = found.filter(at__gte=since)
    if until:
        found = found.filter(at__lt=until)
    rows = found.order_by("at", "id").iterator(chunk_size=ROWS_AT_A_TIME)
    for some in batched(rows, ROWS_AT_A_TIME):
        endings = _endings([one.incident_id for one in some])
        for one in some:
            yield _fact(one, closed[one.trial_id], endings.get(one.incident_id, {}), key)


def _endings(calls: list[UUID]) -> dict[UUID, dict[str, bool | None]]:
    """By call, whether anybody was arrested, held or taken to a hospital: True if told of one, None if nobody told."""
    told: dict[UUID, dict[str, list[bool | None]]] = {}
    # A sealed record is in no count either (law.md, 2.5).
    police = PoliceEnding.objects.filter(Q(person=None) | Q(person__sealed_at=None), assignment__incident__in=calls)
    newest = {}
    for form in police.select_related("assignment").order_by("id"):
        newest[form.assignment_id, form.person_id] = form.assignment.incident_id, form.answers
    for call, answers in newest.values():
        told.setdefault(call, {}).setdefault("arrested", []).append(scene_fact({"ending": answers})["arrested"])
    contacts = Encounter.objects.filter(incident__in=calls, person__sealed_at=None)
    for call, ended, to in contacts.values_list("incident_id", "disposition", "transported_to"):
        mine = told.setdefault(call, {})
        mine.setdefault("held", []).append(ended == Disposition.INVOLUNTARY_HOLD if ended else None)
        mine.setdefault("hospital", []).append(to in HOSPITALS if ended else None)
    return {call: {name: _any(said) for name, said in mine.items()} for call, mine in told.items()}


def _any(said: list[bool | None]) -> bool | None:
    known = [one for one in said if one is not None]
    return any(known) if known else None


def _fact(one: Allocation, trial: TrialRow, ending: dict[str, bool | None], key: Key) -> TrialFact:
    call = one.incident
    again, again_at = _again(call, one.at)
    usual, team = trial.parameters["shares"]
    # An outcome stands once the call is over; a call that is open again has none yet.
    over = call.closed_at if call.state not in LIVE_STATES else None
    return TrialFact(
        world=World.REAL,
        record=str(call.pk),
        agency=call.agency.short_name,
        trial=trial.plan.key,
        call=key("incident", call.pk),
        arm=one.arm,
        received=_received(call),
        share=team / (usual + team),
        stratum=one.stratum,
        number=one.number,
        drawn_at=one.at,
        rule=one.rule,
        otherwise=one.deviation.why if hasattr(one, "deviation") else None,
        again=again,
        again_at=again_at,
        ended_at=over,
        arrested=ending.get("arrested") if over else None,
        held=ending.get("held") if over else None,
        hospital=ending.get("hospital") if over else None,
        area=call.area or None,
        shift=shift_at(call.received_at, call.agency_id),
        edition=one.edition,
    )


def _received(call: Incident) -> str | None:
    """What was sent: the team where one was not released before it arrived. None while the call is open without one."""
    if Assignment.objects.filter(Q(released_at=None) | Q(arrived_at__isnull=False), incident=call).exists():
        return Arm.TEAM
    return None if call.state in LIVE_STATES else Arm.USUAL


def _again(call: Incident, drawn_at: datetime) -> tuple[bool | None, datetime | None]:
    """Whether another call about the same person or place came within thirty days of the draw, and when that was known.

    It is known of both arms alike, whoever was sent. None until it has come or the days are over.
    """
    first = _later(call, drawn_at).order_by("received_at").values_list("received_at", flat=True).first()
    if first:
        return True, first
    end = drawn_at + AGAIN_WITHIN
    return (False, end) if clock.now() >= end else (None, None)


def _later(call: Incident, drawn_at: datetime) -> QuerySet[Incident]:
    people = Involvement.objects.filter(incident=call, removed_at=None, person__sealed_at=None).values("person_id")
    theirs = Involvement.objects.filter(person_id__in=people, removed_at=None).values("incident_id")
    same = Q(pk__in=theirs)
    if call.place.strip():
        same |= Q(place__iexact=call.place)
    within = {"received_at__gt": drawn_at, "received_at__lte": drawn_at + AGAIN_WITHIN}
    # Another report of one call is no second call.
    return Incident.objects.filter(same, **within).exclude(pk=call.pk).exclude(state=IncidentState.LINKED)
