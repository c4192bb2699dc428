"""Which calls this reader may open, and what an answer looks like when they may not: as if the call did not exist."""

from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from tandem.disclosure import ListRelease, NotReleased
from tandem.domain.incidents import hands, records
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.releases.opening import open_list
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role

CALL_TAKERS = (Role.DISPATCHER, Role.OFFICER, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR)
ON_DUTY = (*CALL_TAKERS, Role.PEER)
BOARD = (Role.DISPATCHER,)
FIND = (Role.DISPATCHER, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR)


def door(*roles: Role):
    """A page for these roles. What is absent, not released or not allowed is 404, all alike."""

    def decorate(view):
        @sign_in_required(*roles)
        @wraps(view)
        def opened(request: HttpRequest, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except (Absent, NotReleased, NotAllowed) as missing:
                raise Http404 from missing

        return opened

    return decorate


def board_release(actor: Actor) -> ListRelease:
    """The list release of the board. Raises Absent where no rule opens it."""
    release = open_list(actor, "board")
    release.require(Category.CAD_FACTS)
    return release


def call_release(actor: Actor, incident_id: UUID) -> ListRelease:
    """A release for one call: any call for dispatch, else the calls one took or is sent to. Raises Absent."""
    if actor.role == Role.DISPATCHER:
        return board_release(actor)
    release = open_list(actor, "my_call")
    mine = records.my_assignments(actor.id, release=release) if actor.id else []
    if not any(one.incident_id == incident_id for one, _team in mine) and not hands.taken_by(incident_id, actor.id):
        raise Absent
    return release


def people_release(actor: Actor, state: str) -> ListRelease | None:
    """A release for the persons on a call that is still open; None where no rule opens one for this reader."""
    if state not in LIVE_STATES:
        return None
    kind = "board_people" if actor.role == Role.DISPATCHER else "my_call"
    try:
        release = open_list(actor, kind)
    except Absent:
        return None
    return release if release.allows(Category.DEMOGRAPHICS) else None


def must(actor: Actor, permission: Permission) -> None:
    """Raise NotAllowed unless the actor may do this at all, so that its page does not exist for them."""
    if not actor.may(permission):
        raise NotAllowed(permission)


def partial(request: HttpRequest) -> bool:
    """Whether the browser wants a part of the page, to put into the one it shows."""
    return request.headers.get("HX-Request") == "true"


def onward(request: HttpRequest, url: str) -> HttpResponse:
    """After something was done: on to `url`, for a plain post and for one sent by the page's script."""
    if partial(request):
        return HttpResponse(headers={"HX-Redirect": url})
    answer = HttpResponseRedirect(url)
    answer.status_code = 303
    return answer
