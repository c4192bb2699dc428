"""The check-in timer of each team on a call, and who has taken up a late one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from tandem.domain.incidents.hands import check_in_every
from tandem.domain.incidents.models import Assignment
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.safety.models import LateCheckIn, Sos
from tandem.foundation import clock
from tandem.foundation.database import reach
from tandem.vocabulary.terms import Role


@dataclass(frozen=True)
class Watch:
    """One team on a call. `due_at` is None until it has arrived; `minutes` is how often it checks in."""

    assignment_id: UUID
    incident_id: UUID
    team_id: UUID
    unit: str
    due_at: datetime | None
    minutes: int
    changed: bool
    shares_since: datetime | None
    heard_at: datetime | None = None
    heard_by: str = ""
    supervisor_at: datetime | None = None

    def late(self, now: datetime | None = None) -> bool:
        """Whether the check-in should have come by now."""
        return self.due_at is not None and self.due_at <= (now or clock.now())


@reach.work("staff at work: which team is on a call and when it checks in")
def watches() -> list[Watch]:
    """Every team on a call now, the one due first on top. Three queries."""
    found = list(
        Assignment.objects.select_related("team")
        .filter(cleared_at=None, released_at=None, incident__state__in=LIVE_STATES)
        .order_by("checkin_due_at", "team__unit")
    )
    rows = LateCheckIn.objects.filter(assignment__in=[one.pk for one in found])
    late = {(row.assignment_id, row.due_at): row for row in rows}
    return [_watch(one, late.get((one.pk, one.checkin_due_at))) for one in found]


def _watch(one: Assignment, late: LateCheckIn | None) -> Watch:
    return Watch(
        assignment_id=one.pk,
        incident_id=one.incident_id,
        team_id=one.team_id,
        unit=one.team.unit,
        due_at=one.checkin_due_at,
        minutes=int(check_in_every(one).total_seconds() // 60),
        changed=one.checkin_minutes is not None,
        shares_since=one.shared_at,
        heard_at=late.heard_at if late else None,
        heard_by=late.heard_by_name if late else "",
        supervisor_at=late.supervisor_at if late else None,
    )


@dataclass(frozen=True)
class PastLate:
    unit: str
    due_at: datetime
    heard_at: datetime | None
    heard_by: str
    supervisor_at: datetime | None


@reach.work("staff at work: which late check-ins were settled")
def past_late(since: datetime, limit: int = 50) -> list[PastLate]:
    """Check-ins that were late since then, newest first."""
    found = LateCheckIn.objects.select_related("assignment__team").filter(due_at__gte=since).order_by("-due_at")
    return [
        PastLate(one.assignment.team.unit, one.due_at, one.heard_at, one.heard_by_name, one.supervisor_at)
        for one in found[:limit]
    ]


@reach.work("staff at work: a count of alarms")
def waiting_for(role: Role) -> int:
    """How much waits for somebody of this role: SOS nobody has heard, and late teams nobody has taken up.

    A supervisor is told of a late team when the worker has told them, dispatch at its moment. Two queries.
    """
    late = Assignment.objects.filter(
        cleared_at=None, released_at=None, incident__state__in=LIVE_STATES, checkin_due_at__lte=clock.now()
    )
    rows = LateCheckIn.objects.filter(assignment=OuterRef("pk"), due_at=OuterRef("checkin_due_at"))
    if role == Role.DISPATCHER:
        late = late.exclude(Exists(rows.exclude(heard_at=None)))
    else:
        late = late.filter(Exists(rows.exclude(supervisor_at=None).filter(heard_at=None)))
    return Sos.objects.filter(heard_at=None, ended_at=None).count() + late.count()
