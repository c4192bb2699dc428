"""Describe a person, and identify them later. Every telling is kept with its source."""

from datetime import date
from uuid import UUID, uuid4

from tandem.domain.people.models import Description, Person
from tandem.domain.people.rules import LIMITS, check_birth_date, check_codes, is_identified
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.database import reach
from tandem.foundation.organizations.program import zone
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

CALL_SIDE = (OrganizationKind.POLICE, OrganizationKind.PSAP)


def is_call_source(actor: Actor) -> bool:
    """Whether what this actor records came from the call (police, dispatch, a machine of theirs) or a provider's work."""
    return actor.organization_kind in CALL_SIDE or actor.kind == "token"


def describe(
    *,
    actor: Actor,
    person_id: UUID | None = None,
    told_on: UUID | None = None,
    birth_date: date | None = None,
    as_told: bool = False,
    new_id: UUID | None = None,
    **told: str,
) -> UUID:
    """Add what is known about a person; without `person_id`, a new person. `told` takes the columns of `LIMITS`.

    `as_told`: the actor only writes down what a caller, the person or the family said, so that it reads as said on the
    call and not as a provider's record. `new_id` is the id a phone gave a new person, if nothing has that id.
    "Male, about 30, red jacket" is a good description.

    Returns the person's id. Raises Refusal naming fields, Absent.
    """
    unknown = set(told) - set(LIMITS)
    if unknown:
        raise Refusal(*((name, "This can't be recorded about a person.") for name in sorted(unknown)))
    values = {name: clean(name, value, LIMITS[name]) for name, value in told.items()}
    check_codes(values)
    if not any(value.strip() for value in values.values()) and birth_date is None:
        raise Refusal(("appearance", "Write something that helps to find this person, like: about 30, red jacket."))
    with act(actor, Permission.PERSON_DESCRIBE, kind="person", subject=person_id) as doing:
        check_birth_date(birth_date, doing.at.astimezone(zone()).date())
        call_source = as_told or is_call_source(actor)
        if person_id is None:
            free = new_id and not Person.objects.filter(pk=new_id).exists()
            person = Person(
                id=new_id if free else uuid4(),
                created_at=doing.at,
                organization_id=None if call_source else actor.organization_id,
            )
            doing.about("person", person.pk)
        else:
            person = Person.objects.select_for_update().filter(pk=person_id, sealed_at=None).first()
            if person is None:
                raise Absent
            if person.organization_id is None and not call_source:
                person.organization_id = actor.organization_id
        fresh = person._state.adding
        identified = is_identified(values)
        newly_identified = identified and person.identified_at is None
        if newly_identified:
            person.identified_at = doing.at
        person.save()
        Description.objects.create(
            person=person,
            organization_id=actor.organization_id,
            told_on=told_on,
            call_source=call_source,
            birth_date=birth_date,
            recorded_by=actor.id,
            recorded_at=doing.at,
            **values,
        )
        kind = Kind.PERSON_IDENTIFIED if newly_identified and not fresh else Kind.PERSON_DESCRIBED
        doing.log(kind, person.pk, fields=sorted(name for name, value in values.items() if value))
        doing.publish("person.changed", person=person.pk)
        if told_on:
            doing.tell("board", told_on)
        return person.pk


def withdraw_description(description_id: UUID, *, actor: Actor, reason: str) -> None:
    """A telling was wrong. It stays stored with the reason and is shown to nobody as true."""
    clean("reason", reason, 200, required=True)
    with reach.work("which description a verb withdraws"):
        found = Description.objects.filter(pk=description_id, withdrawn_at=None).first()
    if found is None:
        raise Absent
    with act(actor, Permission.PERSON_DESCRIBE, kind="person", subject=found.person_id) as doing:
        found.withdrawn_at = doing.at
        found.withdrawn_reason = reason
        found.save()
        doing.log(Kind.PERSON_DESCRIBED, found.person_id, withdrawn=True)
