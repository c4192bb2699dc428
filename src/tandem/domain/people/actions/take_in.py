"""With the first words that a provider writes together with somebody, the record is theirs."""

from uuid import UUID

from tandem.domain.people.models import Person
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.refusal import Absent


def taken_in(person_id: UUID, actor: Actor) -> Person:
    """The person, locked so that two who write at once wait for each other; nobody's record becomes the actor's agency's.

    Called inside an act. Raises Absent for a sealed or another provider's record.
    """
    person = Person.objects.select_for_update().filter(pk=person_id, sealed_at=None).first()
    if person is None or actor.organization_id is None:
        raise Absent
    if person.organization_id not in (None, actor.organization_id):
        raise Absent
    if person.organization_id is None:
        person.organization_id = actor.organization_id
        person.save(update_fields=["organization"])
    return person
