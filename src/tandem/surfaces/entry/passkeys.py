"""Passkeys at the door and on the own account: what the browser is asked, and what becomes of its answer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tandem.foundation.accounts import passkeys, presence, recovery, second
from tandem.foundation.accounts.models import User
from tandem.foundation.audit.record import record
from tandem.surfaces.entry.banner import notice_first
from tandem.surfaces.entry.entering import AFTER, BACKEND, enter, finish, safe_next, somebody
from tandem.surfaces.shared.challenge import keep, taken
from tandem.surfaces.shared.session import now, sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.sign_in import Factor


@never_cache
@require_POST
@notice_first
def options(request: HttpRequest) -> HttpResponse:
    """What the browser is to ask its authenticator: any passkey of this site, or one of whoever is known by now."""
    known = request.user if request.user.is_authenticated else None
    return _given(request, passkeys.ask_for_one(known))


@require_POST
@notice_first
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by a passkey alone, or in place of the code. Locks of passwords and codes don't touch it (CJIS AC-7)."""
    user = passkeys.whose(request.POST.get("passkey", ""), challenge=taken(request))
    other = user and request.user.is_authenticated and user.pk != request.user.pk
    if user is None or other:
        record(somebody(request, None), "session.passkey", outcome="refused")
        errors = [("passkey-words", _("This passkey is not known here. Use your password, or another passkey."))]
        return render(request, "entry/sign_in.html", {"errors": errors, "next": safe_next(request)}, status=422)
    if not request.user.is_authenticated:
        login(request, user, backend=BACKEND)
        presence.begin(request.session, now())
        request.session[AFTER] = safe_next(request)
    finish(request, Factor.PASSKEY)
    return enter(request)


def may_add(request: HttpRequest) -> User | None:
    """Who may add a passkey now: somebody signed in, or, between password and second step, somebody without any factor."""
    if request.actor:
        return request.membership.user
    if request.user.is_authenticated and not presence.proved(request.session) and not second.has_one(request.user):
        return request.user
    return None


@never_cache
@require_POST
def new_options(request: HttpRequest) -> HttpResponse:
    """What the browser is to make."""
    user = may_add(request)
    if user is None:
        raise Http404
    return _given(request, passkeys.ask_for_new(user))


@sign_in_required()
@step_up_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Keep a passkey for the own account."""
    name = request.POST.get("name", "").strip() or _("Passkey")
    fresh = None
    if "\x00" not in name:
        answer = request.POST.get("passkey", "")
        fresh = passkeys.add(request.membership.user, answer, challenge=taken(request), name=name)
    record(request.actor, "account.add_passkey", outcome="ok" if fresh else "refused")
    if fresh:
        messages.success(request, _("The passkey is kept. From now on it signs you in alone."))
    else:
        messages.error(request, _("The passkey was not kept. Try again; at most ten can be kept."))
    return redirect("account")


@require_POST
def set_up(request: HttpRequest) -> HttpResponse:
    """A passkey as the first second factor of an account, in place of an app."""
    user = may_add(request)
    if user is None or request.actor:
        raise Http404
    if passkeys.add(user, request.POST.get("passkey", ""), challenge=taken(request), name=_("Passkey")) is None:
        record(somebody(request, user), "account.add_passkey", outcome="refused")
        messages.error(request, _("The passkey was not kept. Try again, or use an app."))
        return redirect("set_up_app")
    finish(request, Factor.PASSKEY)
    record(somebody(request, user), "account.add_passkey")
    return render(request, "entry/recovery_codes.html", {"codes": recovery.renew(user)})


@sign_in_required()
@step_up_required
@require_POST
def remove(request: HttpRequest, passkey_id: UUID) -> HttpResponse:
    """Take a passkey away; never the last second factor."""
    user = request.membership.user
    if not second.has_app(user) and len(passkeys.of(user.pk)) < 2:
        messages.error(request, _("This is your only second step. Set up another one first."))
        return redirect("account")
    if not passkeys.remove(user, passkey_id):
        raise Http404
    record(request.actor, "account.remove_passkey", object_kind="passkey", object_id=passkey_id)
    messages.success(request, _("The passkey is taken away. It signs nobody in any more."))
    return redirect("account")


def _given(request: HttpRequest, asked: passkeys.Asked) -> HttpResponse:
    keep(request, asked.challenge)
    return HttpResponse(asked.options, content_type="application/json")
