"""Contacts for whoever pays for mobile crisis: the terms, what a period would come to, and the file, made by the worker."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.domain.releases.billing import contacts, file, terms
from tandem.domain.releases.grounds import NotToThem
from tandem.foundation.attachments.doors import as_attachment
from tandem.foundation.jobs import asking
from tandem.foundation.jobs.asking import RunView
from tandem.foundation.jobs.work import Doing
from tandem.foundation.organizations.program import date_here
from tandem.surfaces.insight.grants.views import READERS
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.billing import LEFT_LABELS, UNITS_LABELS
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal

FIELDS = ("payer", "payer_address", "code", "modifiers", "units", "place", "source")
LISTED = 100


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(*READERS)
@step_up_required
def page(request: HttpRequest) -> HttpResponse:
    """The terms for who may change them; counts and the file for who may read the contacts."""
    errors: dict[str, str] = {}
    status, typed = 200, dict(request.POST.items())
    if request.method == "POST":
        try:
            if request.POST.get("verb") == "terms":
                terms.keep(terms.said(typed), actor=request.actor, seen=_number(typed.get("seen", "")))
                messages.success(request, _("The terms are kept."))
                return redirect("billing")
            since, until = _days(request.POST)
            made = ask(since, until, _number(typed.get("seen", "")), request)
            return redirect("billing_run", run_id=made)
        except Refusal as refusal:
            errors = dict(reversed(refusal.errors))
            status = 409 if isinstance(refusal, Conflict) else 422
    now = terms.in_force()
    may_make = request.actor.may(Permission.BILLING_MAKE)
    context = {
        "terms": now,
        "f": {name: {"value": typed.get(name, _shown(now, name)), "error": errors.get(name, "")} for name in FIELDS},
        "units": list(UNITS_LABELS.items()),
        "rule": UNITS_LABELS[now.units],
        "may_write": request.actor.may(Permission.GRANT_WRITE),
        "may_make": may_make,
        "errors": [(f"id_{name}", words) for name, words in errors.items()],
        "faults": errors,
        "days": {name: request.GET.get(name, typed.get(name, "")) for name in ("since", "until")},
        "runs": asking.runs_of(file.KIND, actor=request.actor, most=10) if may_make else [],
    }
    if may_make and now.edition and request.method == "GET" and request.GET:
        try:
            context |= _counted(request, now)
        except Refusal as refusal:
            context["faults"] = dict(reversed(refusal.errors))
            context["errors"] = [(f"id_{name}", words) for name, words in refusal.errors]
            status = 422
    return render(request, "grants/billing.html", context, status=status)


def _counted(request: HttpRequest, now: terms.Terms) -> dict:
    since, until = _days(request.GET)
    try:
        found = contacts.read(request.actor, now, since, until)
    except NotToThem:
        said = _(
            "Your agency gives only substance use care. Its records go to a payer on each person's own consent alone."
        )
        raise Refusal(("until", said)) from None
    left = [one for one in found.contacts if one.left]
    return {
        "found": found,
        "total": len(found.contacts),
        "billable": len(found.billable),
        "sum_units": sum(one.units for one in found.billable),
        "again": sum(1 for one in found.billable if one.earlier),
        "why": [(LEFT_LABELS[why], count) for why, count in found.left.items()],
        "left": [(one.number, one.start, [LEFT_LABELS[why] for why in one.left]) for one in left[:LISTED]],
        "more": max(0, len(left) - LISTED),
        "left_count": len(left),
    }


def ask(since: date, until: date, seen: int, request: HttpRequest) -> UUID:
    """Have the file made by the worker. Raises NotAllowed as a page that is not there."""
    if not request.actor.may(Permission.BILLING_MAKE):
        raise Http404
    told = {"since": since.isoformat(), "until": until.isoformat(), "edition": str(seen)}
    return asking.ask(file.KIND, actor=request.actor, total=2, **told)


def work(doing: Doing) -> dict:
    """The work of a run. A second time it would be a second disclosure, so that it is never taken up again by itself."""
    told = doing.arguments
    doing.listen()
    return file.make(
        doing.actor,
        date.fromisoformat(told["since"]),
        date.fromisoformat(told["until"]),
        int(told["edition"]),
        lambda done, total: doing.say(done, total),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(*READERS)
def run_page(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """How far one file is; Stop; done, its counts and the file."""
    found = _run(request, run_id)
    if request.method == "POST":
        asking.stop(run_id, actor=request.actor)
        return redirect("billing_run", run_id=run_id)
    told = {"run": found, "run_url": request.path, "there": _there(found)}
    if request.GET.get("part") == "run":
        answer = render(request, "grants/_billing_run.html", told)
        if found.over:
            answer["HX-Refresh"] = "true"
        return answer
    return render(request, "grants/billing_run.html", told)


@require_POST
@sign_in_required(*READERS)
@step_up_required
def download(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The file, for who made it, within a day. A post with a fresh proof, as for every list of people."""
    found = _run(request, run_id)
    if found.state != "done":
        raise Http404
    try:
        return as_attachment(file.fetch(UUID(found.results["file"]), actor=request.actor), ours=True)
    except Absent:
        raise Http404 from None


def _there(found: RunView) -> bool:
    return found.state == "done" and file.is_there(UUID(found.results["file"]))


def _run(request: HttpRequest, run_id: UUID) -> RunView:
    try:
        found = asking.run_of(run_id, actor=request.actor)
    except Absent:
        raise Http404 from None
    if found.kind != file.KIND or not request.actor.may(Permission.BILLING_MAKE):
        raise Http404
    return found


def _days(told) -> tuple[date, date]:
    return contacts.checked(_day(told.get("since", "")), _day(told.get("until", "")), date_here())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1


def _shown(now: terms.Terms, name: str) -> str:
    value = getattr(now, name)
    return " ".join(value) if isinstance(value, tuple) else value
