"""Who is at this door: makes the actor of a request, locks idle sessions, and names the doors a role may see.

The role is chosen per session and read fresh on each request: a job taken away is gone with the next click
(ASVS 8.3.2). Signed-in pages are never stored by the browser.
"""

import time
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_noop

from tandem.domain.protections.glass import count_to_review
from tandem.domain.safety.records import waiting_for
from tandem.foundation.accounts import open_sessions, presence
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import refuse
from tandem.foundation.organizations import devices
from tandem.foundation.organizations.models import Membership
from tandem.foundation.organizations.profiles import idle_seconds
from tandem.foundation.organizations.program import program, zone_of
from tandem.foundation.organizations.sides import acted
from tandem.measures.grants.records import count_due, today
from tandem.vocabulary.terms import ROLE_LABELS, OrganizationKind, Profession, Role

# A page that asks again by itself says so with this header: that is nobody's use of it.
QUIET = "X-Tandem-Quiet"

# Each door: its first page, its name, and the roles whose work happens there. A role's day starts at its first one.
DOORS = (
    ("/board/", gettext_noop("Board"), {Role.DISPATCHER}),
    ("/field/", gettext_noop("My call"), {Role.CLINICIAN, Role.OFFICER, Role.PEER, Role.CLINICAL_SUPERVISOR}),
    (
        "/board/new/",
        gettext_noop("Take a call"),
        {Role.DISPATCHER, Role.OFFICER, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR},
    ),
    ("/care/", gettext_noop("Care"), {Role.CLINICIAN, Role.PEER, Role.CLINICAL_SUPERVISOR}),
    ("/safety/", gettext_noop("Safety"), {Role.DISPATCHER, Role.CLINICAL_SUPERVISOR}),
    ("/requests/", gettext_noop("Requests"), {Role.DISPATCHER, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR}),
    ("/cautions/", gettext_noop("Cautions"), {Role.DISPATCHER, Role.CLINICAL_SUPERVISOR}),
    (
        "/shift/",
        gettext_noop("Shift"),
        {Role.DISPATCHER, Role.CLINICIAN, Role.OFFICER, Role.PEER, Role.CLINICAL_SUPERVISOR},
    ),
    ("/search/", gettext_noop("Find"), {Role.DISPATCHER, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR}),
    ("/directory/", gettext_noop("Directory"), {Role.CLINICIAN, Role.PEER, Role.CLINICAL_SUPERVISOR}),
    ("/measures/", gettext_noop("Measures"), {Role.CLINICIAN, Role.CLINICAL_SUPERVISOR, Role.EVALUATOR}),
    ("/program/", gettext_noop("Program"), {Role.ADMIN}),
    ("/reports/", gettext_noop("Reports"), {Role.CLINICAL_SUPERVISOR, Role.EVALUATOR, Role.ADMIN}),
    ("/measures/cost/", gettext_noop("Cost"), {Role.ADMIN}),
    # After the first page of an administrator's day; care staff have it further up.
    ("/directory/", gettext_noop("Directory"), {Role.ADMIN}),
    ("/program/people/", gettext_noop("People"), {Role.AGENCY_ADMIN}),
    ("/program/oversight/", gettext_noop("Oversight"), {Role.PRIVACY_OFFICER}),
    ("/program/access/", gettext_noop("Who saw what"), {Role.PRIVACY_OFFICER}),
    ("/program/cases/", gettext_noop("Release cases"), {Role.PRIVACY_OFFICER}),
    ("/program/exports/", gettext_noop("Exports"), {Role.PRIVACY_OFFICER}),
    (
        "/criteria/",
        gettext_noop("Criteria"),
        {Role.DISPATCHER, Role.CLINICAL_SUPERVISOR, Role.OFFICER, Role.EVALUATOR, Role.ADMIN},
    ),
    (
        "/rehearse/",
        gettext_noop("Rehearse"),
        {
            Role.TRAINER,
            Role.DISPATCHER,
            Role.OFFICER,
            Role.CLINICIAN,
            Role.PEER,
            Role.CLINICAL_SUPERVISOR,
            Role.EVALUATOR,
        },
    ),
)


def actor_of(
    membership: Membership, *, session: str = "", address: str = "", stepped_up_at: datetime | None = None
) -> Actor:
    """The actor a membership (with its user and organization loaded) signs in as.

    Only for a session that showed a second factor: `membership_of` and the live sessions find no job for another one.
    """
    return Actor(
        kind="user",
        id=membership.user_id,
        name=membership.user.name,
        role=Role(membership.role),
        profession=Profession(membership.profession) if membership.profession else None,
        organization_id=membership.organization_id,
        organization_kind=OrganizationKind(membership.organization.kind),
        session=session,
        address=address,
        stepped_up_at=stepped_up_at,
    )


