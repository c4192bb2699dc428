"""Showing once more that it is you, for a page that could not carry its own form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tandem.foundation.accounts.second import Answer
from tandem.surfaces.entry.entering import safe_next
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import CODE, PASSKEY, ask, try_to_prove


@sensitive_post_parameters(CODE, PASSKEY)
@sign_in_required()
@require_http_methods(["GET", "POST"])
def confirm_page(request: HttpRequest) -> HttpResponse:
    """Ask, and then back to where somebody came from. Nothing of a form is here; that page still has it."""
    if request.method == "GET":
        request.POST = request.POST.copy()
        request.POST["next"] = safe_next(request)
        return ask(request)
    answer = try_to_prove(request)
    return redirect(safe_next(request)) if answer == Answer.RIGHT else ask(request, answer)
