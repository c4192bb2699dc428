"""The administrator's first page, the set-up of the program, and the tokens of machines."""

from uuid import UUID
from zoneinfo import available_timezones

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.domain.incidents.actions import drafts
from tandem.domain.incidents.editions import available, holding
from tandem.foundation.audit.alerts import alerts
from tandem.foundation.organizations import actions, roster
from tandem.foundation.organizations.program import program
from tandem.surfaces.program.views.forms import lines, tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role

ADMIN = (Role.ADMIN,)


def zone_choices() -> list[tuple[str, str]]:
    """The time zones a program of the United States can lie in, for a select."""
    zones = sorted(zone for zone in available_timezones() if zone.startswith(("America/", "Pacific/", "US/")))
    return [(zone, zone.replace("_", " ")) for zone in zones]


@sign_in_required(*ADMIN)
def program_page(request: HttpRequest) -> HttpResponse:
    """The administrator's first page: set-up until it is done, then what there is."""
    if program() is None:
        return redirect("set_up")
    context = {
        "criteria": holding(),
        "organizations": roster.organizations(),
        "jobs": sum(job.active for one in roster.people(request.actor) for job in one.jobs),
        "tokens": roster.tokens(),
        "audit_alerts": alerts(3),
        "new_token": request.session.pop("new_token", ""),
        "new_consents_token": request.session.pop("new_consents_token", ""),
        "providers": _providers(),
    }
    return render(request, "program/program.html", context)


def _providers() -> list[tuple[str, str]]:
    """The program's own providers, for a select."""
    return [(str(key), name) for key, name in roster.providers()]


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
            agencies=lines(told["agencies"]),
            units=lines(told["units"]),
        )
        try:
            if told["edition"] not in {one.id for one in available()}:
                raise Refusal(("edition", _("Choose the deployment criteria to start with.")))
            with transaction.atomic():
                actions.set_up(asked, actor=request.actor)
                drafts.adopt(told["edition"], actor=request.actor)
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            messages.success(request, _("The program is set up. Add the people who work in it next."))
            return redirect("program_people")
    context = {
        "told": told,
        "errors": errors,
        "summary": tied(errors.items()),
        "states": [("", _("Choose"))] + [(state, state) for state in sorted(actions.STATES)],
        "zones": [("", _("Choose")), *zone_choices()],
        "editions": [("", _("Choose"))] + [(one.id, f"{one.name}, edition {one.number}") for one in available()],
    }
    return render(request, "program/set_up.html", context, status=422 if errors else 200)


@sign_in_required(*ADMIN)
@step_up_required
@require_POST
def token_page(request: HttpRequest) -> HttpResponse:
    """Make an intake token for the dispatch center's CAD. It is shown once."""
    secret = actions.issue_intake_token(actor=request.actor)
    if secret is None:
        raise Http404
    request.session["new_token"] = secret
    return redirect("program")


@sign_in_required(*ADMIN)
@step_up_required
@require_POST
def consents_token_page(request: HttpRequest) -> HttpResponse:
    """Make a token for a provider's own system that hands over signed consents. It is shown once."""
    try:
        chosen = UUID(request.POST.get("organization", ""))
    except ValueError:
        raise Http404 from None
    try:
        request.session["new_consents_token"] = actions.issue_consents_token(chosen, actor=request.actor)
    except Refusal as refused:
        raise Http404 from refused
    return redirect("program")


@sign_in_required(*ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
@step_up_required
def token_end_page(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Ask once more, then end a machine's token."""
    one = next((row for row in roster.tokens() if row.id == token_id), None)
    if one is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.end_token(token_id, actor=request.actor)
        except Absent:
            raise Http404 from None
        messages.success(request, _("Ended. From its next message on that machine is not let in."))
        return redirect("program")
    return render(request, "program/token_end.html", {"one": one})
