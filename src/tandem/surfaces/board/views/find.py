"""Find: calls for dispatch, people for those whose rules let them look by name.

Each search is on the audit trail, also one that finds nothing; its words stand there as a code only.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tandem.domain.incidents import records as calls
from tandem.domain.people import records as people
from tandem.domain.releases.opening import open_list, shown
from tandem.foundation.audit.record import record, searched
from tandem.surfaces.board import rows
from tandem.surfaces.board.doors import FIND, board_release, door
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.text import clean

MOST = 50
LONGEST = 120


@require_GET
@door(*FIND)
def find(request: HttpRequest) -> HttpResponse:
    """One field. Dispatch finds calls by number, unit or place, never by a person's name (R30)."""
    by_call = request.actor.role == Role.DISPATCHER
    text = request.GET.get("q", "")
    context = {
        "text": text,
        "ask": _("Which call?") if by_call else _("Who?"),
        "hint": _("Incident number, unit, or place.") if by_call else _("Name, or words that describe the person."),
        "nothing": _("Check the number, or try a part of the place.")
        if by_call
        else _("Try fewer words, or another spelling."),
    }
    status = 200
    try:
        clean("q", text, LONGEST)
    except Refusal as refusal:
        context["error"] = refusal.errors[0][1]
        context["text"] = text[:LONGEST].replace("\x00", "")
        status = 400
    else:
        context |= (_calls if by_call else _people)(request, text.strip())
    return render(request, "board/find.html", context, status=status)


def _calls(request: HttpRequest, text: str) -> dict:
    release = board_release(request.actor)
    found = calls.find(text, release=release, limit=MOST)
    _on_the_trail(request, "incident", text, found)
    shown(request.actor, release, [one.id for one in found])
    return {"count": len(found), "cut": _cut(found), "html": "".join(rows.draw_closed(one) for one in found)}


def _people(request: HttpRequest, text: str) -> dict:
    release = open_list(request.actor, "search")
    found = people.find(text, release=release, limit=MOST) if text else []
    _on_the_trail(request, "person", text, found)
    shown(request.actor, release, [one.id for one in found])
    return {"count": len(found), "cut": _cut(found), "people": found}


def _on_the_trail(request: HttpRequest, what: str, text: str, found: list) -> None:
    if text:
        record(request.actor, "search", object_kind=what, count=len(found), detail={"words": searched(text)})


def _cut(found: list) -> int | None:
    return MOST if len(found) == MOST else None
