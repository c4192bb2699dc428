"""Rows of a file as calls, by a plan. Reads a stream: memory does not grow with the file."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tandem.domain.incidents.actions import Call
from tandem.domain.incidents.actions.receive import check
from tandem.standards.tabular.lines import BadFile
from tandem.standards.tabular.mapping import BY_CALL_FIELD, FIELDS, UNKNOWN, Plan
from tandem.standards.tabular.table import Cell, Form, Look, reading, shown
from tandem.standards.tabular.times import moment
from tandem.vocabulary.behavioral import SaidBy, Sign
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Origin

_NUMBER = re.compile(r"[+-]?([0-9]{1,20}(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


def calls(path: Path, form: Form, plan: Plan, limit: int) -> Iterator[tuple[int, Call | Refusal, list[str]]]:
    """(line number, call or why not, cells as text) for each row of the file.

    Raises BadFile where the file can't be read, also half-way, or where a call stands as header.
    """
    seen: dict[str, int] = {}
    skip_header = plan.header
    with reading(path, form, plan.width, limit) as found:
        for line, cells, first in found:
            if isinstance(cells, Refusal):
                skip_header = False
                yield line, cells, [first.rstrip("\r\n")]
                continue
            words = [str(cell) for cell in cells]
            try:
                call = _call(cells, plan, seen)
                if skip_header:
                    check(call)
            except Refusal as refusal:
                if not skip_header:
                    yield line, refusal, words
            else:
                if skip_header:
                    sentence = (
                        "The first row is a call, not column names. Say so (--no-header), and nothing is left out."
                    )
                    raise BadFile(("file", sentence))
                yield line, call, words
            skip_header = False


@dataclass(frozen=True)
class Previewed:
    """One row as it would be stored: `values` by field of the mapping, and what is wrong by field."""

    line: int
    values: dict[str, object]
    problems: dict[str, str] = field(default_factory=dict)


def preview(look: Look, plan: Plan, most: int = 20) -> list[Previewed]:
    """The first rows of a file as they will be stored, with their problems."""
    seen: dict[str, int] = {}
    found = []
    for line, cells in enumerate(look.rows, start=1):
        if line == 1 and plan.header:
            continue
        if len(found) == most:
            break
        values, errors = _values(cells, plan)
        if not errors:
            try:
                check(_made(values, cells, plan, seen))
            except Refusal as refusal:
                errors = refusal.errors
        problems: dict[str, str] = {}
        for name, sentence in errors:
            problems.setdefault(BY_CALL_FIELD.get(name, name), sentence)
        found.append(
            Previewed(line, {BY_CALL_FIELD.get(name, name): value for name, value in values.items()}, problems)
        )
    return found


def spellings(look: Look, column: str) -> list[list[str]]:
    """Words of a column that differ only by case, spaces or signs: shown, never merged."""
    place = look.names().index(column)
    groups: dict[str, dict[str, None]] = {}
    for row in look.rows[1 if look.header else 0 :]:
        word = shown(row[place]) if place < len(row) else ""
        if word:
            groups.setdefault(re.sub(r"\W", "", word.casefold()), {})[word] = None
    return [list(words) for words in groups.values() if len(words) > 1]


def _call(cells: list[Cell], plan: Plan, seen: dict[str, int]) -> Call:
    values, errors = _values(cells, plan)
    if errors:
        raise Refusal(*errors)
    return _made(values, cells, plan, seen)


def _made(values: dict, cells: list[Cell], plan: Plan, seen: dict[str, int]) -> Call:
    told = {**values, "origin": values.get("origin") or Origin.CAD}
    if not told.get("source_id"):
        told["source_id"] = _hash([str(cell) for cell in cells], seen, plan.keep_repeats)
    return Call(source=plan.source, agency_id=plan.agency_id, **told)


def _values(cells: list[Cell], plan: Plan) -> tuple[dict[str, object], list[tuple[str, str]]]:
    """The call's fields that this row gives, and what is wrong with it, as (field, sentence)."""
    if len(cells) != plan.width:
        return {}, [("row", f"This row has {len(cells)} columns; {plan.width} were named.")]
    if any("\udc80" <= letter <= "\udcff" for cell in cells if isinstance(cell, str) for letter in cell):
        return {}, [("row", "This row is not UTF-8 text. Save the file as UTF-8 and try again.")]
    values: dict[str, object] = {}
    errors: list[tuple[str, str]] = []
    # In the order of the file's columns, so that the reasons of a row are too.
    for name in (*plan.places, *plan.fixed):
        if name == "received_time":
            continue
        called = FIELDS[name][0]
        try:
            values[called] = _value(name, _cell(name, cells, plan), cells, plan)
        except Refusal as refusal:
            errors += refusal.errors
    return values, errors


def _cell(name: str, cells: list[Cell], plan: Plan) -> Cell:
    return cells[plan.places[name]] if name in plan.places else plan.fixed.get(name, "")


def _value(name: str, cell: Cell, cells: list[Cell], plan: Plan) -> object:
    if name == "received_at":
        clock = (
            _cell("received_time", cells, plan) if "received_time" in plan.places else plan.fixed.get("received_time")
        )
        return moment(cell, clock, plan.date_form, plan.zone)
    if name in ("latitude", "longitude"):
        return _number(name, str(cell))
    text = str(cell)
    if name == "sign":
        return _signs(text, plan.words.get("sign", {}))
    return plan.words.get(name, {}).get(text.strip(), text)


def _signs(text: str, words: dict[str, str]) -> dict[str, str]:
    """The signs a cell names, apart by semicolons; blank stays unknown, and a word that is none of ours is refused."""
    said = [words.get(one.strip(), one.strip()) for one in ([text] if text.strip() in words else text.split(";"))]
    found = [one for one in said if one and one != UNKNOWN]
    odd = next((one for one in found if one not in set(Sign)), None)
    if odd is not None:
        raise Refusal(
            ("sign", f"“{odd[:40]}” is no sign we know. Say under “Their words as ours” which of ours it is.")
        )
    return dict.fromkeys(found, SaidBy.SYSTEM.value)


def _hash(cells: list[str], seen: dict[str, int], keep_repeats: bool) -> str:
    """The source id of a row without one: the hash of the row. A kept repeat also counts which repeat it is."""
    digest = hashlib.sha256("\x1f".join(cells).encode()).hexdigest()
    if not keep_repeats:
        return digest
    # Sixteen bytes of the digest as the key keep a million rows in a few tens of megabytes.
    key = digest[:16]
    seen[key] = seen.get(key, 0) + 1
    return digest if seen[key] == 1 else f"{digest}-{seen[key]}"


def _number(name: str, cell: str) -> float | None:
    if not cell.strip():
        return None
    # Python also reads 1_000, １２ and infinity as numbers; a file that holds them means something else.
    if not _NUMBER.fullmatch(cell.strip()) or (value := float(cell)) in (float("inf"), float("-inf")):
        raise Refusal((name, f"“{cell[:40]}” is not a number."))
    return value
