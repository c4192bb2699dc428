"""Who gets it: an organization registered with the program, or somebody outside who is named with an address.

The law cares that the accounting says who received it and, if known, where (45 CFR 164.528(b)(2)(ii)), and that a
recipient is matched by the registered organization, never by text (42 CFR 2.31(a)(4); law.md, `recipient_match`).
"""

from dataclasses import dataclass
from uuid import UUID

from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import LawRole
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.text import clean

LONGEST_NAME, LONGEST_ADDRESS = 120, 200
RECEIVES_PEOPLE = (OrganizationKind.HOSPITAL, OrganizationKind.CRISIS_CENTER)


@dataclass(frozen=True)
class Recipient:
    """`organization_id` is None for somebody outside: a lawyer, a coroner, a sister."""

    name: str
    address: str = ""
    organization_id: UUID | None = None


def registered(organization_id: UUID | None) -> Recipient:
    """A registered organization. Raises Refusal for `recipient` where there is none."""
    found = Organization.objects.filter(pk=organization_id).first() if organization_id else None
    if found is None:
        raise Refusal(("recipient", "This place is not registered with the program. Choose a registered one."))
    return Recipient(found.name, found.phone, found.pk)


def outside(name: str, address: str) -> Recipient:
    """Somebody outside, by name and address, as the accounting will say it. Raises Refusal by field."""
    clean("recipient_name", name, LONGEST_NAME, required=True)
    clean("recipient_address", address, LONGEST_ADDRESS, required=True)
    return Recipient(name.strip(), address.strip())


def roles(organization: Organization) -> tuple[LawRole, ...]:
    """The readers this organization may be, as the rules know them: what one of them may have, it may get."""
    if organization.kind == OrganizationKind.POLICE:
        return (LawRole.OFFICER,)
    if organization.kind == OrganizationKind.PSAP:
        return (LawRole.DISPATCHER,)
    if organization.kind in RECEIVES_PEOPLE and organization.registered_provider:
        return (LawRole.CLINICIAN_OTHER, LawRole.HOSPITAL)
    return (LawRole.CLINICIAN_OTHER,)


def choices() -> list[tuple[UUID, str]]:
    """(id, name) of every registered organization, for a list to choose from."""
    return list(Organization.objects.order_by("name").values_list("pk", "name"))
