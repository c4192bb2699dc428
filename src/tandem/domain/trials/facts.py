"""Draws as pseudonymous rows, with what was sent and how the call ended: of trials in which nothing more can be drawn.

While a trial runs it has no rows, so that nobody compares its arms before its end. Outcomes stand beside the moment they
were known, for a draw must be shown to have come first (CONSORT 2010, items 8 to 10). What nobody told is None, never no.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db.models import Q

from tandem.domain.encounters.models import Encounter, PoliceEnding
from tandem.domain.encounters.scene_rules import scene_fact
from tandem.domain.incidents.models import Assignment, Incident
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.incidents.splits import shift_at
from tandem.domain.trials.models import Allocation, Deviation, Followed, TrialStep
from tandem.foundation.database.facts import read
from tandem.vocabulary.facts import TrialFact, World
from tandem.vocabulary.scene import TransportTo
from tandem.vocabulary.terms import Disposition
from tandem.vocabulary.trials import LAST_STEPS, Arm

ROWS_AT_A_TIME = 500
HOSPITALS = (TransportTo.EMERGENCY_DEPARTMENT, TransportTo.PSYCHIATRIC_HOSPITAL)
Key = Callable[[str, UUID], str]


def facts(key: Key, *, since: datetime | None = None, until: datetime | None = None) -> Iterator[TrialFact]:
    """One row per call drawn in [since, until) for a trial that is closed, the oldest first. `key` makes a pseudonym."""
    closed = TrialStep.objects.filter(step__in=LAST_STEPS).values("trial_id")
    found = read(Allocation, "trial", "incident__agency", "incident").filter(trial_id__in=closed)
    if since:
        found = found.filter(at__gte=since)
    if until:
        found = found.filter(at__lt=until)
    rows = found.order_by("at", "id").iterator(chunk_size=ROWS_AT_A_TIME)
    for some in batched(rows, ROWS_AT_A_TIME):
        calls = [one.incident_id for one in some]
        endings, with_a_team = _endings(calls), _with_a_team(calls)
        followed = {one.allocation_id: one for one in read(Followed).filter(allocation__in=some)}
        why = dict(Deviation.objects.filter(allocation__in=some).values_list("allocation_id", "why"))
        for one in some:
            sent = one.incident_id in with_a_team
            ending = endings.get(one.incident_id, {})
            yield _fact(one, key, ending, followed.get(one.pk), _received(one.incident, sent), why.get(one.pk))


def _endings(calls: list[UUID]) -> dict[UUID, dict[str, bool | None]]:
    """By call, whether anybody was arrested, held or taken to a hospital: True if told of one, None if nobody told."""
    told: dict[UUID, dict[str, list[bool | None]]] = {}
    # A sealed record is in no count either (law.md, 2.5).
    police = read(PoliceEnding, "assignment").filter(assignment__incident__in=calls)
    newest = {}
    for form in police.filter(Q(person=None) | Q(person__sealed_at=None)).order_by("id"):
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


def _with_a_team(calls: list[UUID]) -> set[UUID]:
    """The calls that a team was sent to and not released from before it arrived."""
    sent = Assignment.objects.filter(Q(released_at=None) | Q(arrived_at__isnull=False), incident__in=calls)
    return set(sent.values_list("incident_id", flat=True))


def _received(call: Incident, sent: bool) -> str | None:
    """What was sent; None while the call is open without a team."""
    if sent:
        return Arm.TEAM
    return None if call.state in LIVE_STATES else Arm.USUAL


def _fact(
    one: Allocation,
    key: Key,
    ending: dict[str, bool | None],
    followed: Followed | None,
    received: str | None,
    why: str | None,
) -> TrialFact:
    call, parameters = one.incident, one.trial.parameters
    usual, team = parameters["shares"]
    # An outcome stands once the call is over; a call that is open again has none yet.
    over = call.closed_at if call.state not in LIVE_STATES else None
    return TrialFact(
        world=World.REAL,
        record=str(call.pk),
        agency=call.agency.short_name,
        trial=parameters["trial"],
        call=key("incident", call.pk),
        arm=one.arm,
        received=received,
        share=team / (usual + team),
        stratum=one.stratum,
        number=one.number,
        drawn_at=one.at,
        rule=one.rule,
        otherwise=why,
        again=followed.again if followed else None,
        again_at=followed.known_at if followed else None,
        ended_at=over,
        arrested=ending.get("arrested") if over else None,
        held=ending.get("held") if over else None,
        hospital=ending.get("hospital") if over else None,
        area=call.area or None,
        shift=shift_at(call.received_at, call.agency_id),
        edition=one.edition,
    )
