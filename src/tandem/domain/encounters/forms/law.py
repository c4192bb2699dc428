"""The law of one state as far as the phone needs it: what a hold rests on, who may sign it, which reports are mandated.

Content, with an edition and a date: a program changes the file, never the code, and each hold keeps the edition it was
written under. What a file says is what its source said on the day it was read; counsel confirms.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


class BadLaw(ValueError):
    """A file that can't be read as a state's law. The message names the place and what is wrong."""


@dataclass(frozen=True)
class Basis:
    code: str
    words: str
    citation: str


@dataclass(frozen=True)
class Report:
    """One mandated report: about whom, what to do in words, the citation, and within how many hours at the latest."""

    about: str
    words: str
    citation: str
    hours: int


@dataclass(frozen=True)
class StateLaw:
    """`edition` is like "co/1". `hours` is how long a hold may last at most. `checked` says who checked it, and how."""

    edition: str
    state: str
    valid_from: date
    checked: str
    hold_name: str
    hours: int
    bases: tuple[Basis, ...]
    criteria: tuple[tuple[str, str], ...]
    signers: tuple[tuple[str, str], ...]
    reports: tuple[Report, ...]


def read(document: object, edition: str) -> StateLaw:
    """The law in a parsed file. Raises BadLaw."""
    top = _known(document, "file", "state valid_from checked hold reports")
    hold = _known(top["hold"], "hold", "name hours bases criteria signers")
    try:
        valid_from = date.fromisoformat(_text(top, "valid_from", "file"))
    except ValueError as error:
        raise BadLaw(f"file: valid_from: {error}") from error
    hours = hold["hours"]
    if isinstance(hours, bool) or not isinstance(hours, int) or hours < 1:
        raise BadLaw("hold: hours should be a whole number of 1 or more")
    return StateLaw(
        edition=edition,
        state=_text(top, "state", "file"),
        valid_from=valid_from,
        checked=_text(top, "checked", "file"),
        hold_name=_text(hold, "name", "hold"),
        hours=hours,
        bases=tuple(Basis(*row) for row in _rows(hold, "bases", "code words citation")),
        criteria=tuple(_rows(hold, "criteria", "code words")),
        signers=tuple(_rows(hold, "signers", "code words")),
        reports=tuple(_report(row) for row in _rows(top, "reports", "about words citation hours")),
    )


def _report(row: tuple[str, ...]) -> Report:
    about, words, citation, hours = row
    if not (hours.isascii() and hours.isdecimal() and 0 < int(hours) < 10_000):
        raise BadLaw(f"reports: hours of {about} should be whole hours, as digits")
    return Report(about, words, citation, int(hours))


def _known(found: object, where: str, names: str) -> Mapping:
    if not isinstance(found, dict) or set(found) != set(names.split()):
        raise BadLaw(f"{where}: should hold exactly: {names.replace(' ', ', ')}")
    return found


def _text(found: Mapping, name: str, where: str) -> str:
    if not isinstance(found[name], str) or not found[name].strip():
        raise BadLaw(f"{where}: {name} should be text")
    return found[name]


def _rows(found: Mapping, name: str, columns: str) -> list[tuple[str, ...]]:
    if not isinstance(found[name], list) or not found[name]:
        raise BadLaw(f"{name}: should be a list with at least one line")
    rows = []
    for place, each in enumerate(found[name], start=1):
        row = _known(each, f"{name} {place}", columns)
        rows.append(tuple(_text(row, column, f"{name} {place}") for column in columns.split()))
    if len({row[0] for row in rows}) < len(rows):
        raise BadLaw(f"{name}: a code is used twice")
    return rows
