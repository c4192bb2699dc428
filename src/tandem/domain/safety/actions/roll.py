"""Ask whether everybody is all right, answer, and end the asking."""

from uuid import UUID

from django.db import IntegrityError, transaction

from tandem.domain.incidents.models import Assignment, Incident
from tandem.domain.safety.models import RollAnswer, RollCall
from tandem.domain.staffing.models import Team, TeamMember
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.program import program
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.timeline import Kind

MINUTES = 3


def ask(*, actor: Actor, team_id: UUID | None = None) -> UUID:
    """Ask every member on shift, or those of one team. Returns the roll call's id.

    Raises Refusal where nobody is on shift, Conflict while another roll call is open.
    """
    with act(actor, Permission.SAFETY_WATCH, kind="roll_call") as doing:
        teams = Team.objects.filter(signed_off_at=None, until__gt=doing.at)
        if team_id is not None:
            teams = teams.filter(pk=team_id)
        members = list(TeamMember.objects.filter(team__in=teams).select_related("team"))
        if not members:
            raise Refusal(("team", "No such team is on shift, so there is nobody to ask."))
        settings = program()
        try:
            with transaction.atomic():
                roll = RollCall.objects.create(
                    team_id=team_id,
                    asked_by=actor.id,
                    asked_by_name=actor.name,
                    asked_at=doing.at,
                    minutes=settings.roll_call_minutes if settings else MINUTES,
                )
        except IntegrityError:
            raise Conflict(("team", "A roll call is open already. End it before you ask again.")) from None
        RollAnswer.objects.bulk_create(RollAnswer(roll=roll, member=one) for one in members)
        doing.about("roll_call", roll.pk)
        asked = {one.team_id for one in members}
        doing.log(Kind.ROLL_CALLED, roll.pk, *asked, *_calls(asked), members=len(members))
        _told(roll.pk, asked, doing)
        return roll.pk


def _calls(teams: set[UUID]) -> set[UUID]:
    """The calls these teams are on now, whose timelines say what was asked and answered."""
    on_it = Assignment.objects.filter(team_id__in=teams, cleared_at=None, released_at=None)
    return set(on_it.values_list("incident_id", flat=True))


def answer(roll_id: UUID, *, actor: Actor) -> None:
    """The actor is all right. A second answer changes nothing. Raises Absent for somebody who was not asked."""
    with act(actor, Permission.UNIT_STATUS, kind="roll_call", subject=roll_id) as doing:
        line = RollAnswer.objects.filter(roll_id=roll_id, member__user_id=actor.id).first()
        if line is None:
            raise Absent
        _answered(line.pk, "phone", actor, doing)


def answer_by_radio(roll_id: UUID, member_id: UUID, *, actor: Actor) -> None:
    """Somebody heard this member say so. Raises Absent for somebody who was not asked."""
    with act(actor, Permission.SAFETY_WATCH, kind="roll_call", subject=roll_id) as doing:
        line = RollAnswer.objects.filter(roll_id=roll_id, member_id=member_id).first()
        if line is None:
            raise Absent
        _answered(line.pk, "radio", actor, doing)


def _answered(line_id: int, how: str, actor: Actor, doing: Act) -> None:
    line = RollAnswer.objects.select_related("member__team").get(pk=line_id)
    # The last two answers may come at once; the roll call's row says who was the last.
    roll = RollCall.objects.select_for_update().get(pk=line.roll_id)
    line.refresh_from_db(fields=["answered_at"])
    if line.answered_at or roll.ended_at:
        return
    line.answered_at, line.how, line.recorded_by_name = doing.at, how, actor.name if how == "radio" else ""
    line.save()
    team = line.member.team
    said = {"unit": team.unit, "how": how, "profession": line.member.profession}
    doing.log(Kind.ROLL_ANSWERED, roll.pk, team.pk, *_calls({team.pk}), **said)
    if not roll.answers.filter(answered_at=None).exists():
        roll.ended_at = doing.at
        roll.save()
        doing.log(Kind.ROLL_ENDED, roll.pk, missing=0)
    _tell(roll, doing)


def end(roll_id: UUID, *, actor: Actor) -> None:
    """Stop asking, although not everybody may have answered. Doing it twice changes nothing. Raises Absent."""
    with act(actor, Permission.SAFETY_WATCH, kind="roll_call", subject=roll_id) as doing:
        roll = RollCall.objects.select_for_update().filter(pk=roll_id).first()
        if roll is None:
            raise Absent
        if roll.ended_at:
            return
        roll.ended_at, roll.ended_by_name = doing.at, actor.name
        roll.save()
        doing.log(Kind.ROLL_ENDED, roll.pk, missing=roll.answers.filter(answered_at=None).count())
        _tell(roll, doing)


def _tell(roll: RollCall, doing: Act) -> None:
    _told(roll.pk, set(roll.answers.values_list("member__team_id", flat=True)), doing)


def _told(roll_id: UUID, teams: set[UUID], doing: Act) -> None:
    doing.tell("safety", roll_id, *teams)
    calls = _calls(teams)
    # What is drawn of a call is kept for as long as this moment stands.
    Incident.objects.filter(pk__in=calls).update(changed_at=doing.at)
    if calls:
        doing.tell("board", *calls)
