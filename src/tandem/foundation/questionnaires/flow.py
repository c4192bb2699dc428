"""Which question comes next: the skips of an instrument, and what a page of one question needs.

A skip that hangs on a question nobody answered is neither open nor closed. It is kept apart as unknown, because a
score must not read it as "no".
"""

import operator
from collections.abc import Mapping
from dataclasses import dataclass

from tandem.foundation.questionnaires.instrument import Gate, Instrument, Item
from tandem.vocabulary.terms import Unanswered

type Answer = str | int | Unanswered
type Answers = Mapping[str, Answer]

_COMPARE = {"=": operator.eq, ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le}


@dataclass(frozen=True)
class Progress:
    """Where a page stands: question `number` is the `position`-th of up to `of`; `asked` were put to the person.

    Parts of one question (6 and 6a) count once. `of` is the longest way through: skips make it shorter.
    """

    number: str
    position: int
    of: int
    asked: int


def has_answer(value: Answer | None) -> bool:
    """Whether a value is an answer, rather than the reason why there is none."""
    return value is not None and not (isinstance(value, str) and value in list(Unanswered))


def openings(instrument: Instrument, answers: Answers) -> dict[str, bool | None]:
    """For each linkId: asked (True), skipped (False), or not known because an earlier answer is missing (None)."""
    found: dict[str, bool | None] = {}
    for item in instrument.items:
        gates = [_holds(gate, answers, found[gate.question]) for gate in item.gates]
        # A gate that decides alone: one that fails where all must hold, one that holds where any will do.
        decisive = not item.every_gate
        if decisive in gates:
            found[item.link_id] = decisive
        else:
            found[item.link_id] = None if None in gates else not decisive
    return found


def _holds(gate: Gate, answers: Answers, opening: bool | None) -> bool | None:
    if opening is not True:
        return opening
    value = answers.get(gate.question)
    if value == Unanswered.DECLINED and gate.answer == Unanswered.DECLINED:
        return True
    return _COMPARE[gate.operator](value, gate.answer) if has_answer(value) else None


def enabled(instrument: Instrument, answers: Answers) -> tuple[Item, ...]:
    """The questions to be asked, given the answers so far, in order."""
    found = openings(instrument, answers)
    return tuple(item for item in instrument.items if found[item.link_id] is True)


def next_item(instrument: Instrument, answers: Answers) -> Item | None:
    """The first question to be asked that is not dealt with yet; None when the way is done.

    Declined and not asked are ways of dealing with a question: the page goes on.
    """
    return next((item for item in enabled(instrument, answers) if item.link_id not in answers), None)


def previous_item(instrument: Instrument, answers: Answers, link_id: str | None = None) -> Item | None:
    """The question before `link_id` on the way taken, for Back; the last one when `link_id` is None (the result)."""
    way = enabled(instrument, answers)
    place = next((at for at, item in enumerate(way) if item.link_id == link_id), len(way))
    return way[place - 1] if place else None


def progress(instrument: Instrument, answers: Answers, item: Item | None = None) -> Progress:
    """Where the page of `item` stands; without an item, where the next question stands, or the end."""
    numbers = list(dict.fromkeys(each.number for each in instrument.items))
    at = item or next_item(instrument, answers)
    number = at.number if at else numbers[-1]
    put = {each.number for each in instrument.items if answers.get(each.link_id, "not_asked") != Unanswered.NOT_ASKED}
    return Progress(number, numbers.index(number) + 1, len(numbers), len(put))
