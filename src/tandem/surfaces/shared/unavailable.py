"""What a request answers while the audit trail can't be written: nothing about a person, within two seconds, in plain words.

Whoever looks must be on the trail (45 CFR 164.312(b)), so that without it nobody looks. Published cautions on an active
call are the exception (`releases/opening.py`); they have a place of their own to be written to.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tandem.foundation.audit.alerts import alert
from tandem.foundation.audit.record import is_unwritable

AGAIN_SECONDS = 30


class AuditFirstMiddleware:
    """Turns the error of an entry that can't be written into the page that says so, and tells the privacy officer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_unwritable(exception):
            return None
        alert("unwritable")
        return unavailable(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503, needing no database. It names nobody and repeats nothing of what was asked."""
    headers = {"Retry-After": str(AGAIN_SECONDS), "Cache-Control": "no-store"}
    title = _("Tandem can't show or save anything right now")
    if request.path.startswith(("/api/", "/phone/api/")):
        return JsonResponse({"title": title, "errors": []}, status=503, headers=headers)
    # A look shows nothing; what was saved before is saved. What was just sent is not.
    what = (
        _("What you just sent was not saved. Keep it, and send it again in a minute.")
        if request.method == "POST"
        else _("What was saved before is saved.")
    )
    page = format_html(
        '<!doctype html><html lang="{}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>{}</title><main><h1>{}</h1><p>{}</p><p>{}</p><p>{}</p></main></html>",
        get_language() or "en",
        title,
        title,
        _("The record of who looks at what can't be written, so nothing is shown. Your privacy officer is told."),
        what,
        _("Published cautions still show on the arrival card of your call. Use radio or phone for the rest."),
    )
    return HttpResponse(page, status=503, headers=headers)
