"""Seal a record by order, and open it again by order. The privacy officer's acts; both wake every live view (F1)."""

from uuid import UUID

from tandem.domain.people.models import Person
from tandem.domain.protections.models import Seal
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

EVENT = "person.sealed"


def _ordered(order_number: str, reason: str) -> None:
    errors = []
    for name, words, limit in (("order_number", order_number, 80), ("reason", reason, 400)):
        try:
            clean(name, words, limit, required=True)
        except Refusal as refused:
            errors += refused.errors
    if errors:
        raise Refusal(*errors)


def seal(person_id: UUID, *, actor: Actor, order_number: str, reason: str, case_id: UUID | None = None) -> UUID:
    """Seal one record of the own organization; the id of the seal. Raises Refusal by field, Conflict, Absent."""
    _ordered(order_number, reason)
    with act(actor, Permission.SEAL, kind="person", subject=person_id) as doing:
        person = _locked(person_id, actor)
        if person.sealed_at:
            raise Conflict(("order_number", "This record is sealed already."))
        made = Seal.objects.create(
            person=person,
            organization_id=actor.organization_id,
            case_id=case_id,
            order_number=order_number,
            reason=reason,
            sealed_at=doing.at,
            sealed_by=actor.id,
            sealed_by_name=actor.name,
        )
        person.sealed_at = doing.at
        person.save(update_fields=["sealed_at"])
        doing.log(Kind.RECORD_SEALED, person_id)
        _told(doing, person_id)
    return made.pk


def unseal(seal_id: UUID, *, actor: Actor, order_number: str, reason: str) -> None:
    """Lift it: the record is as it was. Raises Refusal by field, Conflict, Absent."""
    _ordered(order_number, reason)
    with act(actor, Permission.SEAL, kind="seal", subject=seal_id) as doing:
        found = Seal.objects.select_for_update().filter(pk=seal_id, organization_id=actor.organization_id).first()
        if found is None:
            raise Absent
        if found.lifted_at:
            raise Conflict(("order_number", f"{found.lifted_by_name} lifted this seal already."))
        person = _locked(found.person_id, actor)
        person.sealed_at = None
        person.save(update_fields=["sealed_at"])
        found.lifted_at, found.lifted_by, found.lifted_by_name = doing.at, actor.id, actor.name
        found.lifted_order, found.lifted_reason = order_number, reason
        found.save()
        doing.log(Kind.RECORD_UNSEALED, person.pk)
        _told(doing, person.pk)


def _locked(person_id: UUID, actor: Actor) -> Person:
    person = Person.objects.select_for_update().filter(pk=person_id, organization_id=actor.organization_id).first()
    if person is None or actor.organization_id is None:
        raise Absent
    return person


def _told(doing: Act, person_id: UUID) -> None:
    doing.publish(EVENT, person=person_id)
    doing.tell("person", person_id)
    doing.tell("oversight", person_id)
