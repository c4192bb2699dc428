"""What the tags of a scenario mean: `docs/scenario-dialect.md`, read into values, each broken one told in a sentence.

Ink itself is left to ink. Everything here is one tag's text, as its author wrote it behind the `#`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tandem.vocabulary.training import PLAYED, CueKind, EndingKind, LeadTime, Risk, Seat

MOODS = ("arousal", "trust", "danger")
SCENE = {
    "posture": {"stand", "pace", "sit", "crouch", "floor", "lie", "door"},
    "face": {"calm", "tense", "afraid", "tearful", "blank", "angry-sad"},
    "hands": {"open", "ears", "face", "pockets", "behind", "holding"},
    "distance": {"1", "2", "3", "4", "5"},
    "door": {"shut", "ajar", "open"},
    "light": {"day", "warm", "dim", "dark", "flashing"},
    "noise": {"none", "radio", "sirens", "tv", "crowd"},
    "place": {"room", "kitchen", "porch", "street", "car", "park", "stairwell"},
}
# Whose words are names: anybody of the story, or seats.
SCENE_NAMES = {"who", "low"}
LONGEST_WAIT, MOST_MINUTES = 600, 60
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_NAME = re.compile(r"[^\W\d_][\w .'’-]{0,39}")
_SPAN = re.compile(r"(arousal|trust|danger) +(\d{1,3})\.\.(\d{1,3})")


class DialectError(ValueError):
    """A tag that can't be understood. `tag` is it as written, `sentence` says what to write instead."""

    def __init__(self, tag: str, sentence: str):
        super().__init__(f"#{tag}: {sentence}")
        self.tag, self.sentence = tag, sentence


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign: what can be noticed. `to` is who can see or hear it, everybody in the room if empty."""

    id: str
    kind: CueKind
    level: int
    to: frozenset[Seat] = frozenset()


@dataclass(frozen=True, slots=True)
class Window:
    """From here on, handing the lead to `seat` is early, right or late."""

    time: LeadTime
    seat: Seat


@dataclass(frozen=True, slots=True)
class Ending:
    kind: EndingKind
    id: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class LineTags:
    """What stands behind a line of the story."""

    to: frozenset[Seat] = frozenset()
    by: str = ""
    cue: Cue | None = None
    inject: bool = False
    window: Window | None = None
    scene: tuple[tuple[str, str], ...] = ()
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class ChoiceTags:
    """What stands inside the brackets of a choice. `after` is in seconds; the clock takes the choice then."""

    by: frozenset[Seat] = frozenset()
    after: int | None = None
    sensible: bool = False
    asks: bool = False


@dataclass(frozen=True)
class FileTags:
    """What stands at the top of a file. `vary` is by mood the least and the most it may begin with."""

    title: str = ""
    person: str = ""
    seats: tuple[Seat, ...] = ()
    minutes: int = 0
    languages: tuple[str, ...] = ("en",)
    risk: Risk | None = None
    teaches: tuple[str, ...] = ()
    vary: dict[str, tuple[int, int]] = field(default_factory=dict)
    pov: str = ""


def words(tag: str) -> tuple[str, str]:
    """A tag's name and the rest: "cue: voice 2 stairs" is ("cue", "voice 2 stairs")."""
    name, _, rest = tag.strip().partition(":")
    return name.strip().lower(), rest.strip()


def of_line(tags: Iterable[str], text: str = "") -> LineTags:
    """Read the tags of a line. Raises DialectError at the first that can't be understood."""
    found: dict = {}
    for tag in tags:
        name, rest = words(tag)
        if name == "to":
            found["to"] = _seats(tag, rest)
        elif name == "by":
            if not _NAME.fullmatch(rest):
                raise DialectError(tag, "Write who speaks, by name: # by: Mara")
            found["by"] = rest
        elif name == "cue":
            found["cue"] = _cue(tag, rest)
        elif name == "inject":
            found["inject"] = True
        elif name == "lead":
            found["window"] = _window(tag, rest)
        elif name == "scene":
            found["scene"] = (*found.get("scene", ()), *_scene(tag, rest))
        elif name == "ends":
            found["ending"] = _ending(tag, rest, text)
        else:
            raise DialectError(tag, "A line can have to, by, cue, inject, lead, scene and ends.")
    if "cue" in found:
        one = found["cue"]
        found["cue"] = Cue(one.id, one.kind, one.level, found.get("to", frozenset()))
    return LineTags(**found)


