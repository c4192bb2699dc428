"""Legal holds: what must not be destroyed, for which matter, until when it was released."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.domain.oversight import holds
from tandem.domain.oversight.actions import hold_call, hold_person, release_hold
from tandem.domain.releases.cases import desk
from tandem.surfaces.program.views.forms import day
from tandem.surfaces.program.views.oversight import oversight_page, page
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.refusal import Absent, Refusal


@oversight_page
@require_safe
def holds_page(request: HttpRequest) -> HttpResponse:
    """Every hold of the organization, by matter; a person by the internal number of their record."""
    return page(request, "holds", rows=holds.holds(request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
@oversight_page
@step_up_required
def new_page(request: HttpRequest) -> HttpResponse:
    """Place a hold: on the record a release case names, on a record by its internal number, or on a call."""
    refused = None
    if request.method == "POST":
        try:
            _place(request)
        except Refusal as no:
            refused = no
        else:
            messages.success(request, _("Held. Nothing of it is destroyed until you release it."))
            return redirect("holds")
    return page(request, "hold_new", refused, case=_case(request))


@require_http_methods(["GET", "HEAD", "POST"])
@oversight_page
@step_up_required
def hold_page(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """One hold, and its release."""
    refused = None
    if request.method == "POST":
        try:
            release_hold(hold_id, actor=request.actor, reason=request.POST.get("reason", ""))
        except Refusal as no:
            refused = no
        else:
            messages.success(request, _("Released. From now on its period counts again."))
            return redirect("holds")
    return page(request, "hold", refused, one=holds.hold_of(hold_id, actor=request.actor))


def _case(request: HttpRequest) -> desk.CaseSummary | None:
    """The release case whose record it is about, where the page was opened from one. Raises Absent."""
    text = request.POST.get("case") or request.GET.get("case") or ""
    if not text:
        return None
    try:
        one = desk.case(UUID(text), actor=request.actor)
    except ValueError:
        raise Absent from None
    if one.person_id is None:
        raise Absent
    return one


def _place(request: HttpRequest) -> None:
    posted, case = request.POST, _case(request)
    told = {"actor": request.actor, "matter": posted.get("matter", ""), "reason": posted.get("reason", "")}
    told["since"] = day("since", posted.get("since", ""))
    about = posted.get("about", "").strip()
    if case:
        hold_person(case.person_id, **told)
        return
    try:
        person_id = UUID(about)
    except ValueError:
        hold_call(about, **told)
    else:
        hold_person(person_id, **told)
