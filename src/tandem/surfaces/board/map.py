"""The map of units and calls: server-drawn shapes on a quiet ground, and the same in words. Needs no tiles.

Two drawings, everything and near the chosen call, so that looking closer is a plain link and not a script.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.disclosure import ListRelease
from tandem.domain.incidents.records import AssignmentSummary, OnBoard
from tandem.domain.safety.records import SosSummary, Whereabouts, open_sos, whereabouts
from tandem.domain.staffing import travel
from tandem.domain.staffing.records import TeamOnShift
from tandem.surfaces.board import drawn
from tandem.surfaces.board.words import STATUS, mark_of
from tandem.surfaces.shared.ground import Frame, frame

HOW = {
    "shared": gettext_noop("by its phone"),
    "call": gettext_noop("where it arrived"),
    "sign_on": gettext_noop("where it signed on"),
}


@dataclass(frozen=True)
class Mark:
    """One thing on the map. `kind`: call, team, sos, station or area."""

    kind: str
    name: str
    latitude: float
    longitude: float
    words: str
    href: str = ""
    chosen: bool = False
    joined: bool = False


def marks_of(
    index: list[OnBoard],
    teams: list[TeamOnShift],
    active: dict[UUID, AssignmentSummary],
    where: dict[UUID, Whereabouts],
    sos: list[SosSummary],
    chosen: UUID | None,
) -> tuple[list[Mark], list[str]]:
    """Everything with a place, and sentences for what has none."""
    marks, lost = [], []
    for one in index:
        words = _("Call %(mark_of)s: %(what)s") % {
            "mark_of": mark_of(one.number),
            "what": one.place or _("place unknown"),
        }
        if one.latitude is None:
            lost.append(f"{words}. Not on the map: where exactly is unknown.")
            continue
        href = reverse("board:call", args=[one.id]) + "#call"
        marks.append(
            Mark("call", mark_of(one.number), one.latitude, one.longitude, words, href, chosen=one.id == chosen)
        )
    for team in teams:
        doing, place = active.get(team.id), where.get(team.id)
        status = STATUS[doing.status][1].lower() if doing else "free"
        if place is None or place.latitude is None:
            lost.append(f"{team.unit}, {status}. Place unknown.")
            continue
        words = f"{team.unit}, {status}, {HOW[place.how]}"
        joined = doing is not None and doing.incident_id == chosen
        marks.append(Mark("team", _short(team.unit), place.latitude, place.longitude, words, joined=joined))
    for one in sos:
        if one.latitude is not None:
            marks.append(Mark("sos", "SOS", one.latitude, one.longitude, f"SOS of {one.name}", joined=True))
    return marks, lost


def _short(unit: str) -> str:
    """What fits into a circle: "T3" of "Team 3"."""
    first, _space, last = unit.partition(" ")
    return (first[:1] + last[-2:]) if last else unit[-3:]


def draw(
    index: list[OnBoard],
    teams: list[TeamOnShift],
    active: dict[UUID, AssignmentSummary],
    *,
    release: ListRelease,
    chosen: UUID | None,
    where: dict[UUID, Whereabouts] | None = None,
) -> str:
    """Both drawings with their words, for whoever looks at `chosen`; `where` the teams are, if the caller knows it."""
    if where is None:
        where = whereabouts([one.id for one in teams], release=release)
    marks, lost = marks_of(index, teams, active, where, open_sos(), chosen)
    known = travel.known()
    key = ("map", tuple(marks), tuple(lost), known.places, known.speed.unit)
    return drawn.once(key, lambda: _render(marks, lost, known))


def _render(marks: list[Mark], lost: list[str], known: travel.Known) -> str:
    grounds = [Mark(one.kind, one.name, one.latitude, one.longitude, "") for one in known.places]
    near = [one for one in marks if one.chosen or one.joined]
    views = [_view("all", marks or grounds, marks, grounds, known.speed.unit)]
    if any(one.chosen for one in near):
        views.append(_view("near", near, marks, grounds, known.speed.unit))
    context = {
        "views": [one for one in views if one],
        "marks": marks,
        "lost": lost,
        "attribution": settings.TILE_ATTRIBUTION if settings.TILE_URL else "",
    }
    return render_to_string("board/_map.html", context)


def _view(name: str, shown: list[Mark], marks: list[Mark], grounds: list[Mark], unit: str) -> dict | None:
    """One drawing: the part of the world that shows `shown`, and everything else that falls into it."""
    found = frame([(one.latitude, one.longitude) for one in shown])
    if found is None:
        return None
    length, words = found.bar(unit)
    placed = _placed(marks, found)
    chosen = next(((x, y) for one, x, y in placed if one.chosen), None)
    return {
        "name": name,
        "frame": found,
        "grid": found.grid(unit),
        "tiles": found.tiles(settings.TILE_URL),
        "bar": length,
        "bar_words": words,
        "marks": placed,
        "grounds": [(one, *found.at(one.latitude, one.longitude)) for one in grounds if _inside(one, found)],
        "lines": [(*chosen, x, y) for one, x, y in placed if one.joined] if chosen else [],
    }


def _inside(one: Mark, found: Frame) -> bool:
    x, y = found.at(one.latitude, one.longitude)
    return 0 <= x <= found.width and 0 <= y <= found.height


def _placed(marks: list[Mark], found: Frame) -> list[tuple[Mark, float, float]]:
    """Marks in the drawing; those that would hide one another stand beside one another, calls first."""
    placed: list[tuple[Mark, float, float]] = []
    for one in marks:
        if not _inside(one, found):
            continue
        x, y = _beside(*found.at(one.latitude, one.longitude), [(left, top) for _one, left, top in placed], found)
        placed.append((one, x, y))
    return placed


def _beside(x: float, y: float, taken: list[tuple[float, float]], found: Frame) -> tuple[float, float]:
    for ring in range(4):
        for dx, dy in ((ring, 0), (-ring, 0), (0, ring), (0, -ring)):
            at = min(found.width - 16, max(16, x + 26 * dx)), min(found.height - 16, max(16, y + 26 * dy))
            if all(abs(at[0] - left) >= 22 or abs(at[1] - top) >= 22 for left, top in taken):
                return at
    return x, y
