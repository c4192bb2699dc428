"""Scenarios between agencies: hand one out as a signed file, and bring one in as a draft."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.foundation.attachments.doors import takes_files
from tandem.surfaces.rehearse.authors import writes
from tandem.training.library import sharing, shelf
from tandem.training.library.envelope import LARGEST
from tandem.vocabulary.refusal import Refusal


@require_POST
@writes
def give(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The edition as one signed file, with its translations, notes and art."""
    found = shelf.edition(edition_id)
    answer = HttpResponse(sharing.give(edition_id, actor=request.actor), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.name}-{found.number}.tandem-scenario.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@takes_files
@require_http_methods(["GET", "POST"])
@writes
def bring(request: HttpRequest) -> HttpResponse:
    """A signed file as a draft, or one sentence why not."""
    name, compared = request.POST.get("name", "").strip(), "compared" in request.POST
    refused = None
    if request.method == "POST":
        try:
            made = sharing.take(_body(request), actor=request.actor, name=name, compared=compared)
            messages.success(request, _("Taken in as a draft. Read it, and see below who signed it."))
            return redirect("rehearse_author", made)
        except Refusal as refusal:
            refused = refusal
    errors = refused.errors if refused else []
    context = {
        "name": name,
        "error": dict(reversed(errors)),
        "errors": [(f"id_{field}", sentence) for field, sentence in errors],
        "own": sharing.own_key(request.actor.organization_id),
    }
    return render(request, "rehearse/bring.html", context, status=422 if refused else 200)


def _body(request: HttpRequest) -> bytes:
    given = request.FILES.get("file")
    if given is None:
        raise Refusal(("file", _("Choose the file of a scenario.")))
    return given.read(LARGEST + 1)
