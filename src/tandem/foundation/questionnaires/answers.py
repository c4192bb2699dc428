"""The one shape of answers, `{linkId: value}`, and the check at the door.

A value is an option's code, a number, words, or the reason why there is none (`Unanswered`). An answer that the skips close
is refused and never dropped in silence: what a person said does not vanish without someone choosing that.
"""

from collections.abc import Mapping

from tandem.foundation.questionnaires.flow import Answer, Answers, openings
from tandem.foundation.questionnaires.instrument import Instrument, Item, Kind
from tandem.vocabulary.terms import Unanswered

UNKNOWN_ITEM = "this instrument has no such question"


class BadAnswers(ValueError):
    """Answers that cannot be kept. `problems` is a list of (linkId, message a person can act on)."""

    def __init__(self, problems: list[tuple[str, str]]):
        super().__init__("; ".join(f"{link_id}: {message}" for link_id, message in problems))
        self.problems = problems


def check(instrument: Instrument, answers: Answers) -> dict[str, Answer]:
    """The answers in the instrument's order, with reasons as `Unanswered`. A partial set is fine.

    Raises BadAnswers with every problem: unknown linkId, value not on offer, or a question that the skips close.
    """
    if not isinstance(answers, Mapping):
        raise BadAnswers([("", "answers should be an object of linkId and value")])
    problems = [(str(link_id), UNKNOWN_ITEM) for link_id in answers if instrument.item(link_id) is None]
    kept: dict[str, Answer] = {}
    for item in instrument.items:
        if item.link_id not in answers:
            continue
        value = _value(item, answers[item.link_id])
        if value is None:
            problems.append((item.link_id, _offer(item)))
        else:
            kept[item.link_id] = value
    # Skips are judged on good values only; a bad one is already reported.
    if not problems:
        open_now = openings(instrument, kept)
        problems = [
            (link_id, "the earlier answers skip this question, so it takes no answer")
            for link_id in kept
            if open_now[link_id] is not True
        ]
    if problems:
        raise BadAnswers(problems)
    return kept


def record(instrument: Instrument, answers: Answers, link_id: str, value: Answer) -> dict[str, Answer]:
    """A copy of `answers` with one answer set or changed, for one page of one question.

    Someone who goes back and changes an answer closes the questions that hung on it, so their answers are taken out.
    `answers` are as `check` or `record` returned them. Raises BadAnswers.
    """
    item = instrument.item(link_id)
    if item is None or _value(item, value) is None:
        raise BadAnswers([(link_id, _offer(item) if item else UNKNOWN_ITEM)])
    changed = {**answers, link_id: value}
    open_now = openings(instrument, changed)
    # The answer just given is never the one taken out: if it is closed, the check says so.
    return check(instrument, {key: kept for key, kept in changed.items() if key == link_id or open_now[key] is True})


def _value(item: Item, value: object) -> Answer | None:
    if isinstance(value, str) and value in list(Unanswered):
        return Unanswered(value)
    if item.kind is Kind.INTEGER:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number and item.least <= value <= item.most else None
    if item.kind is Kind.TEXT:
        return value if isinstance(value, str) and value.strip() and _fits(value, item.most) else None
    return value if isinstance(value, str) and item.option(value) else None


def _fits(words: str, most: int) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return len(words) <= most and "\x00" not in words


def _offer(item: Item) -> str:
    if item.kind is Kind.INTEGER:
        return f"should be a whole number from {item.least} to {item.most}"
    if item.kind is Kind.TEXT:
        return f"should be words, at most {item.most} characters"
    return f"should be one of: {', '.join(option.code for option in item.options)}"
