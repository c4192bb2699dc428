"""Who comes through this door, and what it answers: absent and not allowed look alike, a refusal names its field."""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tandem.domain.incidents.editions import Listed, listed
from tandem.foundation.accounts.actor import NotAllowed
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role

READERS = (Role.EVALUATOR, Role.ADMIN, Role.CLINICAL_SUPERVISOR, Role.DISPATCHER, Role.OFFICER)
WRITERS = (Role.EVALUATOR, Role.ADMIN)


def door(*roles: Role):
    """A page for these roles. What is absent or not allowed is 404, all alike."""

    def decorate(view):
        @sign_in_required(*roles)
        @wraps(view)
        def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except (Absent, NotAllowed) as missing:
                raise Http404 from missing

        return opened

    return decorate


def found(name: str, number: int) -> Listed:
    """The edition an address names. Raises Absent."""
    try:
        return listed(f"{name}/{number}")
    except Refusal:
        raise Absent from None


def place(one: Listed, page: str = "criteria_edition", *more) -> str:
    """The address of an edition's page."""
    return reverse(page, args=[one.name, one.number, *more])


def onward(url: str) -> HttpResponse:
    """After something was done: 303, so that going back never does it again."""
    answer = HttpResponseRedirect(url)
    answer.status_code = 303
    return answer
