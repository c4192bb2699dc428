"""Which edition of the criteria is in force, and every edition there is to read: the program's own, and what ships.

The program's own are kept by `foundation.editions`. What ships in `content/criteria/` are templates: set-up adopts one
as edition 1. An installation that was set up before editions were kept goes on with the file its program names.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.conf import settings

from tandem.domain.incidents.criteria import edition as criteria
from tandem.domain.incidents.criteria.edition import BadEdition, Edition
from tandem.domain.incidents.criteria.table import Draft, draft_of, stored
from tandem.foundation.editions import records
from tandem.foundation.editions.records import EditionRow
from tandem.foundation.editions.rules import STATE_LABELS, State, hash_of
from tandem.foundation.organizations.program import program
from tandem.vocabulary.refusal import Refusal

KIND = "criteria"
SHIPPED = "Ships with Tandem"


@dataclass(frozen=True)
class Listed:
    """One edition as a page lists it. `row` is None for one that ships; `state` is None unless it holds or held here."""

    key: str
    number: int
    title: str
    state: State | None
    content: Mapping[str, Any]
    content_hash: str
    row: EditionRow | None
    in_force_from: datetime | None = None

    @property
    def state_words(self) -> str:
        return STATE_LABELS[self.state] if self.state else SHIPPED

    @property
    def name(self) -> str:
        return self.key.partition("/")[0]

    @property
    def draft(self) -> Draft:
        return draft_of(self.content)

    @property
    def editable(self) -> bool:
        return self.state is State.DRAFT


@lru_cache(maxsize=32)
def _document(name: str) -> Mapping[str, Any]:
    """The file `content/criteria/demo-county/edition-1.json` of the edition `demo-county/1`. Raises Refusal."""
    folder, _, number = name.partition("/")
    path = settings.CONTENT_DIR / "criteria" / folder / f"edition-{number}.json"
    if not (folder.isascii() and folder.replace("-", "").isalnum() and number.isdecimal() and path.is_file()):
        raise Refusal(("edition", f"There is no criteria edition named {name!r}."))
    return MappingProxyType(json.loads(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=32)
def shipped(name: str) -> Edition:
    """An edition that ships. Raises Refusal."""
    return criteria.read(dict(_document(name)))


@lru_cache(maxsize=64)
def _own(edition_id: UUID, content_hash: str) -> Edition:
    """An edition of the program's own, read once: its words never change under one hash. Raises Refusal."""
    row = next(
        (one for one in records.of_kind(KIND) if one.id == edition_id and one.content_hash == content_hash), None
    )
    if row is None:
        raise Refusal(("edition", "There is no such criteria edition."))
    try:
        return criteria.read(document_of(row))
    except BadEdition as bad:
        raise Refusal(*[("edition", problem) for problem in bad.problems]) from bad


def document_of(row: EditionRow) -> dict[str, Any]:
    """The edition as one file: its content, and what its row knows of number, approval and date."""
    words = {State.IN_FORCE: "in_force", State.RETIRED: "retired", State.DRAFT: "draft", State.SIGNING: "draft"}
    signed = [f"{one.name}, {one.role.replace('_', ' ')}" for one in row.signatures] if row.approved_at else []
    about = {
        **row.content["edition"],
        "number": row.number,
        "state": words.get(row.state, "approved" if row.approved_at else "draft"),
        "approved_by": signed or (["Adopted at set-up"] if row.approved_at else []),
    }
    if row.in_force_from:
        about["in_force_from"] = row.in_force_from.date().isoformat()
    return {**row.content, "edition": about}


def file_of(name: str) -> dict[str, Any]:
    """The file of an edition that ships, as it stands. Raises Refusal."""
    return dict(_document(name))


def edition(name: str) -> Edition:
    """The edition `demo-county/1`: the program's own of that name, else the one that ships. Raises Refusal."""
    folder, _, number = name.partition("/")
    row = records.edition(KIND, folder, int(number)) if number.isdecimal() and len(number) < 9 else None
    if row is None:
        return shipped(name)
    about = document_of(row)["edition"]
    return replace(_own(row.id, row.content_hash), state=about["state"], approved_by=tuple(about["approved_by"]))


def available() -> list[Edition]:
    """Every edition that ships or was put into the content folder."""
    return [shipped(name) for name in _shipped_names()]


def _shipped_names() -> list[str]:
    found = sorted((settings.CONTENT_DIR / "criteria").glob("*/edition-*.json"))
    return [f"{path.parent.name}/{path.stem.removeprefix('edition-')}" for path in found]


def edition_in_force() -> Edition:
    """The program's edition at this moment. Raises Refusal before set-up."""
    held = records.in_force(KIND)
    if held:
        return _own(held.id, held.content_hash)
    found = program()
    if found is None:
        raise Refusal(("edition", "Tandem is not set up yet: no deployment criteria are in force."))
    return shipped(found.edition)


def _listed(row: EditionRow) -> Listed:
    title = str(row.content["edition"].get("name", ""))
    return Listed(row.key, row.number, title, row.state, row.content, row.content_hash, row, row.in_force_from)


def _template(name: str) -> Listed:
    document, own = _document(name), program()
    content = stored(document)
    holds = bool(own) and own.edition == name and records.in_force(KIND) is None
    return Listed(
        key=name,
        number=document["edition"]["number"],
        title=document["edition"]["name"],
        state=State.IN_FORCE if holds else None,
        content=content,
        content_hash=hash_of(content),
        row=None,
        in_force_from=own.set_up_at if holds else None,
    )


def listed(name: str) -> Listed:
    """One edition to read, sign or compare. Raises Refusal."""
    folder, _, number = name.partition("/")
    row = records.edition(KIND, folder, int(number)) if number.isdecimal() and len(number) < 9 else None
    return _listed(row) if row else _template(name)


def line() -> list[Listed]:
    """The program's editions in the order they came: those that held, then drafts. Withdrawn ones are left out."""
    own = [_listed(row) for row in records.of_kind(KIND)]
    found = program()
    if found and not any(one.in_force_from for one in own):
        own.insert(0, _template(found.edition))
    order = (State.RETIRED, State.IN_FORCE, State.COMING, State.APPROVED, State.SIGNING, State.DRAFT)
    shown = [one for one in own if one.state in order]
    return sorted(
        shown,
        key=lambda one: (order.index(one.state), one.in_force_from.timestamp() if one.in_force_from else 0, one.number),
    )


def withdrawn() -> list[Listed]:
    """Editions that were stopped before they held, for the record."""
    return [_listed(row) for row in records.of_kind(KIND) if row.state is State.WITHDRAWN]


def templates() -> list[Listed]:
    """What ships and the program has no edition of under the same name and number."""
    own = {row.key for row in records.of_kind(KIND)}
    return [_template(name) for name in _shipped_names() if name not in own]


def holding() -> Listed:
    """The edition in force, whole. Raises Refusal before set-up."""
    held = records.in_force(KIND)
    if held:
        return listed(held.key)
    found = program()
    if found is None:
        raise Refusal(("edition", "Tandem is not set up yet: no deployment criteria are in force."))
    return _template(found.edition)
