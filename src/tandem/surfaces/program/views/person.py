"""One account: its jobs, its link, its end and its return. Every button is one act, and a refused try is audited."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.domain.followups.actions import give
from tandem.domain.releases import open_work
from tandem.foundation.accounts import open_sessions
from tandem.foundation.accounts.models import User
from tandem.foundation.organizations import actions, roster
from tandem.foundation.organizations.roster import AccountState, PersonRow
from tandem.surfaces.program import letters
from tandem.surfaces.program.views.forms import chosen, day, tied
from tandem.surfaces.program.views.people import MANAGERS, job_choices
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.people import LOCK_REASON_LABELS
from tandem.vocabulary.refusal import Absent, Refusal

JOB_FIELDS = ("organization", "role", "profession")
DETAIL_FIELDS = ("name", "email", "expires_on")


def _person(request: HttpRequest, user_id: UUID) -> PersonRow:
    found = roster.person(request.actor, user_id)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, user_id: UUID, *, errors: dict[str, str] | None = None, told: dict | None = None):
    """The person's page, with what was typed where a form on it was refused."""
    row = _person(request, user_id)
    kept = {
        "name": row.name,
        "email": row.email,
        "expires_on": row.expires_on.isoformat() if row.expires_on else "",
        **dict.fromkeys(JOB_FIELDS, ""),
        **(told or {}),
    }
    context = {
        "person": row,
        "told": kept,
        "errors": errors or {},
        "summary": tied((errors or {}).items()),
        "work": open_work.of(row.id),
        "sessions": open_sessions.of(row.id) if row.whole else [],
        "lock_reasons": [("", _("Choose")), *((code.value, label) for code, label in LOCK_REASON_LABELS.items())],
        "disabled": row.state == AccountState.DISABLED,
        **job_choices(request),
    }
    return render(request, "program/person.html", context, status=422 if errors else 200)


@sign_in_required(*MANAGERS)
@require_safe
def person_page(request: HttpRequest, user_id: UUID) -> HttpResponse:
    return _page(request, user_id)


def _done(request: HttpRequest, user_id: UUID, verb: Callable[[], str], told: dict | None = None) -> HttpResponse:
    """Carry a verb out and come back; a refusal is shown on the page with what was typed, absent is the page for absent."""
    _person(request, user_id)
    try:
        said = verb()
    except Absent:
        raise Http404 from None
    except Refusal as refusal:
        return _page(request, user_id, errors=dict(refusal.errors), told=told)
    messages.success(request, said)
    return redirect("program_person", user_id)


@sign_in_required(*MANAGERS)
@step_up_required
@require_POST
def details(request: HttpRequest, user_id: UUID) -> HttpResponse:
    told = {name: request.POST.get(name, "") for name in DETAIL_FIELDS}

    def verb() -> str:
        last = day("expires_on", told["expires_on"])
        actions.change_details(
            user_id, actor=request.actor, name=told["name"], email=told["email"].strip(), expires_on=last
        )
        return _("Saved.")

    return _done(request, user_id, verb, told)


@sign_in_required(*MANAGERS)
@step_up_required
@require_POST
def add_job(request: HttpRequest, user_id: UUID) -> HttpResponse:
    told = {name: request.POST.get(name, "") for name in JOB_FIELDS}

    def verb() -> str:
        actions.give_job(user_id, _job(told), actor=request.actor)
        return _("The job is given. It can be chosen at the next sign-in.")

    return _done(request, user_id, verb, told)


def _job(told: dict[str, str]) -> actions.Job:
    return actions.Job(chosen("organization", told["organization"]), told["role"], told["profession"])


