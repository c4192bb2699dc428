"""Teams of the past two years: who was on shift when, and who was free when a call came."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tandem.demo import calibration as k
from tandem.demo.cast import Cast, Worker
from tandem.demo.dice import Dice
from tandem.demo.names import AREAS, phone
from tandem.demo.store import Store
from tandem.domain.staffing.models import Team, TeamMember
from tandem.domain.staffing.rules import team_problems
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Profession
from tandem.vocabulary.timeline import Kind

P = Profession
# Unit, first local hour, hours, weekdays (0 Monday), who goes along with a clinician. Assumed: two teams every day and
# a third from Thursday to Sunday (published starter guide: two to three clinicians for a mid-size program).
SHIFTS = (
    ("Team 1", 7, 10, range(7), (P.OFFICER,)),
    ("Team 2", 13, 10, range(7), (P.OFFICER, P.PEER)),
    ("Team 3", 16, 9, (3, 4, 5, 6), (P.PARAMEDIC,)),
)


@dataclass
class OnShift:
    """A team of the past. `busy_until` moves on with each call."""

    id: UUID
    unit: str
    start: datetime
    until: datetime
    members: list[tuple[UUID, Worker]]
    busy_until: datetime = field(default=datetime.min.replace(tzinfo=UTC))

    def doing(self, profession: Profession) -> tuple[UUID, Worker] | None:
        return next((one for one in self.members if one[1].profession == profession), None)

    @property
    def clinician(self) -> Worker:
        return self.doing(P.CLINICIAN)[1]


def of_day(day: date, end: datetime, zone: ZoneInfo, cast: Cast, dice: Dice, store: Store) -> list[OnShift]:
    """Sign on the teams of one local day, and off again; none that would still be on shift at `end`."""
    found, taken = [], set()
    for unit, hour, hours, weekdays, others in SHIFTS:
        if day.weekday() not in weekdays or dice.happens(k.SHIFT_NOT_STAFFED):
            continue
        start = datetime.combine(day, time(hour), zone).astimezone(UTC)
        until = start + timedelta(hours=hours)
        if until >= end:
            continue
        members = []
        for profession in (P.CLINICIAN, *others):
            free = [one for one in cast.doing(profession) if one.user_id not in taken]
            members.append((dice.id(), dice.one(free)))
            taken.add(members[-1][1].user_id)
        if problems := team_problems([one.profession for _, one in members], start, until):
            raise Refusal(*problems)
        team = OnShift(dice.id(), unit, start, until, members)
        _write(team, cast, dice, store)
        found.append(team)
    return found


def _write(team: OnShift, cast: Cast, dice: Dice, store: Store) -> None:
    _, latitude, longitude = AREAS["Rivermont"]
    store.add(
        Team(
            id=team.id,
            organization_id=cast.provider.pk,
            unit=team.unit,
            vehicle=f"Unmarked gray SUV {team.unit[-1]}",
            phone=phone(50 + int(team.unit[-1])),
            signed_on_at=team.start,
            until=team.until,
            signed_off_at=team.until,
            latitude=latitude,
            longitude=longitude,
        )
    )
    for member_id, worker in team.members:
        store.add(
            TeamMember(
                id=member_id,
                team_id=team.id,
                user_id=worker.user_id,
                organization_id=worker.organization_id,
                profession=worker.profession,
            )
        )
    lead = team.clinician
    professions = sorted(worker.profession for _, worker in team.members)
    store.log(Kind.TEAM_SIGNED_ON, team.start, lead, team.id, unit=team.unit, professions=professions)
    store.log(Kind.TEAM_SIGNED_OFF, team.until, lead, team.id, unit=team.unit)


def availability(teams: list[OnShift], at: datetime) -> str:
    """What the criteria ask: free, busy or none."""
    on = [one for one in teams if one.start <= at < one.until]
    if not on:
        return "none"
    return "free" if any(one.busy_until <= at for one in on) else "busy"


def free(teams: list[OnShift], at: datetime) -> OnShift | None:
    """The first team that is on shift and free."""
    return next((one for one in teams if one.start <= at < one.until and one.busy_until <= at), None)
