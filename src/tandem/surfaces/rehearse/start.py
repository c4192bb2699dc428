"""The first page of the training room: for a trainer rooms and scenarios, for everybody else a code to type."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tandem.foundation.accounts.actor import NotAllowed
from tandem.surfaces.rehearse.door import address, never_kept
from tandem.surfaces.rehearse.team_words import WHO
from tandem.surfaces.shared.session import sign_in_required
from tandem.training.library import records as library
from tandem.training.library.actions import adopt_shipped
from tandem.training.sessions import actions, records
from tandem.training.sessions.records import RoomRow
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.training import SHIFT_LABELS

TEAMS = tuple(range(1, 11))


@require_GET
@sign_in_required()
def start(request: HttpRequest) -> HttpResponse:
    """Join, rehearse alone, look at my debriefs; whoever leads rehearsals opens a room and sees those that are open."""
    return _page(request)


def _page(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    actor = request.actor
    leads = actor.may(Permission.TRAINING_LEAD)
    errors = refused.errors if refused else []
    scenarios = library.in_force()
    context = {
        "leads": leads,
        "authors": actor.may(Permission.SCENARIO_WRITE) or actor.may(Permission.SCENARIO_APPROVE),
        "scenarios": scenarios,
        "open_rooms": [_shown(one) for one in records.open_rooms(actor.organization_id)] if leads else [],
        "ended_rooms": [_shown(one) for one in records.ended_rooms(actor.organization_id)] if leads else [],
        "mine": [_shown(one) for one in records.rooms_of_learner(actor.id)],
        "scenario_options": [(str(one.id), one.title) for one in scenarios],
        "team_options": [(str(one), str(one)) for one in TEAMS],
        "shift_options": [("", _("Not said")), *((str(code), _(words)) for code, words in SHIFT_LABELS.items())],
        "team_page": actor.role in WHO,
        "typed": request.POST,
        "error": dict(reversed(errors)),
        "errors": [(f"id_{field}", sentence) for field, sentence in errors],
    }
    return never_kept(render(request, "rehearse/start.html", context, status=422 if refused else 200))


def _shown(room: RoomRow) -> dict:
    """A room in a list: what is played, who is there, and where its pages are."""
    return {
        "row": room,
        "title": library.load(room.edition_id).title,
        "words": _states(room),
        "console": address("rehearse_console", room.code),
        "wall": address("rehearse_wall", room.code),
        "url": address("rehearse_debrief", room.code) or reverse("rehearse_phone", args=[room.code]),
    }


def _states(room: RoomRow) -> str:
    if room.state == "running" and all(run.state == "ended" for run in room.runs):
        return _("played, open for the debrief")
    words = {"waiting": _("waiting to begin"), "running": _("going on"), "paused": _("paused"), "ended": _("ended")}
    return words[room.state]


@require_POST
@sign_in_required()
def open_room(request: HttpRequest) -> HttpResponse:
    """Open a room for a scenario; its code is on the wall at once."""
    said = request.POST
    try:
        room = actions.open_room(
            _edition(said.get("scenario", "")),
            actor=request.actor,
            teams=int(said["teams"]) if said.get("teams", "1").isascii() and said.get("teams", "1").isdigit() else 0,
            guests="guests" in said,
            pov_first="pov_first" in said,
            shift=said.get("shift", ""),
            names=[line.strip() for line in said.get("names", "").splitlines() if line.strip()],
        )
    except Refusal as refusal:
        return _page(request, refusal)
    except NotAllowed:
        raise Http404 from None
    return redirect(address("rehearse_console", records.room(room).code) or "rehearse")


def _edition(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refusal(("scenario", _("Choose a scenario from the list."))) from None


@require_POST
@sign_in_required()
def shelf(request: HttpRequest) -> HttpResponse:
    """Take the scenarios that ship with Tandem, where the program has none yet."""
    try:
        taken = adopt_shipped(actor=request.actor)
    except NotAllowed:
        raise Http404 from None
    messages.success(
        request, ngettext("%(n)d scenario is ready.", "%(n)d scenarios are ready.", len(taken)) % {"n": len(taken)}
    )
    return redirect("rehearse")
