"""Who works in the program and which machines may speak to it. About staff and machines, not about persons served."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.foundation.organizations.models import Membership, Organization, Token
from tandem.vocabulary.terms import ROLE_LABELS, Role


@dataclass(frozen=True)
class OrganizationRow:
    id: UUID
    name: str
    kind: str


@dataclass(frozen=True)
class JobRow:
    id: UUID
    name: str
    username: str
    role: str
    organization: str
    active: bool
    signed_in: datetime | None


@dataclass(frozen=True)
class TokenRow:
    name: str
    organization: str
    last_heard_at: datetime | None
    made_at: datetime


def organizations() -> list[OrganizationRow]:
    """Organizations of the program, by kind and name."""
    found = Organization.objects.filter(in_program=True).order_by("kind", "name")
    return [OrganizationRow(one.pk, one.name, one.kind) for one in found]


def people() -> list[JobRow]:
    """Every job, active ones first."""
    jobs = Membership.objects.select_related("user", "organization").order_by("-active", "user__name", "role")
    return [
        JobRow(
            id=job.pk,
            name=job.user.name,
            username=job.user.username,
            role=ROLE_LABELS[Role(job.role)],
            organization=job.organization.name,
            active=job.active and job.user.is_active,
            signed_in=job.user.last_login,
        )
        for job in jobs
    ]


def tokens() -> list[TokenRow]:
    """Tokens in force, newest first. Secrets are not kept."""
    found = Token.objects.select_related("organization").filter(revoked_at=None).order_by("-created_at")
    return [TokenRow(one.name, one.organization.name, one.last_heard_at, one.created_at) for one in found]
