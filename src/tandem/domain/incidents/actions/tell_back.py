"""Tell the call-taker how the call's information matched what was there: closed words, a few taps."""

from uuid import UUID

from tandem.domain.incidents.models import Assignment, Feedback
from tandem.domain.incidents.rules import check_feedback
from tandem.domain.staffing.models import TeamMember
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.timeline import Kind


def tell_back(
    assignment_id: UUID,
    *,
    actor: Actor,
    described: str,
    right_kind: str,
    differences: dict[str, str] | None = None,
    thanks: str = "",
) -> None:
    """One member of the team that was there says how the information held. Said again, the newest counts.

    `differences`: criteria input → how it differed (`vocabulary/feedback.py`). Raises Refusal naming the part, Absent
    for anybody who was not on the team.
    """
    told = differences or {}
    check_feedback(described, right_kind, told, thanks)
    with act(actor, Permission.INCIDENT_TELL_BACK, kind="assignment", subject=assignment_id) as doing:
        assignment = Assignment.objects.filter(pk=assignment_id).first()
        if assignment is None or not TeamMember.objects.filter(team_id=assignment.team_id, user_id=actor.id).exists():
            raise Absent
        if assignment.arrived_at is None:
            raise Refusal(("described", "You were not there, so there is nothing to compare yet."))
        newest = Feedback.objects.filter(assignment=assignment, by=actor.id).order_by("-id").first()
        said = {"described": described, "right_kind": right_kind, "differences": told, "thanks": thanks}
        if newest and all(getattr(newest, name) == value for name, value in said.items()):
            return
        Feedback.objects.create(
            incident_id=assignment.incident_id,
            assignment=assignment,
            by=actor.id,
            by_name=actor.name,
            at=doing.at,
            **said,
        )
        doing.log(Kind.INCIDENT_TOLD_BACK, assignment.incident_id, described=described, right_kind=right_kind)
