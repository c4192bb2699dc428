"""Form text is UTF-8 or refused. The framework would put a replacement sign for each wrong byte, in silence."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse

from tandem.surfaces.entry.views import bad_request

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class WholeTextMiddleware:
    """Answer 400 to a form whose bytes are not UTF-8, before anything of it is read. No form here carries files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.content_type in FORMS and not whole(request.body, request.content_type):
            return bad_request(request)
        return self.get_response(request)


def whole(body: bytes, content_type: str) -> bool:
    """Whether a form's body decodes as UTF-8."""
    try:
        (unquote_to_bytes(body) if content_type == FORMS[0] else body).decode()
    except UnicodeDecodeError:
        return False
    return True
