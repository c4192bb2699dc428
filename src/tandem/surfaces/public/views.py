"""Six addresses, all readable by anybody and kept by any cache: numbers, how it works, rights, words, counting, CSV.

Rendered without the request: no cookie, no sign-in, no trace of who else uses this browser. Until a program decides to
publish, and has published a month, there is no such page.
"""

import csv
import hashlib
import io
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from tandem.foundation.organizations.program import program
from tandem.measures.reports.page import PLACE, Figure
from tandem.measures.reports.records import Page, decision, newest, pages
from tandem.surfaces.public import told

# A page changes once a month; a switch turned off is obeyed within the hour.
KEPT = "public, max-age=3600"
TABS = ("public", "public_how", "public_rights", "public_counted", "public_csv")


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The page itself, in the hierarchy of what a neighbor needs: help, four numbers, who got no team, places, why."""
    return _page(request, "public", lambda page: told.page(page))


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """What happens when somebody calls, step by step, and what a team cannot do."""
    return _page(request, "public_how", lambda _page: {})


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """What a person a team met may ask for, and how."""
    return _page(request, "public_rights", lambda _page: {})


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """What every word means here."""
    return _page(request, "public_words", lambda _page: {})


@require_safe
def counted(request: HttpRequest) -> HttpResponse:
    """How it was counted, month by month: what was published when, by which editions, from which snapshot of the facts."""
    return _page(request, "public_counted", lambda _page: {"pages": [told.history(one) for one in pages()]})


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Every number ever published, one a row. A number not shown has no value and says why."""
    _newest()
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ("first_month", "last_month", "series", "level", "place", "value", "not_shown_because", "edition", "snapshot")
    )
    for page in pages():
        for one in page.figures:
            writer.writerow(_row(page, one))
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="co-response-numbers.csv"'
    return _kept(request, response)


def _row(page: Page, one: Figure) -> tuple:
    place = told.place_code(one.place) if one.level == PLACE else ""
    value = "" if one.value is None else one.value
    why = told.CSV_WHY.get(one.why, "")
    return one.months[0], one.months[-1], one.series, one.level, place, value, why, page.edition, page.snapshot[:12]


def _newest() -> Page:
    page = newest() if program() and decision().wanted else None
    if page is None:
        raise Http404
    return page


def _page(request: HttpRequest, name: str, context: Callable[[Page], dict]) -> HttpResponse:
    page = _newest()
    asked = request.GET.get("lang", "")
    language = asked if asked in ("en", "es") else "es" if translation.get_language() == "es" else "en"
    with translation.override(language):
        found = context(page) | {
            "page": page,
            "program_name": program().name,
            "tabs": [(reverse(tab) + f"?lang={language}", words, tab == name) for tab, words in told.tabs(TABS)],
            "other": {"en": ("es", "Español"), "es": ("en", "English")}[language],
        }
        response = HttpResponse(render_to_string(f"public/{name}.html", found))
    response["Content-Language"] = language
    return _kept(request, response)


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let caches keep it, and answer "not changed" to who has it."""
    response["Cache-Control"] = KEPT
    response["Referrer-Policy"] = "no-referrer"
    etag = f'"{_digest(response.content)}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