def of_choice(tags: Iterable[str]) -> ChoiceTags:
    """Read the tags of a choice. Raises DialectError at the first that can't be understood."""
    found: dict = {}
    for tag in tags:
        name, rest = words(tag)
        if name == "by":
            found["by"] = _seats(tag, rest)
        elif name == "after":
            told = re.fullmatch(r"(\d{1,3}) ?s?", rest)
            if not told or not 1 <= int(told[1]) <= LONGEST_WAIT:
                raise DialectError(tag, f"Write the seconds, 1 to {LONGEST_WAIT}: # after: 20s")
            found["after"] = int(told[1])
        elif name in ("sensible", "asks"):
            found[name] = True
        else:
            raise DialectError(tag, "A choice can have by, after, sensible and asks, inside its brackets.")
    if not found.get("by") and "after" not in found:
        raise DialectError(", ".join(tags) or "by", "Say inside the brackets who may choose this: [… # by: officer]")
    return ChoiceTags(**found)


def of_file(tags: Iterable[str]) -> FileTags:
    """Read the tags at the top of a file. Raises DialectError at the first that can't be understood."""
    found: dict = {"vary": {}}
    for tag in tags:
        name, rest = words(tag)
        if name in ("title", "person", "pov"):
            found[name] = rest
        elif name == "seats":
            found["seats"] = tuple(seat for seat in PLAYED if seat in _seats(tag, rest))
        elif name == "minutes":
            if not rest.isdecimal() or not 1 <= int(rest) <= MOST_MINUTES:
                raise DialectError(tag, f"Write about how long it plays, 1 to {MOST_MINUTES}: # minutes: 8")
            found["minutes"] = int(rest)
        elif name == "languages":
            found["languages"] = tuple(rest.split()) or ("en",)
        elif name == "risk":
            found["risk"] = _one_of(tag, Risk, rest)
        elif name == "teaches":
            found["teaches"] = tuple(rest.split())
        elif name == "vary":
            mood, least, most = _span(tag, rest)
            found["vary"][mood] = (least, most)
        else:
            raise DialectError(
                tag, "The top can have title, person, seats, minutes, languages, risk, teaches, vary and pov."
            )
    return FileTags(**found)


def _seats(tag: str, rest: str) -> frozenset[Seat]:
    told = rest.replace(",", " ").split()
    if not told or not set(told) <= set(PLAYED):
        raise DialectError(tag, f"Name one or more of {', '.join(PLAYED)}.")
    return frozenset(Seat(one) for one in told)


def _one_of(tag: str, kind, word: str):
    if word not in set(kind):
        raise DialectError(tag, f"Choose one of {', '.join(kind)}.")
    return kind(word)


def _cue(tag: str, rest: str) -> Cue:
    parts = rest.split()
    if len(parts) != 3 or parts[1] not in ("1", "2", "3") or not _ID.fullmatch(parts[2]):
        raise DialectError(tag, "Write its kind, how plain it is (1 to 3) and a name: # cue: voice 2 stairs")
    return Cue(parts[2], _one_of(tag, CueKind, parts[0]), int(parts[1]))


def _window(tag: str, rest: str) -> Window:
    parts = rest.split()
    if len(parts) != 2:
        raise DialectError(tag, "Write when and to whom: # lead: right clinician")
    [seat] = _seats(tag, parts[1])
    return Window(_one_of(tag, LeadTime, parts[0]), seat)


def _scene(tag: str, rest: str) -> tuple[tuple[str, str], ...]:
    found = []
    for part in rest.split():
        name, _, value = part.partition("=")
        if name in SCENE_NAMES:
            if not all(_NAME.fullmatch(one) for one in value.split(",") if one):
                raise DialectError(tag, f"Write names after {name}=, with commas and no spaces: {name}=mara,officer")
        elif name not in SCENE:
            raise DialectError(tag, f"A scene has {', '.join(sorted({*SCENE, *SCENE_NAMES}))}, not {name}.")
        elif value not in SCENE[name]:
            raise DialectError(tag, f"{name} can be {', '.join(sorted(SCENE[name]))}, not {value or 'empty'}.")
        found.append((name, value))
    if not found:
        raise DialectError(tag, "Write what changes in the picture: # scene: posture=sit light=dim")
    return tuple(found)


def _ending(tag: str, rest: str, text: str) -> Ending:
    parts = rest.split()
    if len(parts) != 2 or not _ID.fullmatch(parts[1]):
        raise DialectError(tag, "Write how it ends for the person and a name: # ends: good sits-with-sister")
    return Ending(_one_of(tag, EndingKind, parts[0]), parts[1], text)


def _span(tag: str, rest: str) -> tuple[str, int, int]:
    told = _SPAN.fullmatch(rest)
    if not told or not int(told[2]) <= int(told[3]) <= 100:
        raise DialectError(tag, "Write the mood, the least and the most, 0 to 100: # vary: arousal 50..70")
    return told[1], int(told[2]), int(told[3])
