"""Who comes through this door. Whatever a room below calls absent, not allowed or not released is the same 404 here."""

from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from tandem.disclosure import NotReleased
from tandem.domain.protections.glass import Opened, open_for
from tandem.domain.releases.opening import open_release
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role

CARE = (Role.CLINICIAN, Role.PEER, Role.CLINICAL_SUPERVISOR)


def care_page(view):
    """A page for care staff."""

    @sign_in_required(*CARE)
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Absent, NotAllowed, NotReleased) as no:
            raise Http404 from no

    return guarded


def person_page(view):
    """A page about one person: the view gets a release for treatment instead of the person's id.

    Where the reader opened the person in need, the release is for what they opened it for.
    """

    @care_page
    @wraps(view)
    def opened(request: HttpRequest, person_id: UUID, **kwargs) -> HttpResponse:
        request.glass = _glass(request.actor, person_id)
        purpose = request.glass.purpose if request.glass else Purpose.TREATMENT
        return view(request, open_release(request.actor, person_id, purpose), **kwargs)

    return opened


def _glass(actor: Actor, person_id: UUID) -> Opened | None:
    if not actor.may(Permission.GLASS_OPEN):
        return None
    return open_for(actor.id, actor.organization_id, person_id, clock.now())


def must(actor: Actor, permission: Permission) -> None:
    """Raise NotAllowed unless the actor may do this at all, so that its page does not exist for them."""
    if not actor.may(permission):
        raise NotAllowed(permission)


def page(request: HttpRequest, template: str, refused: Refusal | None = None, **context) -> HttpResponse:
    """A page of this door. With a refusal: the same page, 422 (409 for a conflict), each sentence tied to its field.

    `error` holds the sentence of each field, `errors` all of them in order; `sent` is what was typed.
    """
    errors = refused.errors if refused else []
    context["errors"] = [(f"id_{field}", sentence) for field, sentence in errors]
    context["error"] = dict(reversed(errors))
    context["sent"] = request.POST
    context["glass"] = getattr(request, "glass", None)
    status = 409 if isinstance(refused, Conflict) else 422 if errors else 200
    return render(request, f"care/{template}.html", context, status=status)


def onward(url: str) -> HttpResponse:
    """After something was done: to `url` with a fresh GET, so that a reload does nothing twice."""
    return HttpResponseRedirect(url, status=303)


def number(text: str | None, *, least: int = 1) -> int:
    """A page number from an address; anything else is the first page."""
    return max(least, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 7 else least
