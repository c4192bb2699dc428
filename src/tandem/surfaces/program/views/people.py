"""Who works in the program: the list, one more person, many at once, and the links that are handed over once."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.foundation.mail import mailer
from tandem.foundation.organizations import actions, reach, roster
from tandem.foundation.organizations.roster import AccountState, PersonRow
from tandem.surfaces.program import letters
from tandem.surfaces.program.views.forms import chosen, day, tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import ROLE_LABELS, Profession, Role

MANAGERS = (Role.ADMIN, Role.AGENCY_ADMIN)
LONGEST_SEARCH = 80
FIELDS = ("name", "username", "email", "organization", "role", "profession", "expires_on")


def shows() -> dict:
    """The lists an administrator looks at: the word in the address, its name, and who is on it."""
    return {
        "in_use": (_("In use"), lambda one: one.state != AccountState.DISABLED),
        "waiting": (_("Not begun yet"), lambda one: one.state in (AccountState.INVITED, AccountState.LINK_OVER)),
        "locked": (_("Locked out"), lambda one: one.locked),
        "ending": (_("Ends soon"), lambda one: one.idle_soon or bool(one.expires_on and one.state != "disabled")),
        "review": (_("Yearly look due"), lambda one: one.review_due),
        "disabled": (_("Disabled"), lambda one: one.state == AccountState.DISABLED),
    }


@sign_in_required(*MANAGERS)
@require_safe
def people_page(request: HttpRequest) -> HttpResponse:
    """Everyone in reach, by what needs doing. Nothing is shown of anybody's work here."""
    lists = shows()
    show = request.GET.get("show", "in_use")
    show = show if show in lists else "in_use"
    words = request.GET.get("q", "")[:LONGEST_SEARCH].casefold().split()
    everyone = roster.people(request.actor)
    context = {
        "show": show,
        "q": request.GET.get("q", "")[:LONGEST_SEARCH],
        "lists": [(id, name, sum(map(holds, everyone))) for id, (name, holds) in lists.items()],
        "people": [one for one in everyone if lists[show][1](one) and _found(one, words)],
        "ended": roster.access_ended(request.actor),
        "whole": reach.whole_program(request.actor),
    }
    return render(request, "program/people.html", context)


def _found(one: PersonRow, words: list[str]) -> bool:
    jobs = " ".join(f"{job.role} {job.organization}" for job in one.jobs)
    text = f"{one.name} {one.username} {jobs}".casefold()
    return all(word in text for word in words)


@sign_in_required(*MANAGERS)
@step_up_required
@require_http_methods(["GET", "POST"])
def add_person_page(request: HttpRequest) -> HttpResponse:
    """Add somebody: an account, a job, and a one-time link to hand over. No e-mail is needed."""
    told = {name: request.POST.get(name, "") for name in FIELDS}
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            asked = actions.Invitation(
                name=told["name"],
                username=told["username"],
                job=actions.Job(chosen("organization", told["organization"]), told["role"], told["profession"]),
                email=told["email"].strip(),
                expires_on=day("expires_on", told["expires_on"]),
            )
            user, fresh = actions.invite(asked, actor=request.actor)
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            if fresh is None:
                return redirect("program_person", user.pk)
            return letters.hand_over(request, [(user, fresh)])
    context = {"told": told, "errors": errors, "summary": tied(errors.items()), **job_choices(request)}
    return render(request, "program/add_person.html", context, status=422 if errors else 200)


@sign_in_required(*MANAGERS)
@step_up_required
@require_http_methods(["GET", "POST"])
def bulk_page(request: HttpRequest) -> HttpResponse:
    """Many at once from pasted lines: all of them, or none."""
    told = request.POST.get("lines", "")
    errors: dict[str, str] = {}
    wrong: list[actions.WrongLine] = []
    if request.method == "POST":
        try:
            invited = actions.invite_all(told, actor=request.actor)
        except actions.WrongLines as refusal:
            wrong = refusal.lines
            count = len(wrong)
            said = ngettext("%(count)s line can't be taken.", "%(count)s lines can't be taken.", count)
            errors = {
                "lines": f"{said % {'count': count}} {_('Nobody was invited. Mend them below and send all again.')}"
            }
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            return letters.hand_over(request, [(user, fresh) for user, fresh in invited if fresh])
    choices = job_choices(request)
    context = {
        "told": told,
        "errors": errors,
        "wrong": wrong,
        "summary": tied(errors.items()),
        "role_names": [name for _code, name in choices["roles"][1:]],
        "agency_names": [name for _id, name in choices["organizations"][1:]],
    }
    return render(request, "program/bulk.html", context, status=422 if errors else 200)


@sign_in_required(*MANAGERS)
@require_safe
def links_page(request: HttpRequest) -> HttpResponse:
    """The links just made, shown once: to read out, hand over or print as slips."""
    context = {"slips": letters.once(request), "mail_set_up": mailer().set_up}
    return render(request, "program/links.html", context)


@sign_in_required(*MANAGERS)
@require_POST
def told_page(request: HttpRequest, notice_id: int) -> HttpResponse:
    """An administrator has read that somebody's access ended."""
    try:
        actions.note_ended_access(notice_id, actor=request.actor)
    except Absent:
        raise Http404 from None
    return redirect("program_people")


def job_choices(request: HttpRequest) -> dict:
    """The agencies and roles this administrator may give, for selects."""
    return {
        "organizations": [("", _("Choose")), *((str(one.id), one.name) for one in roster.agencies(request.actor))],
        "roles": [("", _("Choose")), *((role.value, ROLE_LABELS[role]) for role in reach.roles(request.actor))],
        "professions": [
            ("", _("Does not go on scene")),
            *((one.value, one.value.replace("_", " ").capitalize()) for one in Profession),
        ],
    }
