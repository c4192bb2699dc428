"""Close, cancel, reopen and correct a call: each with a reason, each keeping what stood before."""

from datetime import datetime, tzinfo
from uuid import UUID

from tandem.domain.incidents.actions.assign import off_the_call
from tandem.domain.incidents.actions.decide import locked, said
from tandem.domain.incidents.actions.receive import FREE_TEXT, LIMITS
from tandem.domain.incidents.actions.wake import wake
from tandem.domain.incidents.models import Incident
from tandem.domain.incidents.rules import CLOCK_SKEW, OLDEST_CALL, TIME_FIELD, TRANSITIONS, check_unserved, time_problem
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import ORIGIN_LABELS, IncidentState, OrganizationKind, Origin, UnitTime
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

CORRECTABLE = (
    "place",
    "area",
    "call_type",
    "caller",
    "callback",
    "narrative",
    "received_at",
    "origin",
    "agency_id",
)
# A partner or a provider can be told of a call; only these answer for a place.
ANSWERS_FOR_A_PLACE = (OrganizationKind.POLICE, OrganizationKind.PSAP)


def _move(incident: Incident, verb: str, doing: Act, reason: str) -> None:
    allowed, after = TRANSITIONS[verb]
    if incident.state not in allowed:
        raise Refusal(("state", f"A call that is {incident.state} can't be {verb}{'d' if verb[-1] == 'e' else 'ed'}."))
    incident.state = after
    incident.closed_at = doing.at if after in (IncidentState.CLOSED, IncidentState.CANCELLED) else None
    incident.closed_reason = reason if incident.closed_at else ""
    incident.changed_at = doing.at
    incident.save()
    doing.publish("incident.changed", incident=incident.pk)
    doing.tell("board", incident.pk)


def _free_teams(incident: Incident, doing: Act, reason: str) -> None:
    for assignment in incident.assignments.filter(cleared_at=None, released_at=None):
        assignment.released_at = doing.at
        assignment.released_reason = reason
        off_the_call(assignment, doing)
        assignment.save()
        doing.log(Kind.TEAM_RELEASED, incident.pk, assignment.team_id, reason=reason)
        doing.tell("teams", assignment.team_id)


def close(incident_id: UUID, *, actor: Actor, reason: str, unserved: str = "") -> None:
    """End a call. Teams still on it are released with the same reason.

    `unserved` says in one word why no team went (`TOLD_UNSERVED`); "" leaves what was said before. Raises Refusal.
    """
    clean("reason", reason, 200, required=True)
    check_unserved(unserved)
    with act(actor, Permission.INCIDENT_CLOSE, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        incident.unserved = unserved or incident.unserved
        _move(incident, "close", doing, reason)
        _free_teams(incident, doing, reason)
        doing.log(Kind.INCIDENT_CLOSED, incident.pk, reason=reason, **said(unserved))


def cancel(incident_id: UUID, *, actor: Actor, reason: str, unserved: str = "") -> None:
    """The call is not needed any more. `unserved` as in `close`."""
    clean("reason", reason, 200, required=True)
    check_unserved(unserved)
    with act(actor, Permission.INCIDENT_CLOSE, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        incident.unserved = unserved or incident.unserved
        _move(incident, "cancel", doing, reason)
        _free_teams(incident, doing, reason)
        doing.log(Kind.INCIDENT_CANCELLED, incident.pk, reason=reason, **said(unserved))


def reopen(incident_id: UUID, *, actor: Actor, reason: str) -> None:
    """Open a closed or cancelled call again. Why no team went is asked anew when it ends."""
    clean("reason", reason, 200, required=True)
    with act(actor, Permission.INCIDENT_CLOSE, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        before = incident.state
        incident.unserved = ""
        _move(incident, "reopen", doing, "")
        doing.log(Kind.INCIDENT_REOPENED, incident.pk, before=before, reason=reason)


def correct(incident_id: UUID, *, actor: Actor, field: str, value: str | datetime | UUID, reason: str) -> None:
    """Put one fact of a call right. The old value stays on the timeline (free text: that it changed, and why).

    `value` is an aware datetime for `received_at`, an organization's id for `agency_id`, an `Origin` for `origin`, else
    text. Raises Refusal naming the field.
    """
    clean("reason", reason, 200, required=True)
    if field not in CORRECTABLE:
        raise Refusal(("field", f"Choose one of: {', '.join(CORRECTABLE)}."))
    with act(actor, Permission.INCIDENT_CORRECT, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        if field == "received_at":
            if not isinstance(value, datetime) or value.tzinfo is None:
                raise Refusal((field, "Give a date and a time."))
            if value.year < OLDEST_CALL or value > doing.at + CLOCK_SKEW:
                raise Refusal((field, "This time can't be right: it is in the future, or too long ago."))
            _check_order(incident, value, doing.at, zone_of(actor.organization_id))
        elif field == "origin":
            if value not in list(Origin):
                raise Refusal((field, f"Choose one of: {', '.join(Origin)}."))
        elif field == "agency_id":
            value = _agency(value)
        else:
            value = clean(field, value, LIMITS[field])
        old = getattr(incident, field)
        setattr(incident, field, value)
        incident.changed_at = doing.at
        incident.save()
        said = {} if field in FREE_TEXT else {"old": _words(field, old), "new": _words(field, value)}
        doing.log(Kind.INCIDENT_CHANGED, incident.pk, field=field.removesuffix("_id"), reason=reason, **said)
        doing.publish("incident.changed", incident=incident.pk)
        wake(doing, incident.pk)


def _agency(value: object) -> UUID:
    """The id of an agency of the program that can answer for a place. Raises Refusal."""
    try:
        wanted = UUID(str(value))
    except ValueError:
        wanted = None
    known = Organization.objects.filter(pk=wanted, kind__in=ANSWERS_FOR_A_PLACE, in_program=True)
    if wanted is None or not known.exists():
        raise Refusal(("agency_id", "Choose the agency that answers for this place."))
    return wanted


def _words(field: str, value: object) -> str:
    """What the timeline says for a value: an agency by its name, an origin by its label, anything else as it is."""
    if field == "agency_id":
        return Organization.objects.values_list("short_name", flat=True).get(pk=value)
    return ORIGIN_LABELS[Origin(value)] if field == "origin" else str(value)


def _check_order(incident: Incident, received_at: datetime, now: datetime, here: tzinfo) -> None:
    """Raise Refusal if a team's times can't stand with this time of the request."""
    for assignment in incident.assignments.all():
        times = {which: getattr(assignment, name) for which, name in TIME_FIELD.items()}
        problem = time_problem({UnitTime.REQUEST: received_at, **times}, UnitTime.REQUEST, now, here)
        if problem:
            raise Refusal(("received_at", problem))
