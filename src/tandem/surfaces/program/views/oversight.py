"""The oversight desk: what the privacy officer looks at and decides. Nobody's record is named on it."""

from datetime import timedelta
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.disclosure import NotReleased
from tandem.domain.oversight import watching
from tandem.domain.oversight.actions import sign_week
from tandem.domain.oversight.breaches import breaches
from tandem.domain.protections import glass
from tandem.domain.protections.actions import close, review
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.accounts.models import User
from tandem.foundation.audit.checking import standing
from tandem.foundation.audit.record import record
from tandem.foundation.organizations.pacts import PactState, pacts
from tandem.surfaces.program.views.forms import day, tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.oversight import GLASS_OUTCOME_LABELS
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role

WEEK, ENDS_SOON = timedelta(days=7), timedelta(days=30)


def oversight_page(view):
    """A page of the privacy officer; what a room below calls absent or not allowed is the same 404 here."""

    @sign_in_required(Role.PRIVACY_OFFICER)
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Absent, NotAllowed, NotReleased) as no:
            raise Http404 from no

    return guarded


def page(request: HttpRequest, template: str, refused: Refusal | None = None, **context) -> HttpResponse:
    """A page of the desk; with a refusal the same page, 422 (409 for a conflict), each sentence tied to its field."""
    errors = refused.errors if refused else []
    context |= {"summary": tied(errors), "error": dict(reversed(errors)), "sent": request.POST}
    status = 409 if isinstance(refused, Conflict) else 422 if errors else 200
    return render(request, f"program/{template}.html", context, status=status)


def draw_queue(actor: Actor) -> str:
    """The openings in need that wait for their review, as the page and its stream show them."""
    return render_to_string("program/_oversight_queue.html", {"rows": glass.to_review(actor.organization_id)})


@oversight_page
@require_safe
def desk_page(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the privacy officer. Reading it is itself recorded."""
    return _desk(request)


def _desk(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    record(request.actor, "oversight.desk", object_kind="access_log")
    of, now = request.actor.organization_id, clock.now()
    volumes = watching.unusual(of, now)
    names = dict(User.objects.filter(pk__in=[one.user_id for one in volumes]).values_list("pk", "name"))
    soon = now + ENDS_SOON
    return page(
        request,
        "oversight",
        refused,
        queue=draw_queue(request.actor),
        reviewed=glass.reviewed(of, 5),
        refusals=watching.refusals(of, now - WEEK),
        unusual=[(names.get(one.user_id, ""), one) for one in volumes],
        weeks=watching.due_weeks(of, now),
        signed=watching.signed_weeks(of, 1),
        chain=standing(),
        breaches=[one for one in breaches(of) if one.closed_at is None],
        ending=[one for one in pacts(now, of=of) if one.state == PactState.IN_FORCE and one.ends_at <= soon],
    )


@oversight_page
@require_POST
def week_page(request: HttpRequest) -> HttpResponse:
    """Sign that the audit trail of one week was looked at."""
    try:
        week = day("week", request.POST.get("week", ""))
        sign_week(week, actor=request.actor, found=request.POST.get("found", ""))
    except Refusal as no:
        return _desk(request, no)
    messages.success(request, _("Signed, and kept."))
    return redirect("oversight")


@oversight_page
@require_safe
def rows_page(request: HttpRequest) -> HttpResponse:
    """The queue alone, for a browser whose stream broke."""
    return HttpResponse(draw_queue(request.actor))


@oversight_page
@require_http_methods(["GET", "HEAD", "POST"])
def glass_page(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """One opening in need, and what the privacy officer makes of it."""
    refused = None
    if request.method == "POST":
        try:
            review(
                glass_id,
                actor=request.actor,
                outcome=request.POST.get("outcome", ""),
                words=request.POST.get("words", ""),
            )
        except Refusal as no:
            refused = no
        else:
            messages.success(request, _("Reviewed, and kept with the opening."))
            return redirect("oversight")
    one = glass.one(glass_id, organization_id=request.actor.organization_id)
    outcomes = [(str(key), _(words), "") for key, words in GLASS_OUTCOME_LABELS.items()]
    return page(request, "oversight_glass", refused, one=one, outcomes=outcomes)


@oversight_page
@require_POST
def glass_close_page(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """End an opening that should not go on."""
    close(glass_id, actor=request.actor)
    messages.success(request, _("Closed for them."))
    return redirect("oversight_glass", glass_id)
