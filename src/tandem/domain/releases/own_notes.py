"""A release of one category of notes to their author (164.508(a)(2)(i)(A); the author's rule beside the table), and no more.

It opens the author's own page: `part2.records` shows under it what this reader wrote, for the organization they work
for now. What others wrote there opens only on a paper of its own (R14, R15), through the ordinary release.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from tandem.disclosure import Release
from tandem.domain.people.models import Person
from tandem.domain.releases.opening import open_as
from tandem.domain.releases.relations import relation
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.database import reach
from tandem.vocabulary.law import Category, Purpose

NOTES = (Category.SUD_COUNSELING_NOTE, Category.PSYCHOTHERAPY_NOTE)


def open_own_notes(actor: Actor, person_id: UUID, category: Category, *, now: datetime | None = None) -> Release:
    """The author's release of one category of `NOTES` about one person of their organization. Raises Absent."""
    moment = now or clock.now()
    with reach.work("what stands between an author and a person"):
        person = Person.objects.filter(pk=person_id).first()
        found = relation(actor, person, Purpose.TREATMENT, moment) if person else None
    own = person is not None and actor.organization_id is not None and person.organization_id == actor.organization_id
    if found is None or not own or category not in NOTES:
        return open_as(actor, person_id, Purpose.TREATMENT, None, moment, only=category)
    # Without the consents of others, so that the answer rests on the author's rule alone.
    alone = replace(found, facts=replace(found.facts, author_own_note=True), consents={})
    return open_as(actor, person_id, Purpose.TREATMENT, alone, moment, only=category)
