"""One page, or one dialog, for each thing that can be done to a call."""

from uuid import UUID

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tandem.disclosure import ListRelease
from tandem.domain.incidents import records
from tandem.domain.releases.opening import shown
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import into_spool, is_unwritable, keeping_refusals
from tandem.surfaces.board import lots, same
from tandem.surfaces.board.doors import CALL_TAKERS, call_release, door, must, onward, partial
from tandem.surfaces.board.verbs import VERBS, Scene, Verb
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.terms import Role


@require_http_methods(["GET", "POST"])
@door(*CALL_TAKERS)
def verb(request: HttpRequest, incident_id: UUID, name: str) -> HttpResponse:
    """Show the form of a verb, or do it. What can't be done comes back with what was typed and why (422, or 409)."""
    found = VERBS.get(name) or same.VERBS.get(name) or lots.VERBS.get(name)
    if found is None:
        raise Http404
    must(request.actor, found.permission)
    release = call_release(request.actor, incident_id)
    scene = Scene(records.call(incident_id, release=release), request.actor, release)
    if request.method == "GET":
        _look(request.actor, release, incident_id, may_go_on=name == "caution")
        return _form(request, found, scene, name)
    try:
        found.do(scene, request.POST)
    except Refusal as refusal:
        # Read again: somebody else may have been first, and the form shows how things stand now.
        scene = Scene(records.call(incident_id, release=release), request.actor, release)
        status = 409 if isinstance(refusal, Conflict) and not partial(request) else 422
        return _form(request, found, scene, name, refusal=refusal, status=status)
    return onward(request, home_of(request.actor, incident_id))


def _look(actor: Actor, release: ListRelease, incident_id: UUID, *, may_go_on: bool) -> None:
    """The access entry. To write a caution it may wait in the spool while the audit trail can't be written."""
    try:
        with keeping_refusals():
            shown(actor, release, [incident_id])
    except DatabaseError as error:
        if not (may_go_on and is_unwritable(error)):
            raise
        with into_spool():
            shown(actor, release, [incident_id])


def home_of(actor: Actor, incident_id: UUID) -> str:
    """The page of a call for this reader: on the board for dispatch, the questions for whoever took it or is on it."""
    page = "board:call" if actor.role == Role.DISPATCHER else "board:intake"
    return reverse(page, args=[incident_id])


def _form(
    request: HttpRequest, verb: Verb, scene: Scene, name: str, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    parts = verb.parts(scene)
    told = dict(refusal.errors) if refusal else {}
    for part in parts:
        part["error"] = told.pop(part["name"], "")
        if request.method == "POST":
            part["value"] = request.POST.get(part["name"], part.get("value"))
    loose = [(f"id_{part['name']}", part["error"]) for part in parts if part["error"]]
    loose += [("", sentence) for sentence in told.values()]
    context = {
        "title": verb.title(scene),
        "page_title": name.replace("-", " ").capitalize(),
        "words": verb.words(scene),
        "parts": parts,
        "loose": loose,
        "action": reverse("board:verb", args=[scene.call.id, name]),
        "button": verb.button(scene),
        "button_kind": "stop" if verb.stop else "go",
        "back": verb.back,
        "back_url": home_of(scene.actor, scene.call.id),
    }
    template = "board/_dialog.html" if partial(request) else "board/verb.html"
    return render(request, template, context, status=status)
