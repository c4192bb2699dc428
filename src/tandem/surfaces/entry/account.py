"""The own account: change the password, see the own sign-ins, switch the job, sign out everywhere."""

from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, authenticate, logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from tandem.foundation.accounts import open_sessions, passkeys, recovery, second
from tandem.foundation.accounts.links import set_password
from tandem.foundation.accounts.models import User
from tandem.foundation.accounts.sign_ins import end_sessions, latest
from tandem.foundation.audit.record import record
from tandem.foundation.organizations.models import Membership
from tandem.surfaces.entry.entering import rotate
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.permissions import Permission

LONGEST_PASSWORD = 200


def _page(request: HttpRequest, errors: list[tuple[str, str]] | None = None) -> HttpResponse:
    tied = errors or []
    context = {
        "account": request.membership.user,
        "organization": request.membership.organization.name,
        "jobs": Membership.objects.filter(user_id=request.actor.id, active=True).count(),
        "sign_ins": latest(request.actor.id),
        "errors": dict(tied),
        "summary": [(f"id_{field}", said) for field, said in tied],
        "has_app": second.has_app(request.membership.user),
        "passkeys": passkeys.of(request.actor.id),
        "codes_left": recovery.left(request.actor.id),
        "sessions": open_sessions.of(request.actor.id, here=request.session.session_key or ""),
        "may_release": request.actor.may(Permission.LOCK_RELEASE),
    }
    return render(request, "entry/account.html", context, status=422 if tied else 200)


@sign_in_required()
@require_safe
def account_page(request: HttpRequest) -> HttpResponse:
    return _page(request)


@sensitive_post_parameters()
@sign_in_required()
@require_POST
def change_password(request: HttpRequest) -> HttpResponse:
    """The old one is asked, and wrong old ones count as wrong sign-ins. Every other session of the account ends."""
    old, new = request.POST.get("old", ""), request.POST.get("password", "")
    user: User = request.membership.user
    tidy = "\x00" not in old and len(old) <= LONGEST_PASSWORD
    errors = []
    if not tidy or authenticate(request, username=user.username, password=old) is None:
        errors.append(("old", _("This is not your password.")))
    if new != request.POST.get("again", ""):
        errors.append(("again", _("The two passwords are not the same.")))
    if not errors and new == old:
        errors.append(("password", _("This is the password you have. Choose another one.")))
    if not errors:
        try:
            set_password(user, new)
        except ValidationError as error:
            errors = [("password", " ".join(error.messages))]
    record(request.actor, "account.change_password", outcome="refused" if errors else "ok")
    if errors:
        return _page(request, errors)
    # Django's own helper would first look the session up by the old password's mark, and end it.
    rotate(request)
    request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    messages.success(request, _("Your password is changed. Every other session of yours has ended."))
    return redirect("account")


@sign_in_required()
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of this account on every device, this one too."""
    end_sessions(request.membership.user)
    record(request.actor, "session.sign_out_everywhere")
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("sign_in")
