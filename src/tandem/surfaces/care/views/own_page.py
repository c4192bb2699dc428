"""Give a person the link and the code to their own page, or stop it. Both are shown once, here."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.disclosure import Release
from tandem.domain.people import own_page as keys
from tandem.domain.safety_plans.form import words
from tandem.surfaces.care.door import must, onward, page, person_page
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal

LANGUAGES = (("en", "English"), ("es", "Español"))


def _text(request: HttpRequest, link: str) -> str:
    """The message that carries the link: it names nobody and says nothing of care, since others may read the phone."""
    told = words(request.POST.get("language", ""))["text"]
    return told.format(team=request.membership.organization.short_name, link=link)


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def own_page(request: HttpRequest, release: Release) -> HttpResponse:
    """Give a new key, which stops the old one; or stop it."""
    must(request.actor, Permission.OWN_PAGE_GIVE)
    refused, given = None, None
    if request.method == "POST":
        try:
            if "stop" in request.POST:
                keys.stop(release.person_id, actor=request.actor)
                messages.success(request, _("Their page is stopped. The link opens nothing any more."))
                return onward(reverse("care_person", args=[release.person_id]))
            given = keys.give(release.person_id, actor=request.actor, language=request.POST.get("language", ""))
        except Refusal as error:
            refused = error
    link = settings.PUBLIC_URL + reverse("own_page", args=[given.token]) if given else ""
    text = _text(request, link) if given else ""
    return page(
        request,
        "own_page",
        refused,
        release=release,
        given=given,
        link=link,
        text=text,
        sms=f"sms:?body={quote(text)}",
        languages=LANGUAGES,
    )
