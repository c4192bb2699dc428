"""A contact written down on the phone: begun, its fields set, closed. The same verbs as the pages of a contact."""

from uuid import UUID

from tandem.domain.encounters import actions
from tandem.domain.phones import pieces
from tandem.domain.phones.rules import Piece
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.door import Contact, contact
from tandem.surfaces.field.phone.verbs import say
from tandem.surfaces.field.phone.verbs.verb import Made, Verb
from tandem.surfaces.field.review import sign_own
from tandem.vocabulary.law import Category
from tandem.vocabulary.phones import Subject
from tandem.vocabulary.refusal import Absent


def opened(actor: Actor, encounter_id: UUID) -> Contact:
    """The contact of this id, read as its pages read it. Raises Absent."""
    person_id, _incident_id = pieces.about(Subject.CONTACT, encounter_id)
    if person_id is None:
        raise Absent
    return contact(actor, person_id, encounter_id)


def _begin(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    person_id = pieces.real(say.uuid(piece.say, "person"), actor.id)
    assignment_id = say.uuid_or_none(piece.say, "assignment")
    began = piece.at(piece.say.get("at"))
    found = actions.start(actor=actor, person_id=person_id, assignment_id=assignment_id, at=began, new_id=piece.subject)
    return {"contact": found}


def standing(one: Contact) -> dict[str, object]:
    """What stands in every field of this contact that a phone may set."""
    return {"contact_outcome": one.encounter.contact_outcome}


def referrals(one: Contact) -> list[dict]:
    """What was asked of services in this contact."""
    return []


def tasks_done(one: Contact) -> dict[str, list[str]]:
    """Instrument → codes of its tasks that are done."""
    return {}


def _stands(actor: Actor, encounter_id: UUID) -> dict[str, object]:
    return standing(opened(actor, encounter_id))


def _set(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    say.only(fields, lambda name: name == "contact_outcome")
    if "contact_outcome" in fields:
        actions.set_outcome(piece.subject, actor=actor, outcome=say.text(fields, "contact_outcome"))
    return {}


def _close(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    one = opened(actor, piece.subject)
    actions.close(piece.subject, actor=actor, clear_team=say.yes(piece.say, "clear"))
    sign_own(actor, one)
    return {}


BEGIN = Verb(Subject.CONTACT, Category.CLINICAL_NOTE, _begin, makes="contact")
SET = Verb(Subject.CONTACT, Category.CLINICAL_NOTE, _set, stands=_stands)
CLOSE = Verb(Subject.CONTACT, Category.CLINICAL_NOTE, _close)
