"""A clinician by phone: an officer alone asks, one clinician takes it, and is on that call until it ends.

Whoever sees the ask before it is taken reads a unit and a time, and nothing of the person.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.domain.incidents import actions
from tandem.surfaces.field.door import TEAM, WRITERS, door, on_call
from tandem.vocabulary.refusal import Refusal


@require_POST
@door(*TEAM)
def tele(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Ask for a clinician by phone; with "end", say that nobody is needed by phone any more."""
    on_call(request.actor, assignment_id)
    ending = "end" in request.POST
    try:
        if ending:
            actions.end_tele(assignment_id, actor=request.actor)
        else:
            actions.ask_tele(assignment_id, actor=request.actor)
    except Refusal as refused:
        messages.error(request, refused.errors[0][1])
    else:
        messages.success(
            request, _("Over.") if ending else _("Asked. Every clinician on shift sees it now; one will call you.")
        )
    return redirect("field_scene", assignment_id)


@require_POST
@door(*WRITERS)
def take(request: HttpRequest, tele_id: UUID) -> HttpResponse:
    """Take it: from now on this call is one's own, by phone."""
    try:
        assignment_id = actions.take_tele(tele_id, actor=request.actor)
    except Refusal as refused:
        messages.error(request, refused.errors[0][1])
        return redirect("field_my_call")
    messages.success(request, _("You have it. Call them; the call is on your page."))
    return redirect("field_card", assignment_id)
