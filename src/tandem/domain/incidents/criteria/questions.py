"""Which open answers could still change who is sent, and to what.

A question is *open* when it has no answer and at least one answer would change the response as things stand. That is
found by giving each answer in turn and letting the same table decide, so the list can't drift from the rules.
Questions come in order of weight: first those whose answer could call for the most protection.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tandem.domain.incidents.criteria.edition import Edition
from tandem.domain.incidents.criteria.inputs import BY_NAME, INPUTS, Input, joined
from tandem.vocabulary.terms import RESPONSE_SHORT, Response, Unanswered

# How much protection a response brings. Not yet decidable stands with staging: that is what its advice asks for.
PROTECTION: Mapping[Response, int] = {
    Response.PHONE_988: 0,
    Response.TEAM_ALONE: 1,
    Response.TEAM_POLICE_STAGED: 2,
    Response.NOT_DECIDABLE: 2,
    Response.POLICE_LED: 3,
    Response.EMS_WITH_TEAM: 3,
}


@dataclass(frozen=True)
class Change:
    """Answers that lead to one response other than the present one."""

    values: tuple[str, ...]
    response: Response
    text: str


@dataclass(frozen=True)
class OpenQuestion:
    """One open question, with what its answers would change. Title, words to say and choices are the input's own."""

    name: str
    label: str
    title: str
    say: str
    was: Unanswered
    changes: tuple[Change, ...]

    @property
    def text(self) -> str:
        """What would change, as sentences: "Overdose possible would make it EMS with team."."""
        return " ".join(change.text for change in self.changes)


def open_questions(edition: Edition, inputs: Mapping[str, str]) -> tuple[OpenQuestion, ...]:
    """The open questions for a full set of checked inputs (see `validate`), weightiest first."""
    return _open_questions(edition, tuple(inputs[name] for name in edition.fields))


@lru_cache(maxsize=8192)
def _open_questions(edition: Edition, vector: tuple[str, ...]) -> tuple[OpenQuestion, ...]:
    present = dict(zip(edition.fields, vector, strict=True))
    unanswered = [each for each in INPUTS if each.asked and present.get(each.name) in set(Unanswered)]
    trials = [(each, choice.value) for each in unanswered for choice in each.choices]
    now, *then = edition.deciding_rules(
        [vector, *(tuple((present | {each.name: value}).values()) for each, value in trials)]
    )
    changed: dict[str, dict[Response, list[str]]] = {}
    for (each, value), rule in zip(trials, then, strict=True):
        if rule.response != now.response:
            changed.setdefault(each.name, {}).setdefault(rule.response, []).append(value)
    questions = [
        OpenQuestion(
            name=name,
            label=BY_NAME[name].label,
            title=BY_NAME[name].title,
            say=BY_NAME[name].say,
            was=Unanswered(present[name]),
            changes=_changes(BY_NAME[name], by_response),
        )
        for name, by_response in changed.items()
    ]
    return tuple(sorted(questions, key=lambda question: -PROTECTION[question.changes[0].response]))


def _changes(asked: Input, by_response: dict[Response, list[str]]) -> tuple[Change, ...]:
    return tuple(
        Change(tuple(values), response, _sentence(asked, values, response))
        for response, values in sorted(by_response.items(), key=lambda item: -PROTECTION[item[0]])
    )


def _sentence(asked: Input, values: list[str], response: Response) -> str:
    answers = joined([asked.labels[values[0]], *(asked.words(value) for value in values[1:])])
    if response == Response.NOT_DECIDABLE:
        return f"{answers} would leave it open until more is asked."
    short = RESPONSE_SHORT[response]
    # "EMS" and "988" keep their form inside a sentence.
    return f"{answers} would make it {short if short[:2].isupper() else short[0].lower() + short[1:]}."
