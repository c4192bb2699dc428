"""Seals as the privacy officer reads them: by order number, never by name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.domain.protections.models import Seal
from tandem.vocabulary.refusal import Absent


@dataclass(frozen=True)
class SealRow:
    """One seal. `lifted_at` is None while it holds."""

    id: UUID
    order_number: str
    reason: str
    at: datetime
    by: str
    lifted_at: datetime | None
    lifted_order: str
    lifted_reason: str
    lifted_by: str


def seals(organization_id: UUID | None) -> list[SealRow]:
    """Every seal of the organization, those that hold first, then the newest."""
    found = Seal.objects.filter(organization_id=organization_id).order_by("-sealed_at")
    return sorted((_row(one) for one in found), key=lambda one: one.lifted_at is not None)


def seal_of(seal_id: UUID, organization_id: UUID | None) -> SealRow:
    """One seal. Raises Absent."""
    found = Seal.objects.filter(pk=seal_id, organization_id=organization_id).first()
    if found is None:
        raise Absent
    return _row(found)


def _row(one: Seal) -> SealRow:
    return SealRow(
        one.pk,
        one.order_number,
        one.reason,
        one.sealed_at,
        one.sealed_by_name,
        one.lifted_at,
        one.lifted_order,
        one.lifted_reason,
        one.lifted_by_name,
    )
