"""Tell somebody outside without the person's consent: only on a form the law permits, read before it leaves."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tandem.disclosure import Release
from tandem.domain.people import records as people
from tandem.domain.releases import letters
from tandem.domain.releases.forms.report import reports
from tandem.domain.releases.forms.sending import open_to, sheet_of
from tandem.surfaces.care.door import must, onward, page, person_page
from tandem.surfaces.shared.form_out import form_out
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.permissions import Permission


@require_safe
@person_page
def tell(request: HttpRequest, release: Release) -> HttpResponse:
    """Which forms there are for this role."""
    must(request.actor, Permission.DISCLOSURE_SEND)
    about = people.summary(release=release)
    return page(request, "tell", about=about, release=release, sheets=open_to(request.actor.role))


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def tell_form(request: HttpRequest, release: Release, form: str) -> HttpResponse:
    """One form: filled in, read word for word, sent."""
    must(request.actor, Permission.DISCLOSURE_SEND)
    sheet = sheet_of(form, actor=request.actor)
    step = form_out(request, sheet, release=release)
    if step.sent:
        return onward(reverse("care_told", args=[release.person_id, step.sent]))
    clocks = [each.words for each in reports()] if sheet.form == Form.MANDATED_REPORT else []
    return page(request, "tell_form", step.refused, release=release, clocks=clocks, **step.context)


@require_safe
@person_page
def told(request: HttpRequest, release: Release, disclosure_id: UUID) -> HttpResponse:
    """The words that left, to print."""
    must(request.actor, Permission.DISCLOSURE_SEND)
    letter = letters.kept(disclosure_id, release=release)
    back = reverse("care_person", args=[release.person_id])
    return render(request, "shared/letter.html", {"letter": letter, "back": back})