@sign_in_required(*MANAGERS)
@step_up_required
@require_POST
def link(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Invite again, or let a new password be chosen: a one-time link, shown once. An older one ends."""
    _person(request, user_id)
    try:
        fresh = actions.new_link(user_id, actor=request.actor)
    except Absent:
        raise Http404 from None
    except Refusal as refusal:
        return _page(request, user_id, errors=dict(refusal.errors))
    return letters.hand_over(request, [(User.objects.get(pk=user_id), fresh)])


@sign_in_required(*MANAGERS)
@step_up_required
@require_http_methods(["GET", "POST"])
def disable(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """What lies open with this person, then the reason, then the end of the account."""
    row = _person(request, user_id)
    told, errors = request.POST.get("reason", ""), {}
    if request.method == "POST":
        try:
            actions.disable(user_id, actor=request.actor, reason=told)
        except Absent:
            raise Http404 from None
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            said = _(
                "The account is disabled. Its sessions and live pages end within seconds. Partner agencies are told."
            )
            messages.success(request, said)
            return redirect("program_person", user_id)
    context = {
        "person": row,
        "work": open_work.of(row.id),
        "reason": told,
        "errors": errors,
        "summary": tied(errors.items()),
    }
    return render(request, "program/disable.html", context, status=422 if errors else 200)


@sign_in_required(*MANAGERS)
@step_up_required
@require_POST
def enable(request: HttpRequest, user_id: UUID) -> HttpResponse:
    def verb() -> str:
        actions.enable(user_id, actor=request.actor)
        return _("The account is in use again, with the jobs it had.")

    return _done(request, user_id, verb)


@sign_in_required(*MANAGERS)
@step_up_required
@require_POST
def reset_second_step(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """For whoever lost phone and recovery codes: the next sign-in sets a second step up anew."""

    def verb() -> str:
        actions.reset_second_factor(user_id, actor=request.actor)
        return _("Taken away. At the next sign-in they set a second step up anew. Be sure that it is them who asked.")

    return _done(request, user_id, verb)


@sign_in_required(*MANAGERS)
@require_POST
def end_session(request: HttpRequest, user_id: UUID, session_id: UUID) -> HttpResponse:
    """End one open session of this person."""

    def verb() -> str:
        actions.end_session(user_id, session_id, actor=request.actor)
        return _("That session has ended.")

    return _done(request, user_id, verb)


@sign_in_required(*MANAGERS)
@require_POST
def reviewed(request: HttpRequest, user_id: UUID) -> HttpResponse:
    def verb() -> str:
        actions.mark_reviewed(user_id, actor=request.actor)
        return _("Noted: still needed. Asked again in a year.")

    return _done(request, user_id, verb)


@sign_in_required(*MANAGERS)
@require_POST
def hand_over(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give this person's open follow-ups to a colleague, unseen."""

    def verb() -> str:
        count = give(user_id, chosen("to", request.POST.get("to", "")), actor=request.actor)
        return ngettext("%(n)s follow-up was handed over.", "%(n)s follow-ups were handed over.", count) % {"n": count}

    return _done(request, user_id, verb)


@sign_in_required(*MANAGERS)
@step_up_required
@require_POST
def end_job(request: HttpRequest, user_id: UUID, membership_id: UUID) -> HttpResponse:
    def verb() -> str:
        actions.end_job(membership_id, actor=request.actor)
        return _("The job has ended. A session that used it ends with its next click.")

    return _done(request, user_id, verb)


@sign_in_required(*MANAGERS)
@step_up_required
@require_http_methods(["GET", "POST"])
def change_job(request: HttpRequest, user_id: UUID, membership_id: UUID) -> HttpResponse:
    """Another role, agency or profession instead of this one."""
    row = _person(request, user_id)
    held = next((job for job in row.jobs if job.id == membership_id and job.manageable), None)
    if held is None:
        raise Http404
    now = {"organization": str(held.organization_id), "role": held.role_code, "profession": held.profession}
    told = {name: request.POST.get(name, now[name]) for name in JOB_FIELDS}
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            actions.change_job(membership_id, _job(told), actor=request.actor)
        except Absent:
            raise Http404 from None
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            messages.success(request, _("The job is changed. Rights of the old one ended at once."))
            return redirect("program_person", user_id)
    context = {
        "person": row,
        "job": held,
        "told": told,
        "errors": errors,
        "summary": tied(errors.items()),
        **job_choices(request),
    }
    return render(request, "program/change_job.html", context, status=422 if errors else 200)
