"""An officer alone asks for a clinician from the phone; who is on the call says that it is over. Taking it needs signal."""

from tandem.domain.incidents import actions
from tandem.domain.phones.rules import Piece
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.door import own_part
from tandem.surfaces.field.phone.verbs.verb import Made, Verb
from tandem.vocabulary.law import Category
from tandem.vocabulary.phones import Subject


def _ask(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    own_part(actor, piece.subject)
    actions.ask_tele(piece.subject, actor=actor, at=piece.at(None))
    return {}


def _end(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    own_part(actor, piece.subject)
    actions.end_tele(piece.subject, actor=actor)
    return {}


ASK = Verb(Subject.ASSIGNMENT, Category.CAD_FACTS, _ask)
END = Verb(Subject.ASSIGNMENT, Category.CAD_FACTS, _end)
