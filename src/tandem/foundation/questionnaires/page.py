"""What a page of one question needs, in plain values that a template or the phone can print as they are.

The words come from the stored edition, never from a template: the person hears what the instrument's author wrote.
"""

from dataclasses import dataclass

from tandem.foundation.questionnaires.flow import Answer, Answers, Progress, enabled, next_item, previous_item, progress
from tandem.foundation.questionnaires.instrument import Instrument
from tandem.vocabulary.terms import UNANSWERED_LABELS, Unanswered

# On screen "unknown" is not offered: the person did not want to answer, or was not asked.
REASONS = tuple((reason.value, UNANSWERED_LABELS[reason]) for reason in (Unanswered.DECLINED, Unanswered.NOT_ASKED))


@dataclass(frozen=True)
class Page:
    """One question. `choices` and `reasons` are (value to send, label) in the order of the screen.

    `least` and `most` are given for a number instead of choices. `given` is the answer already kept, so that Back
    shows it; nothing is ever preset. `back` is the linkId of the question before, None on the first.
    `translated` is False where the words fell back to the instrument's own language, `reviewed` where they are a
    translation nobody has checked.
    """

    link_id: str
    title: str
    prefix: str
    text: str
    period: str
    help: str
    choices: tuple[tuple[str, str], ...]
    least: int | None
    most: int | None
    reasons: tuple[tuple[str, str], ...]
    given: Answer | None
    back: str | None
    progress: Progress
    licence: str
    translated: bool
    reviewed: bool


def page(instrument: Instrument, answers: Answers, *, language: str = "en", link_id: str | None = None) -> Page | None:
    """The page of `link_id`, or of the next question; None when the way is done or `link_id` is not on it."""
    if link_id is None:
        item = next_item(instrument, answers)
    else:
        item = next((item for item in enabled(instrument, answers) if item.link_id == link_id), None)
    if item is None:
        return None
    before = previous_item(instrument, answers, item.link_id)
    spoken = language.partition("-")[0]
    original = spoken == instrument.language.partition("-")[0]
    return Page(
        link_id=item.link_id,
        title=instrument.short_title,
        prefix=item.prefix,
        text=item.text.say(language),
        period=item.period.say(language) if item.period else "",
        help=item.help.say(language) if item.help else "",
        choices=tuple((option.code, option.label.say(language)) for option in item.options),
        least=item.least,
        most=item.most,
        reasons=REASONS,
        given=answers.get(item.link_id),
        back=before.link_id if before else None,
        progress=progress(instrument, answers, item),
        licence=instrument.licence,
        translated=original or bool({language, spoken} & set(dict(item.text.translations))),
        reviewed=original or any(row.reviewed for row in instrument.translations if row.language in (language, spoken)),
    )
