"""Who is locked out by wrong passwords, and the rules by which accounts lock and end."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.foundation.audit.record import keeping_refusals
from tandem.foundation.organizations import actions, locks
from tandem.foundation.organizations.program import program
from tandem.surfaces.program.views.forms import chosen, tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.people import LOCK_REASON_LABELS
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role

RELEASERS = (Role.ADMIN, Role.AGENCY_ADMIN, Role.CLINICAL_SUPERVISOR)


@sign_in_required(*RELEASERS)
@require_http_methods(["GET", "POST"])
def locks_page(request: HttpRequest) -> HttpResponse:
    """The locks in force in this reader's reach; each is released with a reason."""
    errors: dict[str, str] = {}
    told = {name: request.POST.get(name, "") for name in ("account", "reason")}
    if request.method == "POST":
        try:
            actions.release_lock(chosen("account", told["account"]), actor=request.actor, reason=told["reason"])
        except Absent:
            raise Http404 from None
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            messages.success(request, _("The lock is released. They can try again now."))
            return redirect("program_locks")
    context = {
        "locks": locks.locked(request.actor),
        "reasons": [("", _("Choose")), *((code.value, label) for code, label in LOCK_REASON_LABELS.items())],
        "told": told,
        "errors": errors,
        "summary": tied(
            (f"{field}-{told['account']}" if field == "reason" else field, one) for field, one in errors.items()
        ),
        "minutes": program().lock_minutes if program() else 15,
    }
    return render(request, "program/locks.html", context, status=422 if errors else 200)


@sign_in_required(Role.ADMIN)
@step_up_required
@require_http_methods(["GET", "POST"])
def rules_page(request: HttpRequest) -> HttpResponse:
    """How long a lock lasts, when an idle account ends, and each agency's own time zone."""
    found = program()
    if found is None:
        return redirect("set_up")
    told = {
        "lock_minutes": request.POST.get("lock_minutes", str(found.lock_minutes)),
        "idle_days": request.POST.get("idle_days", str(found.idle_days)),
        "banner": request.POST.get("banner") == "on" if request.method == "POST" else found.banner,
        "banner_text": request.POST.get("banner_text", found.banner_text),
    }
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            # One page is one save: a wrong number leaves the notice as it was.
            with keeping_refusals():
                actions.set_banner(actor=request.actor, wanted=told["banner"], text=told["banner_text"])
                actions.set_account_rules(
                    actor=request.actor,
                    lock_minutes=_number("lock_minutes", told["lock_minutes"]),
                    idle_days=_number("idle_days", told["idle_days"]),
                )
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            messages.success(request, _("Saved."))
            return redirect("program_rules")
    context = {"told": told, "errors": errors, "summary": tied(errors.items())}
    return render(request, "program/rules.html", context, status=422 if errors else 200)


def _number(field: str, text: str) -> int:
    words = text.strip()
    if not words.isascii() or not words.isdigit() or len(words) > 5:
        raise Refusal((field, _("Write a whole number.")))
    return int(words)
