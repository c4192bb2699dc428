"""Who works in the program: add somebody, end a job. No e-mail is needed."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.foundation.accounts.first import token_for
from tandem.foundation.organizations import actions, roster
from tandem.surfaces.program.views.forms import chosen, tied
from tandem.surfaces.program.views.program import ADMIN
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import ROLE_LABELS, Profession, Role


@sign_in_required(*ADMIN)
@require_http_methods(["GET", "POST"])
def people_page(request: HttpRequest) -> HttpResponse:
    """Add somebody: an account, a job, and a one-time link to hand over. No e-mail is needed."""
    names = ("name", "username", "organization", "role", "profession")
    told = {name: request.POST.get(name, "") for name in names}
    errors: dict[str, str] = {}
    link = ""
    if request.method == "POST":
        try:
            user = actions.add_person(
                actor=request.actor,
                name=told["name"],
                username=told["username"],
                organization_id=chosen("organization", told["organization"]),
                role=told["role"],
                profession=told["profession"],
            )
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            if not user.has_usable_password():
                link = settings.PUBLIC_URL + reverse("begin", args=[token_for(user)])
            told = dict.fromkeys(names, "")
    context = {
        "told": told,
        "errors": errors,
        "summary": tied(errors.items()),
        "link": link,
        "people": roster.people(),
        "organizations": [("", _("Choose"))] + [(str(one.id), one.name) for one in roster.organizations()],
        "roles": [("", _("Choose"))] + [(role.value, ROLE_LABELS[role]) for role in Role],
        "professions": [("", _("Does not go on scene"))]
        + [(one.value, one.value.replace("_", " ").capitalize()) for one in Profession],
    }
    return render(request, "program/people.html", context, status=422 if errors else 200)


@sign_in_required(*ADMIN)
@require_POST
def end_job_page(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    if request.membership.pk == membership_id:
        messages.error(request, _("You can't take away the job you are doing now."))
    else:
        try:
            actions.end_job(membership_id, actor=request.actor)
        except Absent:
            raise Http404 from None
        messages.success(request, _("The job has ended. A session that used it ends with its next click."))
    return redirect("program_people")
