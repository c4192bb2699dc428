"""How long each team may take to a call: what the domain knows of both, put to the one pure rule."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.disclosure import ListRelease
from tandem.domain.incidents.records import AssignmentSummary, CallDetail, OnBoard
from tandem.domain.safety.records import Whereabouts, whereabouts
from tandem.domain.staffing import travel
from tandem.domain.staffing.eta import Eta, eta
from tandem.domain.staffing.records import TeamOnShift
from tandem.vocabulary.terms import UnitTime


def ways(
    call: CallDetail | OnBoard, teams: list[TeamOnShift], *, release: ListRelease, area: str = ""
) -> dict[UUID, Eta | None]:
    """Each team's way to this call; None where one of the two places is unknown."""
    found = whereabouts([one.id for one in teams], release=release)
    known = travel.known()
    name = area or getattr(call, "area", "")
    return {key: _eta(place, name, call, known) for key, place in found.items()}


def _eta(place: Whereabouts, area: str, call: CallDetail | OnBoard, known: travel.Known) -> Eta | None:
    return eta(
        from_name=place.name,
        from_place=(place.latitude, place.longitude),
        to_name=area,
        to_place=(call.latitude, call.longitude),
        table=known.table,
        speed=known.speed,
    )


def arrivals(
    index: list[OnBoard],
    teams: list[TeamOnShift],
    active: dict[UUID, AssignmentSummary],
    *,
    release: ListRelease,
    where: dict[UUID, Whereabouts] | None = None,
) -> dict[UUID, str]:
    """For each team on the way: about when it may be there, and how that is known; nothing where it is not.

    `where` is where the teams are, if the caller knows it.
    """
    calls = {one.id: one for one in index}
    going = [one for one in teams if one.id in active and active[one.id].status == "on_the_way"]
    found = where
    if found is None:
        found = whereabouts([one.id for one in going], release=release) if going else {}
    known = travel.known()
    words = {}
    for team in going:
        doing, place = active[team.id], found.get(team.id)
        call = calls.get(doing.incident_id)
        way = _eta(place, call.area, call, known) if call and place else None
        if way:
            # A place that its phone tells is as new as the telling; any other is where the team started from.
            start = place.at if place.how == "shared" else doing.times[UnitTime.DISPATCH]
            words[team.id] = there_about(start, way)
    return words


def there_about(start: datetime, way: Eta) -> str:
    """ "There about 21:47, by table": never an exact time."""
    at = timezone.localtime(start + timedelta(minutes=way.minutes)).strftime("%H:%M")
    return _("There about %(at)s, %(what)s") % {"at": at, "what": way.words.partition(", ")[2]}
