"""What the person takes along: their record in one file, to print or as data, and a copy of each paper they signed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tandem.domain.consents.records import consent_copy
from tandem.domain.releases.own_copy import take_home
from tandem.surfaces.person import words
from tandem.surfaces.person.visit import Visit, after_code, render
from tandem.vocabulary.law import Basis
from tandem.vocabulary.refusal import Absent

FORMS = ("page", "data")


@after_code
def save(request: HttpRequest, visit: Visit, form: str) -> HttpResponse:
    """The record as one file: "page" to read and print, "data" for another program (45 CFR 164.524(c)(2)).

    Made anew each time under a release of its own, kept nowhere. The name of the file says nothing about anybody.
    """
    if form not in FORMS:
        raise Absent
    parts = take_home(actor=visit.actor, release=visit.release(), apart=visit.apart)
    made_at = timezone.localtime()
    told = [(words.part(one.heading), one) for one in parts]
    if form == "page":
        page = render_to_string(
            "person/saved.html", {"parts": told, "team": visit.page.organization, "apart": visit.apart, "at": made_at}
        )
        answer = HttpResponse(page)
    else:
        answer = JsonResponse(
            {
                "made_at": made_at.isoformat(timespec="seconds"),
                "from": visit.page.organization,
                "alcohol_and_drugs_in_it": visit.apart,
                "parts": [{"category": one.category, "heading": one.heading, "lines": one.lines} for one in parts],
            },
            json_dumps_params={"ensure_ascii": False, "indent": 1},
        )
    name = f"{_('my-record')}.{'html' if form == 'page' else 'json'}"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return answer


@after_code
def consent(request: HttpRequest, visit: Visit, consent_id: UUID) -> HttpResponse:
    """A copy of one paper they signed, whole (42 CFR 2.31; 45 CFR 164.508(c)(4)). One about alcohol or drugs needs
    the tap, as on the page."""
    one = consent_copy(consent_id, release=visit.release())
    if one.kind != Basis.PSY_AUTHORIZATION and not visit.apart:
        raise Absent
    context = {"one": one, "what": words.consent(one.kind), "back": f"{visit.home}#share"}
    return render("person/consent.html", visit.language, 200, visit.apart, **context)
