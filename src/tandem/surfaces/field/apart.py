"""Alcohol and drugs, kept apart from everything else of a contact: one page of taps, two screenings, the note beside them.

The pages exist for the care team of the program that writes the record (R11). For anybody else there is no such page,
as there is no such page for a contact that never was.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tandem.disclosure.views import WHOLE
from tandem.domain.encounters.rules import met
from tandem.domain.part2 import actions, records
from tandem.domain.part2.forms import USE
from tandem.domain.part2.instruments import offered
from tandem.surfaces.field.door import WRITERS, Contact, contact, door, page
from tandem.surfaces.field.scene import drawn, folded
from tandem.surfaces.field.screening import given_apart, given_in, line_words, where_it_stands
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal


def _contact(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> Contact:
    """The contact for somebody who reads the substance use record in full. Raises Absent."""
    one = contact(request.actor, person_id, encounter_id)
    if not opens(one):
        raise Absent
    return one


def opens(one: Contact) -> bool:
    """Whether this reader has these pages at all."""
    return one.release.view(Category.PART2_RECORD) == WHOLE


def apart_words(one: Contact) -> str:
    """What stands there so far, in one line for the review; "" for nothing."""
    told = records.for_encounter(one.encounter.id, release=one.release)
    return " ".join(part for part in (f"{told.short}." if told else "", line_words(given_apart(one))) if part)


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def apart(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """What may be told of alcohol and drugs, each with where it stands; a tap on a screening begins it or goes on."""
    one = _contact(request, person_id, encounter_id)
    refused = None
    if request.method == "POST":
        wanted = request.POST.get("instrument", "")
        try:
            actions.begin(encounter_id, actor=request.actor, instrument=wanted)
            return redirect(where_it_stands(one, given_in(one, wanted)))
        except Refusal as error:
            refused = error
    given = {each.instrument: each for each in given_apart(one)}
    rows = [
        (
            each.id,
            each.short_title,
            given.get(each.id),
            where_it_stands(one, given[each.id]) if each.id in given else "",
        )
        for each in offered()
    ]
    return page(
        request,
        "apart",
        refused,
        one=one,
        told=records.for_encounter(encounter_id, release=one.release),
        rows=rows if met(one.encounter.contact_outcome) else [],
        notes=records.notes_apart(one.release, encounter_id),
        back_url=reverse("field_review" if one.encounter.contact_outcome else "field_outcome", args=one.key),
    )


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def use(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """The page of taps. Nothing on it is needed; a change keeps the earlier version."""
    one = _contact(request, person_id, encounter_id)
    before = records.for_encounter(encounter_id, release=one.release)
    refused = sent = None
    if request.method == "POST":
        sent = dict(request.POST.lists())
        try:
            actions.tell(encounter_id, actor=request.actor, told=sent)
            return redirect("field_apart", *one.key)
        except Refusal as error:
            refused = error
    wrong = dict(reversed(refused.errors)) if refused else {}
    return page(
        request,
        "scene_form",
        refused,
        one=one,
        form=USE,
        parts=[(USE, folded(drawn(USE, before.answers if before else {}, sent, wrong)))],
        before=before,
        back_url=reverse("field_apart", args=one.key),
        away=reverse("field_apart", args=one.key),
    )
