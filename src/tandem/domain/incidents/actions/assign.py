"""Send a team, stamp its times, say who leads, and take any of it back with a reason."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tandem.domain.incidents.actions.decide import locked
from tandem.domain.incidents.hands import check_in_every
from tandem.domain.incidents.models import Assignment, Incident, Lead, Tele
from tandem.domain.incidents.rules import TIME_FIELD, TIME_LABELS, TRANSITIONS, first_lead, time_problem
from tandem.domain.incidents.tele import by_phone
from tandem.domain.staffing.models import Team, TeamMember
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.program import zone_of
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import HandoffReason, IncidentState, Profession, UnitTime
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def assign(incident_id: UUID, *, actor: Actor, team_id: UUID, assigned_for: str = "") -> UUID:
    """Send a team. `assigned_for` names who asked, when one person records for another. Returns the assignment's id.

    Open questions never stop it. Raises Conflict if the team was just sent elsewhere, Refusal if it is off shift.
    """
    clean("assigned_for", assigned_for, 120)
    with act(actor, Permission.INCIDENT_ASSIGN, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        if incident.state == IncidentState.LINKED:
            raise Refusal(("team", f"This is another report of {incident.primary.number}. Send the team there."))
        if incident.state not in TRANSITIONS["assign"][0]:
            raise Refusal(("team", "This call is closed. Reopen it before sending a team."))
        team = Team.objects.select_for_update().filter(pk=team_id).first()
        if team is None or team.signed_off_at or team.until <= doing.at:
            raise Refusal(("team", "This team is not on shift any more. Choose another."))
        if team.by_phone and not team.members.filter(profession=Profession.OFFICER).exists():
            raise Refusal(("team", "This clinician works by phone, and is there when an officer asks. Choose a team."))
        busy = (
            Assignment.objects.select_related("incident").filter(team=team, cleared_at=None, released_at=None).first()
        )
        if busy and busy.incident_id == incident.pk:
            return busy.pk
        if busy:
            seconds = max(0, int((doing.at - busy.dispatched_at).total_seconds()))
            ago = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"
            raise Conflict(("team", f"{team.unit} was sent to {busy.incident.place or 'another call'} {ago} ago."))
        assignment = Assignment.objects.create(
            incident=incident,
            team=team,
            assigned_by=actor.id,
            assigned_for=assigned_for,
            dispatched_at=doing.at,
        )
        incident.state = TRANSITIONS["assign"][1]
        incident.changed_at = doing.at
        incident.save()
        doing.log(Kind.TEAM_ASSIGNED, incident.pk, team.pk, unit=team.unit, recorded_for=bool(assigned_for))
        changed(doing, incident, team.pk)
        return assignment.pk


def off_the_call(assignment: Assignment, doing: Act) -> None:
    """The team is off the call: nobody is there by phone any more, and where its phone was is nobody's business."""
    for tele in Tele.objects.filter(assignment=assignment, ended_at=None):
        tele.ended_at = doing.at
        tele.save(update_fields=["ended_at"])
        doing.tell("asks", tele.pk)
    forget_place(assignment)


def forget_place(assignment: Assignment) -> None:
    """Where the team's phone was is not kept."""
    assignment.shared_latitude = assignment.shared_longitude = assignment.shared_at = None


def held(assignment_id: UUID) -> tuple[Assignment, Incident]:
    found = Assignment.objects.filter(pk=assignment_id).values_list("incident_id", flat=True).first()
    if found is None:
        raise Absent
    # The incident is locked before its assignment everywhere, so that two verbs never wait for each other in a ring.
    incident = locked(found)
    return Assignment.objects.select_for_update().select_related("team").get(pk=assignment_id), incident


def on_team(actor: Actor, assignment: Assignment) -> bool:
    return TeamMember.objects.filter(team_id=assignment.team_id, user_id=actor.id).exists()


