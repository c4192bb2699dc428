"""What an agency allows on its people's phones: dictation, off until somebody turns it on; and where an SOS is texted."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.foundation.organizations import actions, roster
from tandem.surfaces.program.views.forms import tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role


@sign_in_required(Role.ADMIN)
@step_up_required
@require_http_methods(["GET", "POST"])
def phone_page(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """The phone of one agency. The change is kept with who made it, and holds on each phone from its next shift on."""
    row = next((one for one in roster.organizations() if one.id == organization_id), None)
    if row is None:
        raise Http404
    dictation, number, errors = row.dictation, row.sos_number, {}
    if request.method == "POST":
        dictation, number = request.POST.get("dictation") == "yes", request.POST.get("sos_number", "")
        try:
            actions.set_phone_rules(organization_id, actor=request.actor, dictation=dictation, sos_number=number)
        except Absent:
            raise Http404 from None
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            messages.success(request, _("Saved. A phone follows it from its next shift on."))
            return redirect("program")
    context = {
        "agency": row,
        "dictation": "yes" if dictation else "no",
        "number": number,
        "choices": [("no", _("Off")), ("yes", _("On"))],
        "errors": errors,
        "summary": tied(errors.items()),
    }
    return render(request, "program/phone.html", context, status=422 if errors else 200)
