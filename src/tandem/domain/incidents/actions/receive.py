"""Take a call in, whichever way it comes. Idempotent by (source, source id); what changes later shows as a change."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from tandem.domain.incidents.actions.decide import asking_teams, decide_in, decided_now, in_words, store_answers
from tandem.domain.incidents.actions.signs import hear
from tandem.domain.incidents.actions.wake import wake
from tandem.domain.incidents.criteria import validate
from tandem.domain.incidents.criteria.evaluate import Decision
from tandem.domain.incidents.models import Incident
from tandem.domain.incidents.rules import CLOCK_SKEW, OLDEST_CALL, TIME_FIELD, check_signs, time_problem
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.database.journey import Statement
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.terms import IncidentState, Origin, UnitTime
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

LIMITS = {
    "source": 120,
    "source_id": 200,
    "call_type": 200,
    "place": 300,
    "area": 120,
    "narrative": 20_000,
    "caller": 120,
    "callback": 120,
}
# Told as changed on the timeline, never repeated there: the words stay in their own column.
FREE_TEXT = ("narrative", "callback")
# What a source may change later by sending the same call again.
CHANGEABLE = ("call_type", "place", "area", "latitude", "longitude", "narrative", "caller", "callback")


@dataclass(frozen=True)
class Call:
    """What a source says about a call. `inputs` and `signs` hold only what it really states; unknown stays absent.

    `received_at` is aware. `latitude` and `longitude` are WGS 84 degrees, given together or not at all. `signs` maps a
    sign of behavioral health to who said it. `guessed` names what stands in for something the source did not say
    (`agency_id`, `received_at`), so that a later message of this kind never changes it.
    """

    source: str
    source_id: str
    agency_id: UUID
    origin: str
    received_at: datetime
    call_type: str = ""
    place: str = ""
    area: str = ""
    latitude: float | None = None
    longitude: float | None = None
    narrative: str = ""
    caller: str = ""
    callback: str = ""
    inputs: dict[str, str] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)
    guessed: tuple[str, ...] = ()

    def fingerprint(self) -> str:
        """SHA-256 of everything the source said. What it left out does not count, so that old fingerprints stand."""
        said = asdict(self)
        for name in ("signs", "guessed"):
            if not said[name]:
                del said[name]
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True)
class Received:
    """`created` is False for a call heard before; `changed` lists the fields this message changed."""

    id: UUID
    number: str
    created: bool
    changed: tuple[str, ...]
    decision: Decision


def check(call: Call) -> None:
    """Raise Refusal naming every field of `call` that can't be taken. Pure."""
    errors: list[tuple[str, str]] = []
    for name, limit in LIMITS.items():
        try:
            clean(name, getattr(call, name), limit, required=name in ("source", "source_id"))
        except Refusal as refusal:
            errors += refusal.errors
    if call.origin not in list(Origin):
        errors.append(("origin", f"Choose one of: {', '.join(Origin)}."))
    if call.received_at.tzinfo is None:
        errors.append(("received_at", "Say the time with its offset, like 2026-11-22T21:41:00-05:00."))
    elif call.received_at.year < OLDEST_CALL:
        errors.append(("received_at", f"{call.received_at.year} is too long ago to be a call. Check the date."))
    elif call.received_at > clock.now() + CLOCK_SKEW:
        errors.append(("received_at", "This time is in the future. Check the date and the clock."))
    if (call.latitude is None) != (call.longitude is None):
        errors.append(("latitude", "Give latitude and longitude together, or neither."))
    if call.latitude is not None and not -90 <= call.latitude <= 90:
        errors.append(("latitude", "Latitude is between -90 and 90."))
    if call.longitude is not None and not -180 <= call.longitude <= 180:
        errors.append(("longitude", "Longitude is between -180 and 180."))
    for verify, told in ((validate, call.inputs), (check_signs, call.signs)):
        try:
            verify(told)
        except Refusal as refusal:
            errors += refusal.errors
    if errors:
        raise Refusal(*errors)


def receive(call: Call, *, actor: Actor, changes: bool = True) -> Received:
    """Store `call`, or what it changes in a call heard before, and decide. One act, durable before it returns.

    Raises Refusal naming the fields, NotAllowed if the actor may not take calls, and Conflict for a call that is known
    and reads differently where the sender wants no `changes`. Tandem never delays dispatch: a call
    whose response is not yet decidable is stored and shown like any other.
    """
    check(call)
    asking = [*_asking_known(call), asking_teams(clock.now())]
    with act(actor, Permission.INCIDENT_RECEIVE, kind="incident", asking=asking) as doing:
        _held, (known, number), (one_is_free,) = doing.answers
        teams = in_words(one_is_free)
        if known is None:
            return _create(call, doing, number, teams)
        doing.about("incident", known)
        # A message must not write back a state that a dispatcher has just changed.
        incident = Incident.objects.select_for_update().get(pk=known)
        if not changes and incident.source_hash != call.fingerprint():
            raise Conflict(("source_id", f"This call is {incident.number} already, and reads differently there."))
        return _change(incident, call, doing, teams)