def must_act_for(actor: Actor, assignment: Assignment) -> None:
    """A team stamps its own times; a dispatcher does it by radio. Anyone else finds nothing here."""
    if actor.kind != "user" or on_team(actor, assignment):
        return
    if by_phone(assignment.pk, actor.id):
        raise Refusal(("which", "The times and the check-in stay with who is there."))
    if not actor.may(Permission.INCIDENT_ASSIGN):
        raise Absent


def _times(assignment: Assignment, incident: Incident) -> dict[UnitTime, datetime | None]:
    times = {which: getattr(assignment, name) for which, name in TIME_FIELD.items()}
    return {UnitTime.REQUEST: incident.received_at, **times}


def changed(doing: Act, incident: Incident, team_id: UUID) -> None:
    # A drawn call is kept for as long as this moment stands, so that each change of its teams moves it.
    incident.changed_at = doing.at
    incident.save(update_fields=["changed_at"])
    doing.publish("incident.changed", incident=incident.pk)
    doing.tell("board", incident.pk)
    doing.tell("teams", team_id)


def stamp(
    assignment_id: UUID, *, actor: Actor, which: UnitTime, at: datetime | None = None, skew_s: int | None = None
) -> datetime:
    """Stamp one of the five times, once: a second tap changes nothing and returns the first time.

    `at` (aware) is when, else now; `skew_s` that the clock it comes from was off by so many seconds, which the log says.
    Arrival names who leads first. Clear frees the team and leaves the call for its encounter to close. Raises Refusal.
    """
    if which not in TIME_FIELD:
        raise Refusal(("which", "The request time is the call's own. Correct the call instead."))
    with act(actor, Permission.UNIT_STATUS, kind="assignment", subject=assignment_id) as doing:
        assignment, incident = held(assignment_id)
        must_act_for(actor, assignment)
        name = TIME_FIELD[which]
        first = getattr(assignment, name)
        if first:
            return first
        if assignment.released_at:
            raise Refusal(("which", "This team was released from the call."))
        moment = at or doing.at
        setattr(assignment, name, moment)
        problem = time_problem(_times(assignment, incident), which, doing.at, zone_of(actor.organization_id))
        if problem:
            raise Refusal((name, problem))
        if which == UnitTime.ARRIVAL:
            assignment.checkin_due_at = moment + check_in_every(assignment)
            _first_lead(assignment, incident, doing)
        if which == UnitTime.CLEAR:
            off_the_call(assignment, doing)
        assignment.save()
        off = {"skew_s": skew_s} if skew_s else {}
        unit = assignment.team.unit
        doing.log(Kind.TIME_STAMPED, incident.pk, assignment.team_id, at=moment, which=which, unit=unit, **off)
        if which == UnitTime.CLEAR:
            _settle(incident, doing)
        changed(doing, incident, assignment.team_id)
        return moment


def _settle(incident: Incident, doing: Act) -> None:
    """When the last team is clear the call is over."""
    if incident.assignments.filter(Q(cleared_at=None), released_at=None).exists():
        return
    incident.state = IncidentState.CLOSED
    incident.closed_at = doing.at
    incident.changed_at = doing.at
    incident.save()
    doing.log(Kind.INCIDENT_CLOSED, incident.pk)


def _first_lead(assignment: Assignment, incident: Incident, doing: Act) -> None:
    if assignment.leads.exists():
        return
    members = list(assignment.team.members.select_related("user"))
    profession = first_lead(incident.response, [Profession(one.profession) for one in members])
    if profession is None:
        return
    member = next(one for one in members if one.profession == profession)
    Lead.objects.create(assignment=assignment, member=member, since=doing.at)
    doing.log(Kind.LEAD_TAKEN, incident.pk, assignment.team_id, profession=profession, member=str(member.pk))


