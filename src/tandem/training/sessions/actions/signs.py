""" "I see it": the first tap stamps the time, the second says what kind of sign; for ten seconds it can be undone.

Nobody else sees it before the debrief: no live view of another seat is drawn from it.
"""

from uuid import UUID

from tandem.training.sessions.actions.step import Sitting, seated_step
from tandem.training.sessions.models import Happening
from tandem.training.sessions.rules import UNDO_SECONDS, State
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.training import CueKind, Happened


def see_cue(sitting: Sitting, *, kind: str = "", once: UUID | None = None) -> int:
    """Note that this seat sees a sign now. Returns the number of its line. Raises Conflict while nothing runs."""
    if kind and kind not in set(CueKind):
        raise Refusal(("kind", "Choose one of the five kinds."))
    with seated_step(sitting) as one:
        before = Happening.objects.filter(run=one.run, once=once).first() if once else None
        if before:
            return before.number
        if one.run.state != State.RUNNING:
            raise Conflict(("sign", "The rehearsal is not running. No sign was noted."))
        return one.happen(Happened.CUE_SEEN, seat=sitting.seat, once=once, kind=kind, hold=str(sitting.hold_id))


def name_kind(sitting: Sitting, number: int, kind: str) -> None:
    """Say what kind of sign it was, or leave it open with an empty kind. Raises Refusal."""
    if kind and kind not in set(CueKind):
        raise Refusal(("kind", "Choose one of the five kinds."))
    with seated_step(sitting) as one:
        if _own(one.run, sitting, number):
            one.happen(Happened.CUE_SEEN, seat=sitting.seat, names=number, kind=kind)


def undo(sitting: Sitting, number: int) -> None:
    """It was no sign after all: within ten seconds. Raises Refusal after that."""
    with seated_step(sitting) as one:
        found = _own(one.run, sitting, number)
        if found is None:
            return
        if (one.doing.at - found.recorded_at).total_seconds() > UNDO_SECONDS + 1:
            raise Refusal(("sign", "This was more than ten seconds ago, so that it stays."))
        one.happen(Happened.CUE_SEEN, seat=sitting.seat, undoes=number)


def _own(run, sitting: Sitting, number: int) -> Happening | None:
    """This seat's own sign of this number, if it was not undone."""
    lines = Happening.objects.filter(run=run, kind=Happened.CUE_SEEN)
    if lines.filter(detail__undoes=number).exists():
        return None
    return lines.filter(number=number, detail__hold=str(sitting.hold_id)).first()
