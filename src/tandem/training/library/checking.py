"""Checks a scenario from its source or its file: compiles it, then asks the engine's check about everything beside it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tandem.training.engine import reading
from tandem.training.engine.check import SECONDS, Checked, check
from tandem.training.engine.finding import Finding, in_order, must
from tandem.training.engine.media import of_media
from tandem.training.engine.reading import LARGEST
from tandem.training.library.compiling import BadInk, compiled

# Beside a scenario: its author's notes, and its languages.
NOTES = {"notes.md"}
LANGUAGE_FILE = "??.json"


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """What the check found, and the compiled story where the source could be compiled."""

    checked: Checked
    compiled: str | None


def check_source(
    text: str,
    translations: dict[str, str] | None = None,
    *,
    seconds: float = SECONDS,
    tell: Callable[[int], None] | None = None,
) -> CheckedSource:
    """Checks a source and the text of its languages' files, {"es": "{…}"}. Raises CannotCompile without Node.

    `tell` hears of the steps played, and may stop the check by raising.
    """
    made, bad = None, []
    try:
        made = compiled(text) if reading.can_be_read(text) else None
    except BadInk as error:
        bad = [must(line, what, "Mend the line, or the one before it.") for line, what in error.problems]
    tables: dict[str, object] = {}
    for language, raw in (translations or {}).items():
        try:
            tables[language] = json.loads(raw)
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", None)
            bad.append(
                must(line, "The file is no JSON.", "Mend it there, often a comma or a quote.", f"{language}.json")
            )
            tables[language] = {}
    checked = check(text, made, tables, raw=translations, seconds=seconds, tell=tell)
    return CheckedSource(with_more(checked, bad), made)


def check_file(file: Path, *, seconds: float = SECONDS) -> CheckedSource:
    """Checks a scenario's file and what lies beside it. Raises OSError when it cannot be read, or CannotCompile."""
    text, bad = _text(file)
    beside = [one for one in sorted(file.parent.iterdir()) if one.is_file()] if file.name == "scenario.ink" else []
    languages = {}
    for one in beside:
        if one.match(LANGUAGE_FILE):
            languages[one.stem], worse = _text(one)
            bad += worse
    media = {
        one.name: one.read_bytes()
        for one in beside
        if one != file and one.name not in NOTES and not one.match(LANGUAGE_FILE)
    }
    bad += of_media(media)
    found = check_source(text, languages, seconds=seconds)
    return CheckedSource(with_more(found.checked, bad), found.compiled)


def with_more(checked: Checked, more: list[Finding]) -> Checked:
    return replace(checked, findings=tuple(in_order([*more, *checked.findings])))


def _text(file: Path) -> tuple[str, list[Finding]]:
    """A file's text; what is no UTF-8 is a finding, and then the text is empty."""
    with file.open("rb") as opened:
        content = opened.read(4 * LARGEST + 1)
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        name = "" if file.name == "scenario.ink" else file.name
        return "", [must(line, "The file is no UTF-8 text.", "Save it as UTF-8.", name)]
