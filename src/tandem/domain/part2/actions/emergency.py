"""Write down a telling in a medical emergency, at once and whole (42 CFR 2.51(c)), before anything is told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.domain.part2.models import EmergencyRecord
from tandem.domain.part2.rules import NAME_LIMIT, NATURE_LIMIT, WHY_LIMIT, emergency_problems
from tandem.domain.people.models import Person
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

NEVER = (OrganizationKind.POLICE, OrganizationKind.PSAP)


@dataclass(frozen=True)
class Emergency:
    """What the page asks. `told_at` is aware; `facility` a registered provider's id."""

    facility: UUID | None
    recipient_name: str
    discloser_name: str
    told_at: datetime | None
    nature: str
    why_no_consent: str


def facilities() -> list[tuple[UUID, str]]:
    """Who can be told in an emergency: registered providers. Police and dispatch are not medical personnel."""
    found = Organization.objects.filter(registered_provider=True).exclude(kind__in=NEVER).order_by("name")
    return list(found.values_list("pk", "name"))


def record_emergency(person_id: UUID, *, actor: Actor, told: Emergency, disclosure_id: UUID | None = None) -> UUID:
    """Write it; its id. Raises Refusal naming every field that is missing, Absent for another provider's person."""
    words = {
        "recipient_name": clean("recipient_name", told.recipient_name, NAME_LIMIT),
        "discloser_name": clean("discloser_name", told.discloser_name, NAME_LIMIT),
        "nature": clean("nature", told.nature, NATURE_LIMIT),
        "why_no_consent": clean("why_no_consent", told.why_no_consent, WHY_LIMIT),
    }
    with act(actor, Permission.APART_WRITE, kind="person", subject=person_id) as doing:
        person = Person.objects.filter(pk=person_id, sealed_at=None).first()
        if person is None or actor.organization_id is None or person.organization_id != actor.organization_id:
            raise Absent
        places = dict(facilities())
        place = told.facility if told.facility in places else None
        problems = emergency_problems(words | {"facility": str(place or "")}, told.told_at, doing.at)
        if problems:
            raise Refusal(*problems)
        made = EmergencyRecord.objects.create(
            person=person,
            organization_id=actor.organization_id,
            facility_id=place,
            facility_name=places[place],
            told_at=told.told_at,
            disclosure_id=disclosure_id,
            written_at=doing.at,
            written_by=actor.id,
            **words,
        )
        doing.log(Kind.APART_EMERGENCY, person_id)
        doing.tell("person", person_id)
        return made.pk
