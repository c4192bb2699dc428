"""The contacts this human is writing and has not closed, with what stands in each field a phone may set."""

from datetime import timedelta

from tandem.disclosure import NotReleased
from tandem.domain.encounters.records import unfinished
from tandem.domain.phones.pieces import versions_of
from tandem.domain.releases.opening import open_list, shown
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.call import TO_FINISH
from tandem.surfaces.field.door import WRITERS, Contact
from tandem.surfaces.field.phone.carried.plain import at
from tandem.surfaces.field.phone.verbs import contact as verbs
from tandem.surfaces.field.phone.verbs import fields
from tandem.vocabulary.refusal import Absent

LONGEST = timedelta(hours=24)


def own(actor: Actor) -> list[Contact]:
    """What this human began, or whose team they were on, within a day and open; none for who writes no contacts."""
    if actor.role not in WRITERS:
        return []
    release = open_list(actor, "my_call")
    found = []
    try:
        begun = unfinished(actor.id, release=release, since=clock.now() - TO_FINISH)
    except NotReleased:
        return []
    shown(actor, release, [one.id for one in begun])
    for one in begun:
        try:
            found.append(verbs.opened(actor, one.id))
        except (Absent, NotReleased):
            continue
    return found


def drawn(actor: Actor, contacts: list[Contact]) -> list[dict]:
    """Each contact as the phone holds it."""
    versions = versions_of(one.encounter.id for one in contacts)
    return [_contact(one, versions[one.encounter.id]) for one in contacts]


def _contact(one: Contact, version: int) -> dict:
    said = one.encounter
    return {
        "id": str(said.id),
        "person": str(said.person_id),
        "assignment": str(said.assignment_id) if said.assignment_id else None,
        "version": version,
        "began_at": at(said.started_at),
        "closed_at": at(said.closed_at),
        "signed": [
            {"text": part.text, "by": part.by, "at": at(part.signed_at)} for part in said.notes if part.signed_at
        ],
        "fields": fields.standing(one),
        "referrals": verbs.referrals(one),
        "tasks": verbs.tasks_done(one),
    }
