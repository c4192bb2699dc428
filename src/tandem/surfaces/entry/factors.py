"""The own second step on the account page: another app, new recovery codes; each asks once more that it is you."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tandem.foundation.accounts import open_sessions, recovery, second, totp
from tandem.foundation.audit.record import record
from tandem.surfaces.entry.second_step import set_up_answer
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required


@sensitive_post_parameters("code")
@sign_in_required()
@step_up_required
@require_POST
def change_app(request: HttpRequest) -> HttpResponse:
    """Set up an app in place of the one there is. The old one works until the new one is confirmed."""
    user, errors = request.membership.user, []
    code = "".join(request.POST.get("code", "").split())[: second.LONGEST_CODE]
    if code:
        right = totp.confirm(user, code)
        record(request.actor, "account.set_up_app", outcome="ok" if right else "refused")
        if right:
            messages.success(request, _("The new app is set up. Codes of the old one work no more."))
            return redirect("account")
        errors = [("id_code", _("This is not the code the app shows now. Check that the phone's clock is right."))]
    return set_up_answer(request, user, errors, first=False)


@sign_in_required()
@step_up_required
@require_POST
def new_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes, shown once; the older ones end."""
    record(request.actor, "account.new_recovery_codes")
    return render(request, "entry/recovery_codes.html", {"codes": recovery.renew(request.membership.user)})


@sign_in_required()
@require_POST
def end_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """End one of the own sessions: its next click, and its live pages within seconds."""
    if not open_sessions.end(request.actor.id, session_id):
        raise Http404
    record(request.actor, "session.end", object_kind="session", object_id=session_id)
    messages.success(request, _("That session has ended."))
    return redirect("account")
