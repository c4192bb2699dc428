"""Who comes through this door: a phone by the key in its cookie, an instructor by their sign-in.

For everybody else an instructor's page looks like one that was never there, and a phone's page asks for the code.
"""

from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from tandem.foundation.accounts.actor import NotAllowed
from tandem.surfaces.shared.session import sign_in_required
from tandem.training.sessions import records
from tandem.training.sessions.records import RoomRow
from tandem.training.sessions.rules import clean_code
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role

COOKIE = "tandem_seat"
# A long training day.
KEPT_SECONDS = 14 * 3600
# Everybody whose work is a call may rehearse one; evaluators and administrators lead nothing here.
PLAYERS = (
    Role.TRAINER,
    Role.DISPATCHER,
    Role.OFFICER,
    Role.CLINICIAN,
    Role.PEER,
    Role.CLINICAL_SUPERVISOR,
    Role.EVALUATOR,
    Role.PRIVACY_OFFICER,
    Role.ADMIN,
    Role.AGENCY_ADMIN,
)


def give_key(answer: HttpResponse, secret: str) -> HttpResponse:
    """Put the seat's key into this phone."""
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def never_kept(answer: HttpResponse) -> HttpResponse:
    """No phone keeps what a role knew, with or without an account."""
    answer["Cache-Control"] = "no-store"
    return answer


def the_room(code: str) -> RoomRow:
    """The room of this code, as the address spells it. Raises Http404."""
    try:
        return records.room_of(code)
    except Absent:
        raise Http404 from None


def seated(view):
    """Only for a phone that sits in this room: `view(request, sitting, …)`. Another one is asked to join it."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, *args, **kwargs) -> HttpResponse:
        sitting = records.sitting(request.COOKIES.get(COOKIE))
        if sitting is None or sitting.code != clean_code(code):
            room = the_room(code)
            if room.solo:
                raise Http404
            return redirect(f"{reverse('rehearse_join')}?code={room.code}")
        return never_kept(view(request, sitting, *args, **kwargs))

    return guarded


def address(name: str, code: str) -> str:
    """Where a page of this room is; empty where there is no such page in this installation."""
    try:
        return reverse(name, args=[code])
    except NoReverseMatch:
        return ""


def leads(actor, room: RoomRow) -> bool:
    """Whether this is the room's instructor: a trainer of the agency that opened it."""
    return (
        actor is not None
        and not room.solo
        and actor.may(Permission.TRAINING_LEAD)
        and actor.organization_id == room.organization_id
    )


def instructed(view):
    """Only for this room's instructor: `view(request, room, …)`. Anybody else finds no such page."""

    @sign_in_required()
    @wraps(view)
    def guarded(request: HttpRequest, code: str, *args, **kwargs) -> HttpResponse:
        room = the_room(code)
        if not leads(request.actor, room):
            raise Http404
        try:
            return never_kept(view(request, room, *args, **kwargs))
        except (Absent, NotAllowed) as no:
            raise Http404 from no

    return guarded
