"""Whose hands a call is in, and whether a team's are full. About staff at work, so that no release is needed."""

from datetime import datetime, timedelta
from uuid import UUID

from tandem.domain.incidents.models import Assignment
from tandem.domain.incidents.rules import CHECK_IN_EVERY
from tandem.foundation.acts.models import Log
from tandem.foundation.database import reach
from tandem.foundation.organizations.program import program
from tandem.vocabulary.timeline import Kind


def taken_by(incident_id: UUID, user_id: UUID | None) -> bool:
    """Whether this human took the call in: the one who wrote it down may go on with it."""
    received = Log.objects.filter(kind=Kind.INCIDENT_RECEIVED, subjects__contains=[incident_id], actor_kind="user")
    return user_id is not None and received.filter(actor_id=user_id).exists()


def taken_since(user_id: UUID, since: datetime) -> list[UUID]:
    """The calls this human took in since then, by the act log."""
    received = Log.objects.filter(
        kind=Kind.INCIDENT_RECEIVED, actor_kind="user", actor_id=user_id, recorded_at__gte=since
    )
    return [one for subjects in received.values_list("subjects", flat=True) for one in subjects]


@reach.work("staff at work: whether a team is on a call")
def is_busy(team_id: UUID) -> bool:
    """Whether the team is on a call now."""
    return Assignment.objects.filter(team_id=team_id, cleared_at=None, released_at=None).exists()


@reach.work("staff at work: which teams are on a call")
def busy() -> set[UUID]:
    """The teams that are on a call now."""
    return set(Assignment.objects.filter(cleared_at=None, released_at=None).values_list("team_id", flat=True))


def check_in_every(assignment: Assignment) -> timedelta:
    """How long this team may go without a check-in: what was set for the call, else the program's own."""
    return interval(assignment.checkin_minutes)


def interval(minutes: int | None) -> timedelta:
    """How long a team may go without a check-in: so many minutes where they were set, else as the program says."""
    if minutes:
        return timedelta(minutes=minutes)
    settings = program()
    return timedelta(minutes=settings.check_in_minutes) if settings else CHECK_IN_EVERY
