"""Sign a team on and off, and note who has read the hand-over."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from tandem.domain.staffing.models import HandoverReading, Team, TeamMember
from tandem.domain.staffing.rules import team_problems
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def sign_on(
    *,
    actor: Actor,
    unit: str,
    member_ids: Iterable[UUID],
    until: datetime,
    vehicle: str = "",
    phone: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> UUID:
    """Put a team on shift until `until`. `member_ids` are memberships: a person works as one job at a time.

    Returns the team's id. Raises Refusal naming the field, Conflict if the unit or a member is on shift already.
    """
    clean("unit", unit, 40, required=True)
    clean("vehicle", vehicle, 80)
    clean("phone", phone, 40)
    with act(actor, Permission.TEAM_SIGN_ON, kind="team") as doing:
        jobs = Membership.objects.select_related("user", "organization").filter(
            pk__in=list(member_ids), active=True, user__is_active=True
        )
        # The people are held, so that two teams can't sign the same person on at once.
        members = list(jobs.order_by("user_id").select_for_update(of=("user",)))
        problems = team_problems([one.profession for one in members], doing.at, until)
        if any(not one.profession for one in members):
            problems.append(("members", "Someone here does not go on scene. Choose people with a profession."))
        if len({one.user_id for one in members}) < len(members):
            problems.append(("members", "Someone is here twice. Choose each person once, for the job they do today."))
        if problems:
            raise Refusal(*problems)
        # A shift that ran out without a sign-off is over; its unit number is free again.
        for stale in Team.objects.filter(signed_off_at=None, until__lte=doing.at):
            stale.signed_off_at = stale.until
            stale.save()
        users = [one.user_id for one in members]
        same = Team.objects.filter(unit=unit, signed_off_at=None).first()
        if same and set(same.members.values_list("user_id", flat=True)) == set(users):
            # A second tap on the same button: the team is on shift, and that is what was asked.
            return same.pk
        busy = (
            TeamMember.objects.select_related("user", "team")
            .filter(user_id__in=users, team__signed_off_at=None)
            .first()
        )
        if busy:
            raise Conflict(
                ("members", f"{busy.user.name} is on shift with {busy.team.unit}. Sign that team off first.")
            )
        try:
            with transaction.atomic():
                team = Team.objects.create(
                    organization_id=actor.organization_id or members[0].organization_id,
                    unit=unit,
                    vehicle=vehicle,
                    phone=phone,
                    signed_on_at=doing.at,
                    until=until,
                    latitude=latitude,
                    longitude=longitude,
                )
        except IntegrityError:
            raise Conflict(("unit", f"{unit} is on shift already. Choose another unit number.")) from None
        TeamMember.objects.bulk_create(
            TeamMember(team=team, user_id=one.user_id, organization_id=one.organization_id, profession=one.profession)
            for one in members
        )
        doing.about("team", team.pk)
        doing.log(Kind.TEAM_SIGNED_ON, team.pk, unit=unit, professions=sorted(one.profession for one in members))
        doing.publish("shift.changed", team=team.pk)
        doing.tell("teams", team.pk)
        return team.pk


def sign_off(team_id: UUID, *, actor: Actor) -> None:
    """End a team's shift. A team still on a call can't sign off: `busy` is told by the caller's own board."""
    with act(actor, Permission.TEAM_SIGN_ON, kind="team", subject=team_id) as doing:
        team = Team.objects.select_for_update().filter(pk=team_id, signed_off_at=None).first()
        if team is None:
            raise Absent
        team.signed_off_at = doing.at
        team.save()
        doing.log(Kind.TEAM_SIGNED_OFF, team.pk, unit=team.unit)
        doing.publish("shift.changed", team=team.pk)
        doing.tell("teams", team.pk)


def move(team_id: UUID, *, actor: Actor, latitude: float, longitude: float) -> None:
    """Where the team is now, as its phone or radio says (WGS 84 degrees)."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refusal(("latitude", "This is not a place on earth."))
    with act(actor, Permission.UNIT_STATUS, kind="team", subject=team_id) as doing:
        Team.objects.filter(pk=team_id, signed_off_at=None).update(latitude=latitude, longitude=longitude)
        doing.tell("teams", team_id)


def read_handover(*, actor: Actor) -> None:
    """This person has read the hand-over page."""
    with act(actor, Permission.HANDOVER_READ, kind="handover") as doing:
        if actor.id:
            HandoverReading.objects.create(user_id=actor.id, read_at=doing.at)
            doing.log(Kind.HANDOVER_READ, actor.id)
