"""Orders that seal or expunge a record: asked for from their case, lifted or approved from the desk."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.domain.oversight.actions import approve_expungement, ask_expungement, refuse_expungement
from tandem.domain.oversight.expungements import expungements
from tandem.domain.protections.actions import seal, unseal
from tandem.domain.protections.seals import seal_of, seals
from tandem.domain.releases.cases import desk
from tandem.foundation.accounts.actor import NotAllowed
from tandem.surfaces.program.views.forms import chosen
from tandem.surfaces.program.views.oversight import oversight_page, page
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.cases import CaseKind
from tandem.vocabulary.oversight import EXPUNGE_SCOPE_LABELS
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role


@oversight_page
@require_safe
def orders_page(request: HttpRequest) -> HttpResponse:
    """Seals and expungements by order number. Nobody is named."""
    of = request.actor.organization_id
    return page(request, "orders", seals=seals(of), expungements=expungements(of))


@require_http_methods(["GET", "HEAD", "POST"])
@oversight_page
@step_up_required
def case_order_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the order of this case does to the record it names: seal it, or ask for its expungement."""
    one = desk.case(case_id, actor=request.actor)
    if one.kind != CaseKind.COURT_ORDER or one.person_id is None:
        raise Absent
    refused, number = None, one.papers.order_number
    if request.method == "POST":
        try:
            said = _do(request, one, number)
        except Refusal as no:
            refused = no
        else:
            messages.success(request, said)
            return redirect("orders")
    scopes = [(str(key), _(words), "") for key, words in EXPUNGE_SCOPE_LABELS.items()]
    return page(request, "case_order", refused, one=one, number=number, scopes=scopes)


def _do(request: HttpRequest, one: desk.CaseSummary, number: str) -> str:
    """Do the step that was sent; the sentence to say afterwards."""
    step, told = request.POST.get("step", ""), {"actor": request.actor, "order_number": number, "case_id": one.id}
    if step == "seal":
        seal(one.person_id, reason=request.POST.get("reason", ""), **told)
        return _("Sealed. From now on it is there for nobody but you.")
    if step == "expunge":
        ask_expungement(one.person_id, scope=request.POST.get("scope", ""), **told)
        return _("Asked. Another privacy officer or an administrator has to approve it.")
    raise Absent


@require_http_methods(["GET", "HEAD", "POST"])
@oversight_page
@step_up_required
def lift_page(request: HttpRequest, seal_id: UUID) -> HttpResponse:
    """Open a sealed record again, by order."""
    refused = None
    if request.method == "POST":
        number, reason = request.POST.get("order_number", ""), request.POST.get("reason", "")
        try:
            unseal(seal_id, actor=request.actor, order_number=number, reason=reason)
        except Refusal as no:
            refused = no
        else:
            messages.success(request, _("Opened again. The record is as it was."))
            return redirect("orders")
    return page(request, "order_lift", refused, one=seal_of(seal_id, request.actor.organization_id))


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(Role.PRIVACY_OFFICER, Role.ADMIN)
@step_up_required
def approve_page(request: HttpRequest) -> HttpResponse:
    """Expungements that wait for a second human: order number and scope, nothing else."""
    refused = None
    if request.method == "POST":
        try:
            expungement = chosen("approve", request.POST.get("expungement", ""))
            if request.POST.get("yes") == "1":
                approve_expungement(expungement, actor=request.actor)
                said = _("Approved. What was written can't be read any more; the rows go at the next start.")
            else:
                refuse_expungement(expungement, actor=request.actor)
                said = _("Not approved. Nothing was destroyed.")
        except Refusal as no:
            refused = no
        except (Absent, NotAllowed) as no:
            raise Http404 from no
        else:
            messages.success(request, said)
            return redirect("expunge_approve")
    waiting = [one for one in expungements(request.actor.organization_id) if one.state == "waiting"]
    return page(request, "expunge_approve", refused, waiting=waiting)
