"""SOS: the ones that are open, one person's own, and those of the past."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.domain.safety.models import Sos


@dataclass(frozen=True)
class SosSummary:
    """`place_at` without coordinates: they were wiped when it was stood down."""

    id: UUID
    user_id: UUID
    team_id: UUID | None
    incident_id: UUID | None
    unit: str
    name: str
    pressed_at: datetime
    latitude: float | None
    longitude: float | None
    place_at: datetime | None
    heard_at: datetime | None
    heard_by: str
    ended_at: datetime | None
    ended_by: str
    ended_reason: str

    @property
    def state(self) -> str:
        """waiting, heard or over."""
        return "over" if self.ended_at else "heard" if self.heard_at else "waiting"


def _summary(one: Sos) -> SosSummary:
    return SosSummary(
        one.pk,
        one.user_id,
        one.team_id,
        one.incident_id,
        one.unit,
        one.name,
        one.pressed_at,
        one.latitude,
        one.longitude,
        one.place_at,
        one.heard_at,
        one.heard_by_name,
        one.ended_at,
        one.ended_by_name,
        one.ended_reason,
    )


def open_sos(team_id: UUID | None = None) -> list[SosSummary]:
    """Every SOS that is not stood down, the oldest first; of one team, if given."""
    found = Sos.objects.filter(ended_at=None)
    if team_id:
        found = found.filter(team_id=team_id)
    return [_summary(one) for one in found.order_by("received_at")]


def past_sos(since: datetime, limit: int = 50) -> list[SosSummary]:
    """Those stood down, newest first."""
    found = Sos.objects.filter(received_at__gte=since).exclude(ended_at=None).order_by("-received_at")
    return [_summary(one) for one in found[:limit]]


def my_sos(user_id: UUID, sos_id: UUID) -> SosSummary | None:
    """One SOS of this person's own, open or over; None for anybody else's."""
    found = Sos.objects.filter(pk=sos_id, user_id=user_id).first()
    return _summary(found) if found else None
