"""What is said of a call from the phone: its times, who leads, that the team is all right. The verbs of the page."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.domain.incidents import actions
from tandem.domain.incidents.records import AssignmentSummary, recent_assignments
from tandem.domain.incidents.rules import ORDER_OF_TIMES
from tandem.domain.phones.rules import Piece
from tandem.domain.releases.opening import open_list
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.door import OnCall, on_call, own_part
from tandem.surfaces.field.phone.verbs import say
from tandem.surfaces.field.phone.verbs.verb import Made, Verb
from tandem.vocabulary.law import Category
from tandem.vocabulary.phones import Subject
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import UnitTime

STAMPED = (UnitTime.ARRIVAL, UnitTime.ENGAGEMENT, UnitTime.CLEAR)


def on_calls(actor: Actor) -> list[OnCall]:
    """Every call of the last day that was this human's team's, as its pages read it."""
    release = open_list(actor, "my_call")
    return [on_call(actor, one.id) for one in recent_assignments(actor.id, release=release)]


def _which(piece: Piece, allowed: tuple[UnitTime, ...]) -> UnitTime:
    which = say.text(piece.say, "which")
    if which not in allowed:
        raise Refusal(("which", _("Choose which time this is.")))
    return UnitTime(which)


def earliest(mine: AssignmentSummary, which: UnitTime) -> datetime:
    """The latest of the call's times that stand before this one."""
    before = ORDER_OF_TIMES[: ORDER_OF_TIMES.index(which)]
    return max(mine.times[each] for each in before if mine.times.get(each))


def stamp(actor: Actor, assignment_id: UUID, which: UnitTime, piece: Piece) -> None:
    """Stamp one time at the moment the phone noted it, in the order of the call's other times. Raises Refusal, Absent."""
    at = piece.at(piece.say.get("at"), earliest(own_part(actor, assignment_id), which))
    actions.stamp(assignment_id, actor=actor, which=which, at=at, skew_s=piece.skew_s)


def _stamp(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    stamp(actor, piece.subject, _which(piece, STAMPED), piece)
    return {}


def _correct(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    which = _which(piece, (UnitTime.DISPATCH, *STAMPED))
    own_part(actor, piece.subject)
    at = say.moment(piece.say, "at")
    # A human wrote this time from a clock on the wall; only what can't be is refused.
    actions.correct_time(piece.subject, actor=actor, which=which, at=at, reason=say.text(piece.say, "reason"))
    return {}


def _lead(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    own_part(actor, piece.subject)
    actions.hand_over(
        piece.subject,
        actor=actor,
        member_id=say.uuid(piece.say, "member"),
        reason=say.text(piece.say, "reason"),
        at=piece.at(piece.say.get("at")),
    )
    return {}


def _check_in(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    if not own_part(actor, piece.subject).active:
        # Said without signal, and the team is clear by now: nobody waits for it any more.
        return {}
    actions.check_in(piece.subject, actor=actor, at=piece.at(piece.say.get("at")))
    return {}


STAMP = Verb(Subject.ASSIGNMENT, Category.CAD_FACTS, _stamp)
CORRECT = Verb(Subject.ASSIGNMENT, Category.CAD_FACTS, _correct)
LEAD = Verb(Subject.ASSIGNMENT, Category.CAD_FACTS, _lead)
CHECK_IN = Verb(Subject.ASSIGNMENT, Category.CAD_FACTS, _check_in)
