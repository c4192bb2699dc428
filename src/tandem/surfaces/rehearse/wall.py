"""The wall of one team: the scene, one sentence of now, the clock, who is here and who leads. Nothing else is on it.

Only the room's instructor opens it; everybody in the room looks at it. No meter, no score, no line of one role alone.
"""

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tandem.surfaces.rehearse import stage
from tandem.surfaces.rehearse.door import instructed
from tandem.surfaces.rehearse.words import ICONS, clock_words, role
from tandem.training.sessions import records
from tandem.training.sessions.records import RoomRow, WallView
from tandem.training.sessions.records.values import Held
from tandem.vocabulary.training import Seat

# Steps of the story that the wall offers to go back to.
BACK = 8


def team_of(request: HttpRequest, room: RoomRow) -> str:
    team = request.GET.get("team", "A")
    if team not in {run.team for run in room.runs}:
        raise Http404
    return team


def draw(view: WallView) -> str:
    """The fragments of the wall. The active language is the reader's."""
    return _picture(view) + _steps(view)


def _steps(view: WallView) -> str:
    """Where the run can go back to: times alone, so that nobody reads a choice from the wall."""
    steps = [(number, clock_words(at_ms), "") for number, at_ms in reversed(view.steps[-BACK:])]
    return render_to_string("rehearse/_steps.html", {"steps": steps})


def _picture(view: WallView) -> str:
    drawing = stage.picture_of_wall(view, (get_language() or "en")[:2])
    return render_to_string(
        "rehearse/_wall.html",
        {
            "view": view,
            "scene": mark_safe(drawing.svg),
            "now": stage.now_of(view, drawing),
            "clock": clock_words(view.clock_ms),
            "state_word": state_word(view),
            "why": why(view),
            "cards": [card(view, one) for one in view.held],
            "code": spaced(view.code),
            "noise": view.scene.get("noise", "none") if view.state == "running" else "none",
        },
    )


def _view(room: RoomRow, team: str) -> WallView:
    return records.for_wall(records.run_of(room, team).id, (get_language() or "en")[:2])


def spaced(code: str) -> str:
    """ "ABC 234": six letters are read aloud in two halves."""
    return f"{code[:3]} {code[3:]}"


def state_word(view: WallView) -> str:
    return {
        "waiting": _("not begun"),
        "pov": _("first, how it is for the person"),
        "running": _("running"),
        "paused": _("paused"),
        "ended": _("ended"),
    }.get(view.state, view.state)


def why(view: WallView) -> str:
    """What a pause is for, if it is not simply the instructor's."""
    if view.why == "gone":
        return _("%(name)s is coming back. The clock stands until then.") % {"name": view.instructor}
    if view.why == "clock":
        return _("The clock jumped. Nothing is lost.")
    if view.why == "branch":
        return _("We go again from %(at)s.") % {"at": clock_words(view.clock_ms)}
    return ""


def card(view: WallView, one: Held) -> dict:
    """Who is here: name, role, and one state in words."""
    leads = view.lead is not None and view.lead.seat == one.seat
    asked = view.ask is not None and view.ask.to.seat == one.seat
    who, low = view.scene.get("who", "").split(","), view.scene.get("low", "").split(",")
    if one.away:
        word, kind = _("back in a moment"), "away"
    elif leads and asked:
        word, kind = _("leads, was asked"), "leads-asked"
    elif asked:
        word, kind = (_("asked to lead") if view.ask.offer else _("asked for the lead")), "asked"
    elif leads:
        word, kind = _("has the lead"), "leads"
    elif one.scripted:
        word, kind = _("played by a script"), ""
    elif one.seat == Seat.DISPATCHER:
        word, kind = _("on the line"), ""
    elif one.seat in low:
        word, kind = _("low and still"), ""
    elif one.seat in who:
        word, kind = _("in the picture"), ""
    else:
        word, kind = _("close by"), ""
    return {
        "name": one.name,
        "role": role(one.seat),
        "icon": ICONS[Seat(one.seat)],
        "word": word,
        "kind": kind,
        "leads": leads,
    }


def code_picture(url: str) -> str:
    """A QR code of the address where phones join, as SVG without styles."""
    return segno.make(url, error="m").svg_inline(scale=8, border=3, dark="#0e1a2e", light="#fff", omitsize=True)


@require_GET
@instructed
def page(request: HttpRequest, room: RoomRow) -> HttpResponse:
    """The wall's page: 1920 by 1080, and down to 1280."""
    team, language = team_of(request, room), (get_language() or "en")[:2]
    view = _view(room, team)
    join = request.build_absolute_uri(reverse("rehearse_join"))
    context = {
        "room": room,
        "team": team,
        "language": language,
        "html": mark_safe(_picture(view)),
        "steps_html": mark_safe(_steps(view)),
        "qr": mark_safe(code_picture(f"{join}?code={room.code}")),
        "join": join.split("//", 1)[-1].rstrip("/"),
        "code": spaced(room.code),
        "characters": records.for_console(room.id).characters,
    }
    return render(request, "rehearse/wall.html", context)


@require_GET
@instructed
def now(request: HttpRequest, room: RoomRow) -> HttpResponse:
    """The fragment again, for a wall that lost its stream and is back."""
    return HttpResponse(draw(_view(room, team_of(request, room))))
