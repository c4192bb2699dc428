"""A photo is tied to the contact it was taken in, once its bytes are here."""

from tandem.domain.phones import actions
from tandem.domain.phones.rules import Piece
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.phone.verbs import say
from tandem.surfaces.field.phone.verbs.contact import once
from tandem.surfaces.field.phone.verbs.verb import Made, Verb
from tandem.vocabulary.law import Category
from tandem.vocabulary.phones import Subject


def _add(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    once(actor, piece)
    actions.tie_photo(
        say.uuid(piece.say, "photo"),
        actor=actor,
        encounter_id=piece.subject,
        name=say.text(piece.say, "name"),
        digest=say.text(piece.say, "sha256"),
    )
    return {}


ADD = Verb(Subject.CONTACT, Category.CLINICAL_NOTE, _add)
