"""The instructor's console: up to ten teams, one at a time in full. Everything a run holds is here and nowhere else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tandem.surfaces.rehearse import stage
from tandem.surfaces.rehearse.door import address, instructed
from tandem.surfaces.rehearse.line import line_of
from tandem.surfaces.rehearse.wall import spaced, team_of
from tandem.surfaces.rehearse.words import clock_words, role
from tandem.training.sessions import records
from tandem.training.sessions.records import ConsoleView, RoomRow, TeamView
from tandem.training.sessions.records.values import LastAct
from tandem.vocabulary.training import Happened

LETTERS = {"dispatcher": "D", "officer": "O", "clinician": "C", "peer": "P", "observer": "B"}
PARTS = {
    "top": "_console_top",
    "scene": "_console_scene",
    "who": "_console_who",
    "state": "_console_state",
    "next": "_console_next",
    "steps": "_steps",
}
BACK = 12


def draw(room: RoomRow, team: str) -> str:
    """Every part that moves, as the stream sends it. What is being typed lies in none of them."""
    return "".join(parts(room, team).values())


def parts(room: RoomRow, team: str) -> dict[str, str]:
    context = _context(records.for_console(room.id), team)
    return {name: render_to_string(f"rehearse/{file}.html", context) for name, file in PARTS.items()}


def _context(view: ConsoleView, name: str) -> dict:
    team = next(one for one in view.teams if one.team == name)
    drawing = stage.picture_of_team(team, view.person)
    steps = [one for one in team.timeline if one.has_moment][-BACK:]
    return {
        "view": view,
        "room": view.room,
        "team": team,
        "mirror": mark_safe(drawing.svg),
        "clock": clock_words(team.clock_ms),
        "state_word": state_word(team),
        "tabs": [tab(one, name) for one in view.teams],
        "line": mark_safe(line_of(team)),
        "said": [(one.by, stage.unquoted(one.text), _to(one.to)) for one in team.lines[-3:]],
        "people": [_person(team, one) for one in team.held],
        "observers": _observers(team),
        "moods": moods(team),
        "first": (view.person or _("the person")).split()[0],
        "window": window(team),
        "branch": clock_words(team.branch_ms) if team.branch_ms is not None else "",
        "nexts": nexts(team),
        "steps": [(one.number, clock_words(one.at_ms), one.detail.get("text", "")[:70]) for one in reversed(steps)],
        "debrief": address("rehearse_debrief", view.room.code),
        "any_running": any(one.state == "running" for one in view.teams),
        "any_paused": any(one.state == "paused" for one in view.teams),
    }


def state_word(team: TeamView) -> str:
    if team.state == "paused" and team.why == "gone":
        return _("paused while you were away")
    return {
        "waiting": _("not begun"),
        "pov": _("the person's view"),
        "running": _("running"),
        "paused": _("paused"),
        "ended": _("ended"),
    }.get(team.state, team.state)


def tab(team: TeamView, current: str) -> dict:
    """A team's tab. A dot and a word say that it needs the instructor."""
    asks = ""
    if any(one.away for one in team.held) and team.state == "running":
        asks = _("a phone dropped")
    elif team.state == "paused":
        asks = _("paused")
    word = clock_words(team.clock_ms) if team.state == "running" else state_word(team)
    return {"team": team.team, "word": asks or word, "asks": bool(asks), "current": team.team == current}


def _to(seats: tuple[str, ...]) -> str:
    return ", ".join(role(one).lower() for one in seats)


def _person(team: TeamView, one) -> dict:
    last = next((act for act in team.last_acts if act.seat == one.seat), None)
    leads = team.lead is not None and team.lead.seat == one.seat
    act = acted(last) if last else _("Has done nothing yet.")
    if team.ask is not None and team.ask.to.seat == one.seat:
        act = _("Has not answered about the lead yet, %(n)s s left.") % {"n": team.ask.seconds_left}
    return {
        "seat": one.seat,
        "letter": LETTERS.get(one.seat, "?"),
        "name": one.name,
        "role": role(one.seat),
        "leads": leads,
        "act": act,
        "ago": ago(team.clock_ms - last.at_ms) if last else "",
        "away": one.away,
        "scripted": one.scripted,
    }


