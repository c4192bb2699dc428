"""A screening given on the phone: its answers in the order they were tapped, scored here as the pages score them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tandem.disclosure.views import WHOLE
from tandem.domain.part2 import instruments as apart
from tandem.domain.part2.shelf import APART, shelf_for
from tandem.domain.screenings import actions
from tandem.domain.screenings.instruments import giveable, instrument
from tandem.domain.screenings.records import GivenAnswers, ScreeningSummary, answers_of, for_encounter, next_question
from tandem.domain.screenings.shelf import SCREENINGS, Shelf
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.questionnaires.instrument import Instrument
from tandem.surfaces.field.door import Contact
from tandem.surfaces.field.phone.verbs import say
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Unanswered

BEFORE = "screening."
MOST_ANSWERS = 100


def is_apart(name: str) -> bool:
    """Whether this instrument is about substance use, wherever its answers are kept."""
    return name in {one.id for one in apart.offered()}


def _opens(one: Contact) -> bool:
    return one.release.view(Category.PART2_RECORD) == WHOLE


def _given(one: Contact) -> list[GivenAnswers]:
    found = answers_of(one.encounter.id, release=one.release) if one.release.allows(Category.SCREENING) else []
    return found + (answers_of(one.encounter.id, release=one.release, shelf=APART) if _opens(one) else [])


def standing(one: Contact) -> dict[str, object]:
    """`screening.<instrument>` → edition, language, and the answers as they are kept."""
    return {
        f"{BEFORE}{each.instrument}": {
            "edition": each.edition,
            "language": each.language,
            "answers": [[link_id, value] for link_id, value in each.answers.items()],
        }
        for each in _given(one)
    }


def alike(value: object) -> object:
    """A screening as it is compared: the order of tapping, and what nobody came to, make no difference."""
    if not isinstance(value, dict) or not isinstance(value.get("answers"), list):
        return value
    answers = [one for one in value["answers"] if isinstance(one, list) and len(one) == 2]
    return sorted(([str(one[0]), str(one[1])] for one in answers if one[1] != Unanswered.NOT_ASKED), key=str)


def _definition(name: str, edition: str) -> tuple[Instrument, Category]:
    found = instrument(name, edition)
    category = Category.PART2_RECORD if is_apart(name) else Category.SCREENING
    return giveable(found, category), category


def _read(field: str, value: object) -> tuple[str, str, list[tuple[str, str | int]]]:
    if not isinstance(value, Mapping):
        say.no(field, _("A screening has an edition, a language and answers."))
    answers = value.get("answers")
    fits = isinstance(answers, list) and len(answers) <= MOST_ANSWERS
    if not fits or not all(
        isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) and type(one[1]) in (str, int)
        for one in answers
    ):
        say.no(field, _("Answers are a list of pairs: which question, and what was answered."))
    return say.text(value, "edition"), say.text(value, "language") or "en", [(one[0], one[1]) for one in answers]


def take(actor: Actor, one: Contact, field: str, value: object) -> None:
    """Give it, or go on with it; past its last question it is scored. Raises Refusal naming the field."""
    name = field.removeprefix(BEFORE)
    edition, language, answers = _read(field, value)
    try:
        definition, category = _definition(name, edition)
        shelf = SCREENINGS if category == Category.SCREENING else shelf_for(actor.organization_id)
        _answer(actor, one, definition, language, answers, shelf)
    except Refusal as refused:
        raise Refusal(*((field, sentence) for _question, sentence in refused.errors)) from None


def _answer(actor: Actor, one: Contact, definition: Instrument, language: str, answers: list, shelf: Shelf) -> None:
    given = actions.begin(
        one.encounter.id, actor=actor, instrument=definition.id, language=language, shelf=shelf, given=definition
    )
    actions.speak(given, actor=actor, language=language, shelf=shelf)
    for link_id, value in answers:
        said = Unanswered(value) if value in list(Unanswered) else value
        actions.answer(given, actor=actor, link_id=link_id, value=said, shelf=shelf)
    if next_question(given, release=one.release, shelf=shelf) is None:
        actions.complete(given, actor=actor, shelf=shelf)


def given(one: Contact) -> list[tuple[ScreeningSummary, Shelf]]:
    """The screenings of this contact with the shelf each stands on."""
    plain = for_encounter(one.encounter.id, release=one.release) if one.release.allows(Category.SCREENING) else []
    found = [(each, SCREENINGS) for each in plain]
    if _opens(one):
        found += [(each, APART) for each in for_encounter(one.encounter.id, release=one.release, shelf=APART)]
    return found
