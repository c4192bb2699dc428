"""Where a team can take a person: hospitals and crisis centers of the directory. About places, so without a release."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.domain.directory.models import Service
from tandem.domain.transfers.rules import RECEIVERS
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.terms import Need


@dataclass(frozen=True)
class Place:
    """A receiving place. `capacity` is what it last said of its beds, at `capacity_said_at`, "" if nothing."""

    id: UUID
    name: str
    kind: str
    phone: str
    address: str
    capacity: str
    capacity_said_at: datetime | None


def places() -> list[Place]:
    """Every place that can receive a person, crisis centers before hospitals, each by name.

    Only registered providers: the rule that lets a notice leave without consent is about treatment (164.506(c)).
    """
    found = Organization.objects.filter(kind__in=RECEIVERS, registered_provider=True).order_by("kind", "name")
    listed: dict[UUID, Service] = {}
    for one in Service.objects.filter(organization__in=found, active=True).order_by("name", "id"):
        before = listed.get(one.organization_id)
        if before is None or _fits(one) > _fits(before):
            listed[one.organization_id] = one
    return [_place(one, listed.get(one.pk)) for one in found]


def place(organization_id: UUID) -> Place | None:
    """One such place, None for anything else."""
    return next((one for one in places() if one.id == organization_id), None)


def _fits(one: Service) -> tuple[bool, bool]:
    """Whether a listing speaks of beds for somebody who comes now: crisis stabilization before any other service."""
    return Need.CRISIS_STABILIZATION in one.needs, bool(one.capacity)


def _place(one: Organization, service: Service | None) -> Place:
    return Place(
        id=one.pk,
        name=one.name,
        kind=one.kind,
        phone=one.phone or (service.phone if service else ""),
        address=service.address if service else "",
        capacity=service.capacity if service else "",
        capacity_said_at=service.capacity_said_at if service else None,
    )
