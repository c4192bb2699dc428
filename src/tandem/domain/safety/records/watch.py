"""The check-in timer of each team on a call, and who has taken up a late one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from tandem.domain.incidents.hands import interval
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


_COLUMNS = ("id", "incident_id", "team_id", "team__unit", "checkin_due_at", "checkin_minutes", "shared_at")
_HEARD = ("heard_at", "heard_by_name", "supervisor_at")


@reach.work("staff at work: which team is on a call and when it checks in")
def watches(team_id: UUID | None = None) -> list[Watch]:
    """Every team on a call now, the one due first on top; of one team only, if told. Two queries of plain values."""
    found = Assignment.objects.filter(cleared_at=None, released_at=None, incident__state__in=LIVE_STATES)
    if team_id:
        found = found.filter(team_id=team_id)
    rows = list(found.order_by("checkin_due_at", "team__unit").values_list(*_COLUMNS))
    late = _late([row[0] for row in rows if row[4]])
    return [
        Watch(
            assignment_id=each,
            incident_id=incident_id,
            team_id=team,
            unit=unit,
            due_at=due_at,
            minutes=int(interval(minutes).total_seconds() // 60),
            changed=minutes is not None,
            shares_since=shared_at,
            **late.get((each, due_at), {}),
        )
        for each, incident_id, team, unit, due_at, minutes, shared_at in rows
    ]


def _late(ids: list[UUID]) -> dict[tuple[UUID, datetime], dict]:
    """(assignment, when it was due) → who took it up, of those that were ever late."""
    rows = LateCheckIn.objects.filter(assignment__in=ids).values_list("assignment_id", "due_at", *_HEARD) if ids else ()
    return {
        (each, due_at): {"heard_at": heard_at, "heard_by": by, "supervisor_at": supervisor_at}
        for each, due_at, heard_at, by, supervisor_at in rows
    }


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
