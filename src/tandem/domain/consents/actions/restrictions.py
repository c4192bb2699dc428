"""Agree to a restriction a person asked for, confirm that an organization has read it, and end it (164.522(a); 2.26)."""

from collections.abc import Iterable
from uuid import UUID

from tandem.domain.consents.models import Restriction, RestrictionRead
from tandem.domain.consents.restrictions import RESTRICTABLE
from tandem.domain.people.models import Person
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def restrict(*, actor: Actor, person_id: UUID, categories: Iterable[str], words: str) -> UUID:
    """The actor's organization agrees to what the person asked for; `categories` empty means the whole record.

    From this instant it is closed to every organization, the own one too, until somebody there confirms having read
    `words`; what is mandatory goes on. Raises Absent for a person whose record is another's, Refusal by field.
    """
    clean("words", words, 400, required=True)
    named = list(dict.fromkeys(categories))
    if not set(named) <= RESTRICTABLE:
        raise Refusal(("categories", "Choose from the list, or nothing for the whole record."))
    with act(actor, Permission.RESTRICTION_RECORD, kind="person", subject=person_id) as doing:
        person = Person.objects.filter(pk=person_id, sealed_at=None).first()
        if person is None or actor.organization_id is None or person.organization_id != actor.organization_id:
            raise Absent
        made = Restriction.objects.create(
            person=person,
            organization_id=actor.organization_id,
            categories=named,
            words=words,
            agreed_at=doing.at,
            agreed_by=actor.id,
        )
        doing.log(Kind.RESTRICTION_AGREED, person_id, made.pk)
        doing.publish("restriction.changed", person=person_id)
        doing.tell("person", person_id)
        return made.pk


def confirm_read(restriction_id: UUID, *, actor: Actor, organization_id: UUID | None = None) -> None:
    """An organization has read it and keeps to it: its people may open the record again. Twice is once.

    The actor's own organization, or `organization_id` where the one that agreed writes down that another, which has
    nobody to confirm here, said so in writing. Raises Absent.
    """
    with act(actor, Permission.RESTRICTION_READ, kind="restriction", subject=restriction_id) as doing:
        found = Restriction.objects.filter(pk=restriction_id, ended_at=None).first()
        wanted = organization_id or actor.organization_id
        if found is None or wanted is None or actor.organization_id not in (wanted, found.organization_id):
            raise Absent
        RestrictionRead.objects.get_or_create(
            restriction=found, organization_id=wanted, defaults={"read_at": doing.at, "read_by": actor.id}
        )
        doing.detail |= {"verb": "read", "organization": str(wanted)}
        doing.tell("person", found.person_id)


def end_restriction(restriction_id: UUID, *, actor: Actor, why: str) -> None:
    """The restriction ends: the person asked, agreed, or was told (164.522(a)(2)). Raises Absent, Conflict, Refusal."""
    clean("why", why, 200, required=True)
    with act(actor, Permission.RESTRICTION_RECORD, kind="restriction", subject=restriction_id) as doing:
        found = Restriction.objects.select_for_update().filter(pk=restriction_id).first()
        if found is None or found.organization_id != actor.organization_id:
            raise Absent
        if found.ended_at:
            raise Conflict(("why", "This restriction has ended already."))
        found.ended_at, found.ended_by, found.ended_why = doing.at, actor.id, why
        found.save(update_fields=["ended_at", "ended_by", "ended_why"])
        doing.log(Kind.RESTRICTION_ENDED, found.person_id, found.pk)
        doing.publish("restriction.changed", person=found.person_id)
        doing.tell("person", found.person_id)
