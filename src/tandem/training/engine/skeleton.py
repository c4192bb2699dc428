"""The bones of a compiled story, read without playing it: its parts, its choices, the ways between, what it may not use.

Ink's JSON: a container is an array whose last element is null or a table of named containers; paths name or count
their way down, `.^` goes up. https://github.com/inkle/ink/blob/master/Documentation/ink_JSON_runtime_format.md
"""

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

APART = {"global decl"}
# Values of text can be made to grow without end, and what is bound outside cannot be bound here.
NO_TEXT = "A variable holds text."
NO_OUTSIDE = "It calls something outside the story."


@dataclass(frozen=True, slots=True)
class StoryChoice:
    """A choice as written: `path` as the runtime names it, `text` and `tags` where they are plain words."""

    path: str
    part: str
    line: int | None
    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """From one part to another; by a choice (its path), or by none: the story simply goes on."""

    start: str
    end: str
    choice: str = ""


@dataclass(slots=True)
class Skeleton:
    """`parts` are knots and stitches with their lines; the unnamed beginning is the part ``."""

    parts: dict[str, int | None] = field(default_factory=dict)
    choices: dict[str, StoryChoice] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    functions: set[str] = field(default_factory=set)
    refused: list[tuple[str, str]] = field(default_factory=list)  # (part, why)
    limits: dict[str, set[int]] = field(default_factory=dict)  # variable: the numbers it is compared with
    by_chance: bool = False
    ends_in: dict[str, list[str]] = field(default_factory=dict)  # part: its `ends:` tags

    def reachable(self) -> set[str]:
        """The parts that some way leads to."""
        ways: dict[str, set[str]] = {}
        for way in self.ways:
            ways.setdefault(way.start, set()).add(way.end)
        found, waiting = {""}, [""]
        while waiting:
            for part in ways.get(waiting.pop(), ()):
                # Who is in a stitch came through its knot's name.
                for one in (part, part.partition(".")[0]):
                    if one not in found:
                        found.add(one)
                        waiting.append(one)
        return found

    def circle(self) -> int | None:
        """The line of a part from which the story leads back to it without a choice, if there is one."""
        ways = {(way.start, way.end) for way in self.ways if not way.choice}
        while True:
            # Whoever nothing leads to, or who leads nowhere, lies in no circle.
            starts, ends = {start for start, _ in ways}, {end for _, end in ways}
            kept = {(start, end) for start, end in ways if start in ends and end in starts}
            if kept == ways:
                break
            ways = kept
        lines = [line for start, _ in ways if (line := self.parts.get(start))]
        return min(lines, default=None)


