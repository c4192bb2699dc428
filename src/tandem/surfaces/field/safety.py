"""The check-in card of every page of the phone: timer, roll call, SOS, and sharing one's place for this call.

About the people at work. It names no person served, so that it may stand on any page and be told to a whole team.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.domain.incidents import actions as incidents
from tandem.domain.safety import actions, records
from tandem.surfaces.field.door import TEAM, door, page
from tandem.surfaces.field.watching import draw_card, heard_words
from tandem.vocabulary.refusal import Absent, Refusal


@require_GET
@door(*TEAM)
def card(request: HttpRequest) -> HttpResponse:
    """The card alone, for a phone that is back in reach."""
    return HttpResponse(draw_card(request.actor))


def _back(request: HttpRequest) -> HttpResponse:
    """The card for the page's script; the first page of the phone for a plain post."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(draw_card(request.actor))
    return redirect("field_my_call")


@require_POST
@door(*TEAM)
def answer(request: HttpRequest, roll_id: UUID) -> HttpResponse:
    """I'm OK."""
    actions.answer(roll_id, actor=request.actor)
    return _back(request)


@require_http_methods(["GET", "POST"])
@door(*TEAM)
def sos(request: HttpRequest) -> HttpResponse:
    """Raise an SOS. The script sends the same id again until it is heard; without script a page with one big button."""
    if request.method == "GET":
        return page(request, "sos", fresh=uuid4(), back_url=reverse("field_my_call"))
    try:
        sos_id = UUID(request.POST.get("id", ""))
    except ValueError:
        # A broken word must not cost an SOS.
        sos_id = uuid4()
    actions.raise_sos(sos_id, actor=request.actor, at=_moment(request.POST.get("at", "")))
    found = records.my_sos(request.actor.id, sos_id)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"state": found.state, "words": heard_words(found)})
    messages.error(request, heard_words(found))
    return redirect("field_my_call")


def _moment(text: str) -> datetime | None:
    try:
        told = datetime.fromisoformat(text[:40])
    except ValueError:
        return None
    return told if told.tzinfo else None


@require_http_methods(["GET", "POST"])
@door(*TEAM)
def stand_down(request: HttpRequest, sos_id: UUID) -> HttpResponse:
    """Whoever pressed says that it is over, and why."""
    found = records.my_sos(request.actor.id, sos_id)
    if found is None:
        raise Absent
    refused = None
    if request.method == "POST":
        try:
            actions.stand_down(sos_id, actor=request.actor, reason=request.POST.get("reason", ""))
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Stood down. Dispatch and your team can see why."))
            return redirect("field_my_call")
    reason = request.POST.get("reason", "")
    return page(request, "stand_down", refused, sos=found, reason=reason, back_url=reverse("field_my_call"))


@require_POST
@door(*TEAM)
def place(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """This phone tells where it is, or stops telling."""
    try:
        if "stop" in request.POST:
            incidents.stop_sharing(assignment_id, actor=request.actor)
        else:
            where = _degrees(request.POST.get("latitude", "")), _degrees(request.POST.get("longitude", ""))
            incidents.share_place(assignment_id, actor=request.actor, latitude=where[0], longitude=where[1])
    except Refusal as refused:
        return HttpResponse(refused.errors[0][1], status=400, content_type="text/plain")
    return _back(request)


def _degrees(text: str) -> float:
    try:
        return float(text[:40])
    except ValueError:
        raise Refusal(("latitude", _("Where this phone is could not be read."))) from None
