"""The list of open referrals as a file, for a supervisor: asked with a reason, fetched with a fresh proof."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.domain.releases import lists
from tandem.surfaces.care.door import care_page, must, onward, page
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Conflict, Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@care_page
@step_up_required
def export(request: HttpRequest) -> HttpResponse:
    """Ask for the file; below it, what was asked of late."""
    must(request.actor, Permission.LIST_EXPORT)
    refused = None
    if request.method == "POST":
        try:
            lists.ask(request.POST.get("purpose", ""), actor=request.actor)
        except Refusal as no:
            refused = no
        else:
            messages.success(request, _("Asked. It stands below; above 500 rows your privacy officer says yes first."))
            return onward(reverse("care_export"))
    return page(request, "export", refused, files=lists.mine(request.actor))


@require_POST
@care_page
@step_up_required
def export_fetch(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """The file, once more read under the reader's own release."""
    try:
        file = lists.fetch(export_id, actor=request.actor)
    except Conflict as grown:
        messages.error(request, grown.errors[0][1])
        return onward(reverse("care_export"))
    answer = HttpResponse(file.body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, file.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
