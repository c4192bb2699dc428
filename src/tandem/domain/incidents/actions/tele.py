"""An officer alone asks for a clinician by phone; one takes it, and it ends with the call at the latest."""

from datetime import datetime
from uuid import UUID

from tandem.domain.incidents.actions.assign import changed, held, on_team
from tandem.domain.incidents.models import Lead, Tele
from tandem.domain.incidents.tele import by_phone
from tandem.domain.staffing.records import team_of
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.timeline import Kind


def ask_tele(assignment_id: UUID, *, actor: Actor, at: datetime | None = None) -> UUID:
    """Ask for a clinician by phone or video; asking again changes nothing. Every clinician on shift is told at once.

    `at` (aware) is when, as a phone without signal noted it. Returns the ask's id. Raises Refusal, Absent off the team.
    """
    with act(actor, Permission.TELE_ASK, kind="assignment", subject=assignment_id) as doing:
        assignment, incident = held(assignment_id)
        if not on_team(actor, assignment):
            raise Absent
        if assignment.cleared_at or assignment.released_at:
            raise Refusal(("tele", "This team is off the call already."))
        stands = Tele.objects.filter(assignment=assignment, ended_at=None).first()
        if stands:
            return stands.pk
        moment = max(min(at or doing.at, doing.at), assignment.dispatched_at)
        made = Tele.objects.create(assignment=assignment, asked_by=actor.id, asked_by_name=actor.name, asked_at=moment)
        doing.log(Kind.TELE_ASKED, incident.pk, assignment.team_id, at=moment, unit=assignment.team.unit)
        doing.tell("asks", made.pk)
        changed(doing, incident, assignment.team_id)
        return made.pk


def take_tele(tele_id: UUID, *, actor: Actor) -> UUID:
    """Be there by phone: for this call one is a member of its team, who writes as on any call. Returns the assignment.

    The first one has it: a second finds out who. Raises Conflict for that, Refusal off shift, Absent.
    """
    with act(actor, Permission.TELE_TAKE, kind="tele", subject=tele_id) as doing:
        found = Tele.objects.filter(pk=tele_id).values_list("assignment_id", flat=True).first()
        if found is None:
            raise Absent
        assignment, incident = held(found)
        tele = Tele.objects.select_for_update(of=("self",)).select_related("taken_by").get(pk=tele_id)
        if tele.taken_by_id == actor.id:
            return assignment.pk
        if tele.taken_by:
            seconds = max(0, int((doing.at - tele.taken_at).total_seconds()))
            ago = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"
            raise Conflict(("tele", f"{tele.taken_by.name} took it {ago} ago."))
        if tele.ended_at:
            raise Refusal(("tele", "They don't wait any more."))
        if on_team(actor, assignment):
            raise Refusal(("tele", "You are on this team already."))
        if team_of(actor.id, doing.at) is None:
            raise Refusal(("tele", "Sign on for a shift first: alone at a desk is enough."))
        tele.taken_by_id, tele.organization_id = actor.id, actor.organization_id
        tele.profession, tele.taken_at = actor.profession or "", doing.at
        tele.save()
        doing.log(
            Kind.TELE_TAKEN,
            incident.pk,
            assignment.team_id,
            unit=assignment.team.unit,
            profession=tele.profession,
        )
        doing.tell("asks", tele.pk)
        changed(doing, incident, assignment.team_id)
        return assignment.pk


def end_tele(assignment_id: UUID, *, actor: Actor) -> None:
    """Nobody is needed by phone any more: said by who is there, or by the clinician. Whoever leads hands over first.

    Doing it twice changes nothing. Raises Refusal, Absent.
    """
    needed = Permission.TELE_TAKE if actor.may(Permission.TELE_TAKE) else Permission.TELE_ASK
    with act(actor, needed, kind="assignment", subject=assignment_id) as doing:
        assignment, incident = held(assignment_id)
        if not on_team(actor, assignment) and not by_phone(assignment_id, actor.id):
            raise Absent
        tele = Tele.objects.select_for_update().filter(assignment=assignment, ended_at=None).first()
        if tele is None:
            return
        lead = Lead.objects.filter(assignment=assignment).order_by("-id").first()
        if lead and lead.tele_id == tele.pk:
            raise Refusal(("tele", "The clinician on the phone leads. Hand the lead over first."))
        tele.ended_at = doing.at
        tele.save()
        doing.log(Kind.TELE_ENDED, incident.pk, assignment.team_id, unit=assignment.team.unit)
        doing.tell("asks", tele.pk)
        changed(doing, incident, assignment.team_id)
