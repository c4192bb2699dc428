"""Agreements between organizations, who was told that one ends, and which organization is a Part 2 program."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.foundation import clock
from tandem.foundation.organizations import actions, pacts
from tandem.foundation.organizations.models import Organization, PactNotice, Part2Setting
from tandem.surfaces.program.views.forms import day, tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.law import CATEGORY_LABELS, LAW_CATEGORIES, PURPOSE_LABELS, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role

READERS = (Role.ADMIN, Role.AGENCY_ADMIN, Role.PRIVACY_OFFICER)
CATEGORIES = tuple((one.value, CATEGORY_LABELS[one]) for one in LAW_CATEGORIES)
PURPOSES = tuple((one.value, PURPOSE_LABELS[one]) for one in Purpose)
MOST_ROWS = 60


@sign_in_required(*READERS)
@require_safe
def pacts_page(request: HttpRequest) -> HttpResponse:
    """What is agreed with whom and until when; an agency's own administrator sees their own side's."""
    return _list(request)


def _list(request: HttpRequest, errors: dict[str, str] | None = None) -> HttpResponse:
    now, whole = clock.now(), request.actor.role in (Role.ADMIN, Role.PRIVACY_OFFICER)
    own = None if whole else request.actor.organization_id
    rows = [
        (
            one,
            [CATEGORY_LABELS[word] for word in one.categories],
            [PURPOSE_LABELS[word] for word in one.purposes],
        )
        for one in pacts.pacts(now, of=own)
    ]
    notices = PactNotice.objects.select_related("pact", "organization").filter(read_at=None)
    settings = Part2Setting.objects.select_related("organization").exclude(review_due_at=None).filter(reviewed_at=None)
    context = {
        "rows": rows,
        "notices": (notices.filter(organization_id=own) if own else notices).order_by("days", "told_at")[:60],
        "without": pacts.without(now) if whole else [],
        "reviews": settings.order_by("review_due_at") if request.actor.role == Role.PRIVACY_OFFICER else [],
        "programs": Organization.objects.filter(in_program=True).order_by("kind", "name") if whole else [],
        "may_write": request.actor.role == Role.ADMIN,
        "may_read": request.actor.role in (Role.ADMIN, Role.AGENCY_ADMIN),
        "now": now,
        "summary": tied((errors or {}).items()),
    }
    return render(request, "program/pacts.html", context, status=422 if errors else 200)


@sign_in_required(Role.ADMIN)
@require_http_methods(["GET", "POST"])
def new_pact_page(request: HttpRequest) -> HttpResponse:
    """Write down a signed agreement: who, what, what for, from when until when, where the paper lies."""
    sent, errors = request.POST, {}
    if request.method == "POST":
        try:
            _record(request)
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            messages.success(request, _("Written down. Sharing under it begins on its first day."))
            return redirect("program_pacts")
    members = Organization.objects.order_by("-in_program", "-registered_provider", "name")[:MOST_ROWS]
    context = {
        "sent": sent,
        "errors": errors,
        "summary": tied(errors.items()),
        "categories": CATEGORIES,
        "purposes": PURPOSES,
        "chosen": sent.getlist("categories"),
        "chosen_purposes": sent.getlist("purposes"),
        "sides": [
            (one, str(one.pk) in sent.getlist("sides"), sent.get(f"by-{one.pk}", ""), sent.get(f"on-{one.pk}", ""))
            for one in members
        ],
    }
    return render(request, "program/pact_new.html", context, status=422 if errors else 200)


def _record(request: HttpRequest) -> None:
    sent = request.POST
    starts_on, last_day = _day("starts_on", sent.get("starts_on", "")), _day("last_day", sent.get("last_day", ""))
    try:
        chosen = [UUID(one) for one in sent.getlist("sides")]
    except ValueError:
        raise Refusal(("sides", _("Choose organizations of the list."))) from None
    actions.record_pact(
        actor=request.actor,
        name=sent.get("name", ""),
        reference=sent.get("reference", ""),
        categories=sent.getlist("categories"),
        purposes=sent.getlist("purposes"),
        starts_on=starts_on,
        last_day=last_day,
        sides=[
            actions.Signed(one, sent.get(f"by-{one}", ""), _day("sides", sent.get(f"on-{one}", ""))) for one in chosen
        ],
    )


def _day(field: str, text: str) -> date:
    found = day(field, text)
    if found is None:
        raise Refusal((field, _("Write the day like 2026-11-22.")))
    return found


@sign_in_required(Role.ADMIN)
@require_POST
def end_pact_page(request: HttpRequest, pact_id: UUID) -> HttpResponse:
    """End an agreement now."""
    try:
        actions.end_pact(pact_id, actor=request.actor, why=request.POST.get("why", ""))
    except Absent:
        raise Http404 from None
    except Refusal as refusal:
        return _list(request, dict(refusal.errors))
    messages.success(request, _("Ended. Nothing goes under it from now on."))
    return redirect("program_pacts")


@sign_in_required(Role.ADMIN, Role.AGENCY_ADMIN)
@require_POST
def told_page(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Somebody has read that an agreement ends."""
    try:
        actions.read_notice(notice_id, actor=request.actor)
    except Absent:
        raise Http404 from None
    return redirect("program_pacts")


@sign_in_required(Role.ADMIN)
@require_http_methods(["GET", "POST"])
def part2_page(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Whether an organization is a Part 2 program, with the reason, and what was said before."""
    found = Organization.objects.filter(pk=organization_id, in_program=True).first()
    if found is None:
        raise Http404
    sent, errors = request.POST, {}
    if request.method == "POST":
        answer = sent.get("program", "")
        try:
            if answer not in ("yes", "unit", "no"):
                raise Refusal(("program", _("Choose one.")))
            unit = sent.get("unit", "") if answer == "unit" else ""
            if answer == "unit" and not unit.strip():
                raise Refusal(("unit", _("Name the unit.")))
            told = {"program": answer != "no", "unit": unit, "reason": sent.get("reason", "")}
            actions.set_part2_program(organization_id, actor=request.actor, **told)
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            messages.success(request, _("Saved. Where protection was taken away, the privacy officer reviews it."))
            return redirect("program_pacts")
    now = "unit" if found.part2_unit else "yes" if found.part2_program else "no"
    context = {
        "one": found,
        "answer": sent.get("program", now),
        "unit": sent.get("unit", found.part2_unit),
        "reason": sent.get("reason", ""),
        "errors": errors,
        "summary": tied(errors.items()),
        "history": Part2Setting.objects.filter(organization=found).order_by("-set_at"),
    }
    return render(request, "program/part2.html", context, status=422 if errors else 200)


@sign_in_required(Role.PRIVACY_OFFICER)
@require_POST
def review_page(request: HttpRequest, setting_id: int) -> HttpResponse:
    """The privacy officer has looked again at a setting that took protection away."""
    try:
        actions.review_part2_setting(setting_id, actor=request.actor, review=request.POST.get("review", ""))
    except Absent:
        raise Http404 from None
    except Refusal as refusal:
        return _list(request, dict(refusal.errors))
    return redirect("program_pacts")
