"""Whose call it is, from what a machine says about the place."""

from uuid import UUID

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.terms import OrganizationKind


def agency_for(area: str | None, actor: Actor) -> tuple[UUID, bool]:
    """The police agency whose area is `area`, else the organization that sent the message; and whether that is a guess."""
    if area:
        found = Organization.objects.filter(kind=OrganizationKind.POLICE, area__iexact=area).values_list(
            "pk", flat=True
        )
        if found:
            return found[0], False
    return actor.organization_id, True
