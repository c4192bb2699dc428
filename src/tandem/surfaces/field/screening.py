"""The screener, one question a page in the edition's own words, and what it asks of the team afterwards.

A score adds tasks. It never fills in how the contact ended.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.domain.encounters.rules import met
from tandem.domain.screenings import actions
from tandem.domain.screenings.records import ScreeningSummary, for_encounter, next_question
from tandem.surfaces.field.door import WRITERS, Contact, contact, door, page
from tandem.vocabulary.refusal import Absent, Refusal

SCREENER = "cssrs-screener"


def positive(one: ScreeningSummary) -> bool:
    """Whether the result asks something of the team, so that it is shown before going on."""
    return bool(one.completed_at and one.tasks)


def _given(one: Contact) -> ScreeningSummary | None:
    found = for_encounter(one.encounter.id, release=one.release)
    return found[-1] if found else None


def _on(one: Contact, screening_id: UUID, actor) -> HttpResponse:
    """To the next question; past the last one the screening is scored, and a concern is shown first."""
    ahead = next_question(screening_id, release=one.release)
    if ahead:
        return redirect("field_question", *one.key, ahead.link_id)
    actions.complete(screening_id, actor=actor)
    return redirect("field_result" if positive(_given(one)) else "field_distress", *one.key)


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def screen(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """Where the screening stands: its next question, its result, or the offer to begin."""
    one = contact(request.actor, person_id, encounter_id)
    if not met(one.encounter.contact_outcome):
        return redirect("field_outcome", *one.key)
    refused, given = None, _given(one)
    if request.method == "POST" and not given:
        try:
            actions.begin(encounter_id, actor=request.actor, instrument=SCREENER)
            return redirect("field_screen", *one.key)
        except Refusal as error:
            refused = error
    if given is None:
        return page(request, "screen_begin", refused, one=one, back_url=reverse("field_outcome", args=one.key))
    ahead = None if given.completed_at else next_question(given.id, release=one.release)
    return redirect("field_question", *one.key, ahead.link_id) if ahead else redirect("field_result", *one.key)


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def question(request: HttpRequest, person_id: UUID, encounter_id: UUID, link_id: str) -> HttpResponse:
    """One question. A tap keeps the answer and goes on; Back shows the answer that was kept."""
    one = contact(request.actor, person_id, encounter_id)
    given = _given(one)
    if given is None:
        raise Absent
    asked = next_question(given.id, release=one.release, language=get_language() or "en", link_id=link_id)
    if asked is None:
        return redirect("field_screen", *one.key)
    refused = None
    if request.method == "POST":
        # An answer belongs to the question that was on the screen when it was tapped.
        if request.POST.get("question", link_id) != link_id:
            return redirect("field_screen", *one.key)
        value = request.POST.get("answer", "")
        number = asked.least is not None and value.isascii() and value.isdecimal() and len(value) < 6
        try:
            actions.answer(given.id, actor=request.actor, link_id=link_id, value=int(value) if number else value)
            return _on(one, given.id, request.actor)
        except Refusal as error:
            refused = Refusal(*(("answer", sentence) for _field, sentence in error.errors))
    back = reverse("field_outcome", args=one.key)
    if asked.back:
        back = reverse("field_question", args=[*one.key, asked.back])
    # No stands left and Yes right on every page, whatever the order in the edition, so that the thumb learns one place.
    choices = sorted(asked.choices, key=lambda choice: {"no": 0, "yes": 2}.get(choice[0], 1))
    # The whole notice stands with the first question and the result; between them one sentence leaves the thumb room.
    licence = asked.licence if asked.back is None else asked.licence.partition(". ")[0] + "."
    return page(request, "question", refused, one=one, asked=asked, choices=choices, licence=licence, back_url=back)


@require_GET
@door(*WRITERS)
def result(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """The concern in words, and what it asks of the team."""
    one = contact(request.actor, person_id, encounter_id)
    given = _given(one)
    if given is None or not given.completed_at:
        return redirect("field_screen", *one.key)
    back = reverse("field_question", args=[*one.key, given.answers[-1].link_id])
    return page(request, "result", one=one, given=given, back_url=back)


@require_POST
@door(*WRITERS)
def done(request: HttpRequest, person_id: UUID, encounter_id: UUID, task_id: int) -> HttpResponse:
    """This task was done."""
    one = contact(request.actor, person_id, encounter_id)
    given = _given(one)
    if given is None or task_id not in {task.id for task in given.tasks}:
        raise Absent
    actions.done_task(task_id, actor=request.actor)
    return redirect("field_result", *one.key)
