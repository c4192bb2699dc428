"""The preference card of one person: written with them, every version kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.disclosure import Release
from tandem.domain.people import records as people
from tandem.domain.people.actions import write_card
from tandem.domain.safety_plans.records import may_read
from tandem.surfaces.care.door import must, onward, page, person_page
from tandem.surfaces.care.views.plan import MADE
from tandem.vocabulary.own_page import COMES_LABELS
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal

COMES = tuple((str(code), words) for code, words in COMES_LABELS.items())
TEXTS = ("comes_words", "language", "helps", "avoid", "words")


def _base(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def card(request: HttpRequest, release: Release) -> HttpResponse:
    """Write the card with the person. Where somebody changed it meanwhile, both are shown and nothing is stored yet."""
    must(request.actor, Permission.PLAN_WRITE)
    if not may_read(release):
        raise Absent
    found, refused = people.cards_of(release), None
    now = found[0] if found else None
    told = {name: getattr(now, name) if now else "" for name in TEXTS} | {"comes": now.comes if now else ()}
    if request.method == "POST":
        told = {name: request.POST.get(name, "") for name in TEXTS} | {"comes": request.POST.getlist("comes")}
        try:
            write_card(
                actor=request.actor,
                release=release,
                base=_base(request.POST.get("base", "")),
                made=request.POST.get("made", ""),
                **told,
            )
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("The card is kept. Police and dispatch read it only if the person agreed."))
            return onward(reverse("care_person", args=[release.person_id]))
    return page(
        request,
        "card",
        refused,
        about=people.summary(release=release),
        release=release,
        now=now,
        versions=found,
        told=told,
        made=request.POST.get("made", ""),
        options=COMES,
        ways=MADE,
    )
