"""Teams on calls: an assignment with its five times and its lead, and the calls of a team."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q

from tandem.disclosure import ListRelease
from tandem.domain.incidents.models import Assignment, Feedback, Lead
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.staffing.records import MemberOnShift, TeamOnShift, team
from tandem.foundation import clock
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import UnitTime


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
    member = newest.member if newest else None
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
        lead=MemberOnShift(member.pk, member.user_id, member.user.name, member.profession) if member else None,
        lead_since=newest.since if newest else None,
    )


def _assignments() -> Prefetch:
    leads = Prefetch("leads", Lead.objects.select_related("member__user").order_by("id"))
    return Prefetch(
        "assignments", Assignment.objects.select_related("team").prefetch_related(leads).order_by("dispatched_at")
    )


def my_assignments(user_id: UUID, *, release: ListRelease) -> list[tuple[AssignmentSummary, TeamOnShift | None]]:
    """The calls this human's team is on now, oldest first, each with the team."""
    release.require(Category.CAD_FACTS)
    found = (
        Assignment.objects.select_related("team", "incident")
        .prefetch_related(Prefetch("leads", Lead.objects.select_related("member__user").order_by("id")))
        .filter(team__members__user_id=user_id, cleared_at=None, released_at=None, incident__state__in=LIVE_STATES)
        .order_by("dispatched_at")
    )
    return [(assignment_of(one, one.incident.received_at), team(one.team_id)) for one in found]


def recent_assignments(user_id: UUID, *, release: ListRelease) -> list[AssignmentSummary]:
    """The calls this human's teams are on, or were on within the last day, oldest first: what a shift may carry."""
    release.require(Category.CAD_FACTS)
    day = clock.now() - timedelta(days=1)
    found = (
        Assignment.objects.select_related("team", "incident")
        .prefetch_related(Prefetch("leads", Lead.objects.select_related("member__user").order_by("id")))
        .filter(team__members__user_id=user_id)
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
        .prefetch_related(Prefetch("leads", Lead.objects.select_related("member__user").order_by("id")))
        .filter(pk=assignment_id, team__members__user_id=user_id)
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
        .prefetch_related(Prefetch("leads", Lead.objects.select_related("member__user").order_by("id")))
        .filter(team__members__user_id=user_id, cleared_at__gte=clock.now() - timedelta(days=1))
        .exclude(arrived_at=None)
        .exclude(Exists(said))
        .order_by("-cleared_at")[:5]
    )
    return [(assignment_of(one, one.incident.received_at), one.incident.place or one.incident.area) for one in found]


def active_by_team(*, release: ListRelease) -> dict[UUID, AssignmentSummary]:
    """What each team on the board is doing now."""
    release.require(Category.CAD_FACTS)
    found = (
        Assignment.objects.select_related("team", "incident")
        .prefetch_related(Prefetch("leads", Lead.objects.select_related("member__user").order_by("id")))
        .filter(cleared_at=None, released_at=None)
    )
    return {one.team_id: assignment_of(one, one.incident.received_at) for one in found}
