"""An SOS: raised from a phone, heard by a named dispatcher, stood down with a reason."""

from datetime import datetime
from uuid import UUID

from tandem.domain.incidents.models import Assignment, Incident
from tandem.domain.safety.models import Sos
from tandem.domain.safety.rules import pressed_at
from tandem.domain.staffing.models import TeamMember
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def raise_sos(sos_id: UUID, *, actor: Actor, at: datetime | None = None) -> None:
    """This person needs help now. The same id again changes nothing, also when it has been stood down since.

    `at` is when the button was pressed, as the phone says. The last place its team shared goes along, if any did.
    Raises Absent for an id that somebody else used.
    """
    with act(actor, Permission.SAFETY_SOS, kind="sos", subject=sos_id) as doing:
        known = Sos.objects.filter(pk=sos_id).first()
        if known:
            if known.user_id != actor.id:
                raise Absent
            return
        on_shift = TeamMember.objects.filter(
            user_id=actor.id, team__signed_off_at=None, team__until__gt=doing.at
        ).select_related("team")
        member = on_shift.first()
        team = member.team if member else None
        on_it = Assignment.objects.filter(team=team, cleared_at=None, released_at=None).first() if team else None
        # `get_or_create` is what makes two tries at once one SOS.
        sos, fresh = Sos.objects.get_or_create(
            pk=sos_id,
            defaults={
                "user_id": actor.id,
                "team": team,
                "incident_id": on_it.incident_id if on_it else None,
                "unit": team.unit if team else "",
                "name": actor.name,
                "pressed_at": pressed_at(at, doing.at),
                "received_at": doing.at,
                "latitude": on_it.shared_latitude if on_it else None,
                "longitude": on_it.shared_longitude if on_it else None,
                "place_at": on_it.shared_at if on_it else None,
            },
        )
        if not fresh:
            return
        said = {"unit": sos.unit, "profession": member.profession if member else "", "place": bool(sos.place_at)}
        doing.log(Kind.SOS_RAISED, sos.pk, sos.team_id, sos.incident_id, at=sos.pressed_at, **said)
        _tell(sos, doing)


def hear(sos_id: UUID, *, actor: Actor) -> None:
    """A dispatcher has heard it and says so by name. The first one counts. Raises Absent."""
    with act(actor, Permission.SAFETY_ACKNOWLEDGE, kind="sos", subject=sos_id) as doing:
        sos = _held(sos_id)
        if sos.heard_at or sos.ended_at:
            return
        sos.heard_at, sos.heard_by, sos.heard_by_name = doing.at, actor.id, actor.name
        sos.save()
        doing.log(Kind.SOS_HEARD, sos.pk, sos.team_id, sos.incident_id, unit=sos.unit, by=str(actor.id))
        _tell(sos, doing)


def stand_down(sos_id: UUID, *, actor: Actor, reason: str) -> None:
    """It is over: said by whoever pressed it, or by a dispatcher who heard it, with a reason. Its place is wiped.

    Raises Absent for anybody else, Refusal while a dispatcher has not heard it yet.
    """
    clean("reason", reason, 200, required=True)
    own = actor.may(Permission.SAFETY_SOS)
    with act(actor, Permission.SAFETY_SOS if own else Permission.SAFETY_ACKNOWLEDGE, kind="sos") as doing:
        doing.about("sos", sos_id)
        sos = _held(sos_id)
        if own and sos.user_id != actor.id:
            raise Absent
        if sos.ended_at:
            return
        if not own and sos.heard_at is None:
            raise Refusal(("reason", "Say first that you have heard it. Then it can be stood down."))
        sos.ended_at, sos.ended_by_name, sos.ended_reason = doing.at, actor.name, reason
        sos.latitude = sos.longitude = None
        sos.save()
        by = "themselves" if own else "dispatch"
        doing.log(Kind.SOS_STOOD_DOWN, sos.pk, sos.team_id, sos.incident_id, unit=sos.unit, by=by, reason=reason)
        _tell(sos, doing)


def _held(sos_id: UUID) -> Sos:
    found = Sos.objects.select_for_update().filter(pk=sos_id).first()
    if found is None:
        raise Absent
    return found


def _tell(sos: Sos, doing: Act) -> None:
    doing.tell("safety", *[one for one in (sos.pk, sos.team_id) if one])
    if sos.incident_id:
        # What is drawn of a call is kept for as long as this moment stands.
        Incident.objects.filter(pk=sos.incident_id).update(changed_at=doing.at)
        doing.tell("board", sos.incident_id)
