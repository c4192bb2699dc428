"""How the program is reached: the public form, and the call types that usually are behavioral health."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.domain.incidents.actions import add_pattern, remove_pattern
from tandem.domain.incidents.call_types import patterns
from tandem.foundation.organizations.actions import open_requests
from tandem.foundation.organizations.program import program
from tandem.foundation.patterns import any_matches, checked
from tandem.surfaces.program.views.forms import tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role


@sign_in_required(Role.ADMIN)
@require_http_methods(["GET", "POST"])
def ways_in_page(request: HttpRequest) -> HttpResponse:
    """Open or close the public form; add, try or take away a pattern. What RE2 can't run is refused with a sentence."""
    if program() is None:
        raise Http404
    faults, tried = {}, None
    if request.method == "POST":
        try:
            tried = _do(request)
        except Refusal as refusal:
            faults = dict(refusal.errors)
        except Absent as missing:
            raise Http404 from missing
        else:
            if tried is None:
                return redirect("ways_in")
    context = {
        "open": program().requests_open,
        "patterns": patterns(),
        "faults": faults,
        "errors": tied(faults.items()),
        "typed": request.POST,
        "tried": tried,
    }
    return render(request, "program/ways_in.html", context, status=422 if faults else 200)


def _do(request: HttpRequest) -> bool | None:
    """What the button says. True or False is the answer to a try, which changes nothing."""
    pattern, actor = request.POST.get("pattern", ""), request.actor
    match request.POST.get("verb"):
        case "open" | "close" as verb:
            open_requests(actor=actor, wanted=verb == "open")
            done = _("The public form is open.") if verb == "open" else _("The public form is switched off.")
        case "add":
            add_pattern(pattern, actor=actor)
            done = _("Call types like this are suggested now. Nothing on a call has changed.")
        case "try":
            return any_matches([checked("pattern", pattern)], request.POST.get("example", ""))
        case "remove":
            number = request.POST.get("id", "")
            remove_pattern(
                int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0, actor=actor
            )
            done = _("This pattern suggests nothing any more.")
        case _other:
            raise Absent
    messages.success(request, done)
    return None
