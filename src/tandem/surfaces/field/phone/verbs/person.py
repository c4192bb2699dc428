"""Who somebody is, as a team on scene describes them: "about 30, red jacket", or a name."""

from tandem.domain.incidents.actions import add_person
from tandem.domain.people.actions import describe
from tandem.domain.phones.rules import Piece
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.door import own_part
from tandem.surfaces.field.phone.verbs import say
from tandem.surfaces.field.phone.verbs.verb import Made, Verb
from tandem.vocabulary.law import Category
from tandem.vocabulary.phones import Subject

TOLD = ("given_name", "family_name", "appearance")


def _describe(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    assignment_id = say.uuid_or_none(piece.say, "assignment")
    mine = own_part(actor, assignment_id) if assignment_id else None
    told = {name: say.text(piece.say, name) for name in TOLD}
    incident_id = mine.incident_id if mine else None
    person_id = describe(actor=actor, told_on=incident_id, new_id=piece.subject, **told)
    if mine:
        add_person(incident_id, actor=actor, person_id=person_id)
    return {"person": person_id}


DESCRIBE = Verb(Subject.PERSON, Category.DEMOGRAPHICS, _describe, makes="person")
