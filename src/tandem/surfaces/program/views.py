"""Set-up and people, thinly: a form in, an act, a page out."""

from uuid import UUID
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.domain.incidents.editions import available
from tandem.domain.releases.access import recent
from tandem.foundation.accounts.first import token_for
from tandem.foundation.organizations import actions, roster
from tandem.foundation.organizations.program import program
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import ROLE_LABELS, Profession, Role

ADMIN = (Role.ADMIN,)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _tied(errors) -> list[tuple[str, str]]:
    return [(f"id_{field}", sentence) for field, sentence in errors]


@sign_in_required(*ADMIN)
def program_page(request: HttpRequest) -> HttpResponse:
    """The administrator's first page: set-up until it is done, then what there is."""
    if program() is None:
        return redirect("set_up")
    context = {
        "organizations": roster.organizations(),
        "people": roster.people(),
        "tokens": roster.tokens(),
        "new_token": request.session.pop("new_token", ""),
    }
    return render(request, "program/program.html", context)


@sign_in_required(*ADMIN)
@require_http_methods(["GET", "POST"])
def set_up_page(request: HttpRequest) -> HttpResponse:
    if program() is not None:
        return redirect("program")
    told = {
        name: request.POST.get(name, "") for name in ("name", "state", "time_zone", "edition", "dispatch", "provider")
    }
    told |= {name: request.POST.get(name, "") for name in ("agencies", "units")}
    errors: dict[str, str] = {}
    if request.method == "POST":
        asked = actions.SetUp(
            **{name: told[name].strip() for name in ("name", "state", "time_zone", "dispatch", "provider")},
            edition=told["edition"],
            agencies=_lines(told["agencies"]),
            units=_lines(told["units"]),
        )
        try:
            if told["edition"] not in {one.id for one in available()}:
                raise Refusal(("edition", _("Choose the deployment criteria to start with.")))
            actions.set_up(asked, actor=request.actor)
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            messages.success(request, _("The program is set up. Add the people who work in it next."))
            return redirect("program_people")
    zones = sorted(zone for zone in available_timezones() if zone.startswith(("America/", "Pacific/", "US/")))
    context = {
        "told": told,
        "errors": errors,
        "summary": _tied(errors.items()),
        "states": [("", _("Choose"))] + [(state, state) for state in sorted(actions.STATES)],
        "zones": [("", _("Choose"))] + [(zone, zone.replace("_", " ")) for zone in zones],
        "editions": [("", _("Choose"))] + [(one.id, f"{one.name}, edition {one.number}") for one in available()],
    }
    return render(request, "program/set_up.html", context, status=422 if errors else 200)


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
                organization_id=_uuid("organization", told["organization"]),
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
        "summary": _tied(errors.items()),
        "link": link,
        "people": roster.people(),
        "organizations": [("", _("Choose"))] + [(str(one.id), one.name) for one in roster.organizations()],
        "roles": [("", _("Choose"))] + [(role.value, ROLE_LABELS[role]) for role in Role],
        "professions": [("", _("Does not go on scene"))]
        + [(one.value, one.value.replace("_", " ").capitalize()) for one in Profession],
    }
    return render(request, "program/people.html", context, status=422 if errors else 200)


def _uuid(field: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refusal((field, _("Choose one of the list."))) from None


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


@sign_in_required(*ADMIN)
@require_POST
def token_page(request: HttpRequest) -> HttpResponse:
    """Make an intake token for the dispatch center's CAD. It is shown once."""
    secret = actions.issue_intake_token(actor=request.actor)
    if secret is None:
        raise Http404
    request.session["new_token"] = secret
    return redirect("program")


@sign_in_required(Role.PRIVACY_OFFICER)
def access_page(request: HttpRequest) -> HttpResponse:
    """Openings and disclosures of late: who, in which role, for what, by which rule. Ids and kinds, never names of persons."""
    return render(request, "program/access.html", {"openings": recent(request.actor)})
