"""The system-use notice: four statements acknowledged before each sign-in, by whichever door somebody comes (CJIS AC-8)."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.foundation.organizations.program import banner_needed, program
from tandem.surfaces.entry.entering import safe_next

SEEN = "notice_acknowledged"


def notice_first(view):
    """Nothing of a sign-in begins before the notice is acknowledged in this browser; a form sent past it is dropped."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.actor is None and banner_needed() and not request.session.get(SEEN):
            back = request.get_full_path() if request.method == "GET" else reverse("sign_in")
            return redirect(f"{reverse('notice')}?{urlencode({'next': back})}")
        return view(request, *args, **kwargs)

    return guarded


def statements() -> list[str]:
    """What everybody is told (CJIS AC-8a): never fewer, whatever the agency adds."""
    return [
        _("You are entering an information system with restricted information."),
        _("Use is monitored, recorded and audited."),
        _("Use without permission is forbidden and can be punished by criminal and civil law."),
        _("By using it you agree to be monitored and recorded."),
    ]


@require_http_methods(["GET", "POST"])
def notice_page(request: HttpRequest) -> HttpResponse:
    """The notice, and the one button that goes on."""
    if request.method == "POST":
        request.session[SEEN] = True
        return redirect(safe_next(request))
    found = program()
    context = {"statements": statements(), "own": found.banner_text if found else "", "next": safe_next(request)}
    return render(request, "entry/notice.html", context)
