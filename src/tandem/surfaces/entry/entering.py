"""From the door to the first page: who somebody is on the audit trail, and which job the session acts as."""

from datetime import datetime

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from tandem.foundation import clock
from tandem.foundation.accounts import open_sessions, presence, second, unsaved
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.audit.record import record
from tandem.foundation.organizations import sides
from tandem.foundation.organizations.models import Membership
from tandem.surfaces.shared.session import home_of, now
from tandem.vocabulary.sign_in import Factor
from tandem.vocabulary.terms import Role

BACKEND = "django.contrib.auth.backends.ModelBackend"
AFTER = "after"


def safe_next(request: HttpRequest) -> str:
    """Where to go on to: a page of this site, else the front."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}) else "/"


def somebody(request: HttpRequest, user: User | None, role: Role | None = None) -> Actor:
    """Who is at the door, for the audit trail: a name that was only tried is never written down."""
    address = request.META.get("REMOTE_ADDR", "")
    return Actor(
        "user", user.pk if user else None, user.name if user else "", role, address=address, second_factor=False
    )


def begin_session(request: HttpRequest, user: User, after: str) -> HttpResponse:
    """The password was right: on to the second step. Until it is done, the session is nobody anywhere."""
    login(request, user, backend=BACKEND)
    presence.begin(request.session, now())
    request.session[AFTER] = after
    return redirect("second_step" if second.has_one(user) else "set_up_app")


def finish(request: HttpRequest, factor: Factor) -> None:
    """The second factor was right: another key for the session, and a line on the audit trail."""
    request.session.cycle_key()
    presence.prove(request.session, factor, now())
    request.session["unsaved"] = unsaved.waiting(request.user.pk)
    agent, address = request.META.get("HTTP_USER_AGENT", ""), request.META.get("REMOTE_ADDR", "")
    open_sessions.note(request.user, request.session.session_key, agent=agent, address=address, factor=factor)
    record(somebody(request, request.user), "session.second_factor", detail={"factor": str(factor)})


def jobs_of(request: HttpRequest):
    """The jobs this human may act in now."""
    return Membership.objects.select_related("organization").filter(user=request.user, active=True)


def rotate(request: HttpRequest) -> None:
    """Another key for the session, which stays on the list of open ones."""
    old = request.session.session_key
    request.session.cycle_key()
    open_sessions.moved(old, request.session.session_key)


def shut_until(request: HttpRequest, job: Membership) -> datetime | None:
    """From when this job may be acted in, where one of the other side, police or clinical, was of late (law.md 1.7)."""
    return sides.shut_until(job, Membership.objects.filter(user=request.user), clock.now())


def act_as(request: HttpRequest, job: Membership) -> None:
    """From here on the session acts in this job and no other."""
    request.session["membership"] = str(job.pk)
    sides.acted(job)


def enter(request: HttpRequest) -> HttpResponse:
    """With one job the session acts as it; with several the person chooses. Rights of two roles never add up."""
    jobs, after = list(jobs_of(request)[:2]), request.session.get(AFTER, "/")
    if len(jobs) == 1 and not shut_until(request, jobs[0]):
        request.session.pop(AFTER, None)
        act_as(request, jobs[0])
        return redirect(after if after != "/" else home_of(Role(jobs[0].role)))
    return redirect("choose_role")