def _asking_known(call: Call) -> list[Statement]:
    """Hold this call against a twin of the message; then its id if it was heard before, else a number for it."""
    return [
        # Two messages about one call wait for each other; two calls don't. The second question sees what was committed
        # while the first waited.
        Statement("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{call.source}\n{call.source_id}"]),
        Statement(
            "SELECT known.id, CASE WHEN known.id IS NULL THEN nextval('incident_number') END"
            " FROM (SELECT) one LEFT JOIN incidents_incident known ON source = %s AND source_id = %s",
            [call.source, call.source_id],
        ),
    ]


def next_numbers(count: int, year: int) -> list[str]:
    """`count` fresh incident numbers, like 26-000417."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('incident_number') FROM generate_series(1, %s)", [count])
        return [number_of(number, year) for (number,) in cursor.fetchall()]


def number_of(number: int, year: int) -> str:
    return f"{year % 100:02d}-{number:06d}"


def _create(call: Call, doing: Act, number: int, teams: str) -> Received:
    now = doing.at
    incident = Incident(
        number=number_of(number, now.year),
        source=call.source,
        source_id=call.source_id,
        source_hash=call.fingerprint(),
        agency_id=call.agency_id,
        origin=call.origin,
        received_at=call.received_at,
        state=IncidentState.OPEN,
        created_at=now,
        changed_at=now,
        **{name: getattr(call, name) for name in CHANGEABLE},
    )
    doing.about("incident", incident.pk)
    doing.log(Kind.INCIDENT_RECEIVED, incident.pk, at=call.received_at, origin=call.origin)
    doing.add(incident)
    hear(incident, call.signs, doing, whole=False)
    store_answers(incident, call.inputs, doing)
    decision = decide_in(incident, doing, teams)
    doing.publish("incident.changed", incident=incident.pk)
    doing.tell("board", incident.pk)
    return Received(incident.pk, incident.number, True, (), decision)


def _change(incident: Incident, call: Call, doing: Act, teams: str) -> Received:
    fingerprint = call.fingerprint()
    if incident.source_hash == fingerprint:
        return Received(incident.pk, incident.number, False, (), decided_now(incident, teams))
    # Another report shows on the call it belongs to, and so does what it says later.
    shown_on = [incident.pk, *([incident.primary_id] if incident.primary_id else [])]
    changed = []
    for name in CHANGEABLE:
        old, new = getattr(incident, name), getattr(call, name)
        # A later message that is silent about a field does not take back what was said.
        if new in ("", None) or new == old:
            continue
        changed.append(name)
        # Free text stays in its column; the log says that it changed and how short words read before.
        small = name not in FREE_TEXT
        doing.log(Kind.INCIDENT_CHANGED, *shown_on, field=name, **({"old": old, "new": new} if small else {}))
        setattr(incident, name, new)
    changed += _moved(incident, call, doing, shown_on)
    changed += hear(incident, call.signs, doing, whole=False)
    answered = store_answers(incident, call.inputs, doing)
    changed += [row.input for row in answered]
    incident.source_hash = fingerprint
    incident.changed_at = doing.at
    incident.save()
    decision = decide_in(incident, doing, teams) if answered else decided_now(incident, teams)
    doing.publish("incident.changed", incident=incident.pk)
    if incident.primary_id:
        Incident.objects.filter(pk=incident.primary_id).update(changed_at=doing.at)
    wake(doing, *shown_on)
    return Received(incident.pk, incident.number, False, tuple(changed), decision)


def _moved(incident: Incident, call: Call, doing: Act, shown_on: list[UUID]) -> list[str]:
    """Take another time of the request, or another agency, from the source. Returns the names of what changed.

    A time that can't stand with the times of the teams is not taken, and the timeline says so: the message is good,
    and a call is never refused over it.
    """
    changed = []
    if call.received_at != incident.received_at and "received_at" not in call.guessed:
        told = {"field": "received_at", "old": str(incident.received_at), "new": str(call.received_at)}
        if problem := _time_problem(incident, call.received_at, doing.at):
            doing.log(Kind.INCIDENT_CHANGED, *shown_on, field="received_at", reason=f"Sent again otherwise. {problem}")
        else:
            doing.log(Kind.INCIDENT_CHANGED, *shown_on, **told)
            incident.received_at = call.received_at
            changed.append("received_at")
    if call.agency_id != incident.agency_id and "agency_id" not in call.guessed:
        names = dict(
            Organization.objects.filter(pk__in=[incident.agency_id, call.agency_id]).values_list("pk", "short_name")
        )
        told = {"field": "agency", "old": names[incident.agency_id], "new": names[call.agency_id]}
        doing.log(Kind.INCIDENT_CHANGED, *shown_on, **told)
        incident.agency_id = call.agency_id
        changed.append("agency")
    return changed


def _time_problem(incident: Incident, received_at: datetime, now: datetime) -> str | None:
    for assignment in incident.assignments.all():
        times = {which: getattr(assignment, name) for which, name in TIME_FIELD.items()}
        if problem := time_problem({UnitTime.REQUEST: received_at, **times}, UnitTime.REQUEST, now):
            return problem
    return None
