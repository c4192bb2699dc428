"""Put a person on a call, or take a wrong person off it. Both stay on the timeline."""

import hashlib
from uuid import UUID

from django.db import transaction

from tandem.domain.incidents.actions.decide import locked
from tandem.domain.incidents.actions.wake import wake
from tandem.domain.incidents.models import Involvement
from tandem.domain.people.actions import describe
from tandem.domain.people.models import Description, Person
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.database import reach
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
        wake(doing, incident.pk)


@reach.work("which persons a source told of before, so that it tells more of the same one")
def tell_of(incident_id: UUID, *, actor: Actor, key: str, told: dict[str, str], as_told: bool = False) -> bool:
    """A source tells of a person on a call: a new one, or more of one it told of before under the same `key`.

    Returns whether that said anything new. A person whom a human took off the call stays off, whatever the source
    repeats. `as_told` as in `people.actions.describe`. Raises Absent, Refusal.
    """
    hashed = hashlib.sha256(key.encode()).hexdigest()
    with transaction.atomic():
        incident = locked(incident_id)
        known = list(incident.involvements.order_by("-added_at"))
        ids = [one.person_id for one in known]
        said = Description.objects.filter(told_on=incident_id, person_id__in=ids)
        if any(all(getattr(one, name) == value for name, value in told.items()) for one in said):
            return False
        same = next((one for one in known if one.told_as == hashed), None)
        if same and same.removed_at:
            return False
        if same:
            describe(actor=actor, person_id=same.person_id, told_on=incident_id, as_told=as_told, **told)
            return True
        person = describe(actor=actor, told_on=incident_id, as_told=as_told, **told)
        add_person(incident_id, actor=actor, person_id=person, told_as=hashed)
        return True


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
        wake(doing, incident.pk)
