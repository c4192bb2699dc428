"""What the tags of a scenario mean: text after `#` becomes values, or a sentence that says what to do.

The dialect is described for authors in `docs/scenario-dialect.md`.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from tandem.training.engine.scene import SceneError, scene_facts
from tandem.vocabulary.training import PLAYED, CueKind, EndingKind, LeadTime, Risk, Seat

MOODS = ("arousal", "trust", "danger")
LEVELS = range(1, 4)
LONGEST_WAIT = 600
WORD = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


class DialectError(ValueError):
    """A tag that cannot be read. `what` says what is wrong, `do` what to do; `line` is the source's, where known."""

    def __init__(self, what: str, do: str, line: int | None = None):
        super().__init__(f"{what} {do}")
        self.what, self.do, self.line = what, do, line


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign in the words of a line: `level` 1 is plain to everybody, 3 is faint. `to`: empty means everybody."""

    id: str
    kind: CueKind
    level: int
    to: frozenset[Seat] = frozenset()


@dataclass(frozen=True, slots=True)
class Window:
    """From here on a hand-off of the lead to `seat` is early, right or late."""

    mark: LeadTime
    seat: Seat


@dataclass(frozen=True, slots=True)
class Ending:
    kind: EndingKind
    id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LineTags:
    to: frozenset[Seat] = frozenset()
    by: str = ""
    cue: Cue | None = None
    inject: bool = False
    # An empty tuple says nothing about the lead; (None,) ends the window that was open.
    lead: tuple[Window | None, ...] = ()
    scene: dict[str, str] = field(default_factory=dict)
    ends: tuple[EndingKind, str] | None = None


@dataclass(frozen=True, slots=True)
class ChoiceTags:
    by: frozenset[Seat] = frozenset()
    after: int | None = None
    sensible: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class FileTags:
    title: str
    person: str
    seats: tuple[Seat, ...]
    minutes: int
    languages: tuple[str, ...] = ("en",)
    risk: Risk = Risk.LOW
    teaches: tuple[str, ...] = ()
    vary: dict[str, tuple[int, int]] = field(default_factory=dict)
    pov: str = ""


LINE_TAGS = ("to", "by", "cue", "inject", "lead", "scene", "ends")
CHOICE_TAGS = ("by", "after", "sensible", "asks")
FILE_TAGS = ("title", "person", "seats", "minutes", "languages", "risk", "teaches", "vary", "pov")


# A story says the same lines again and again while it is searched and played by script.
@lru_cache(maxsize=20_000)
def line_tags(tags: tuple[str, ...], text: str = "") -> LineTags:
    """The tags of a line of text. Raises DialectError. `text` gives a sign without a name of its own a steady one."""
    found: dict = {}
    for tag in tags:
        name, value = split(tag)
        match name:
            case "to":
                found["to"] = found.get("to", frozenset()) | seats(value, "to", observers=True)
            case "by":
                found["by"] = _said(value, "by", "who speaks, like # by: Mara")
            case "cue":
                found["cue"] = _cue(value, text)
            case "inject":
                found["inject"] = True
            case "lead":
                found["lead"] = (_window(value),)
            case "scene":
                try:
                    found["scene"] = found.get("scene", {}) | scene_facts(value)
                except SceneError as error:
                    raise DialectError(error.what, error.do) from None
            case "ends":
                found["ends"] = _ends(value)
            case _:
                raise _unknown(name, LINE_TAGS, CHOICE_TAGS, "in the brackets of a choice")
    if "cue" in found:
        cue = found["cue"]
        found["cue"] = Cue(cue.id, cue.kind, cue.level, found.get("to", frozenset()))
    return LineTags(**found)


@lru_cache(maxsize=20_000)
def choice_tags(tags: tuple[str, ...]) -> ChoiceTags:
    """The tags in the brackets of a choice. Raises DialectError; who may choose, or after what time, is required."""
    found: dict = {}
    for tag in tags:
        name, value = split(tag)
        match name:
            case "by":
                found["by"] = found.get("by", frozenset()) | seats(value, "by")
            case "after":
                found["after"] = _seconds(value)
            case "sensible" | "asks":
                found[name] = True
            case _:
                raise _unknown(name, CHOICE_TAGS, LINE_TAGS, "after a line of text")
    if "after" in found and "by" in found:
        raise DialectError(
            "A choice has both #by and #after.", "The clock takes it or a role does: keep one of the two."
        )
    if "after" not in found and "by" not in found:
        raise DialectError(
            "A choice does not say who may choose it.",
            "Add #by: and roles inside its brackets, like + [Ask his name #by: clinician].",
        )
    return ChoiceTags(**found)


def file_tags(tags: Iterable[str]) -> FileTags:
    """The tags at the top of a file. Raises DialectError naming the first that is missing or cannot be read."""
    found: dict = {"vary": {}}
    for tag in tags:
        found |= file_tag(tag, found["vary"])
    for name in ("title", "person", "seats", "minutes"):
        if name not in found:
            raise DialectError(f"The file has no # {name}: at its top.", f"Add a line # {name}: … before the story.")
    return FileTags(**found)


def file_tag(tag: str, vary: dict[str, tuple[int, int]]) -> dict:
    """One tag of the top of a file, as the field it fills. `vary` is what earlier tags said. Raises DialectError."""
    name, value = split(tag)
    match name:
        case "title" | "person":
            return {name: _said(value, name, f"words, like # {name}: …", longest=120)}
        case "seats":
            chosen = seats(value, "seats")
            if len(chosen) < 2:
                raise DialectError("A scenario needs two roles or more.", "Add a role to # seats:.")
            return {"seats": tuple(seat for seat in PLAYED if seat in chosen)}
        case "minutes":
            if not value.isdecimal() or not 1 <= int(value[:4]) <= 60:
                raise DialectError(f"# minutes: is “{value[:20]}”.", "Give a whole number from 1 to 60.")
            return {"minutes": int(value)}
        case "languages":
            if bad := [one for one in value.split() if not LANGUAGE.fullmatch(one)]:
                raise DialectError(f"# languages: has “{bad[0][:20]}”.", "Give codes like en or es.")
            return {"languages": tuple(dict.fromkeys(value.split())) or ("en",)}
        case "risk":
            return {"risk": _one_of(value, Risk, "risk")}
        case "teaches":
            return {"teaches": tuple(value.split())}
        case "vary":
            mood, low, high = _vary(value)
            return {"vary": {**vary, mood: (low, high)}}
        case "pov":
            return {"pov": value}
    raise _unknown(name, FILE_TAGS, LINE_TAGS, "after a line of text")


def split(tag: str) -> tuple[str, str]:
    """A tag's name and what follows its colon: `by: officer` → ("by", "officer"), `sensible` → ("sensible", "")."""
    name, _, value = tag.partition(":")
    return name.strip().lower(), value.strip()