def membership_of(session) -> Membership | None:
    """The job this session acts as, if its user and the job itself are still active; None otherwise.

    None, too, before a second factor was shown: such a session is nobody anywhere (H8).
    """
    chosen, user_id = session.get("membership"), session.get("_auth_user_id")
    if not chosen or not user_id or not presence.proved(session):
        return None
    found = (
        Membership.objects.select_related("user", "organization")
        .filter(pk=UUID(chosen), user_id=UUID(user_id), active=True, user__is_active=True)
        .first()
    )
    # A changed password ends every session that was opened with the old one.
    same = found and constant_time_compare(session.get(HASH_SESSION_KEY, ""), found.user.get_session_auth_hash())
    return found if same else None


def _need_not_lock(request: HttpRequest) -> bool:
    """Whether this is a computer that need not lock: paired by an administrator for a police vehicle or dispatch (AC-11)."""
    device = devices.find(request.COOKIES.get(devices.COOKIE), *devices.NEED_NOT_LOCK)
    known = str(device.pk) if device else None
    # Live streams of the session ask too, and see no cookie.
    if request.session.get(presence.EXEMPT) != known:
        request.session[presence.EXEMPT] = known
    return device is not None


def _note_use(request: HttpRequest, membership: Membership | None) -> None:
    open_sessions.seen(request.session.session_key or "", request.META.get("REMOTE_ADDR", ""))
    if membership:
        acted(membership)


class SessionActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        timezone.activate(zone_of(None))
        request.actor = None
        signed_in = "_auth_user_id" in request.session
        if signed_in:
            moment = now()
            membership = membership_of(request.session)
            idle = idle_seconds(membership.organization_id if membership else None, exempt=_need_not_lock(request))
            if presence.over(request.session, moment, idle=idle):
                logout(request)
            else:
                if moment - request.session.get(presence.SEEN, 0) > 60 and QUIET not in request.headers:
                    request.session[presence.SEEN] = moment
                    _note_use(request, membership)
                if membership:
                    request.idle_seconds = idle
                    key = (request.session.session_key or "")[:8]
                    request.actor = actor_of(
                        membership,
                        session=key,
                        address=request.META.get("REMOTE_ADDR", ""),
                        stepped_up_at=presence.stepped_up_at(request.session),
                    )
                    request.membership = membership
                    # Each agency reads and types times by its own clock.
                    timezone.activate(zone_of(membership.organization_id))
        response = self.get_response(request)
        if signed_in:
            response["Cache-Control"] = "no-store"
        return response


def sign_in_required(*roles: Role):
    """Only for these roles (any, if none is named). Another role gets what anyone gets for a page that does not exist."""

    def decorate(view):
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs):
            if request.actor is None:
                if request.user.is_authenticated:
                    return redirect("/choose-role/" if presence.proved(request.session) else "/second-step/")
                return redirect(f"{settings.LOGIN_URL}?next={request.path}")
            if roles and request.actor.role not in roles:
                # A try at another role's door is on the audit trail (CJIS AU-2); nothing on the page says so.
                refuse(Http404(), request.actor, "door", detail={"door": request.resolver_match.view_name or ""})
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def doors(request: HttpRequest) -> dict:
    """Template context: the doors of this role, who is signed in, and the program's name."""
    actor = getattr(request, "actor", None)
    here = request.path
    found = []
    if actor:
        found = [
            {"url": url, "label": label, "current": here == url} for url, label, roles in DOORS if actor.role in roles
        ]
        if not any(door["current"] for door in found):
            inside = [door for door in found if here.startswith(door["url"])]
            if inside:
                max(inside, key=lambda door: len(door["url"]))["current"] = True
        if actor.role in (Role.DISPATCHER, Role.CLINICAL_SUPERVISOR):
            # A supervisor who has another page open is told there too.
            next(door for door in found if door["url"] == "/safety/")["count"] = waiting_for(actor.role)
        if actor.role == Role.PRIVACY_OFFICER:
            desk = next(door for door in found if door["url"] == "/program/oversight/")
            desk["count"] = count_to_review(actor.organization_id)
        if actor.role == Role.EVALUATOR:
            # Reports, promises and ends of grants whose reminder has come: this door is the manager's work list.
            next(door for door in found if door["url"] == "/reports/")["count"] = count_due(today())
    return {
        "actor": actor,
        "doors": found,
        "signed_in_as": f"{actor.name}, {ROLE_LABELS[actor.role].lower()}" if actor else "",
        "program": program(),
        "sign_out_url": "/sign-out/",
        "account_url": "/account/" if actor else "",
        "idle_seconds": getattr(request, "idle_seconds", None),
        "unsaved_waiting": bool(actor and request.session.get("unsaved")),
    }


def now() -> float:
    """The moment as sessions keep it, in seconds; real time, for a frozen clock opens no session."""
    return time.time()


def home_of(role: Role) -> str:
    """The first page of a role's day."""
    return next(url for url, _, roles in DOORS if role in roles)
