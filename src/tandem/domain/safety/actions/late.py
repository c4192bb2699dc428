"""A late check-in: the worker says so, somebody takes it up, and if nobody does the supervisor is told."""

from datetime import timedelta
from uuid import UUID

from tandem.domain.incidents.actions.assign import changed, held
from tandem.domain.incidents.models import Assignment
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.safety.models import LateCheckIn
from tandem.domain.safety.rules import Step, steps_due
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.program import program
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.timeline import Kind

SUPERVISOR_AFTER = timedelta(minutes=5)


def escalate(*, actor: Actor) -> int:
    """Take every step that is due by now, each once, and say how many. Safe to repeat and to run twice at once."""
    settings = program()
    after = timedelta(minutes=settings.late_after_minutes) if settings else SUPERVISOR_AFTER
    late = Assignment.objects.filter(
        cleared_at=None, released_at=None, checkin_due_at__lte=clock.now(), incident__state__in=LIVE_STATES
    )
    return sum(_escalate(one, after, actor) for one in late.values_list("pk", flat=True))


def _escalate(assignment_id: UUID, after: timedelta, actor: Actor) -> int:
    with act(actor, Permission.SAFETY_ESCALATE, kind="assignment", subject=assignment_id) as doing:
        # Held with its call: a check-in of this very moment is either before, and ends it, or after.
        assignment, incident = held(assignment_id)
        due = assignment.checkin_due_at
        if assignment.cleared_at or assignment.released_at or due is None:
            return 0
        row = LateCheckIn.objects.filter(assignment=assignment, due_at=due).first()
        wanted = steps_due(due, heard=bool(row and row.heard_at), now=doing.at, supervisor_after=after)
        taken = 0
        if Step.BOARD in wanted and row is None:
            row = LateCheckIn.objects.create(assignment=assignment, due_at=due, board_at=doing.at)
            _say(doing, assignment, Step.BOARD)
            taken += 1
        if Step.SUPERVISOR in wanted and row.supervisor_at is None:
            row.supervisor_at = doing.at
            row.save()
            _say(doing, assignment, Step.SUPERVISOR)
            taken += 1
        if taken:
            changed(doing, incident, assignment.team_id)
        return taken


def _say(doing: Act, assignment: Assignment, step: Step) -> None:
    due = assignment.checkin_due_at.isoformat()
    said = {"unit": assignment.team.unit, "step": step, "due": due}
    doing.log(Kind.CHECK_IN_LATE, assignment.incident_id, assignment.team_id, **said)
    doing.tell("safety", assignment.team_id)


def take_up(assignment_id: UUID, *, actor: Actor) -> None:
    """This person is finding out about a late team. The sound stops; the team stays late until it checks in.

    Doing it twice keeps the first name. Raises Refusal while the team is not late.
    """
    with act(actor, Permission.SAFETY_WATCH, kind="assignment", subject=assignment_id) as doing:
        assignment, incident = held(assignment_id)
        if assignment.cleared_at or assignment.released_at:
            raise Absent
        due = assignment.checkin_due_at
        if due is None or doing.at < due:
            raise Refusal(("assignment", f"{assignment.team.unit} is not late any more."))
        row, _new = LateCheckIn.objects.get_or_create(
            assignment=assignment, due_at=due, defaults={"board_at": doing.at}
        )
        if row.heard_at:
            return
        row.heard_at, row.heard_by, row.heard_by_name = doing.at, actor.id, actor.name
        row.save()
        doing.log(Kind.CHECK_IN_HEARD, incident.pk, assignment.team_id, unit=assignment.team.unit, by=str(actor.id))
        doing.tell("safety", assignment.team_id)
        changed(doing, incident, assignment.team_id)
