"""What is said of a call from the phone: its times, by the same verbs as the page of the call."""

from datetime import datetime

from django.utils.translation import gettext as _

from tandem.domain.incidents import actions
from tandem.domain.incidents.rules import ORDER_OF_TIMES
from tandem.domain.phones.rules import Piece
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.door import OnCall, on_call
from tandem.surfaces.field.phone.verbs import say
from tandem.surfaces.field.phone.verbs.verb import Made, Verb
from tandem.vocabulary.law import Category
from tandem.vocabulary.phones import Subject
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import UnitTime


def _which(piece: Piece) -> UnitTime:
    which = say.text(piece.say, "which")
    if which not in (UnitTime.ARRIVAL, UnitTime.ENGAGEMENT, UnitTime.CLEAR):
        raise Refusal(("which", _("Choose which time this is.")))
    return UnitTime(which)


def earliest(one: OnCall, which: UnitTime) -> datetime:
    """The latest of the call's times that stand before this one."""
    times = {**one.mine.times, UnitTime.REQUEST: one.call.received_at}
    return max(times[each] for each in ORDER_OF_TIMES[: ORDER_OF_TIMES.index(which)] if times.get(each))


def _stamp(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    which = _which(piece)
    one = on_call(actor, piece.subject)
    at = piece.at(piece.say.get("at"), earliest(one, which))
    actions.stamp(piece.subject, actor=actor, which=which, at=at)
    return {}


STAMP = Verb(Subject.ASSIGNMENT, Category.CAD_FACTS, _stamp)
