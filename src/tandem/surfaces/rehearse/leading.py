"""What an instructor does to a room, from the console, the wall or the page of rooms: one address, one verb at a time."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.rehearse.door import instructed
from tandem.training.sessions import actions, records
from tandem.training.sessions.records import RoomRow
from tandem.vocabulary.refusal import Absent, Refusal

Said = dict[str, str]


def _run(room: RoomRow, said: Said) -> UUID:
    return records.run_of(room, said.get("team") or "A").id


def _inject(room: RoomRow, said: Said, actor: Actor) -> None:
    to = tuple(one for one in said.get("to", "").split(",") if one)
    actions.inject(_run(room, said), said.get("text", ""), to=to, actor=actor)


def _speak(room: RoomRow, said: Said, actor: Actor) -> None:
    actions.speak(_run(room, said), said.get("character", ""), said.get("text", ""), actor=actor)


def _rewind(room: RoomRow, said: Said, actor: Actor) -> None:
    number = said.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Refusal(("number", _("Choose a step from the list.")))
    actions.rewind(_run(room, said), int(number), actor=actor)


VERBS: dict[str, Callable[[RoomRow, Said, Actor], object]] = {
    "start": lambda room, said, actor: actions.start(room.id, actor=actor),
    "start_team": lambda room, said, actor: actions.start_run(_run(room, said), actor=actor),
    "pause": lambda room, said, actor: actions.pause(_run(room, said), actor=actor),
    "resume": lambda room, said, actor: actions.resume(_run(room, said), actor=actor),
    "pause_all": lambda room, said, actor: actions.pause_all(room.id, actor=actor),
    "resume_all": lambda room, said, actor: actions.resume_all(room.id, actor=actor),
    "end_team": lambda room, said, actor: actions.end_run(_run(room, said), actor=actor),
    "end": lambda room, said, actor: actions.end(room.id, actor=actor),
    "inject": _inject,
    "speak": _speak,
    "rewind": _rewind,
    "mark": lambda room, said, actor: actions.mark(_run(room, said), words=said.get("words", ""), actor=actor),
}


@require_POST
@instructed
def do(request: HttpRequest, room: RoomRow) -> HttpResponse:
    """Do `verb`; the fields depend on it (team, text, to, character, number, words). A refusal is said, nothing is lost.

    A page that asks by htmx gets 204, or 422 with the sentence; its stream draws what changed.
    """
    said = {name: request.POST.get(name, "") for name in ("team", "text", "to", "character", "number", "words")}
    refused = ""
    try:
        verb = VERBS.get(request.POST.get("verb", ""))
        if verb is None:
            raise Absent
        verb(room, said, request.actor)
    except Refusal as refusal:
        refused = refusal.errors[0][1]
    if "HX-Request" in request.headers:
        return HttpResponse(refused, status=422, content_type="text/plain") if refused else HttpResponse(status=204)
    if refused:
        messages.error(request, refused)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "rehearse")


@require_POST
@instructed
def here(request: HttpRequest, room: RoomRow) -> HttpResponse:
    """The instructor's page is there; what is due by the runs' clocks happens."""
    for run in room.runs:
        if run.state == "running":
            actions.due(run.id)
    actions.instructor_here(room.id)
    return HttpResponse(status=204)
