"""Form text is UTF-8 or refused. The framework would put a replacement sign for each wrong byte, in silence.

A form that brings a file is large and may hold any byte; it is taken at the doors that say so, from somebody signed in.
"""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse

from tandem.foundation.attachments.doors import is_file_door
from tandem.surfaces.entry.views import bad_request

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class WholeTextMiddleware:
    """Answer 400 to a form whose bytes are not UTF-8, before anything of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.content_type not in FORMS:
            return self.get_response(request)
        if request.content_type == FORMS[1] and is_file_door(request):
            # Reading a large body for a visitor would be a gift to whoever wants to fill the disk.
            return self.get_response(request) if request.actor else bad_request(request)
        if not whole(request.body, request.content_type):
            return bad_request(request)
        return self.get_response(request)


def whole(body: bytes, content_type: str) -> bool:
    """Whether a form's body decodes as UTF-8."""
    try:
        (unquote_to_bytes(body) if content_type == FORMS[0] else body).decode()
    except UnicodeDecodeError:
        return False
    return True