def acted(act: LastAct) -> str:
    """What somebody did, as an act and never as a grade."""
    at = {"at": clock_words(act.at_ms)}
    words = {
        Happened.CUE_SEEN: _("Saw a sign at %(at)s.") % at,
        Happened.LEAD_TAKEN: _("Took the lead at %(at)s.") % at,
        Happened.LEAD_HANDED_OVER: _("Handed the lead over at %(at)s.") % at,
        Happened.LEAD_OFFERED: _("Asked about the lead at %(at)s.") % at,
        Happened.LEAD_DECLINED: _("Said “not yet” at %(at)s.") % at,
        Happened.DROPPED: _("Was last heard at %(at)s.") % at,
        Happened.RETURNED: _("Came back at %(at)s.") % at,
    }
    text = act.text.strip()
    return words.get(act.kind) or (f"{text}." if text[-1:].isalnum() else text)


def ago(milliseconds: int) -> str:
    seconds = max(0, milliseconds // 1000)
    return _("%(n)s s ago") % {"n": seconds} if seconds < 100 else _("%(n)s min ago") % {"n": seconds // 60}


def _observers(team: TeamView) -> str:
    marks = sum(1 for one in team.timeline if one.kind == Happened.MARKED)
    told = []
    if team.observers:
        told.append(ngettext("%(n)s observer", "%(n)s observers", len(team.observers)) % {"n": len(team.observers)})
    if marks:
        told.append(ngettext("%(n)s mark", "%(n)s marks", marks) % {"n": marks})
    return ", ".join(told)


def moods(team: TeamView) -> list[tuple[str, int, int | None]]:
    """Arousal, trust, danger now and a minute ago. For the instructor alone."""
    if team.mood is None:
        return []
    now, before = team.mood, team.mood_before
    return [
        (_("Arousal"), now.arousal, before.arousal if before else None),
        (_("Trust"), now.trust, before.trust if before else None),
        (_("Danger"), now.danger, before.danger if before else None),
    ]


def window(team: TeamView) -> str:
    """What a hand-off would be now, as the author sees it."""
    if team.window is None or team.state not in ("running", "paused"):
        return ""
    mark, seat = team.window
    words = {
        "early": _("Handing the lead to the %(who)s would be early now."),
        "right": _("Handing the lead to the %(who)s is right now."),
        "late": _("Handing the lead to the %(who)s is late by now."),
    }
    return words[mark] % {"who": role(seat).lower()}


def nexts(team: TeamView) -> list[dict]:
    """What may come next: each choice with who may take it; what the clock takes, with when."""
    found = []
    for one in team.options:
        who = ", ".join(role(seat) for seat in one.by)
        due = _("comes by itself after %(n)s s") % {"n": one.after} if one.after is not None else ""
        found.append({"text": one.text, "who": who or due, "clock": one.after is not None, "sensible": one.sensible})
    return found


def ready() -> list[tuple[str, str]]:
    """Lines an instructor can send into any scene at one tap."""
    return [
        ("wave", _("The radio crackles: “Status check?”")),
        ("house", _("A neighbor bangs on the wall.")),
        ("phone", _("A phone rings.")),
        ("people", _("More people have come to look.")),
    ]


@require_GET
@instructed
def page(request: HttpRequest, room: RoomRow) -> HttpResponse:
    """The console's page, for a tablet of 1024 by 768 and up."""
    team = team_of(request, room)
    view = records.for_console(room.id)
    context = {
        "room": room,
        "team_name": team,
        "parts": {name: mark_safe(html) for name, html in parts(room, team).items()},
        "characters": view.characters,
        "ready": ready(),
        "code": spaced(room.code),
    }
    return render(request, "rehearse/console.html", context)


@require_GET
@instructed
def now(request: HttpRequest, room: RoomRow) -> HttpResponse:
    """The parts again, for a console that lost its stream and is back."""
    return HttpResponse(draw(room, team_of(request, room)))
