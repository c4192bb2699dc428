"""Signing in and out. A wrong name and a wrong password get one and the same answer (ASVS 6.3.8)."""

from axes.utils import reset as reset_failures
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tandem.foundation.accounts import issuer, presence
from tandem.foundation.accounts.links import choose_password, user_of
from tandem.foundation.accounts.second import release
from tandem.foundation.audit.record import record
from tandem.foundation.organizations.profiles import after_wrong_password
from tandem.surfaces.entry.banner import notice_first
from tandem.surfaces.entry.entering import (
    act_as,
    begin_session,
    enter,
    jobs_of,
    rotate,
    safe_next,
    shut_until,
    somebody,
)
from tandem.surfaces.shared.session import home_of
from tandem.vocabulary.terms import ROLE_LABELS, Role

LONGEST_NAME = 60
LONGEST_PASSWORD = 200


def front(request: HttpRequest) -> HttpResponse:
    """The first page of this session's role; the sign-in page for anyone else."""
    if request.actor:
        return redirect(home_of(request.actor.role))
    if not request.user.is_authenticated:
        return redirect("sign_in")
    return enter(request) if presence.proved(request.session) else redirect("second_step")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@notice_first
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.actor:
        return redirect("front")
    errors, username = [], ""
    if request.method == "POST":
        username = request.POST.get("username", "")
        password = request.POST.get("password", "")
        tidy = "\x00" not in username + password and len(username) <= LONGEST_NAME and len(password) <= LONGEST_PASSWORD
        user = authenticate(request, username=username, password=password) if tidy else None
        # A locked account is told the same as a wrong password, and as a name that is nobody's.
        if user and not user.locked_at:
            record(somebody(request, user), "session.sign_in")
            return begin_session(request, user, safe_next(request))
        record(somebody(request, None), "session.sign_in", outcome="refused")
        if tidy:
            after_wrong_password(username)
        said = _(
            "This user name and password don't go together, or the name is locked. Try again, or ask your supervisor."
        )
        errors = [("id_username", said)]
    context = {
        "errors": errors,
        "username": username[:LONGEST_NAME],
        "next": safe_next(request),
        "was_locked": "locked" in request.GET,
        "sso": issuer.set_up(),
    }
    return render(request, "entry/sign_in.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
def choose_role(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect(settings.LOGIN_URL)
    if not presence.proved(request.session):
        return redirect("second_step")
    jobs = list(jobs_of(request))
    if request.method == "POST":
        chosen = next((job for job in jobs if str(job.pk) == request.POST.get("job")), None)
        if chosen and shut_until(request, chosen):
            record(somebody(request, request.user, Role(chosen.role)), "session.choose_role", outcome="refused")
        elif chosen:
            # Another job is another session: nothing of the old one's rights or pages stays with the cookie.
            rotate(request)
            act_as(request, chosen)
            record(somebody(request, request.user, Role(chosen.role)), "session.choose_role")
            return redirect(home_of(Role(chosen.role)))
    shut = {job.pk: shut_until(request, job) for job in jobs}
    options = [(str(job.pk), ROLE_LABELS[Role(job.role)], job.organization.name) for job in jobs if not shut[job.pk]]
    later = [(ROLE_LABELS[Role(job.role)], job.organization.name, shut[job.pk]) for job in jobs if shut[job.pk]]
    return render(request, "entry/choose_role.html", {"options": options, "later": later})


@require_http_methods(["POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.actor:
        record(request.actor, "session.sign_out")
    logout(request)
    return redirect("sign_in")


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
@notice_first
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link: the person chooses a password and is signed in. A used, old or wrong link is simply not there."""
    user = user_of(token)
    if user is None:
        raise Http404
    errors = []
    if request.method == "POST":
        password = request.POST.get("password", "")
        if password != request.POST.get("again", ""):
            errors = [("id_again", _("The two passwords are not the same."))]
        else:
            try:
                user = choose_password(token, password)
            except ValidationError as error:
                errors = [("id_password", message) for message in error.messages]
            else:
                if user is None:
                    # Somebody else was quicker with the same link.
                    raise Http404
                # Whoever holds a fresh link is let in, also after wrong tries.
                reset_failures(username=user.username)
                release(user)
                record(somebody(request, user), "session.begin")
                return begin_session(request, user, "/")
    return render(
        request, "entry/begin.html", {"errors": errors, "user_name": user.username}, status=422 if errors else 200
    )


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """Forbidden and absent are one page, one status, one body."""
    return render(request, "entry/not_found.html", status=404)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "entry/bad_request.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "entry/form_expired.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs nothing that may be broken: no session, no database."""
    return HttpResponse(
        "<!doctype html><html lang=en><title>Tandem</title><h1>Something broke on our side</h1>"
        "<p>Nothing was half saved. Go back and try again; if it stays, use radio or phone and tell your program.</p>",
        status=500,
    )
