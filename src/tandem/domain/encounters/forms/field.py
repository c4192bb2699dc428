"""What a form is made of, how what was tapped is read, and how it is said again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import UNANSWERED_LABELS, Unanswered
from tandem.vocabulary.text import clean

# What JSON keeps: a code, several codes, counts by code, words, or a moment as ISO 8601.
type Answer = str | list[str] | dict[str, int]
type Answers = Mapping[str, Answer]
type Options = tuple[tuple[str, str], ...]

LINE, WORDS = 120, 2_000
MOST_OF_A_THING = 99

# Dashed answers: of what a person is asked, and of what the team can see for itself.
ASKED = (Unanswered.UNKNOWN, Unanswered.NOT_ASKED, Unanswered.DECLINED)
SEEN = (Unanswered.UNKNOWN,)
YES_NO: Options = (("no", "No"), ("yes", "Yes"))


class Kind(StrEnum):
    ONE = "one"
    SEVERAL = "several"
    COUNTS = "counts"
    LINE = "line"
    WORDS = "words"
    CLOCK = "clock"


@dataclass(frozen=True)
class Field:
    """One question. `alone` is the option that goes with no other ("none"); `unknowns` are its dashed answers.

    `category` None is the form's own. `brief` is the label where a line must be short. Fields in a row with the same
    `fold` stand folded under those words until somebody opens them, or something was said there.
    """

    name: str
    label: str
    kind: Kind = Kind.ONE
    options: Options = ()
    unknowns: tuple[Unanswered, ...] = ()
    alone: str = ""
    hint: str = ""
    limit: int = LINE
    category: Category | None = None
    brief: str = ""
    fold: str = ""

    @property
    def words_of(self) -> dict[str, str]:
        return dict(self.options) | {one.value: UNANSWERED_LABELS[one] for one in self.unknowns}


@dataclass(frozen=True)
class Form:
    """One page. `quick` is the one tap that says what is most often true: its words and the answers it stands for."""

    code: str
    title: str
    category: Category
    fields: tuple[Field, ...]
    small: str = ""
    note: str = ""
    quick: str = ""
    quick_answers: tuple[tuple[str, Answer], ...] = ()
    problems: Callable[[Answers], list[tuple[str, str]]] | None = None


@dataclass(frozen=True)
class Said:
    """One answer in words. `unknown`: the words say why there is none, and a page draws them dashed."""

    name: str
    label: str
    words: str
    unknown: bool = False
    brief: str = ""

    @property
    def line(self) -> str:
        """The answer where there is little room: "Hurt: nobody"; a "yes" never stands alone."""
        label = self.brief or (self.label if self.unknown or self.words in dict(YES_NO).values() else "")
        return f"{label}: {self.words[:1].lower()}{self.words[1:]}" if label else self.words


def checked(form: Form, told: Mapping[str, Sequence[str]], near: datetime) -> dict[str, Answer]:
    """What was tapped and typed, as stored: fields nobody touched are left out. `near` is aware, in the agency's zone.

    Raises Refusal naming every field that can't be taken.
    """
    answers: dict[str, Answer] = {}
    problems: list[tuple[str, str]] = []
    for field in form.fields:
        try:
            value = _read(field, told, near)
        except Refusal as refused:
            problems += refused.errors
        else:
            if value:
                answers[field.name] = value
    if form.problems and not problems:
        problems = form.problems(answers)
    if problems:
        raise Refusal(*problems)
    return answers


def _read(field: Field, told: Mapping[str, Sequence[str]], near: datetime) -> Answer:
    given = [one for one in told.get(field.name, ()) if one != ""]
    match field.kind:
        case Kind.SEVERAL:
            return _several(field, given)
        case Kind.COUNTS:
            return _counts(field, told)
        case Kind.ONE:
            return _one(field, given)
        case Kind.CLOCK:
            return _moment(field, given[0], near).isoformat() if given else ""
        case _:
            words = clean(field.name, given[0] if given else "", field.limit)
            return words if words.strip() else ""


def _one(field: Field, given: list[str]) -> str:
    if len(given) > 1 or any(one not in field.words_of for one in given):
        raise Refusal((field.name, "Choose one of the answers."))
    return given[0] if given else ""


def _several(field: Field, given: list[str]) -> list[str]:
    known = field.words_of
    if any(one not in known for one in given):
        raise Refusal((field.name, "Choose among the answers."))
    chosen = [one for one in known if one in given]
    solitary = [one for one in chosen if one == field.alone or one in list(field.unknowns)]
    if solitary and len(chosen) > 1:
        raise Refusal((field.name, f"“{known[solitary[0]]}” goes with no other answer. Take it away, or the others."))
    return chosen


def _counts(field: Field, told: Mapping[str, Sequence[str]]) -> dict[str, int]:
    found = {}
    for code, words in field.options:
        text = next(iter(told.get(f"{field.name}.{code}", ())), "").strip()
        if text in ("", "0"):
            continue
        if not (text.isascii() and text.isdecimal()) or len(text) > 2:
            raise Refusal((f"{field.name}.{code}", f"{words}: write how many, from 1 to {MOST_OF_A_THING}."))
        if int(text):
            found[code] = int(text)
    return found


def _moment(field: Field, text: str, near: datetime) -> datetime:
    try:
        hour, minute = (int(part) for part in text.strip().split(":"))
        wall = near.replace(hour=hour, minute=minute, second=0, microsecond=0)
    except ValueError:
        raise Refusal((field.name, "Write the time as 24-hour HH:MM, like 21:54.")) from None
    return min((wall + timedelta(days=days) for days in (-1, 0, 1)), key=lambda moment: abs(moment - near))


def said(form: Form, answers: Answers, clock: Callable[[datetime], str]) -> list[Said]:
    """Every answer of the form in words, in the order of the form. `clock` writes a moment as the reader's wall time."""
    found = []
    for field in form.fields:
        value = answers.get(field.name)
        if not value:
            continue
        unknown = value in list(Unanswered) if isinstance(value, str) else list(value)[0] in list(Unanswered)
        found.append(Said(field.name, field.label, _words(field, value, clock), unknown, field.brief))
    return found


def _words(field: Field, value: Answer, clock: Callable[[datetime], str]) -> str:
    known = field.words_of
    if isinstance(value, dict):
        return ", ".join(f"{known.get(code, code)}: {number}" for code, number in value.items())
    if isinstance(value, list):
        return ". ".join(known.get(code, code) for code in value)
    if field.kind == Kind.CLOCK:
        return clock(datetime.fromisoformat(value))
    return known.get(value, value)
