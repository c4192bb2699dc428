"""Where each team was last known to be, and how that is known. Never guessed: unknown stays unknown."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure import ListRelease
from tandem.domain.incidents.models import Assignment
from tandem.domain.staffing.models import Team
from tandem.vocabulary.law import Category


@dataclass(frozen=True)
class Whereabouts:
    """`how` is shared (a phone said it), call (it arrived there), sign_on (station or place given then) or unknown.

    `name` is the area or station for the table of minutes, "" where none is known.
    """

    how: str
    latitude: float | None = None
    longitude: float | None = None
    name: str = ""
    at: datetime | None = None


UNKNOWN = Whereabouts("unknown")


def whereabouts(team_ids: list[UUID], *, release: ListRelease) -> dict[UUID, Whereabouts]:
    """Each team's last known place: what its phone shares, else the call it arrived at last, else its station.

    Where a call is, is a call fact (R30, R33). Two queries, however many teams. Raises NotReleased.
    """
    release.require(Category.CAD_FACTS)
    teams = {one.pk: one for one in Team.objects.select_related("station").filter(pk__in=team_ids)}
    arrived: dict[UUID, Assignment] = {}
    shared: dict[UUID, Assignment] = {}
    calls = Assignment.objects.select_related("incident").filter(team__in=teams)
    for one in calls.order_by("arrived_at", "dispatched_at"):
        if one.arrived_at:
            arrived[one.team_id] = one
        if one.shared_at and not one.cleared_at and not one.released_at:
            shared[one.team_id] = one
    return {key: _of(team, shared.get(key), arrived.get(key)) for key, team in teams.items()}


def _of(team: Team, shared: Assignment | None, arrived: Assignment | None) -> Whereabouts:
    if shared:
        return Whereabouts("shared", shared.shared_latitude, shared.shared_longitude, "", shared.shared_at)
    if arrived:
        call = arrived.incident
        return Whereabouts("call", call.latitude, call.longitude, call.area, arrived.arrived_at)
    if team.station:
        at = team.station
        return Whereabouts("sign_on", at.latitude, at.longitude, at.name, team.signed_on_at)
    if team.latitude is not None:
        return Whereabouts("sign_on", team.latitude, team.longitude, "", team.signed_on_at)
    return UNKNOWN
