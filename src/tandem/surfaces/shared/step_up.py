"""Step-up: what reaches far asks once more that it is you. A proof within five minutes is enough (OWASP ASVS 7.5.3).

`@step_up_required` stands under `@sign_in_required` on a view that changes something. A form sent without a fresh proof
comes back as a page that asks for a code or a passkey and carries everything that was typed; with the proof, the form
goes on as if it had been sent just now. Files can't be carried: such a form is asked for again.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tandem.foundation.accounts import passkeys, presence, second
from tandem.foundation.accounts.second import Answer, Checked
from tandem.foundation.audit.record import record
from tandem.foundation.organizations.profiles import lock_lasts
from tandem.surfaces.shared.challenge import taken
from tandem.surfaces.shared.session import now
from tandem.vocabulary.sign_in import Factor

CODE, PASSKEY = "step_up_code", "step_up_passkey"
SAFE = ("GET", "HEAD", "OPTIONS")
# Never written into a page, not even one's own.
NOT_CARRIED = frozenset({"csrfmiddlewaretoken", CODE, PASSKEY, "password", "old", "again"})


def step_up_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whatever this view changes needs a second factor shown within the last five minutes."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method in SAFE:
            return view(request, *args, **kwargs)
        asked = CODE in request.POST or PASSKEY in request.POST
        if asked:
            answer = try_to_prove(request)
            if answer != Answer.RIGHT:
                return ask(request, answer)
        elif not presence.stepped_up(request.session, now()):
            return ask(request)
        if asked:
            request.POST = _as_it_was(request)
        return view(request, *args, **kwargs)

    return guarded


def try_to_prove(request: HttpRequest) -> Answer:
    """Check the code or passkey that came with this form and note it on the session and the audit trail."""
    user = request.membership.user
    if request.POST.get(PASSKEY):
        mine = passkeys.whose(request.POST[PASSKEY], challenge=taken(request)) == user
        checked = Checked(Answer.RIGHT, Factor.PASSKEY) if mine else Checked(Answer.WRONG)
    else:
        checked = second.check(user, request.POST.get(CODE, ""), lasts=lock_lasts(user))
    right = checked.answer == Answer.RIGHT
    if right:
        presence.prove(request.session, checked.factor, now())
    detail = {"factor": str(checked.factor)} if right else {}
    record(request.actor, "session.step_up", outcome="ok" if right else "refused", detail=detail)
    return checked.answer


def ask(request: HttpRequest, answer: Answer | None = None) -> HttpResponse:
    """The page that asks, with the form inside; for a part of a page, the way to a page that asks."""
    if request.headers.get("HX-Request"):
        reply = HttpResponse(status=204)
        back = request.headers.get("HX-Current-URL", "")
        reply["HX-Redirect"] = f"{reverse('confirm')}?{urlencode({'next': back})}"
        return reply
    if answer == Answer.LOCKED:
        return render(request, "shared/step_up_locked.html", status=429)
    said = _("This code is not right, or it was used already. Wait for the next one and try again.")
    context = {
        "carried": [(name, one) for name, many in request.POST.lists() if name not in NOT_CARRIED for one in many],
        "files": bool(request.FILES),
        "errors": [("id_" + CODE, said)] if answer == Answer.WRONG else [],
        "has_app": second.has_app(request.membership.user),
        "has_passkey": second.has_passkey(request.membership.user),
        "sso": request.session.get(presence.SECOND) == Factor.ISSUER,
        "field": CODE,
        "again": request.path,
    }
    return render(request, "shared/step_up.html", context, status=422 if answer else 200)


def _as_it_was(request: HttpRequest):
    form = request.POST.copy()
    form.pop(CODE, None)
    form.pop(PASSKEY, None)
    return form
