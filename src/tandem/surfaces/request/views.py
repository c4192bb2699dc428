"""One short form, and what happens next. No cookie, no account, no trace of who stood here but what they wrote.

A forged post could do no more than ask, as anybody may, so that no token is needed. What keeps machines away is a field
that no human sees and a count for each address, kept in memory as a hash and never in a log.
"""

import re
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tandem.domain.requests import actions
from tandem.domain.requests.rules import LIMITS, Asked
from tandem.foundation import rate
from tandem.foundation.organizations.program import program
from tandem.surfaces.request.words import asks, sentence
from tandem.vocabulary.refusal import Refusal

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
CHOICES = ("asker", "how_soon", "knows", "safe_contact")
FIELDS = (*LIMITS, *CHOICES)
# A family that asks for three children is not a flood.
MOST, EVERY = 6, 600
REFERENCE = re.compile(f"[{actions.LETTERS}]{{3}}-[{actions.LETTERS}]{{3}}")
# Named like something a form may want, so that what fills in everything fills in this.
TRAP = "website"


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in ("en", "es") else "es" if translation.get_language() == "es" else "en"


def _render(template: str, language: str, status: int = 200, **context) -> HttpResponse:
    # Without the request: no cookie, no sign-in, no trace of who else uses this browser.
    languages = [
        {"code": code, "label": label, "url": f"?lang={code}", "current": code == language}
        for code, label in (("en", "English"), ("es", "Español"))
    ]
    context |= {"languages": languages, "lang": language, "program_name": program().name}
    response = HttpResponse(render_to_string(template, context), status=status)
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _must_be_open() -> None:
    found = program()
    if found is None or not found.requests_open:
        raise Http404


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form. Sent twice it is one request; refused, everything typed is still there."""
    _must_be_open()
    language = _language(request)
    with translation.override(language):
        if request.method != "POST":
            return _form(language, {"form_key": str(uuid4())})
        wait = rate.wait_for("ask", request.META.get("REMOTE_ADDR", ""), most=MOST, seconds=EVERY)
        if wait:
            response = _render("request/slow.html", language, 429, minutes=-(-wait // 60))
            response["Retry-After"] = str(wait)
            return response
        # Whatever filled in the field that nobody sees is told what a human would be told, and stored nowhere.
        reference = actions.reference() if request.POST.get(TRAP) else _asked(request, language)
        if isinstance(reference, HttpResponse):
            return reference
        address = reverse("ask_sent", args=[reference])
        return HttpResponseRedirect(f"{address}?lang={language}", status=303, headers=HEADERS)


def _asked(request: HttpRequest, language: str) -> str | HttpResponse:
    """The reference of what was asked, else the form again."""
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    try:
        try:
            form_key = UUID(request.POST.get("form_key", ""))
        except ValueError:
            raise Refusal(("form_key", "")) from None
        if typed["asker"] == "officer":
            raise Refusal(("asker", ""))
        return actions.make(form_key, Asked(**typed, language=language), actor=actions.public_actor())
    except Refusal as refusal:
        faults = {field: sentence(field) for field, _words in refusal.errors}
        typed["form_key"] = request.POST.get("form_key", "")
        if "form_key" in faults:
            typed["form_key"] = str(uuid4())
        return _form(language, typed, faults)


def _form(language: str, typed: dict[str, str], faults: dict[str, str] | None = None) -> HttpResponse:
    faults = faults or {}
    errors = [("" if field == "form_key" else f"id_{field}", words) for field, words in faults.items()]
    status = 422 if faults else 200
    return _render(
        "request/ask.html", language, status, typed=typed, faults=faults, errors=errors, choices=asks(), trap=TRAP
    )


@require_safe
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """What happens next, with the reference to name it by. It opens nothing: no request can be read from here."""
    _must_be_open()
    if not REFERENCE.fullmatch(reference):
        raise Http404
    language = _language(request)
    with translation.override(language):
        return _render("request/sent.html", language, reference=reference)
