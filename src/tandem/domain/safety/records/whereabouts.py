"""Where each team was last known to be, and how that is known. Never guessed: unknown stays unknown."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models.functions import Coalesce

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
_TEAM = ("pk", "signed_on_at", "latitude", "longitude", "station__name", "station__latitude", "station__longitude")
_OVER = Coalesce("cleared_at", "released_at")
_CALL = (
    *("team_id", "arrived_at", "incident__latitude", "incident__longitude", "incident__area", _OVER),
    *("shared_latitude", "shared_longitude", "shared_at"),
)


def whereabouts(team_ids: list[UUID], *, release: ListRelease) -> dict[UUID, Whereabouts]:
    """Each team's last known place: what its phone shares, else the call it arrived at last, else its station.

    Where a call is, is a call fact (R30, R33). Two queries, however many teams. Raises NotReleased.
    """
    release.require(Category.CAD_FACTS)
    found = {row[0]: _signed_on(*row[1:]) for row in Team.objects.filter(pk__in=team_ids).values_list(*_TEAM)}
    shared = {}
    calls = Assignment.objects.filter(team__in=list(found)).order_by("arrived_at", "dispatched_at")
    for team, arrived_at, latitude, longitude, area, over, *told in calls.values_list(*_CALL):
        if arrived_at:
            found[team] = Whereabouts("call", latitude, longitude, area, arrived_at)
        if told[-1] and not over:
            shared[team] = Whereabouts("shared", told[0], told[1], "", told[-1])
    return found | shared


def _signed_on(at: datetime, latitude: float | None, longitude: float | None, *station) -> Whereabouts:
    name, north, east = station
    if name is not None:
        return Whereabouts("sign_on", north, east, name, at)
    return UNKNOWN if latitude is None else Whereabouts("sign_on", latitude, longitude, "", at)
