"""The second step of signing in: the code of the phone's app, or setting that app up. Nothing else is open until then."""

from functools import wraps

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tandem.foundation.accounts import presence, recovery, second, totp
from tandem.foundation.accounts.models import User
from tandem.foundation.accounts.second import Answer
from tandem.foundation.audit.record import record
from tandem.foundation.organizations.profiles import lock_lasts
from tandem.surfaces.entry.entering import enter, finish, somebody
from tandem.vocabulary.sign_in import Factor


def password_given(view):
    """Only between a right password and the second factor; before it the sign-in page, after it the first page."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(settings.LOGIN_URL)
        if presence.proved(request.session):
            return redirect("front")
        return view(request)

    return guarded


@sensitive_post_parameters("code")
@password_given
@require_http_methods(["GET", "POST"])
def code_page(request: HttpRequest) -> HttpResponse:
    """Ask for the code. A wrong one and one that was used before get one and the same answer."""
    if not second.has_one(request.user):
        return redirect("set_up_app")
    errors = []
    if request.method == "POST":
        checked = second.check(request.user, request.POST.get("code", ""), lasts=lock_lasts(request.user))
        if checked.answer == Answer.RIGHT:
            finish(request, checked.factor)
            if checked.factor == Factor.RECOVERY:
                _say_how_many_are_left(request)
            return enter(request)
        record(
            somebody(request, request.user),
            "session.second_factor",
            outcome="refused",
            detail={"locked": checked.answer == Answer.LOCKED},
        )
        if checked.answer == Answer.LOCKED:
            return render(request, "entry/locked.html", status=429)
        errors = [
            ("id_code", _("This code is not right, or it was used already. Wait for the next one and try again."))
        ]
    context = {
        "errors": errors,
        "has_app": second.has_app(request.user),
        "has_passkey": second.has_passkey(request.user),
        "shown": totp.shown_for(request.user),
    }
    return render(request, "entry/second_step.html", context, status=422 if errors else 200)


@sensitive_post_parameters("code")
@password_given
@require_http_methods(["GET", "POST"])
def set_up_page(request: HttpRequest) -> HttpResponse:
    """Set up the app and confirm it with its first code; the ten recovery codes are on the answer, once.

    Not for an account that has a second factor: whoever only has its password must not put their own in its place.
    """
    if second.has_one(request.user):
        return redirect("second_step")
    errors = []
    if request.method == "POST":
        code = "".join(request.POST.get("code", "").split())[: second.LONGEST_CODE]
        if totp.confirm(request.user, code):
            finish(request, Factor.APP)
            record(somebody(request, request.user), "account.set_up_app")
            return render(request, "entry/recovery_codes.html", {"codes": recovery.renew(request.user)})
        record(somebody(request, request.user), "account.set_up_app", outcome="refused")
        errors = [("id_code", _("This is not the code the app shows now. Check that the phone's clock is right."))]
    return set_up_answer(request, request.user, errors, first=True)


def set_up_answer(request: HttpRequest, user: User, errors: list[tuple[str, str]], *, first: bool) -> HttpResponse:
    """The page with what an app needs; `first` where the account has no second factor yet."""
    setup = totp.setup(user)
    context = {"errors": errors, "secret": setup.secret, "picture": _picture(setup.uri), "first": first}
    return render(request, "entry/set_up_app.html", context, status=422 if errors else 200)


def _picture(uri: str) -> str:
    """The code an app scans, as SVG inside the page: nothing of it is fetched from anywhere."""
    drawn = segno.make(uri, error="m").svg_inline(scale=5, border=3, dark="#000", light="#fff")
    return mark_safe(drawn)


def _say_how_many_are_left(request: HttpRequest) -> None:
    left = recovery.left(request.user.pk)
    said = ngettext(
        "You used a recovery code; %(left)s is left. If the phone is gone, set up another one in My account.",
        "You used a recovery code; %(left)s are left. If the phone is gone, set up another one in My account.",
        left,
    )
    messages.warning(request, said % {"left": left})
