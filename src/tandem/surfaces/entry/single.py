"""Single sign-on at the door: to the agency's identity provider, and back with who it says is there."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tandem.foundation import clock
from tandem.foundation.accounts import issuer, presence
from tandem.foundation.accounts.issuer import Identity, NotVouched
from tandem.foundation.accounts.models import User
from tandem.foundation.audit.record import record
from tandem.foundation.organizations.actions import arrive
from tandem.surfaces.entry.banner import notice_first
from tandem.surfaces.entry.entering import AFTER, BACKEND, begin_session, enter, finish, safe_next, somebody
from tandem.surfaces.shared.session import now
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.sign_in import Factor

WAY = "single_sign_on"
# How long ago the provider may have seen somebody for a proof that it is them.
FRESH = timedelta(seconds=presence.STEP_UP_SECONDS)


@never_cache
@require_GET
@notice_first
def there(request: HttpRequest) -> HttpResponse:
    """On to the provider; somebody who is signed in comes to show once more that it is them."""
    if not issuer.set_up():
        raise Http404
    request.session[WAY] = {"after": safe_next(request), "again": str(request.actor.id) if request.actor else ""}
    try:
        return issuer.send_there(request, settings.PUBLIC_URL + reverse("sso_back"), again=bool(request.actor))
    except NotVouched as reason:
        return _no(request, str(reason))


@never_cache
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Back with an answer: signed in, asked for the second step here, or told why not."""
    way = request.session.pop(WAY, None)
    if not issuer.set_up() or way is None:
        raise Http404
    try:
        who = issuer.identity(request)
        if way["again"]:
            return _shown_again(request, who, way["after"])
        user = arrive(who, settings.OIDC_ROLES)
    except NotVouched as reason:
        return _no(request, str(reason))
    except Refusal as refusal:
        return _no(request, "refused", refusal.errors[0][1])
    record(somebody(request, user), "session.single_sign_on", detail={"strong": who.strong})
    return _signed_in(request, user, way["after"]) if who.strong else begin_session(request, user, way["after"])


def _signed_in(request: HttpRequest, user: User, after: str) -> HttpResponse:
    login(request, user, backend=BACKEND)
    presence.begin(request.session, now())
    request.session[AFTER] = after
    finish(request, Factor.ISSUER)
    return enter(request)


def _shown_again(request: HttpRequest, who: Identity, after: str) -> HttpResponse:
    """A fresh look by the provider at the same human, with a second factor, is as good as a code."""
    same = request.actor and request.membership.user.issuer_subject == who.subject
    fresh = who.at is not None and abs(clock.now() - who.at) <= FRESH
    if not (same and fresh and who.strong):
        return _no(request, "stale")
    presence.prove(request.session, Factor.ISSUER, now())
    record(request.actor, "session.step_up", detail={"factor": str(Factor.ISSUER)})
    return redirect(after)


def _no(request: HttpRequest, why: str, said: str = "") -> HttpResponse:
    record(request.actor or somebody(request, None), "session.single_sign_on", outcome="refused", detail={"why": why})
    said = said or _("Your agency's sign-in did not answer as it should. Try again, or use your password.")
    return render(request, "entry/sso_refused.html", {"said": said}, status=422)
