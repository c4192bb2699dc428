"""Who is on a call by phone, and which officer waits for somebody. About staff at work, so that no release is needed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from tandem.domain.incidents.models import Tele
from tandem.domain.staffing.models import TeamMember
from tandem.foundation.database import reach


@dataclass(frozen=True)
class Ask:
    """An officer alone who waits for a clinician: which unit, in which area, since when, and how to call it.

    Never who it is about, and never the place.
    """

    id: UUID
    unit: str
    area: str
    phone: str
    by: str
    asked_at: datetime


def by_phone(assignment_id: UUID, user_id: UUID | None) -> bool:
    """Whether this human took the call by phone; also afterwards, to finish what they write."""
    return user_id is not None and Tele.objects.filter(assignment_id=assignment_id, taken_by_id=user_id).exists()


def went_along(user_id: UUID) -> Q:
    """Assignments this human is or was on: with the team, or by phone for that call alone."""
    afar = Tele.objects.filter(assignment=OuterRef("pk"), taken_by_id=user_id)
    there = TeamMember.objects.filter(team_id=OuterRef("team_id"), user_id=user_id)
    return Q(Exists(there)) | Q(Exists(afar))


@reach.work("staff at work: which officer waits for a clinician by phone")
def open_asks() -> list[Ask]:
    """Every ask that nobody took yet, the longest wait first."""
    waiting = Tele.objects.filter(taken_at=None, ended_at=None).select_related(
        "assignment__team", "assignment__incident"
    )
    return [
        Ask(
            one.pk,
            one.assignment.team.unit,
            one.assignment.incident.area,
            one.assignment.team.phone,
            one.asked_by_name,
            one.asked_at,
        )
        for one in waiting.order_by("asked_at")
    ]


@reach.work("staff at work: which teams this clinician is there for by phone")
def by_phone_for(user_id: UUID) -> set[UUID]:
    """The teams this human is there for by phone now."""
    mine = Tele.objects.filter(taken_by_id=user_id, ended_at=None)
    return set(mine.values_list("assignment__team_id", flat=True))
