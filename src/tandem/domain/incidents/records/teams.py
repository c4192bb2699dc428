"""Teams on calls: an assignment with its five times and its lead, and the calls of a team."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q

from tandem.disclosure import ListRelease
from tandem.domain.incidents.models import Assignment, Feedback, Lead, Tele
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.incidents.tele import went_along
from tandem.domain.staffing.models import TeamMember
from tandem.domain.staffing.records import MemberOnShift, TeamOnShift, team
from tandem.foundation import clock
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import UnitTime


@dataclass(frozen=True)
class TeleSummary:
    """Who asked for a clinician by phone, and who took it: `member` is that clinician, None while nobody did."""

    id: UUID
    asked_at: datetime
    asked_by: str
    taken_at: datetime | None
    member: MemberOnShift | None
    over: bool

    @property
    def waiting(self) -> bool:
        return self.member is None and not self.over

    @property
    def there(self) -> bool:
        """A clinician is on the call by phone now."""
        return self.member is not None and not self.over


@dataclass(frozen=True)
class AssignmentSummary:
    """A team on a call with its five times; None is not yet. `lead` is whoever leads now."""

    id: UUID
    incident_id: UUID
    team_id: UUID
    unit: str
    assigned_for: str
    times: dict[UnitTime, datetime | None]
    checkin_due_at: datetime | None
    released_at: datetime | None
    lead: MemberOnShift | None
    lead_since: datetime | None
    tele: TeleSummary | None = None

    @property
    def active(self) -> bool:
        return self.times[UnitTime.CLEAR] is None and self.released_at is None

    @property
    def status(self) -> str:
        """on_the_way, on_scene, engaged, clear or released."""
        if self.released_at:
            return "released"
        if self.times[UnitTime.CLEAR]:
            return "clear"
        if self.times[UnitTime.ENGAGEMENT]:
            return "engaged"
        return "on_scene" if self.times[UnitTime.ARRIVAL] else "on_the_way"


def assignment_of(one: Assignment, received_at: datetime) -> AssignmentSummary:
    leads = list(one.leads.all())
    newest = leads[-1] if leads else None
    # A team whose call ended shows who was there by phone last.
    tele = next(iter(sorted(one.teles.all(), key=lambda each: each.asked_at, reverse=True)), None)
    return AssignmentSummary(
        id=one.pk,
        incident_id=one.incident_id,
        team_id=one.team_id,
        unit=one.team.unit,
        assigned_for=one.assigned_for,
        times={
            UnitTime.REQUEST: received_at,
            UnitTime.DISPATCH: one.dispatched_at,
            UnitTime.ARRIVAL: one.arrived_at,
            UnitTime.ENGAGEMENT: one.engaged_at,
            UnitTime.CLEAR: one.cleared_at,
        },
        checkin_due_at=one.checkin_due_at,
        released_at=one.released_at,
        lead=_who(newest) if newest else None,
        lead_since=newest.since if newest else None,
        tele=_tele(tele) if tele else None,
    )


def _who(lead: Lead) -> MemberOnShift:
    return _afar(lead.tele) if lead.tele else _there(lead.member)


def _there(member: TeamMember) -> MemberOnShift:
    return MemberOnShift(member.pk, member.user_id, member.user.name, member.profession)


def _afar(tele: Tele) -> MemberOnShift:
    return MemberOnShift(tele.pk, tele.taken_by_id, tele.taken_by.name, tele.profession, by_phone=True)


def _tele(one: Tele) -> TeleSummary:
    member = _afar(one) if one.taken_by else None
    return TeleSummary(one.pk, one.asked_at, one.asked_by_name, one.taken_at, member, one.ended_at is not None)


# A row of a human is read for the name alone: every page of a call reads these.
_LED = (
    *("assignment_id", "since", "member__user_id", "member__user__name", "member__profession"),
    *("tele__taken_by_id", "tele__taken_by__name", "tele__profession"),
)
_TELE = ("assignment_id", "asked_at", "asked_by_name", "taken_at", "taken_by__name", "profession", "ended_at")


def _people() -> tuple[Prefetch, ...]:
    """Who led and who was there by phone, of each assignment."""
    leads = Lead.objects.select_related("member__user", "tele__taken_by").only(*_LED).order_by("id")
    return Prefetch("leads", leads), Prefetch("teles", Tele.objects.select_related("taken_by").only(*_TELE))


def _assignments() -> Prefetch:
    found = Assignment.objects.select_related("team").prefetch_related(*_people())
    return Prefetch("assignments", found.order_by("dispatched_at"))


def _on_now(user_id: UUID) -> Q:
    """Assignments this human is on now: with the team, or by phone as long as nobody ended that."""
    there = TeamMember.objects.filter(team_id=OuterRef("team_id"), user_id=user_id)
    afar = Tele.objects.filter(assignment=OuterRef("pk"), taken_by_id=user_id, ended_at=None)
    return Q(Exists(there)) | Q(Exists(afar))


def my_assignments(user_id: UUID, *, release: ListRelease) -> list[tuple[AssignmentSummary, TeamOnShift | None]]:
    """The calls this human's team is on now, oldest first, each with the team."""
    release.require(Category.CAD_FACTS)
    found = (
        Assignment.objects.select_related("team", "incident")
        .prefetch_related(*_people())
        .filter(_on_now(user_id), cleared_at=None, released_at=None, incident__state__in=LIVE_STATES)
        .order_by("dispatched_at")
    )
    return [(assignment_of(one, one.incident.received_at), team(one.team_id)) for one in found]


