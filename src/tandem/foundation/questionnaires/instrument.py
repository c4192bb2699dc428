"""The shape of an instrument: questions in order, when each is asked, and how the answers are read.

The law and the licences care about the exact words: an answer is kept with the edition and its hash, so that anyone
can see years later which wording the person heard.
"""

from dataclasses import dataclass
from enum import StrEnum

from tandem.vocabulary.law import Category


class Kind(StrEnum):
    """Types of question, as FHIR R4 spells them. A boolean is asked as Yes or No, never as a ticked box.

    A text is answered in own words: it is in no score, and no other question hangs on it.
    """

    CHOICE = "choice"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    TEXT = "text"


@dataclass(frozen=True)
class Text:
    """Words in the instrument's own language, and translations as (language, words) pairs."""

    default: str
    translations: tuple[tuple[str, str], ...] = ()

    def say(self, language: str) -> str:
        """The words in `language` ("es", "es-US"), or the instrument's own words where there is no translation."""
        known = dict(self.translations)
        return known.get(language) or known.get(language.partition("-")[0]) or self.default


@dataclass(frozen=True)
class Option:
    """One answer on offer. `weight` counts toward a total; None where the instrument gives no points."""

    code: str
    label: Text
    weight: int | None = None


@dataclass(frozen=True)
class Gate:
    """One condition for asking a question: what an earlier answer must be. `operator` is FHIR's.

    `answer` may be "declined": some instruments go on asking after a refusal.
    """

    question: str
    operator: str
    answer: str | int


@dataclass(frozen=True)
class Item:
    """One question. `number` is what people call it ("6" for 6 and 6a); `gates` empty means always asked.

    `every_gate` says whether all gates must hold or any one. `least` and `most` bound an integer, both inclusive;
    of a text, `most` is how many characters fit.
    """

    link_id: str
    prefix: str
    number: str
    text: Text
    kind: Kind
    options: tuple[Option, ...]
    required: bool
    gates: tuple[Gate, ...]
    every_gate: bool
    least: int | None
    most: int | None
    help: Text | None
    period: Text | None

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True)
class Finding:
    """An answer that puts a person in a tier. `words` completes the sentence "Yes to question 5: …".

    `answer` is an option's code, or "declined" where the instrument's author reads a refusal as an answer.
    """

    item: str
    answer: str
    words: str


@dataclass(frozen=True)
class Task:
    """Something to do that a result suggests. It is offered to a person who decides; it is never a disposition."""

    code: str
    label: str
    detail: str


@dataclass(frozen=True)
class Tier:
    """One level of concern. It is reached by any finding, or by a total of `total_at_least` points.

    The last tier of an instrument has neither: it is where a person stands when no other tier is reached.
    """

    code: str
    label: str
    advice: str
    findings: tuple[Finding, ...]
    total_at_least: int | None
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Prompt:
    """Tasks that one answer asks for by itself, whatever the total: any finding sets them off, with advice of its own."""

    advice: str
    findings: tuple[Finding, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Translation:
    """How far a translation can be trusted. Unreviewed words are shown as such to staff."""

    language: str
    reviewed: bool
    note: str


@dataclass(frozen=True)
class Instrument:
    """One edition of one instrument. `tiers` go from the highest to the floor; empty where nothing is scored.

    `prompts` are answers that ask for something by themselves. `hash` is the SHA-256 (hex) of the whole definition as
    canonical JSON; `unverified` says in words what could not be checked against the publisher when it was written.
    """

    id: str
    edition: str
    title: str
    short_title: str
    category: Category
    licence: str
    language: str
    items: tuple[Item, ...]
    tiers: tuple[Tier, ...]
    prompts: tuple[Prompt, ...]
    translations: tuple[Translation, ...]
    unverified: tuple[str, ...]
    hash: str

    def item(self, link_id: str) -> Item | None:
        return next((item for item in self.items if item.link_id == link_id), None)


def text(item: Item, language: str) -> str:
    """The question in `language`, or in the instrument's own language where it is not translated."""
    return item.text.say(language)