def seats(value: str, name: str, *, observers: bool = False) -> frozenset[Seat]:
    """Roles from words. Raises DialectError naming the word that is no role."""
    words = value.replace(",", " ").split()
    allowed = [*PLAYED, Seat.OBSERVER] if observers else list(PLAYED)
    for word in words:
        if word not in allowed:
            raise DialectError(f"#{name}: has “{word[:40]}”, which is no role.", f"Use {_or(allowed)}.")
    if not words:
        raise DialectError(f"#{name}: names nobody.", f"Name {_or(allowed)}.")
    return frozenset(Seat(word) for word in words)


def _cue(value: str, text: str) -> Cue:
    example = "Write like # cue: voice 2 stairs (kind, level 1 to 3, a name)."
    words = value.split()
    if len(words) not in (2, 3):
        raise DialectError(f"#cue: is “{value[:60]}”.", example)
    kind = _one_of(words[0], CueKind, "cue")
    if not words[1].isdecimal() or int(words[1][:4]) not in LEVELS:
        raise DialectError(f"#cue: has the level “{words[1][:20]}”.", "Give 1 (plain), 2 or 3 (faint).")
    if len(words) == 3 and not WORD.fullmatch(words[2]):
        raise DialectError(f"#cue: has the name “{words[2][:60]}”.", "Use small letters, digits and hyphens.")
    name = words[2] if len(words) == 3 else f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return Cue(name, kind, int(words[1]))


def _window(value: str) -> Window | None:
    if value == "none":
        return None
    words = value.split()
    if len(words) != 2:
        raise DialectError(f"#lead: is “{value[:60]}”.", "Write like # lead: right clinician, or # lead: none.")
    mark = _one_of(words[0], LeadTime, "lead")
    (seat,) = seats(words[1], "lead") if "," not in words[1] else (None,)
    if seat is None:
        raise DialectError("#lead: names more than one role.", "The lead goes to one role: name one.")
    return Window(mark, seat)


def _ends(value: str) -> tuple[EndingKind, str]:
    words = value.split()
    if len(words) != 2 or not WORD.fullmatch(words[1]):
        raise DialectError(
            f"#ends: is “{value[:60]}”.", "Write like # ends: good sits-with-sister (kind, then a name with hyphens)."
        )
    return _one_of(words[0], EndingKind, "ends"), words[1]


def _seconds(value: str) -> int:
    number = value.removesuffix("s").strip()
    if not number.isdecimal() or not 1 <= int(number[:6]) <= LONGEST_WAIT:
        raise DialectError(f"#after: is “{value[:20]}”.", f"Give seconds from 1 to {LONGEST_WAIT}, like #after: 20s.")
    return int(number)


def _vary(value: str) -> tuple[str, int, int]:
    found = re.fullmatch(r"([a-z]+)\s+([0-9]{1,3})\s*\.\.\s*([0-9]{1,3})", value)
    if not found or found[1] not in MOODS or not 0 <= int(found[2]) <= int(found[3]) <= 100:
        raise DialectError(f"# vary: is “{value[:40]}”.", "Write like # vary: arousal 50..70, with 0 to 100.")
    return found[1], int(found[2]), int(found[3])


def _one_of(value: str, kind: type, name: str):
    if value not in list(kind):
        raise DialectError(f"#{name}: has “{value[:40]}”.", f"Use {_or(list(kind))}.")
    return kind(value)


def _said(value: str, name: str, example: str, *, longest: int = 60) -> str:
    if not value or len(value) > longest:
        raise DialectError(f"#{name}: is empty or longer than {longest} characters.", f"Give {example}.")
    return value


def _unknown(name: str, here: Iterable[str], there: Iterable[str], place: str) -> DialectError:
    if name in there:
        return DialectError(f"#{name} does not belong here.", f"It stands {place}.")
    return DialectError(f"There is no tag #{name[:40]}.", f"Use {_or(list(here))}; a # that is no tag is written \\#.")


def _or(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else str(words[0])