def read(compiled: str) -> Skeleton:
    """The bones of a story's JSON. Raises ValueError when it is none."""
    try:
        whole = json.loads(compiled.lstrip("\ufeff"))
        root = whole["root"]
        lines = whole.get("tandem", {}).get("lines", {})
        named = root[-1] if isinstance(root[-1], dict) else {}
    except (KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("this is no compiled story") from error
    bones = Skeleton(parts={"": None})
    knots = {
        name: inside for name, inside in named.items() if isinstance(inside, list) and inside and name not in APART
    }
    stitches = {
        f"{knot}.{name}"
        for knot, inside in knots.items()
        if isinstance(inside[-1], dict)
        for name, one in inside[-1].items()
        if isinstance(one, list)
    }
    for name in [*knots, *sorted(stitches)]:
        bones.parts[name] = lines.get(name)
    walk = _Walk(bones, lines, set(knots) | stitches)
    walk.container(root, (), "")
    walk.variables(named.get("global decl", []))
    return bones


class _Walk:
    """Goes through every container once, without recursion: a story may be nested as deep as its author likes."""

    def __init__(self, bones: Skeleton, lines: dict[str, int], parts: set[str]):
        self.bones, self.lines, self.parts = bones, lines, parts

    def container(self, inside: list, path: tuple[str, ...], choice: str) -> None:
        waiting = [(inside, path, choice)]
        chosen: dict[str, str] = {}
        while waiting:
            content, path, choice = waiting.pop()
            if not content:
                continue
            choice = chosen.get(".".join(path), choice)
            if self.part(path) != self.part(path[:-1]):
                choice = ""
            self.one(content, path, choice, chosen)
            for number, one in enumerate(content[:-1]):
                if isinstance(one, list):
                    waiting.append((one, (*path, _name(one) or str(number)), choice))
            if isinstance(content[-1], dict):
                for name, one in content[-1].items():
                    if isinstance(one, list) and not (not path and name in APART):
                        waiting.append((one, (*path, name), choice))

    def part(self, path: tuple[str, ...]) -> str:
        if len(path) > 1 and ".".join(path[:2]) in self.parts:
            return ".".join(path[:2])
        return path[0] if path and path[0] in self.parts else ""

    def one(self, content: list, path: tuple[str, ...], choice: str, chosen: dict[str, str]) -> None:
        bones, part = self.bones, self.part(path)
        # A choice's words stand first between `ev` and `/ev`; text anywhere else is a value.
        block = _Block()
        for number, one in enumerate(content[:-1]):
            follows = content[number + 1] if number + 1 < len(content) else None
            if block.holds_a_value(one, follows):
                bones.refused.append((part, NO_TEXT))
            match one:
                case "rnd" | "srnd" | "seq" | "lrnd":
                    bones.by_chance = True
                case "#" if number + 1 < len(content) and isinstance(content[number + 1], str):
                    tag = content[number + 1].removeprefix("^").strip()
                    if tag.startswith("ends:"):
                        bones.ends_in.setdefault(part, []).append(tag)
                case dict():
                    self.element(one, number, content, path, choice, chosen)
        self.compared(content)

    def element(
        self, one: dict, number: int, content: list, path: tuple[str, ...], choice: str, chosen: dict[str, str]
    ) -> None:
        bones, part = self.bones, self.part(path)
        if "*" in one:
            place = ".".join((*path, str(number)))
            target = _resolve(path, str(one["*"]))
            text, tags = _label(content, number)
            bones.choices[place] = StoryChoice(place, part, self.lines.get(place), text, tags)
            chosen[".".join(target)] = place
            self.way(part, target, place)
            return
        if "x()" in one:
            bones.refused.append((part, NO_OUTSIDE))
        for kind in ("->", "->t->", "f()", "^->"):
            if kind in one and not one.get("var"):
                target = _resolve(path, str(one[kind]))
                if kind == "f()":
                    bones.functions.add(self.part(target))
                self.way(part, target, choice)

    def way(self, start: str, target: tuple[str, ...], choice: str) -> None:
        end = self.part(target)
        if end != start:
            self.bones.ways.append(Way(start, end, choice))

    def compared(self, content: list) -> None:
        """The numbers that variables are compared with: where a story's way can part."""
        for first, second, sign in zip(content, content[1:], content[2:], strict=False):
            is_variable = isinstance(first, dict) and "VAR?" in first
            if is_variable and isinstance(second, int | float) and sign in ("<", ">", "<=", ">=", "==", "!="):
                self.bones.limits.setdefault(first["VAR?"], set()).add(int(second))

    def variables(self, declared: list) -> None:
        for one in declared:
            if isinstance(one, str) and one == "str":
                self.bones.refused.append(("", NO_TEXT))
                return


class _Block:
    """Follows what stands between `ev` and `/ev`: whether a text is more than the words of a choice."""

    def __init__(self):
        self.in_text, self.texts = False, 0

    def holds_a_value(self, one: object, follows: object) -> bool:
        match one:
            case "ev":
                self.in_text, self.texts = False, 0
            case "str":
                self.in_text = True
                self.texts += 1
            case "/str":
                self.in_text = False
            case "/ev":
                # Words before the brackets, and words inside them: the choice says which of the two it has.
                flags = follows.get("flg", 0) if isinstance(follows, dict) and "*" in follows else 0
                allowed = bool(flags & 2) + bool(flags & 4)
                return self.texts > allowed
        return False


def _name(container: list) -> str | None:
    last = container[-1] if container else None
    return last.get("#n") if isinstance(last, dict) else None


def _resolve(path: tuple[str, ...], target: str) -> tuple[str, ...]:
    """Where a path leads, seen from an element of the container at `path`."""
    if not target.startswith("."):
        return tuple(target.split("."))
    found = list(path)
    for step in target.split(".")[2:]:
        if step == "^":
            found = found[:-1]
        else:
            found.append(step)
    return tuple(found)


def _label(content: list, number: int) -> tuple[str, tuple[str, ...]]:
    """The words and tags of the choice at `number`, from the text that stands before it."""
    start = number
    while start > 0 and content[start] != "ev":
        start -= 1
    text, tags, in_tag, varies = [], [], False, False
    for one in content[start:number]:
        if one == "#":
            in_tag = True
            tags.append("")
        elif one == "/#":
            in_tag = False
        elif isinstance(one, str) and one.startswith("^"):
            if in_tag:
                tags[-1] += one[1:]
            else:
                text.append(one[1:])
                varies = False
        elif isinstance(one, list):
            # Alternatives stand beside one another.
            text.append((" / " if varies else "") + " / ".join(_told(one)))
            varies = True
    return re.sub(r"\s+", " ", "".join(text)).strip(), tuple(tag.strip() for tag in tags)


def _told(container: list) -> Iterator[str]:
    """The pieces of text inside a container: what a choice may be called, one of them at a time."""
    waiting = deque([container])
    while waiting:
        one = waiting.popleft()
        for inside in [*one[:-1], *(one[-1].values() if isinstance(one[-1], dict) else ())]:
            if isinstance(inside, list) and inside:
                waiting.append(inside)
            elif isinstance(inside, str) and inside.startswith("^") and inside[1:].strip():
                yield inside[1:].strip()
