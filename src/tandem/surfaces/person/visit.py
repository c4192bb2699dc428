"""One visit to the page behind a link: whose it is, in which language, and whether the code was said.

A link that is wrong, over or stopped has one answer on every page of this door, with help now on it. Whoever has not
said the code is sent to say it first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tandem.disclosure import NotReleased, Release
from tandem.domain.people import own_page as keys
from tandem.domain.releases.opening import open_release
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.refusal import Absent

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
COOKIE, COOKIE_LASTS = "own_page", 30 * 60


@dataclass(frozen=True)
class Visit:
    """One request to a page whose link works. `apart`: they asked to see what is kept behind one more tap."""

    token: str
    page: keys.OwnPage
    actor: Actor
    language: str
    apart: bool = False

    @property
    def home(self) -> str:
        """The address of the page itself, in the language and with the tap of now."""
        return f"/me/{self.token}/?lang={self.language}{'&apart=1' if self.apart else ''}"

    def release(self) -> Release:
        """The person's own release of their own record, logged (R70, R71). Raises Absent."""
        return open_release(self.actor, self.page.person_id, Purpose.OWN_ACCESS)


def visited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page behind the link: `view(request, visit, …)`. Wrong, over, stopped and absent are one answer."""

    # The link is a key of its own and the cookie is SameSite=Strict, so that a forged request has neither.
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def behind(request: HttpRequest, token: str, **kwargs) -> HttpResponse:
        page = keys.find(token)
        language = _language(request, page)
        with translation.override(language):
            try:
                if page is None:
                    raise Absent
                actor = keys.actor_of(page, address=request.META.get("REMOTE_ADDR", ""))
                visit = Visit(token, page, actor, language, request.GET.get("apart") == "1")
                response = view(request, visit, **kwargs)
            except (Absent, NotAllowed, NotReleased):
                response = render("person/gone.html", language, 404)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return behind


def after_code(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page further in: without the code it leads to where the code is said."""

    @wraps(view)
    def inside(request: HttpRequest, visit: Visit, **kwargs) -> HttpResponse:
        if not known(request, visit.page):
            return HttpResponseRedirect(f"/me/{visit.token}/?lang={visit.language}", status=303)
        return view(request, visit, **kwargs)

    return visited(inside)


def known(request: HttpRequest, page: keys.OwnPage) -> bool:
    """Whether this browser said the code of this link in the last half hour."""
    try:
        said = signing.TimestampSigner(salt=keys.SALT).unsign(request.COOKIES.get(COOKIE, ""), max_age=COOKIE_LASTS)
    except signing.BadSignature:
        return False
    return said == page.key_id.hex


def _language(request: HttpRequest, page: keys.OwnPage | None) -> str:
    asked = request.GET.get("lang", "")
    if asked in keys.LANGUAGES:
        return asked
    if page:
        return page.language
    return "es" if translation.get_language() == "es" else "en"


def render(template: str, language: str, status: int, apart: bool = False, **context) -> HttpResponse:
    """A page of this door. Without the request: no sign-in, no trace of who else uses this browser."""
    more = "&apart=1" if apart else ""
    languages = [
        {"code": code, "label": label, "url": f"?lang={code}{more}", "current": code == language}
        for code, label in (("en", "English"), ("es", "Español"))
    ]
    context |= {"languages": languages, "lang": language, "apart": apart}
    return HttpResponse(render_to_string(template, context), status=status)
