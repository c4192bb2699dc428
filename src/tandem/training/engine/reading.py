"""What can be found in a scenario's files without playing: tags, words, and what has no place in a text."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tandem.training.engine import dialect, source, words
from tandem.training.engine.dialect import DialectError
from tandem.training.engine.finding import Finding, look, must
from tandem.training.engine.source import Place, SourceLine
from tandem.vocabulary.training import Seat

LARGEST, LARGE = 2_000_000, 200_000  # characters
LONGEST_TEXT = 400  # characters: what a phone shows without scrolling

NO_PLACE = [
    (re.compile(r"<\s*[a-zA-Z/!?]"), "HTML", "Write plain text; < and > stay signs for readers."),
    (re.compile(r"\{\{|\}\}|\{%|%\}"), "braces of a template", "Leave them out: nothing is filled in here."),
    (
        re.compile(r"(?:https?|ftp|file|data|javascript):|\bwww\.", re.IGNORECASE),
        "a link",
        "Say in words what is meant.",
    ),
]


def too_large(text: str) -> list[Finding]:
    if len(text) > LARGEST:
        return [
            must(None, f"The file has {len(text):,} characters.", f"Keep it under {LARGEST:,}: make it two scenarios.")
        ]
    if len(text) > LARGE:
        return [
            look(None, f"The file has {len(text):,} characters.", "Nobody rehearses so much: make it two scenarios.")
        ]
    return []


def not_text(text: str, file: str = "") -> Iterator[Finding]:
    """Characters that no text has. Whatever holds them is read no further."""
    for number, line in enumerate(text.split("\n"), 1):
        if re.search(r"[\0-\x08\x0e-\x1f\x7f\ud800-\udfff]", line):
            yield must(
                number, "The line holds a character that no text has.", "Take it out and type the line anew.", file
            )


def can_be_read(text: str) -> bool:
    return len(text) <= LARGEST and next(not_text(text), None) is None


def of_source(text: str) -> Iterator[Finding]:
    """Findings in the words of a scenario, line by line."""
    for line in source.lines(text):
        yield from in_text(line.text, line.number)
        if not line.on_purpose:
            yield from _asked(line.text, line.number, "en")
    yield from _refused_code(text)


def of_tags(text: str) -> Iterator[Finding]:
    """Tags that cannot be read, line by line. With one of them a story does not get past its line."""
    for line in source.lines(text):
        yield from _tags(line)


def _refused_code(text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        if re.match(r"\s*INCLUDE\b", line):
            yield must(number, "The file includes another.", "A scenario is one file: put the text here.")
        if re.match(r"\s*EXTERNAL\b", line):
            yield must(number, "The story calls something outside.", "A scenario has only its own text and numbers.")


def in_text(text: str, line: int | None, file: str = "") -> Iterator[Finding]:
    """What has no place in a text that is shown to people."""
    for pattern, what, do in NO_PLACE:
        if pattern.search(text):
            yield must(line, f"The text holds {what}.", do, file)
    if len(text) > LONGEST_TEXT:
        yield look(
            line, f"The text is {len(text)} characters long.", "A phone shows 400 at once: make it two lines.", file
        )


def _asked(text: str, line: int | None, language: str, file: str = "") -> Iterator[Finding]:
    for word, advice in words.asked_about(text, language):
        purpose = "" if file else ", or add // on purpose when a character says it so"
        yield look(line, f"“{word}” makes a person smaller than they are.", f"{_capital(advice)}{purpose}.", file)


def _tags(line: SourceLine) -> Iterator[Finding]:
    # A tag that holds a part of the story's logic is read when it is played.
    fixed = [(place, tag) for place, tag in line.tags if "{" not in tag]
    for place, tag in fixed:
        try:
            if place is Place.TOP:
                dialect.file_tag(tag, {})
            elif place is Place.LINE:
                dialect.line_tags((tag,), line.text)
        except DialectError as error:
            yield must(line.number, error.what, error.do)
    of_choice = tuple(tag for place, tag in fixed if place is Place.CHOICE)
    if len(of_choice) == sum(1 for place, _ in line.tags if place is Place.CHOICE) and line.choice:
        try:
            dialect.choice_tags(of_choice)
        except DialectError as error:
            yield must(line.number, error.what, error.do)


def signs_nobody_sees(text: str, seats: tuple[Seat, ...]) -> Iterator[Finding]:
    """Signs whose line reaches no role of this scenario, and names for lines and choices of roles it has not."""
    for line in source.lines(text):
        tags = [tag for place, tag in line.tags if place is not Place.TOP and "{" not in tag]
        reached, is_sign = set(), False
        for tag in tags:
            name, value = dialect.split(tag)
            try:
                named = dialect.seats(value, name, observers=name == "to") if name in ("to", "by") else frozenset()
            except DialectError:
                # Who speaks may be anybody; a role that is none is told elsewhere.
                continue
            is_sign = is_sign or name == "cue"
            reached |= named if name == "to" else set()
            for seat in sorted(named - set(seats) - {Seat.OBSERVER}):
                if name == "to" or line.choice:
                    yield must(
                        line.number,
                        f"#{name}: names {seat}, whom # seats: leaves out.",
                        "Add the role there or name another.",
                    )
        if is_sign and reached and not reached & set(seats):
            yield must(
                line.number, "Nobody can see this sign.", "Its #to: names no role that plays: name one who is there."
            )


def of_translation(language: str, table: object, raw: str | None) -> Iterator[Finding]:
    """Findings in a table {English: its text}. `raw` is the file's text, for the lines' numbers."""
    file = f"{language}.json"
    if not isinstance(table, Mapping) or not all(isinstance(one, str) for pair in table.items() for one in pair):
        yield must(None, "It is no table of texts.", 'Write {"English text": "its translation"}.', file)
        return
    for english, text in table.items():
        found = [*in_text(text, None, file), *_asked(text, None, language, file)]
        if not text.strip():
            found.append(must(None, f"“{short(english)}” has an empty translation.", "Translate it.", file))
        if found:
            line = line_of(raw, text if text.strip() else english)
            yield from (replace(one, line=line) for one in found)


def line_of(raw: str | None, text: str) -> int | None:
    """The line of a JSON file on which a text stands."""
    if raw is None or not text:
        return None
    for written in (json.dumps(text, ensure_ascii=False), json.dumps(text)):
        if (at := raw.find(written)) >= 0:
            return raw.count("\n", 0, at) + 1
    return None


def short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
