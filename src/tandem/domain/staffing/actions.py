"""Sign a team on and off, and note who has read the hand-over."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from tandem.domain.staffing.models import HandoverReading, Landmark, Team, TeamMember, TravelTable, TravelTime
from tandem.domain.staffing.rules import place_problem, team_problems, travel_problems
from tandem.domain.staffing.travel import forget
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.pathways import Skill
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
    skills: Iterable[str] = (),
    by_phone: bool = False,
    latitude: float | None = None,
    longitude: float | None = None,
    station_id: int | None = None,
) -> UUID:
    """Put a team on shift until `until`. `member_ids` are memberships: a person works as one job at a time.

    `by_phone`: somebody alone, an officer who asks for a clinician by phone or a clinician who takes such calls.

    Returns the team's id. Raises Refusal naming the field, Conflict if the unit or a member is on shift already.
    """
    clean("unit", unit, 40, required=True)
    clean("vehicle", vehicle, 80)
    clean("phone", phone, 40)
    skills = frozenset(skills)
    with act(actor, Permission.TEAM_SIGN_ON, kind="team") as doing:
        jobs = Membership.objects.select_related("user", "organization").filter(
            pk__in=list(member_ids), active=True, user__is_active=True
        )
        # The people are held, so that two teams can't sign the same person on at once.
        members = list(jobs.order_by("user_id").select_for_update(of=("user",)))
        problems = team_problems([one.profession for one in members], doing.at, until, by_phone=by_phone)
        if not set(skills) <= set(Skill):
            problems.append(("skills", "Choose what the team has learned from the list."))
        if any(not one.profession for one in members):
            problems.append(("members", "Someone here does not go on scene. Choose people with a profession."))
        if len({one.user_id for one in members}) < len(members):
            problems.append(("members", "Someone is here twice. Choose each person once, for the job they do today."))
        if station_id and not Landmark.objects.filter(pk=station_id, kind="station").exists():
            problems.append(("station", "Choose a station of the list, or none."))
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
                    skills=[one for one in Skill if one in skills],
                    by_phone=by_phone,
                    signed_on_at=doing.at,
                    until=until,
                    latitude=latitude,
                    longitude=longitude,
                    station_id=station_id,
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


def put_places(rows: Iterable[tuple[str, str, float, float]], *, actor: Actor) -> int:
    """The program's named places: (name, station or area, latitude, longitude), WGS 84. A known name is moved.

    Returns how many. Raises Refusal naming the line of each row that can't be right; nothing is then stored.
    """
    listed = list(rows)
    problems = [(f"line {line}", words) for line, row in enumerate(listed, 1) if (words := place_problem(*row))]
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.PROGRAM_SET_UP, kind="places") as doing:
        for name, kind, latitude, longitude in listed:
            told = {"kind": kind, "latitude": latitude, "longitude": longitude}
            Landmark.objects.update_or_create(name=name, defaults=told)
        doing.tell("teams")
        forget()
        return len(listed)


def put_travel_table(
    rows: Iterable[tuple[str, str, int]], *, actor: Actor, edition: str, source: str, in_force_from: date
) -> int:
    """A new edition of minutes from one area or station to another. Earlier editions stay as they were.

    Returns how many pairs. Raises Refusal naming the field or line, Conflict for an edition that exists.
    """
    clean("edition", edition, 60, required=True)
    clean("source", source, 200, required=True)
    listed = list(rows)
    problems = travel_problems(listed)
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.PROGRAM_SET_UP, kind="travel_table") as doing:
        if TravelTable.objects.filter(edition=edition).exists():
            raise Conflict(("edition", "There is an edition of this name. Editions are never changed: name a new one."))
        table = TravelTable.objects.create(
            edition=edition, source=source, in_force_from=in_force_from, entered_at=doing.at, entered_by=actor.id
        )
        TravelTime.objects.bulk_create(
            TravelTime(table=table, origin=origin, destination=destination, minutes=minutes)
            for origin, destination, minutes in listed
        )
        forget()
        return len(listed)
