"""A scenario's source by lines: its words and its tags, each with the number of its line, comments taken away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

CODE = ("VAR ", "CONST ", "LIST ", "INCLUDE ", "EXTERNAL ", "TODO", "~")
# A tag ends where the next begins, where its bracket ends, or where the story goes elsewhere.
TAG = re.compile(r"(?<!\\)#((?:[^#\]|}\n\\]|\\.)*?)(?=#|\]|\||\}|->|$)")


class Place(StrEnum):
    TOP = "top"
    LINE = "line"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """`text` is what a reader may see; `on_purpose` says that the author means every word of it."""

    number: int
    text: str
    tags: tuple[tuple[Place, str], ...] = ()
    on_purpose: bool = False
    choice: bool = False


# A check asks for the same source several times.
@lru_cache(maxsize=4)
def lines(source: str) -> tuple[SourceLine, ...]:
    """The lines with words or tags. `on purpose` in a comment keeps a word that the check would ask about."""
    return tuple(_lines(source))


def _lines(source: str) -> Iterator[SourceLine]:
    top, inside_comment = True, False
    for number, raw in enumerate(source.split("\n"), 1):
        on_purpose = "on purpose" in raw.partition("//")[2].lower()
        line, inside_comment = _without_comments(raw, inside_comment)
        bare = line.strip()
        if not bare or bare.startswith(CODE):
            continue
        if not bare.startswith("#"):
            top = False
        if bare.startswith("="):
            continue
        yield SourceLine(number, _words(bare), tuple(_tags(bare, top)), on_purpose, is_choice(bare))


def _without_comments(line: str, inside: bool) -> tuple[str, bool]:
    kept = ""
    while line:
        if inside:
            _, end, line = line.partition("*/")
            inside = not end
            continue
        found = re.search(r"//|/\*", line)
        if not found:
            return kept + line, False
        # The two strokes of an address are no comment for whoever reads it, and are for ink.
        kept += line[: found.start()]
        if found[0] == "//":
            return kept, False
        line, inside = line[found.end() :], True
    return kept, inside


def _tags(line: str, top: bool) -> Iterator[tuple[Place, str]]:
    opened, closed = line.find("["), line.find("]")
    for found in TAG.finditer(line):
        place = Place.TOP if top else Place.LINE
        if is_choice(line) and (opened < 0 or found.start() < closed):
            place = Place.CHOICE
        yield place, found[1].strip()


def is_choice(line: str) -> bool:
    return line.startswith(("*", "+"))


def _words(line: str) -> str:
    text = TAG.sub("", line)
    text = re.sub(r"\\(.)", r"\1", text)
    text = text.partition("->")[0].partition("<-")[0]
    return re.sub(r"^[*+\-\s]*(\([a-z_0-9]+\))?", "", text).strip()
