"""Agreements between organizations: which pact is in force between two of them, now, for this category and purpose.

The law cares that nothing goes from one agency to another without a current written agreement (CJIS AC-21(b), 5.1;
forbid F5): one that has lapsed closes the pipe at that instant, by itself. Reads only; acts are in `actions/pacts.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.foundation.organizations.models import Organization, Pact, PactSide
from tandem.vocabulary.law import Category, Purpose


class PactState(StrEnum):
    TO_COME = "to come"
    IN_FORCE = "in force"
    LAPSED = "lapsed"
    ENDED = "ended"


def state(pact: Pact, now: datetime) -> PactState:
    """What `pact` is at `now` (aware). At the instant of its end it no longer holds."""
    if pact.ended_at and now >= pact.ended_at:
        return PactState.ENDED
    if now >= pact.ends_at:
        return PactState.LAPSED
    return PactState.IN_FORCE if now >= pact.starts_at else PactState.TO_COME


def in_force(now: datetime) -> QuerySet[Pact]:
    """Every pact that holds at `now`."""
    return Pact.objects.filter(Q(ended_at=None) | Q(ended_at__gt=now), starts_at__lte=now, ends_at__gt=now)


def covered(one: UUID, other: UUID, purpose: Purpose, now: datetime) -> frozenset[Category]:
    """The categories that a pact in force between these two covers for `purpose`. One query; all of them within one."""
    if one == other:
        return frozenset(Category)
    between = in_force(now).filter(sides__organization_id=one, purposes__contains=[purpose])
    found = PactSide.objects.filter(pact__in=between, organization_id=other).values_list("pact__categories", flat=True)
    return frozenset(Category(word) for words in found for word in words)


def covers(one: UUID, other: UUID, categories: Iterable[Category], purpose: Purpose, now: datetime) -> bool:
    """Whether every one of `categories` may go from one to the other for `purpose` at `now` (F5)."""
    return frozenset(categories) <= covered(one, other, purpose, now)


@dataclass(frozen=True)
class SideRow:
    organization_id: UUID
    organization: str
    signed_by: str
    signed_on: datetime


@dataclass(frozen=True)
class PactRow:
    """A pact as the program page shows it. `last_day` is the last day it holds, `ends_at` the instant after."""

    id: UUID
    name: str
    reference: str
    categories: tuple[str, ...]
    purposes: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    state: PactState
    ended_at: datetime | None
    ended_why: str
    sides: tuple[SideRow, ...]


def pacts(now: datetime, *, of: UUID | None = None) -> list[PactRow]:
    """Every pact, or those of one organization: those in force first, then by their end."""
    found = Pact.objects.prefetch_related("sides__organization")
    if of:
        found = found.filter(sides__organization_id=of)
    rows = [_row(one, now) for one in found]
    first = [PactState.IN_FORCE, PactState.TO_COME, PactState.LAPSED, PactState.ENDED]
    return sorted(rows, key=lambda one: (first.index(one.state), one.ends_at, one.name))


def _row(pact: Pact, now: datetime) -> PactRow:
    return PactRow(
        id=pact.pk,
        name=pact.name,
        reference=pact.reference,
        categories=tuple(pact.categories),
        purposes=tuple(pact.purposes),
        starts_at=pact.starts_at,
        ends_at=pact.ends_at,
        state=state(pact, now),
        ended_at=pact.ended_at,
        ended_why=pact.ended_why,
        sides=tuple(
            SideRow(one.organization_id, one.organization.name, one.signed_by, one.signed_on)
            for one in sorted(pact.sides.all(), key=lambda one: one.organization.name)
        ),
    )


def without(now: datetime) -> list[tuple[str, str]]:
    """Pairs of names of the program's organizations between which nothing is agreed now."""
    members = list(Organization.objects.filter(in_program=True).order_by("kind", "name"))
    together = set()
    for pact in in_force(now).prefetch_related("sides"):
        sides = {one.organization_id for one in pact.sides.all()}
        together |= {(one, other) for one in sides for other in sides}
    return [
        (one.name, other.name)
        for place, one in enumerate(members)
        for other in members[place + 1 :]
        if (one.pk, other.pk) not in together
    ]
