"""Two short pages of words that leave the phone for colleagues: to the call-taker, and to the program."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.domain.incidents.actions import tell_back as tell
from tandem.domain.incidents.records import input_label, input_words
from tandem.domain.requests import actions as requests
from tandem.domain.requests.rules import Asked
from tandem.foundation.organizations.models import Organization
from tandem.surfaces.field.door import TEAM, door, on_call, page
from tandem.vocabulary.asking import HOW_SOON_LABELS, Asker
from tandem.vocabulary.feedback import (
    DESCRIBED_LABELS,
    FOUND_LABELS,
    FOUND_OF_HEALTH,
    MATCHED_INPUTS,
    OF_HEALTH,
    RIGHT_KIND_LABELS,
    THANKS_LABELS,
    Found,
)
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role, Unanswered

# Who asks the program from a phone; a clinician's own next step is a contact or a referral.
ASKERS = (Role.OFFICER,)
TYPED = ("worry", "person_name", "person_described", "person_reach", "place", "how_soon")


def _rows(labels: dict) -> list[tuple[str, str, str]]:
    return [(code.value, words, "") for code, words in labels.items()]


@require_http_methods(["GET", "POST"])
@door(*TEAM)
def tell_back(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """How the call's information matched: one tap where it held, a few where it did not. Nothing of what came of it."""
    one = on_call(request.actor, assignment_id)
    refused = None
    if request.method == "POST":
        differences = {name: request.POST[name] for name in MATCHED_INPUTS if request.POST.get(name)}
        try:
            tell(
                assignment_id,
                actor=request.actor,
                described=request.POST.get("described", ""),
                right_kind=request.POST.get("right_kind", ""),
                differences=differences,
                thanks=request.POST.get("thanks", ""),
            )
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("The call-taker can read it. Thank you."))
            return redirect("field_my_call")
    inputs = one.call.inputs
    known = [
        {
            "name": name,
            "label": input_label(name),
            "told": input_words(name, inputs.get(name, Unanswered.NOT_ASKED)),
            "options": [
                (code.value, FOUND_LABELS[code]) for code in (FOUND_OF_HEALTH if name in OF_HEALTH else tuple(Found))
            ],
            "value": request.POST.get(name, ""),
        }
        for name in MATCHED_INPUTS
    ]
    return page(
        request,
        "tell_back",
        refused,
        one=one,
        typed=request.POST,
        known=known,
        described=_rows(DESCRIBED_LABELS),
        right_kind=list(RIGHT_KIND_LABELS.items()),
        thanks=_rows(THANKS_LABELS),
        back_url=reverse("field_my_call"),
    )


@require_http_methods(["GET", "POST"])
@door(*ASKERS)
def ask(request: HttpRequest) -> HttpResponse:
    """An officer asks the program to see somebody later. Now is a call."""
    actor = request.actor
    if not actor.may(Permission.REQUEST_MAKE):
        raise Absent
    typed = {name: request.POST.get(name, "") for name in TYPED}
    refused = None
    if request.method == "POST":
        try:
            agency = Organization.objects.values_list("name", flat=True).get(pk=actor.organization_id)
            own = {"asker": Asker.OFFICER.value, "asker_name": actor.name, "asker_organization": agency}
            reference = requests.make(_key(request), Asked(**typed, **own), actor=actor)
        except Refusal as error:
            # This form asks for no number of the officer's own: the way to find the person is the place.
            refused = Refusal(*[("place" if name == "asker_phone" else name, words) for name, words in error.errors])
        else:
            messages.success(request, _("Asked. Its number is %(number)s.") % {"number": reference})
            return redirect("field_my_call")
    return page(
        request,
        "ask_program",
        refused,
        typed=typed,
        form_key=request.POST.get("form_key") or str(uuid4()),
        how_soon=list(HOW_SOON_LABELS.items()),
        back_url=reverse("field_my_call"),
    )


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("form_key", ""))
    except ValueError:
        raise Refusal(("worry", _("This form is no longer whole. Open it again; copy what you wrote."))) from None
