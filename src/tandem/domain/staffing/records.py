"""Who is on shift. About staff at work, not about persons served, so that no release is needed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from tandem.domain.staffing.models import HandoverReading, Team, TeamMember
from tandem.foundation import clock
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.pathways import SKILL_LABELS, Skill
from tandem.vocabulary.terms import Profession


@dataclass(frozen=True)
class MemberOnShift:
    id: UUID
    user_id: UUID
    name: str
    profession: str
    by_phone: bool = False

    @property
    def words(self) -> str:
        """ "Castellan (clinician, by phone)", as teams speak of each other."""
        phone = ", by phone" if self.by_phone else ""
        return f"{self.name.split()[-1]} ({self.profession.replace('_', ' ')}{phone})"


@dataclass(frozen=True)
class TeamOnShift:
    id: UUID
    unit: str
    vehicle: str
    phone: str
    signed_on_at: datetime
    until: datetime
    latitude: float | None
    longitude: float | None
    skills: tuple[str, ...]
    members: tuple[MemberOnShift, ...]
    by_phone: bool = False

    @property
    def at_a_desk(self) -> bool:
        """A clinician who works by phone: there for officers who ask, and never sent anywhere."""
        return self.by_phone and all(one.profession != Profession.OFFICER for one in self.members)

    @property
    def skill_words(self) -> str:
        """What the team has learned, in words; "" for nothing said."""
        return ", ".join(SKILL_LABELS[Skill(one)].lower() for one in self.skills)

    def names(self) -> str:
        """Family names with professions, as the board shows them: "Vega (clinician), Whitlock (officer)"."""
        return ", ".join(one.words for one in self.members)


_COLUMNS = ("id", "unit", "vehicle", "phone", "signed_on_at", "until", "latitude", "longitude", "by_phone", "skills")
_MEMBER = ("members__id", "members__user_id", "members__user__name", "members__profession")


def _shown(teams: QuerySet[Team]) -> list[TeamOnShift]:
    """Teams with their members, officers last, in one query of plain values: every board reads them all the time."""
    rows = teams.order_by("unit", "id").values_list(*_COLUMNS, *_MEMBER)
    found = []
    for team, those in groupby(rows, key=lambda row: row[: len(_COLUMNS)]):
        members = [MemberOnShift(*row[len(_COLUMNS) :]) for row in those if row[len(_COLUMNS)]]
        members.sort(key=lambda one: (one.profession == Profession.OFFICER, one.name))
        *plain, by_phone, skills = team
        found.append(TeamOnShift(*plain, skills=tuple(skills), members=tuple(members), by_phone=by_phone))
    return found


def on_shift(now: datetime | None = None) -> list[TeamOnShift]:
    """Teams signed on and within their hours, by unit number."""
    moment = now or clock.now()
    return _shown(Team.objects.filter(signed_off_at=None, until__gt=moment))


def team(team_id: UUID) -> TeamOnShift | None:
    """One team, on shift or not."""
    found = _shown(Team.objects.filter(pk=team_id))
    return found[0] if found else None


def team_of(user_id: UUID, now: datetime | None = None) -> TeamOnShift | None:
    """The team this person is on shift with, or None."""
    moment = now or clock.now()
    found = (
        TeamMember.objects.select_related("team")
        .filter(user_id=user_id, team__signed_off_at=None, team__until__gt=moment)
        .first()
    )
    return team(found.team_id) if found else None


@dataclass(frozen=True)
class CanSignOn:
    membership_id: UUID
    name: str
    profession: str
    organization: str
    on_shift_with: str


def people_for_a_team() -> list[CanSignOn]:
    """Everyone whose job goes on scene, and the unit they are on shift with now ("" if none)."""
    busy = dict(
        TeamMember.objects.filter(team__signed_off_at=None, team__until__gt=clock.now()).values_list(
            "user_id", "team__unit"
        )
    )
    jobs = Membership.objects.filter(active=True, user__is_active=True).exclude(profession="")
    columns = ("pk", "user__name", "profession", "organization__short_name", "user_id")
    rows = jobs.order_by("profession", "user__name").values_list(*columns)
    return [CanSignOn(*row, busy.get(user_id, "")) for *row, user_id in rows]


def handover_read_by(since: timedelta = timedelta(hours=12)) -> list[tuple[str, datetime]]:
    """(name, time) of everyone who read the hand-over lately, newest first."""
    found = HandoverReading.objects.select_related("user").filter(read_at__gte=clock.now() - since).order_by("-read_at")
    return [(one.user.name, one.read_at) for one in found]
