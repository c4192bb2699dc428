"""Making releases and packages. Only `domain.releases` may import this; an import contract holds it to that.

The law cares that there is one place where a yes becomes a thing, so that each one has its entry in the access log.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from tandem.disclosure.answer import Answer
from tandem.disclosure.release import SEAL, Enclosure, ListRelease, Package, Release
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose

# Obligations that are met inside the artefact, or not at all.
ENCLOSED = frozenset({"part2_notice", "consent_copy"})


def release(
    *,
    id: UUID,
    actor_user_id: Any,
    organization_id: Any,
    role: LawRole,
    person_id: UUID,
    purpose: Purpose,
    opened_at: datetime,
    expires_at: datetime,
    answers: Mapping[Category, Answer],
) -> Release:
    """Make a release of one person. The answers are copied. ValueError if it would expire before it opens."""
    if expires_at <= opened_at:
        raise ValueError("a release expires after it opens")
    return Release(
        seal=SEAL,
        id=id,
        actor_user_id=actor_user_id,
        organization_id=organization_id,
        role=role,
        person_id=person_id,
        purpose=purpose,
        opened_at=opened_at,
        expires_at=expires_at,
        answers=MappingProxyType(dict(answers)),
    )


def list_release(
    *,
    id: UUID,
    actor_user_id: Any,
    organization_id: Any,
    role: LawRole,
    purpose: Purpose,
    kind: str,
    answers: Mapping[Category, Answer],
) -> ListRelease:
    """Make a release of one list. The answers are copied."""
    return ListRelease(
        seal=SEAL,
        id=id,
        actor_user_id=actor_user_id,
        organization_id=organization_id,
        role=role,
        purpose=purpose,
        kind=kind,
        answers=MappingProxyType(dict(answers)),
    )


def package(
    release: Release,
    *,
    id: UUID,
    recipient_organization_id: Any,
    basis: Basis,
    categories: Iterable[Category],
    body: dict[str, Any],
    owed: Iterable[str] = (),
    enclosures: Iterable[Enclosure] = (),
) -> Package:
    """Seal what leaves under `release`, with the obligations of every category in it and those `owed` beside them.

    Raises NotReleased for a category the release does not open, ValueError for a package of no category and for one
    without the notice or the consent copy that it owes: neither can be added to what has left (42 CFR 2.32).
    """
    held = frozenset(categories)
    if not held:
        raise ValueError("a package names its categories")
    obligations = frozenset(owed).union(*(release.require(category).obligations for category in held))
    inside = tuple(enclosures)
    missing = (obligations & ENCLOSED) - {one.kind for one in inside}
    if missing:
        raise ValueError(f"a package encloses what it owes: {', '.join(sorted(missing))}")
    return Package(
        seal=SEAL,
        id=id,
        release_id=release.id,
        recipient_organization_id=recipient_organization_id,
        purpose=release.purpose,
        basis=basis,
        categories=held,
        obligations=obligations,
        body=body,
        enclosures=inside,
    )
