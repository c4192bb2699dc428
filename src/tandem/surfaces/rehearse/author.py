"""The page of one edition of a scenario: its text, its graph, a try of any branch, and what was found."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.foundation.jobs.asking import stop
from tandem.surfaces.rehearse import authoring
from tandem.surfaces.rehearse.authors import authored
from tandem.surfaces.shared.templatetags.tandem import clock
from tandem.training.library import drafts, shelf
from tandem.vocabulary.refusal import Conflict, Refusal


@require_http_methods(["GET", "POST"])
@authored
def page(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """See an edition; save what was typed. A text that can't be kept stays on the page, with the reason."""
    found = shelf.edition(edition_id)
    if request.method == "GET":
        return _page(request, found)
    typed = authoring.typed(request.POST)
    try:
        drafts.change(edition_id, actor=request.actor, seen=request.POST.get("seen", ""), **typed)
    except Refusal as refusal:
        return _page(request, shelf.edition(edition_id), refusal, typed)
    if not authoring.verdict(shelf.edition(edition_id)).musts:
        drafts.check_whole(edition_id, actor=request.actor)
    return onward(edition_id)


def onward(edition_id: UUID) -> HttpResponse:
    """After something was done: 303, so that going back never does it again."""
    answer = HttpResponseRedirect(reverse("rehearse_author", args=[edition_id]))
    answer.status_code = 303
    return answer


def _page(request: HttpRequest, found, refused: Refusal | None = None, typed: dict | None = None) -> HttpResponse:
    context = authoring.page(request.actor, found, request.GET, typed)
    errors = refused.errors if refused else []
    context["errors"] = [(f"id_{field}" if field != "edition" else "", sentence) for field, sentence in errors]
    context["error"] = dict(reversed(errors))
    status = 200 if refused is None else 409 if isinstance(refused, Conflict) else 422
    if status == 409 and typed is not None:
        writer = found.writers[-1]["name"] if found.writers else ""
        context["theirs"] = {"text": found.content["source"], "name": writer, "at": clock(found.changed_at)}
    return render(request, "rehearse/author.html", context, status=status)


@require_POST
@authored
def do(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Everything but saving: a draft from it, check, stop, ask, approve, publish, withdraw."""
    actor, said = request.actor, request.POST
    found = shelf.edition(edition_id)
    seen = said.get("seen", "")
    try:
        match said.get("verb", ""):
            case "draft":
                edition_id = drafts.begin_from(edition_id, actor=actor)
            case "check":
                drafts.check_whole(edition_id, actor=actor)
            case "stop":
                run = authoring.run_of(actor, found)
                if run is not None:
                    stop(run.id, actor=actor)
            case "ask":
                drafts.ask(edition_id, actor=actor, seen=seen)
                messages.success(request, _("Asked. Somebody who wrote none of it finds it in the library."))
            case "approve":
                drafts.approve(edition_id, actor=actor, seen=seen)
                messages.success(request, _("Approved. Whoever writes scenarios can publish it now."))
            case "publish":
                drafts.publish(edition_id, actor=actor)
                messages.success(request, _("In force. Rooms opened before keep the edition they began with."))
            case "withdraw":
                drafts.withdraw(edition_id, actor=actor, reason=said.get("reason", ""))
            case _:
                raise Http404
    except Refusal as refusal:
        return _page(request, shelf.edition(edition_id), refusal)
    return onward(edition_id)


@require_GET
@authored
def part(request: HttpRequest, edition_id: UUID, which: str) -> HttpResponse:
    """A piece of the page anew: the try after a choice, or the findings while a check goes on."""
    found = shelf.edition(edition_id)
    if which == "try":
        context = authoring.trying_of(found, request.GET)
    elif which == "found":
        context = authoring.findings_of(request.actor, found)
    else:
        raise Http404
    context |= {"one": found, "may": authoring.may(request.actor, found)}
    if which == "found":
        # Once checked, it may be sent: what can be done follows what was found.
        acts = render_to_string("rehearse/_author_acts.html", {**context, "again": True}, request)
        return HttpResponse(render_to_string("rehearse/_found.html", context, request) + acts)
    return render(request, f"rehearse/_{which}.html", context)


@require_GET
@authored
def file(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The ink text as a file, for another editor."""
    found = shelf.edition(edition_id)
    answer = HttpResponse(found.content["source"], content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.name}-{found.number}.ink"'
    return answer
