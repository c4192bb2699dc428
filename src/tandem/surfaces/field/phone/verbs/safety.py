"""Of the people at work: an SOS with the last place, and the answer to a roll call."""

from tandem.domain.incidents.actions import share_place
from tandem.domain.phones.rules import Piece
from tandem.domain.safety import actions
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.phone.verbs import say
from tandem.surfaces.field.phone.verbs.call import on_calls
from tandem.surfaces.field.phone.verbs.verb import Made, Verb
from tandem.vocabulary.law import Category
from tandem.vocabulary.phones import Subject
from tandem.vocabulary.refusal import Refusal

E6 = 1_000_000


def _sos(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    place = (piece.say.get("lat_e6"), piece.say.get("lon_e6"))
    if all(type(one) is int for one in place):
        _place(actor, *place)
    actions.raise_sos(say.uuid(piece.say, "sos"), actor=actor, at=piece.at(piece.say.get("at")))
    return {}


def _place(actor: Actor, lat_e6: int, lon_e6: int) -> None:
    """The place goes along where a call is on; a place that can't be must not cost the SOS."""
    for one in on_calls(actor):
        if one.mine.active:
            try:
                share_place(one.mine.id, actor=actor, latitude=lat_e6 / E6, longitude=lon_e6 / E6)
            except Refusal:
                return


def _roll(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    actions.answer(say.uuid(piece.say, "roll"), actor=actor)
    return {}


SOS = Verb(Subject.USER, Category.CAD_FACTS, _sos)
ROLL = Verb(Subject.USER, Category.CAD_FACTS, _roll)
