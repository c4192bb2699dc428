"""A criteria input and its answers in words, and the newest change of one."""

from dataclasses import dataclass
from datetime import datetime

from tandem.domain.incidents.criteria import BY_NAME
from tandem.domain.incidents.models import Answer
from tandem.vocabulary.terms import Unanswered


@dataclass(frozen=True)
class Changed:
    """The newest change of a fact: from what to what, when."""

    name: str
    was: str
    now: str
    at: datetime


def input_words(name: str, value: str) -> str:
    """The label of an answer: "In reach"; the value itself for an input no edition knows any more."""
    asked = BY_NAME.get(name)
    return asked.labels.get(value, value) if asked else value


def input_in_sentence(name: str, value: str) -> str:
    """The same as it stands inside a sentence: "none", but "Spanish"."""
    asked = BY_NAME.get(name)
    return asked.words(value) if asked and value in asked.labels else value


def input_label(name: str) -> str:
    """The short name of an input: "Weapon"."""
    return BY_NAME[name].label if name in BY_NAME else name.replace("_", " ")


def change_of(one: Answer) -> Changed:
    was = one.previous or Unanswered.NOT_ASKED
    return Changed(input_label(one.input), input_words(one.input, was), input_words(one.input, one.value), one.at)
