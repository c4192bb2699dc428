"""Releases and packages: a yes, held in the hand.

A `Release` says that one reader may see these categories about one person, for one purpose, until a time. A
`ListRelease` says the same of the stub columns of a list. A `Package` is what leaves the organization.
The law cares that none of them can be made up on the way: only `issue` makes them, and only `domain.releases` calls it.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from tandem.disclosure.answer import Answer
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose

SEAL = object()


class NotReleased(PermissionError):
    """A category was asked for that the release does not open. Names category and role, never a person or a record."""

    def __init__(self, category: Category, role: LawRole) -> None:
        super().__init__(f"{category} is not released to {role}")
        self.category, self.role = category, role


@dataclass(frozen=True)
class _Issued:
    """A value that only `issue` can make."""

    _: KW_ONLY
    seal: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.seal is not SEAL:
            raise TypeError(f"{type(self).__name__} is made by disclosure.issue only")


@dataclass(frozen=True)
class _Opening(_Issued):
    """What both kinds of release have in common: a reader, a purpose, an answer per category."""

    _: KW_ONLY
    id: UUID
    actor_user_id: Any
    organization_id: Any
    role: LawRole
    purpose: Purpose
    answers: Mapping[Category, Answer]

    def allows(self, category: Category) -> bool:
        """Whether the category is open. A category nobody asked about is not."""
        return category in self.answers and self.answers[category].allowed

    def view(self, category: Category) -> str | None:
        """How much of the category is open, a word of `views.VIEWS`; None where nothing is."""
        return self.answers[category].view if self.allows(category) else None

    def require(self, category: Category) -> Answer:
        """The answer for an open category; NotReleased for any other."""
        if not self.allows(category):
            raise NotReleased(category, self.role)
        return self.answers[category]


@dataclass(frozen=True)
class Release(_Opening):
    """One reader, one person, one purpose, from `opened_at` to `expires_at` (UTC)."""

    _: KW_ONLY
    person_id: UUID
    opened_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class ListRelease(_Opening):
    """One reader and one kind of list: board, caseload, search. A record behind a row needs a release of its own."""

    _: KW_ONLY
    kind: str


@dataclass(frozen=True)
class Enclosure:
    """Something that must travel inside what leaves: `kind` is a word of `table.OBLIGATIONS`, `version` names its text."""

    kind: str
    version: str
    text: str


@dataclass(frozen=True)
class Package(_Issued):
    """What leaves the organization, with what must travel inside it. `body` is the payload, cut to the views.

    `recipient_organization_id` is None for somebody outside, who is named in the accounting with an address.
    """

    _: KW_ONLY
    id: UUID
    release_id: UUID
    recipient_organization_id: Any
    purpose: Purpose
    basis: Basis
    categories: frozenset[Category]
    obligations: frozenset[str]
    body: dict[str, Any]
    enclosures: tuple[Enclosure, ...] = ()

    @property
    def inside(self) -> str:
        """The enclosures as text, "" for none: whoever writes the artefact puts this into it (42 CFR 2.32)."""
        return "\n\n".join(one.text for one in self.enclosures)
