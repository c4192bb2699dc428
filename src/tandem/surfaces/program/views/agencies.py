"""One organization of the program: its own time zone, where it differs from the program's."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.foundation.organizations import actions, roster
from tandem.foundation.organizations.program import program
from tandem.surfaces.program.views.forms import tied
from tandem.surfaces.program.views.program import zone_choices
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.sign_in import PROFILE_LABELS
from tandem.vocabulary.terms import Role


@sign_in_required(Role.ADMIN)
@step_up_required
@require_http_methods(["GET", "POST"])
def agency_page(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Where an agency's clocks differ from the program's."""
    row = next((one for one in roster.organizations() if one.id == organization_id), None)
    if row is None:
        raise Http404
    told, errors = request.POST.get("time_zone", row.time_zone), {}
    profile = request.POST.get("sign_in_profile", row.sign_in_profile)
    if request.method == "POST":
        try:
            if profile != row.sign_in_profile:
                actions.set_sign_in_profile(organization_id, actor=request.actor, profile=profile)
            actions.set_time_zone(organization_id, actor=request.actor, time_zone=told)
        except Absent:
            raise Http404 from None
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            messages.success(request, _("Saved."))
            return redirect("program")
    found = program()
    same = _("The program's (%(zone)s)") % {"zone": found.time_zone.replace("_", " ") if found else "UTC"}
    context = {
        "agency": row,
        "told": told,
        "profile": profile,
        "profiles": [(one.value, label) for one, label in PROFILE_LABELS.items()],
        "zones": [("", same), *zone_choices()],
        "errors": errors,
        "summary": tied(errors.items()),
    }
    return render(request, "program/agency.html", context, status=422 if errors else 200)
