"""Open a person in need, from outside the care team: a calm page that asks why, opens for an hour and tells the reviewer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.domain.protections.actions import allow_open, close
from tandem.domain.protections.glass import open_for, waiting_for_supervisor
from tandem.domain.protections.rules import LEAST_REASON
from tandem.domain.releases.breaking import break_glass, in_need
from tandem.foundation import clock
from tandem.surfaces.care.door import care_page, must, onward, page
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.oversight import NEED_LABELS, NEED_PURPOSES
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal

FIELDS = ("need", "purpose", "reason", "nature", "why_no_consent")


@require_http_methods(["GET", "HEAD", "POST"])
@care_page
@step_up_required
def in_need_page(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who is on the care team goes straight on to the record."""
    found, refused, waiting = in_need(person_id, actor=request.actor), None, False
    if found.open:
        return onward(reverse("care_person", args=[person_id]))
    if request.method == "POST":
        try:
            told = {name: request.POST.get(name, "") for name in FIELDS}
            opened = break_glass(person_id, actor=request.actor, **told)
        except Refusal as no:
            refused = no
        else:
            if opened:
                messages.success(request, _("Open for one hour. The privacy officer has been told."))
                return onward(reverse("care_person", args=[person_id]))
            waiting = True
    return page(
        request,
        "in_need",
        refused,
        about=found.person,
        waiting=waiting,
        needs=[(str(key), _(words), "") for key, words in NEED_LABELS.items()],
        purposes=[(str(key), _(words), "") for key, words in NEED_PURPOSES.items()],
        least=LEAST_REASON,
    )


@require_POST
@care_page
def close_page(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Close it before the hour is over."""
    must(request.actor, Permission.GLASS_OPEN)
    held = open_for(request.actor.id, request.actor.organization_id, person_id, clock.now())
    if held:
        close(held.id, actor=request.actor)
    messages.success(request, _("Closed. What you saw and when stays on the record."))
    return onward(reverse("care"))


@require_safe
@care_page
def waiting_page(request: HttpRequest) -> HttpResponse:
    """What a supervisor has to open for others. It names who asks, not whom."""
    must(request.actor, Permission.GLASS_ALLOW)
    return _waiting(request)


@require_POST
@care_page
@step_up_required
def answer_page(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """Open it for whoever asked, or not."""
    must(request.actor, Permission.GLASS_ALLOW)
    yes = request.POST.get("yes") == "1"
    try:
        allow_open(glass_id, actor=request.actor, yes=yes)
    except Refusal as no:
        return _waiting(request, no)
    messages.success(request, _("Open for one hour, for them.") if yes else _("Not opened."))
    return onward(reverse("care_in_need_waiting"))


def _waiting(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    rows = waiting_for_supervisor(request.actor.organization_id)
    return page(request, "in_need_waiting", refused, rows=rows)