def correct_time(assignment_id: UUID, *, actor: Actor, which: UnitTime, at: datetime, reason: str) -> None:
    """Put a wrong time right. The first one stays in the log with the reason."""
    clean("reason", reason, 200, required=True)
    if which not in TIME_FIELD:
        raise Refusal(("which", "The request time is the call's own. Correct the call instead."))
    with act(actor, Permission.INCIDENT_CORRECT, kind="assignment", subject=assignment_id) as doing:
        assignment, incident = held(assignment_id)
        must_act_for(actor, assignment)
        name = TIME_FIELD[which]
        old = getattr(assignment, name)
        if old is None:
            raise Refusal((name, f"{TIME_LABELS[which]} has not been stamped yet."))
        setattr(assignment, name, at)
        problem = time_problem(_times(assignment, incident), which, doing.at, zone_of(actor.organization_id))
        if problem:
            raise Refusal((name, problem))
        assignment.save()
        doing.log(
            Kind.TIME_CORRECTED,
            incident.pk,
            assignment.team_id,
            which=which,
            old=old.isoformat(),
            new=at.isoformat(),
            reason=reason,
        )
        changed(doing, incident, assignment.team_id)


def _led_by(lead: Lead | None) -> str:
    """The profession of who led, "" for nobody."""
    return (lead.member or lead.tele).profession if lead else ""


def _leads_by_phone(actor: Actor, assignment: Assignment) -> bool:
    """Whether this clinician on the phone leads now, and so may hand the lead back."""
    newest = assignment.leads.select_related("tele").order_by("-id").first()
    return newest is not None and newest.tele is not None and newest.tele.taken_by_id == actor.id


def hand_over(assignment_id: UUID, *, actor: Actor, member_id: UUID, reason: str, at: datetime | None = None) -> None:
    """Hand the lead to another member of the team, and say why. It stands at once, on the timeline. Raises Refusal.

    `at` (aware) is when, as a phone without signal noted it, never before the lead it follows; else now.
    """
    if reason not in list(HandoffReason):
        raise Refusal(("reason", "Choose why the lead changes."))
    with act(actor, Permission.LEAD_HAND_OVER, kind="assignment", subject=assignment_id) as doing:
        assignment, incident = held(assignment_id)
        if not _leads_by_phone(actor, assignment):
            must_act_for(actor, assignment)
        if assignment.cleared_at or assignment.released_at:
            raise Refusal(("member", "This team is off the call already."))
        member = TeamMember.objects.filter(pk=member_id, team_id=assignment.team_id).first()
        afar = None if member else Tele.objects.filter(pk=member_id, assignment=assignment, ended_at=None).first()
        if member is None and (afar is None or afar.taken_by_id is None):
            raise Refusal(("member", "This person is not on the team."))
        newest = assignment.leads.select_related("member", "tele").order_by("-id").first()
        if newest and member_id in (newest.member_id, newest.tele_id):
            return
        since = min(at or doing.at, doing.at)
        since = max(since, newest.since) if newest else since
        Lead.objects.create(assignment=assignment, member=member, tele=afar, since=since, reason=reason)
        doing.log(
            Kind.LEAD_HANDED_OVER,
            incident.pk,
            assignment.team_id,
            at=since,
            old=_led_by(newest),
            new=(member or afar).profession,
            reason=HandoffReason(reason),
            by_phone=afar is not None,
        )
        changed(doing, incident, assignment.team_id)


def release_team(assignment_id: UUID, *, actor: Actor, reason: str) -> None:
    """Take the team off the call before it is clear: sent by mistake, or needed elsewhere."""
    clean("reason", reason, 200, required=True)
    with act(actor, Permission.INCIDENT_ASSIGN, kind="assignment", subject=assignment_id) as doing:
        assignment, incident = held(assignment_id)
        if assignment.cleared_at or assignment.released_at:
            raise Refusal(("reason", "This team is off the call already."))
        assignment.released_at = doing.at
        assignment.released_reason = reason
        off_the_call(assignment, doing)
        assignment.save()
        if not incident.assignments.filter(cleared_at=None, released_at=None).exists():
            incident.state = TRANSITIONS["release"][1]
        incident.changed_at = doing.at
        incident.save()
        doing.log(Kind.TEAM_RELEASED, incident.pk, assignment.team_id, unit=assignment.team.unit, reason=reason)
        changed(doing, incident, assignment.team_id)
