"""Rehearse alone: one person plays a role, a script plays the others. Nobody else can join, and nobody watches."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.surfaces.rehearse.door import give_key, never_kept
from tandem.surfaces.rehearse.words import ICONS, LANGUAGES, role
from tandem.surfaces.shared.session import sign_in_required
from tandem.training.library import records as library
from tandem.training.sessions import actions, records
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.training import Seat


@require_http_methods(["GET", "POST"])
@sign_in_required()
def alone(request: HttpRequest, name: str) -> HttpResponse:
    """Choose a role and begin; the phone's page opens in a room of one's own."""
    try:
        scenario = library.of_name(name)
    except Absent:
        raise Http404 from None
    refused = None
    if request.method == "POST":
        try:
            return _begin(request, scenario)
        except Refusal as refusal:
            refused = refusal
    errors = refused.errors if refused else []
    context = {
        "scenario": scenario,
        "seats": [{"value": seat, "role": role(seat), "icon": ICONS[Seat(seat)]} for seat in scenario.seats],
        "language_options": LANGUAGES,
        "own": str(request.actor.profession or request.actor.role or ""),
        "error": dict(reversed(errors)),
        "errors": [(f"id_{field}", sentence) for field, sentence in errors],
    }
    return never_kept(render(request, "rehearse/alone.html", context, status=422 if refused else 200))


def _begin(request: HttpRequest, scenario) -> HttpResponse:
    seat = request.POST.get("seat", "")
    if seat not in scenario.seats:
        raise Refusal(("seat", _("Choose a role from the list.")))
    language = "es" if request.POST.get("language") == "es" and "es" in scenario.languages else "en"
    pov = "pov_first" in request.POST
    room_id = actions.open_room(scenario.id, actor=request.actor, solo=True, pov_first=pov)
    secret = actions.sit_alone(room_id, seat=seat, actor=request.actor, language=language)
    actions.start(room_id, actor=request.actor)
    return never_kept(give_key(redirect("rehearse_phone", records.room(room_id).code), secret))
