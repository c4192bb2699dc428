"""Everything out: an administrator asks with a reason and a fresh proof, the privacy officer says yes, a run writes it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.foundation.archive import asking
from tandem.foundation.attachments.doors import as_attachment
from tandem.foundation.attachments.store import megabytes
from tandem.foundation.jobs.asking import stop
from tandem.surfaces.program.views.forms import tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role

ADMIN = (Role.ADMIN,)


@sign_in_required(*ADMIN)
@step_up_required
@require_http_methods(["GET", "POST"])
def export_page(request: HttpRequest) -> HttpResponse:
    """Ask for everything; below it, what became of the requests of late."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            asked = asking.ask_for_everything(request.POST.get("reason", ""), actor=request.actor)
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            messages.success(request, _("Asked. The privacy officer sees it on their page Exports."))
            return redirect("export_request", asked)
    context = {
        "errors": errors,
        "summary": tied(errors.items()),
        "reason": request.POST.get("reason", ""),
        "requests": asking.mine(request.actor),
        "hours": asking.KEPT_HOURS,
    }
    return render(request, "program/export.html", context, status=422 if errors else 200)


@sign_in_required(*ADMIN)
@require_safe
def request_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: its answer, how far it is written, and the file while it is kept."""
    try:
        found = asking.request_of(request_id, actor=request.actor)
    except Absent:
        raise Http404 from None
    if request.GET.get("part") == "run" and found.run:
        answer = render(request, "program/_run.html", {"run": found.run, "run_url": request.path})
        if found.run.over:
            answer["HX-Refresh"] = "true"
        return answer
    context = {
        "found": found,
        "run": found.run,
        "run_url": request.path,
        "size": megabytes(found.file.size) if found.file else "",
        "hours": asking.KEPT_HOURS,
    }
    return render(request, "program/export_request.html", context)


@sign_in_required(*ADMIN)
@require_POST
def take_back_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Before the answer the request is taken back; while it is written, the writing is stopped."""
    try:
        found = asking.request_of(request_id, actor=request.actor)
        if found.run:
            stop(found.run.id, actor=request.actor)
        else:
            asking.take_back(request_id, actor=request.actor)
    except Absent:
        raise Http404 from None
    except Refusal as refusal:
        messages.error(request, refusal.errors[0][1])
    return redirect("export_request", request_id)


@sign_in_required(*ADMIN)
@step_up_required
@require_POST
def fetch_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The archive, for who asked. A post, so that no link or scanner fetches it."""
    try:
        return as_attachment(asking.fetch(request_id, actor=request.actor), ours=True)
    except Absent:
        raise Http404 from None


@sign_in_required(Role.PRIVACY_OFFICER)
@step_up_required
@require_http_methods(["GET", "POST"])
def answer_page(request: HttpRequest) -> HttpResponse:
    """The privacy officer's page: who asks for everything and why; yes, or no with a reason."""
    errors: dict[str, str] = {}
    about = request.POST.get("request", "")
    if request.method == "POST":
        try:
            yes = request.POST.get("verb") == "yes"
            asking.answer(UUID(about), actor=request.actor, yes=yes, words=request.POST.get("answer", ""))
        except (ValueError, Absent):
            raise Http404 from None
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            said = _("Approved. It is being written for the one who asked.") if yes else _("Not approved.")
            messages.success(request, said)
            return redirect("exports")
    context = {
        "requests": asking.requests(request.actor),
        "errors": errors,
        "about": about,
        "told": request.POST.get("answer", ""),
        "summary": [(f"id_answer-{about}", sentence) for sentence in errors.values()],
    }
    return render(request, "program/exports.html", context, status=422 if errors else 200)
