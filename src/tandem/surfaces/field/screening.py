"""The screeners the program offers, one question a page in the edition's own words, and what each asks of the team.

The first of the offer begins by itself after "Engaged"; the others wait on one page and cost no tap when not now. A
score adds tasks. It never fills in how the contact ended.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.disclosure.views import WHOLE
from tandem.domain.encounters.rules import met
from tandem.domain.part2.shelf import APART, SHELVES
from tandem.domain.screenings import actions
from tandem.domain.screenings.instruments import offered
from tandem.domain.screenings.records import ScreeningSummary, for_encounter, next_question
from tandem.surfaces.field.door import WRITERS, Contact, contact, door, page
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal

LANGUAGES = (("en", "English"), ("es", "Español"))


def first_offered() -> str:
    """What begins by itself after "Engaged"; "" where the program offers nothing."""
    return next((one.id for one in offered()), "")


def positive(one: ScreeningSummary) -> bool:
    """Whether the result asks something of the team, so that it is shown before going on."""
    return bool(one.completed_at and one.tasks)


def where_it_stands(one: Contact, given: ScreeningSummary) -> str:
    """The page a screening goes on at: its next question, or its result."""
    ahead = None if given.completed_at else _ahead(one, given)
    if ahead:
        return reverse("field_question", args=[*one.key, given.instrument, ahead.link_id])
    return reverse("field_result", args=[*one.key, given.instrument])


def last_page(one: Contact, given: ScreeningSummary) -> str:
    """Where Back leads after a screening: its result if that was shown, else its last question."""
    if positive(given) or not given.answers:
        return reverse("field_result", args=[*one.key, given.instrument])
    return reverse("field_question", args=[*one.key, given.instrument, given.answers[-1].link_id])


def given_apart(one: Contact) -> list[ScreeningSummary]:
    """Screenings of this contact that are kept apart; none for who may not read them in full."""
    if one.release.view(Category.PART2_RECORD) != WHOLE:
        return []
    return for_encounter(one.encounter.id, release=one.release, shelf=APART)


def given_in(one: Contact, instrument: str) -> ScreeningSummary:
    """The screening of this contact by this instrument, wherever it stands. Raises Absent."""
    both = [*for_encounter(one.encounter.id, release=one.release), *given_apart(one)]
    found = {each.instrument: each for each in both}
    if instrument not in found:
        raise Absent
    return found[instrument]


def _ahead(one: Contact, given: ScreeningSummary, link_id: str | None = None):
    return next_question(given.id, release=one.release, link_id=link_id, shelf=SHELVES[given.category])


def _apart(given: ScreeningSummary) -> bool:
    return given.category == Category.PART2_RECORD


def _on(one: Contact, given: ScreeningSummary, actor) -> HttpResponse:
    """To the next question; past the last one the screening is scored, and a concern is shown first."""
    ahead = _ahead(one, given)
    if ahead:
        return redirect("field_question", *one.key, given.instrument, ahead.link_id)
    actions.complete(given.id, actor=actor, shelf=SHELVES[given.category])
    given = given_in(one, given.instrument)
    # A total is a result to read even where it asks for nothing.
    if positive(given) or given.least is not None:
        return redirect("field_result", *one.key, given.instrument)
    return redirect("field_distress", *one.key)


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def screen(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """What the program offers, in its order, each with where it stands; a tap begins it or goes on with it."""
    one = contact(request.actor, person_id, encounter_id)
    if not met(one.encounter.contact_outcome):
        return redirect("field_outcome", *one.key)
    given = {each.instrument: each for each in for_encounter(encounter_id, release=one.release)}
    refused = None
    if request.method == "POST":
        wanted = request.POST.get("instrument") or first_offered()
        try:
            actions.begin(encounter_id, actor=request.actor, instrument=wanted)
            return redirect(where_it_stands(one, given_in(one, wanted)))
        except Refusal as error:
            refused = error
    names = {each.id: each for each in offered()}
    rows = []
    for name in dict.fromkeys([*names, *given]):
        begun = given.get(name)
        title = begun.title if begun else names[name].short_title
        rows.append((name, title, begun, where_it_stands(one, begun) if begun else ""))
    return page(request, "screen", refused, one=one, rows=rows, back_url=reverse("field_outcome", args=one.key))


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def question(request: HttpRequest, person_id: UUID, encounter_id: UUID, instrument: str, link_id: str) -> HttpResponse:
    """One question. A tap keeps the answer and goes on; Back shows the answer that was kept."""
    one = contact(request.actor, person_id, encounter_id)
    given = given_in(one, instrument)
    asked = _ahead(one, given, link_id)
    if asked is None:
        return redirect(where_it_stands(one, given))
    refused = None
    if request.method == "POST":
        # An answer belongs to the question that was on the screen when it was tapped.
        if request.POST.get("question", link_id) != link_id:
            return redirect(where_it_stands(one, given))
        value = request.POST.get("answer", "")
        number = asked.least is not None and value.isascii() and value.isdecimal() and len(value) < 6
        shelf = SHELVES[given.category]
        try:
            if "language" in request.POST:
                actions.speak(given.id, actor=request.actor, language=request.POST["language"], shelf=shelf)
                return redirect("field_question", *one.key, instrument, link_id)
            answer = int(value) if number else value
            actions.answer(given.id, actor=request.actor, link_id=link_id, value=answer, shelf=shelf)
            return _on(one, given, request.actor)
        except Refusal as error:
            refused = Refusal(*(("answer", sentence) for _field, sentence in error.errors))
    away = reverse("field_apart" if _apart(given) else "field_screen", args=one.key)
    back = away if _apart(given) else reverse("field_outcome", args=one.key)
    if asked.back:
        back = reverse("field_question", args=[*one.key, instrument, asked.back])
    # No stands left and Yes right on every page, whatever the order in the edition, so that the thumb learns one place.
    yes_or_no = {code for code, _label in asked.choices} == {"yes", "no"}
    choices = sorted(asked.choices, key=lambda choice: choice[0] == "yes") if yes_or_no else asked.choices
    # The whole notice stands under the first question and with the result; one sentence of it leaves the thumb room.
    licence = asked.licence.partition(". ")[0] + "."
    other = next(each for each in LANGUAGES if each[0] != given.language)
    return page(
        request,
        "question",
        refused,
        one=one,
        asked=asked,
        given=given,
        choices=choices,
        two=yes_or_no,
        other=other,
        licence=licence,
        notice=asked.licence if asked.back is None else "",
        away=away,
        back_url=back,
    )


@require_GET
@door(*WRITERS)
def result(request: HttpRequest, person_id: UUID, encounter_id: UUID, instrument: str) -> HttpResponse:
    """The concern in words, and what it asks of the team."""
    one = contact(request.actor, person_id, encounter_id)
    given = given_in(one, instrument)
    if not given.completed_at:
        return redirect(where_it_stands(one, given))
    back = reverse("field_question", args=[*one.key, instrument, given.answers[-1].link_id])
    ticked = "field_apart_task" if _apart(given) else "field_task_done"
    return page(
        request,
        "result",
        one=one,
        given=given,
        tasks=[(task, reverse(ticked, args=[*one.key, task.id])) for task in given.tasks],
        apart=_apart(given),
        more=[] if _apart(given) else more(one),
        onward=reverse("field_apart" if _apart(given) else "field_distress", args=one.key),
        back_url=back,
    )


def more(one: Contact) -> list[str]:
    """What the program offers besides and nobody began yet, by short title."""
    begun = {each.instrument for each in for_encounter(one.encounter.id, release=one.release)}
    return [each.short_title for each in offered() if each.id not in begun]


@require_POST
@door(*WRITERS)
def done(request: HttpRequest, person_id: UUID, encounter_id: UUID, task_id: int) -> HttpResponse:
    """This task was done."""
    one = contact(request.actor, person_id, encounter_id)
    return _ticked(one, for_encounter(encounter_id, release=one.release), task_id, request.actor)


@require_POST
@door(*WRITERS)
def done_apart(request: HttpRequest, person_id: UUID, encounter_id: UUID, task_id: UUID) -> HttpResponse:
    """This task of a screening that is kept apart was done."""
    one = contact(request.actor, person_id, encounter_id)
    return _ticked(one, given_apart(one), task_id, request.actor)


def _ticked(one: Contact, given: list[ScreeningSummary], task_id: int | UUID, actor) -> HttpResponse:
    asking = next((each for each in given if task_id in {task.id for task in each.tasks}), None)
    if asking is None:
        raise Absent
    actions.done_task(task_id, actor=actor, shelf=SHELVES[asking.category])
    return redirect("field_result", *one.key, asking.instrument)


def line_words(given: list[ScreeningSummary]) -> str:
    """Every finished screening in one line for the review: "C-SSRS screener: no yes answers. PHQ-9: 12, moderate …"."""
    said = [each for each in given if each.completed_at]
    if len(said) == 1 and said[0].least is None:
        answers = ", ".join(f"{each.prefix or each.link_id} {each.answer.lower()}" for each in said[0].answers)
        return f"{said[0].label}. {answers}" if said[0].tasks else answers
    words = []
    for each in said:
        points = f"{each.points}, " if each.points else ""
        incomplete = "" if each.complete else _(", not complete")
        words.append(f"{each.title}: {points}{each.label[:1].lower()}{each.label[1:]}{incomplete}.")
    return " ".join(words)
