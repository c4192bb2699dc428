"""Calls as a wall shows them: number, kind, area and times. Nothing that says who, and no address.

A wall hangs where anybody may stand. A call of somebody at home would otherwise be told to the room.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure import ListRelease
from tandem.domain.incidents.models import Assignment, Incident
from tandem.domain.incidents.rules import LIVE_STATES, URGENCY
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import RESPONSE_SHORT

# Half a minute of arc, about 900 m from north to south: a mark says which part of town, never which house.
COARSE = 1 / 120
WALL = "wall"


@dataclass(frozen=True)
class WallTeam:
    """A team on a call, by its unit number."""

    unit: str
    status: str
    since: datetime
    check_in_due_at: datetime | None


@dataclass(frozen=True)
class WallCall:
    """`latitude` and `longitude` are the middle of a square of the town, not the call's own place."""

    id: UUID
    number: str
    call_type: str
    response: str
    area: str
    agency: str
    received_at: datetime
    latitude: float | None
    longitude: float | None
    teams: tuple[WallTeam, ...]
    sort: str


def wall(*, release: ListRelease) -> list[WallCall]:
    """Live calls, most urgent first. Raises NotReleased, and ValueError for the release of any other list."""
    release.require(Category.CAD_FACTS)
    if release.kind != WALL:
        raise ValueError("a wall is read under a wall's own release")
    columns = ("id", "number", "call_type", "response", "area", "agency__short_name", "received_at")
    calls = Incident.objects.filter(state__in=LIVE_STATES).order_by("received_at")
    teams: dict[UUID, list[WallTeam]] = {}
    active = Assignment.objects.select_related("team").filter(
        cleared_at=None, released_at=None, incident__state__in=LIVE_STATES
    )
    for one in active.order_by("dispatched_at"):
        teams.setdefault(one.incident_id, []).append(_team(one))
    found = []
    for row in calls.values_list(*columns, "latitude", "longitude"):
        id, number, call_type, response, area, agency, received_at, latitude, longitude = row
        mine = tuple(teams.get(id, ()))
        waiting = 1 if mine else 0
        found.append(
            WallCall(
                id=id,
                number=number,
                call_type=call_type,
                response=RESPONSE_SHORT.get(response, "Not yet decidable"),
                area=area,
                agency=agency,
                received_at=received_at,
                latitude=coarse(latitude),
                longitude=coarse(longitude),
                teams=mine,
                sort=f"{waiting}{URGENCY.get(response, 1)}{int(received_at.timestamp()):012d}",
            )
        )
    return sorted(found, key=lambda one: one.sort)


def coarse(degrees: float | None) -> float | None:
    """The middle of the square that holds this place."""
    return None if degrees is None else round((degrees // COARSE + 0.5) * COARSE, 5)


def _team(one: Assignment) -> WallTeam:
    status = "engaged" if one.engaged_at else "on_scene" if one.arrived_at else "on_the_way"
    since = one.engaged_at or one.arrived_at or one.dispatched_at
    return WallTeam(one.team.unit, status, since, one.checkin_due_at)
