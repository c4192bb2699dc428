"""What a wall shows now, as HTML. Drawn under a release of its own kind, once for all walls of a dispatch center."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.disclosure import ListRelease
from tandem.domain.incidents.records import WallCall, wall
from tandem.domain.safety import records as safety
from tandem.domain.staffing import travel
from tandem.domain.staffing.records import on_shift
from tandem.foundation import clock
from tandem.foundation.organizations.program import program
from tandem.surfaces.shared.ground import Frame, frame

MOST_CALLS, MOST_TEAMS = 7, 7
STATUS = {
    "on_the_way": ("half", gettext_noop("On the way")),
    "on_scene": ("full", gettext_noop("On scene")),
    "engaged": ("full", gettext_noop("With person")),
}


@dataclass(frozen=True)
class Unit:
    """One team's line. Unit number, status and since when; never who is on it."""

    unit: str
    shape: str
    status: str
    since: datetime | None
    due_at: datetime | None
    minutes: int
    late: bool


def draw(*, release: ListRelease) -> tuple[str, list[UUID]]:
    """The whole of the wall but its frame, and the ids of the calls on it."""
    calls = wall(release=release)
    watches = {one.unit: one for one in safety.watches()}
    busy = {team.unit: team for call in calls for team in call.teams}
    now = clock.now()
    units = []
    # Whoever works by phone is sent nowhere.
    for team in (one for one in on_shift() if not one.at_a_desk):
        doing, watch = busy.get(team.unit), watches.get(team.unit)
        shape, words = STATUS[doing.status] if doing else ("empty", _("Free"))
        due = watch.due_at if watch else None
        since = doing.since if doing else None
        late = bool(watch and watch.late(now))
        units.append(Unit(team.unit, shape, words, since, due, watch.minutes if watch else 20, late))
    # Whoever is late stands on top, then by the next check-in; the free ones last.
    units.sort(key=lambda one: (not one.late, one.since is None, one.due_at or datetime.max.replace(tzinfo=now.tzinfo)))
    settings = program()
    context = {
        "calls": calls[:MOST_CALLS],
        "more_calls": len(calls) - MOST_CALLS,
        "waiting": sum(not one.teams for one in calls),
        "total": len(calls),
        "goal": settings.call_goal_minutes if settings else 20,
        "units": units[:MOST_TEAMS],
        "more_units": len(units) - MOST_TEAMS,
        "free": sum(one.since is None for one in units),
        "sos": safety.open_sos(),
        "late": [one for one in units if one.late],
        "roll": safety.open_roll(),
        "map": _map(calls),
    }
    return render_to_string("wall/_now.html", context), [one.id for one in calls]


def _map(calls: list[WallCall]) -> dict | None:
    """Numbered diamonds in the middle of their squares, names of areas, grid and scale. No tiles: a wall asks nobody."""
    known = travel.known()
    placed = [one for one in calls if one.latitude is not None]
    areas = [one for one in known.places if one.kind == "area"]
    found: Frame | None = frame([(one.latitude, one.longitude) for one in placed], 560, 330)
    if found is None:
        return None
    unit = known.speed.unit
    length, words = found.bar(unit)
    spots: dict[tuple[float, float], list[str]] = {}
    for one in placed:
        spots.setdefault(found.at(one.latitude, one.longitude), []).append(one.number[-2:])
    return {
        "frame": found,
        "grid": found.grid(unit),
        "bar": length,
        "bar_words": words,
        "marks": [(x + 38 * n, y, number) for (x, y), numbers in spots.items() for n, number in enumerate(numbers)],
        "areas": [(one.name, *found.at(one.latitude, one.longitude)) for one in areas],
    }
