"""The questions of a debrief: a questionnaire's edition in `content/debrief/`, asked of every seat alike."""

from functools import lru_cache

from django.conf import settings

from tandem.foundation.questionnaires.answers import BadAnswers, check
from tandem.foundation.questionnaires.definition import load
from tandem.foundation.questionnaires.flow import Answer
from tandem.foundation.questionnaires.instrument import Instrument
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal

SENTENCES = {
    "text": "Write a sentence of at most {most} characters, or leave it empty.",
    "other": "Choose one of the answers.",
}


@lru_cache(maxsize=8)
def edition(number: int) -> Instrument:
    """One edition as it ships. Raises OSError, BadDefinition."""
    found = load(settings.CONTENT_DIR / "debrief" / f"edition-{number}.json")
    if found.category is not Category.OPERATIONS:
        raise ValueError("answers of a debrief are about the program's own work")
    return found


@lru_cache(maxsize=1)
def newest() -> Instrument:
    """The edition asked from now on."""
    paths = (settings.CONTENT_DIR / "debrief").glob("edition-*.json")
    return edition(max(int(path.stem.removeprefix("edition-")) for path in paths))


def answers_of(instrument: Instrument, said: dict[str, str]) -> dict[str, Answer]:
    """What a form said, as answers; what was left empty is left out. Raises Refusal naming each field."""
    given = {link: words for link, words in said.items() if words.strip()}
    try:
        return check(instrument, given)
    except BadAnswers as bad:
        raise Refusal(*[(f"q_{link}", _sentence(instrument, link)) for link, _why in bad.problems]) from None


def _sentence(instrument: Instrument, link: str) -> str:
    item = instrument.item(link)
    if item is not None and item.kind == "text":
        return SENTENCES["text"].format(most=item.most)
    return SENTENCES["other"]