def recent_assignments(user_id: UUID, *, release: ListRelease) -> list[AssignmentSummary]:
    """The calls this human's teams are on, or were on within the last day, oldest first: what a shift may carry."""
    release.require(Category.CAD_FACTS)
    day = clock.now() - timedelta(days=1)
    found = (
        Assignment.objects.select_related("team", "incident")
        .prefetch_related(*_people())
        .filter(went_along(user_id))
        .filter(Q(cleared_at=None, released_at=None) | Q(cleared_at__gte=day))
        .order_by("dispatched_at")
    )
    return [assignment_of(one, one.incident.received_at) for one in found]


def assignment(
    assignment_id: UUID, *, user_id: UUID, release: ListRelease
) -> tuple[AssignmentSummary, TeamOnShift | None]:
    """One assignment of this human's own team, active or over within the last day. Raises Absent."""
    release.require(Category.CAD_FACTS)
    day = clock.now() - timedelta(days=1)
    one = (
        Assignment.objects.select_related("team", "incident")
        .prefetch_related(*_people())
        .filter(went_along(user_id), pk=assignment_id)
        .filter(Q(cleared_at=None, released_at=None) | Q(cleared_at__gte=day) | Q(released_at__gte=day))
        .first()
    )
    if one is None:
        raise Absent
    return assignment_of(one, one.incident.received_at), team(one.team_id)


def to_tell_back(user_id: UUID, *, release: ListRelease) -> list[tuple[AssignmentSummary, str]]:
    """Calls this human was there for and that ended within a day, on which they told the call-taker nothing yet."""
    release.require(Category.CAD_FACTS)
    said = Feedback.objects.filter(assignment=OuterRef("pk"), by=user_id)
    found = (
        Assignment.objects.select_related("team", "incident")
        .prefetch_related(*_people())
        .filter(team__members__user_id=user_id, cleared_at__gte=clock.now() - timedelta(days=1))
        .exclude(arrived_at=None)
        .exclude(Exists(said))
        .order_by("-cleared_at")[:5]
    )
    return [(assignment_of(one, one.incident.received_at), one.incident.place or one.incident.area) for one in found]


_DOING = (
    *("incident__received_at", "team__unit", "assigned_for", "dispatched_at", "arrived_at", "engaged_at"),
    *("cleared_at", "checkin_due_at", "released_at"),
)


def active_by_team(*, release: ListRelease) -> dict[UUID, AssignmentSummary]:
    """What each team on the board is doing now."""
    release.require(Category.CAD_FACTS)
    found = (
        Assignment.objects.select_related("team", "incident")
        .only(*_DOING)
        .prefetch_related(*_people())
        .filter(cleared_at=None, released_at=None)
    )
    return {one.team_id: assignment_of(one, one.incident.received_at) for one in found}
