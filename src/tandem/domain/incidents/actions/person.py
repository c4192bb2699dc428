"""Put a person on a call, or take a wrong person off it. Both stay on the timeline."""

from uuid import UUID

from tandem.domain.incidents.actions.decide import locked
from tandem.domain.incidents.models import Involvement
from tandem.domain.people.models import Person
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def add_person(incident_id: UUID, *, actor: Actor, person_id: UUID, part: str = "in_crisis", told_as: str = "") -> None:
    """Name a person on this call; several may be. Doing it twice changes nothing. Raises Absent.

    `told_as` is a hash of how the source names this person, for its later messages.
    """
    with act(actor, Permission.PERSON_DESCRIBE, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        if incident.involvements.filter(person_id=person_id, removed_at=None).exists():
            return
        if not Person.objects.filter(pk=person_id, sealed_at=None).exists():
            raise Absent
        Involvement.objects.create(
            incident=incident, person_id=person_id, part=part, told_as=told_as, added_at=doing.at
        )
        incident.changed_at = doing.at
        incident.save(update_fields=["changed_at"])
        doing.log(Kind.PERSON_ADDED, incident.pk, person_id, part=part)
        doing.tell("board", incident.pk)


def remove_person(incident_id: UUID, *, actor: Actor, person_id: UUID, reason: str) -> None:
    """The wrong person was named. What was recorded on them under this call stays theirs until it is moved."""
    clean("reason", reason, 200, required=True)
    with act(actor, Permission.INCIDENT_CORRECT, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        found = incident.involvements.filter(person_id=person_id, removed_at=None).first()
        if found is None:
            raise Refusal(("person", "This person is not on the call."))
        found.removed_at = doing.at
        found.removed_reason = reason
        found.save()
        incident.changed_at = doing.at
        incident.save(update_fields=["changed_at"])
        doing.log(Kind.PERSON_REMOVED, incident.pk, person_id, reason=reason)
        doing.tell("board", incident.pk)
