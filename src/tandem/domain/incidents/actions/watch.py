"""Watch over a team on a call: it checks in, its interval is changed, and it may tell where it is."""

from datetime import datetime, timedelta
from uuid import UUID

from tandem.domain.incidents.actions.assign import changed, forget_place, held, must_act_for
from tandem.domain.incidents.hands import check_in_every
from tandem.domain.incidents.models import Assignment
from tandem.domain.staffing.models import TeamMember
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

SHORTEST_INTERVAL, LONGEST_INTERVAL = 2, 120


def check_in(assignment_id: UUID, *, actor: Actor, at: datetime | None = None) -> datetime:
    """The team is all right; the safety timer starts again. Returns when the next check-in is due. Raises Refusal.

    `at` (aware) is when a phone without signal noted it: the timer runs from then, and never ends sooner for it.
    """
    with act(actor, Permission.UNIT_STATUS, kind="assignment", subject=assignment_id) as doing:
        assignment, incident = held(assignment_id)
        must_act_for(actor, assignment)
        _still_on_it(assignment, "check_in", "This team is clear already.")
        due = min(at or doing.at, doing.at) + check_in_every(assignment)
        assignment.checkin_due_at = max(due, assignment.checkin_due_at or due) if at else due
        assignment.save()
        by_radio = not TeamMember.objects.filter(team_id=assignment.team_id, user_id=actor.id).exists()
        unit = assignment.team.unit
        doing.log(Kind.CHECKED_IN, incident.pk, assignment.team_id, unit=unit, how="radio" if by_radio else "phone")
        doing.tell("safety", assignment.team_id)
        changed(doing, incident, assignment.team_id)
        return assignment.checkin_due_at


def change_interval(assignment_id: UUID, *, actor: Actor, minutes: int, reason: str) -> None:
    """Check in more or less often on this call, from now on. A shorter interval is due sooner. Raises Refusal."""
    clean("reason", reason, 200, required=True)
    if not SHORTEST_INTERVAL <= minutes <= LONGEST_INTERVAL:
        raise Refusal(("minutes", f"Choose {SHORTEST_INTERVAL} to {LONGEST_INTERVAL} minutes."))
    with act(actor, Permission.UNIT_STATUS, kind="assignment", subject=assignment_id) as doing:
        assignment, incident = held(assignment_id)
        must_act_for(actor, assignment)
        _still_on_it(assignment, "minutes", "This team is clear already.")
        before = int(check_in_every(assignment).total_seconds() // 60)
        assignment.checkin_minutes = minutes
        if assignment.checkin_due_at and assignment.checkin_due_at > doing.at:
            # Whoever is late already stays late: only a check-in ends that.
            assignment.checkin_due_at = doing.at + timedelta(minutes=minutes)
        assignment.save()
        said = {"unit": assignment.team.unit, "old": before, "new": minutes, "reason": reason}
        doing.log(Kind.CHECK_IN_CHANGED, incident.pk, assignment.team_id, **said)
        doing.tell("safety", assignment.team_id)
        changed(doing, incident, assignment.team_id)


def share_place(assignment_id: UUID, *, actor: Actor, latitude: float, longitude: float) -> None:
    """A member's phone tells where the team is, for this call only. It takes the place of the one before (WGS 84).

    Only a member of the team can, and only while on the call. Raises Refusal, Absent.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refusal(("latitude", "This is not a place on earth."))
    with act(actor, Permission.UNIT_STATUS, kind="assignment", subject=assignment_id) as doing:
        assignment, incident = held(assignment_id)
        _own_team(actor, assignment)
        _still_on_it(assignment, "latitude", "This team is off the call, so its place is not kept.")
        first = assignment.shared_at is None
        assignment.shared_latitude, assignment.shared_longitude = latitude, longitude
        assignment.shared_at = doing.at
        assignment.save()
        if first:
            # That the team shares, never where: the log is kept for good.
            doing.log(Kind.PLACE_SHARED, incident.pk, assignment.team_id, unit=assignment.team.unit)
        doing.tell("safety", assignment.team_id)
        changed(doing, incident, assignment.team_id)


def stop_sharing(assignment_id: UUID, *, actor: Actor) -> None:
    """The phone tells no more, and what it told is wiped. Doing it twice changes nothing. Raises Absent."""
    with act(actor, Permission.UNIT_STATUS, kind="assignment", subject=assignment_id) as doing:
        assignment, incident = held(assignment_id)
        _own_team(actor, assignment)
        if assignment.shared_at is None:
            return
        forget_place(assignment)
        assignment.save()
        doing.log(Kind.PLACE_STOPPED, incident.pk, assignment.team_id, unit=assignment.team.unit)
        doing.tell("safety", assignment.team_id)
        changed(doing, incident, assignment.team_id)


def _own_team(actor: Actor, assignment: Assignment) -> None:
    if not TeamMember.objects.filter(team_id=assignment.team_id, user_id=actor.id).exists():
        raise Absent


def _still_on_it(assignment: Assignment, field: str, sentence: str) -> None:
    if assignment.cleared_at or assignment.released_at:
        raise Refusal((field, sentence))
