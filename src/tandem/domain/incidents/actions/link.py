"""Two reports of one incident: link them, and take it back. Neither report is changed or lost by it."""

from uuid import UUID

from tandem.domain.incidents.actions.wake import wake
from tandem.domain.incidents.models import Incident, ReportLink
from tandem.domain.incidents.rules import LIVE_STATES, TRANSITIONS
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import IncidentState
from tandem.vocabulary.timeline import Kind


def _held(*ids: UUID) -> dict[UUID, Incident]:
    """These calls, and the calls they are reports of, held in one order everywhere. Raises Absent.

    Whoever else links or dispatches one of them waits, so that no chain and no ring can come about.
    """
    wanted = set(ids)
    wanted |= {one for one in Incident.objects.filter(pk__in=ids).values_list("primary_id", flat=True) if one}
    held = {one.pk: one for one in Incident.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    if any(one not in held for one in ids):
        raise Absent
    if any(one.primary_id and one.primary_id not in held for one in held.values()):
        # Linked by somebody else between the two questions.
        raise Conflict(("primary", "Somebody linked one of these a moment ago. Look again."))
    return held


def link(incident_id: UUID, *, actor: Actor, primary_id: UUID) -> UUID:
    """`incident_id` is another report of `primary_id`, or of the call which that one is a report of itself.

    The other report leaves the board's list and stays open to read; the primary is the one that is dispatched. Twice
    is once. Returns the primary's id. Raises Absent, Refusal with what to do instead.
    """
    with act(actor, Permission.INCIDENT_LINK, kind="incident", subject=incident_id) as doing:
        if incident_id == primary_id:
            raise Refusal(("primary", "A call can't be another report of itself."))
        held = _held(incident_id, primary_id)
        report, chosen = held[incident_id], held[primary_id]
        primary = held[chosen.primary_id] if chosen.primary_id else chosen
        if report.primary_id == primary.pk:
            return primary.pk
        _check(report, primary)
        allowed, after = TRANSITIONS["link"]
        if report.state not in allowed:
            raise Refusal(("primary", _why_not(report)))
        report.state, report.primary = after, primary
        report.changed_at = doing.at
        report.save()
        ReportLink.objects.create(
            incident=report, primary=primary, linked_at=doing.at, linked_by=actor.id, linked_by_name=actor.name
        )
        doing.log(Kind.INCIDENT_LINKED, report.pk, primary.pk, report=report.number, primary=primary.number)
        _touch(primary, report, doing)
        return primary.pk


def _check(report: Incident, primary: Incident) -> None:
    """Raise Refusal where linking would hide something somebody still works on."""
    if primary.pk == report.pk:
        raise Refusal(("primary", "These two are linked already, the other way around. Unlink them first."))
    if report.primary_id:
        raise Conflict(("primary", f"{report.number} is already another report of {report.primary.number}."))
    if primary.state not in LIVE_STATES:
        raise Refusal(("primary", f"{primary.number} is over. A new report of it stays on the board by itself."))
    if Incident.objects.filter(primary=report).exists():
        raise Refusal(
            ("primary", f"{report.number} has other reports of its own. Link {primary.number} to it instead.")
        )


def _why_not(report: Incident) -> str:
    if report.state == IncidentState.ASSIGNED:
        return f"A team is on {report.number}. Link the other call to it, or release the team first."
    return f"{report.number} is over already. Reopen it before linking it."


def unlink(incident_id: UUID, *, actor: Actor) -> None:
    """Not the same after all: the report is back on the board as it stood. Raises Absent, Refusal."""
    with act(actor, Permission.INCIDENT_LINK, kind="incident", subject=incident_id) as doing:
        held = _held(incident_id)
        report = held[incident_id]
        allowed, after = TRANSITIONS["unlink"]
        if report.state not in allowed:
            raise Refusal(("primary", f"{report.number} is not linked to another call."))
        primary = held[report.primary_id]
        report.state, report.primary = after, None
        report.changed_at = doing.at
        report.save()
        standing = ReportLink.objects.select_for_update().get(incident=report, unlinked_at=None)
        standing.unlinked_at = doing.at
        standing.unlinked_by, standing.unlinked_by_name = actor.id, actor.name
        standing.save()
        doing.log(Kind.INCIDENT_UNLINKED, report.pk, primary.pk, report=report.number, primary=primary.number)
        _touch(primary, report, doing)


def _touch(primary: Incident, report: Incident, doing: Act) -> None:
    # A drawn call is kept for as long as this moment stands.
    primary.changed_at = doing.at
    primary.save(update_fields=["changed_at"])
    for one in (primary, report):
        doing.publish("incident.changed", incident=one.pk)
    wake(doing, primary.pk, report.pk)
