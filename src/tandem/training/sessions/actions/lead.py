"""Who leads, and how the lead goes from one to another: one offers or asks, the other answers, within 12 seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from tandem.training.sessions.actions.step import Sitting, Step, seated_step
from tandem.training.sessions.models import SeatHold
from tandem.training.sessions.rules import SCRIPTED_ANSWER_SECONDS, Asked, State, mark_of
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.training import HandoffMark, Happened, Seat


def offer_lead(sitting: Sitting, to: str, *, once: UUID | None = None) -> None:
    """ "You take the lead": whoever leads asks another seat to take it. They must answer.

    Raises Refusal where this seat does not lead or the other can't, Conflict while another question is open.
    """
    with _asking(sitting, once) as one:
        if one is None:
            return
        if one.run.lead != sitting.seat:
            raise Refusal(("lead", "You do not have the lead, so you can't hand it over."))
        if to == sitting.seat or to not in _may_lead(one):
            raise Refusal(("lead", "Choose somebody on scene to take the lead."))
        _ask(one, Asked(sitting.seat, to, one.at_ms, offer=True), once)


def take_lead(sitting: Sitting, *, once: UUID | None = None) -> None:
    """ "I take it": at once where nobody leads; otherwise whoever leads is asked. Raises Refusal, Conflict."""
    with _asking(sitting, once) as one:
        if one is None or one.run.lead == sitting.seat:
            return
        if sitting.seat not in _may_lead(one):
            raise Refusal(("lead", "Only somebody on scene can take the lead."))
        if not one.run.lead:
            _take(one, sitting.seat, once)
            return
        _ask(one, Asked(sitting.seat, one.run.lead, one.at_ms, offer=False), once)


def answer_lead(sitting: Sitting, yes: bool, *, once: UUID | None = None) -> None:
    """ "I take it" or "Not yet", by the one who was asked. An answer to nothing changes nothing. Raises Conflict."""
    with seated_step(sitting) as one:
        settle(one, [])
        asked = one.asked
        if one.done_before(once) or asked is None or asked.to != sitting.seat:
            return
        _answered(one, asked, yes, once)


def take_back(sitting: Sitting, *, once: UUID | None = None) -> None:
    """Whoever asked takes the question back. The lead stays where it is."""
    with seated_step(sitting) as one:
        asked = one.asked
        if one.done_before(once) or asked is None or asked.by != sitting.seat:
            return
        one.run.lead_asked = None
        one.happen(Happened.LEAD_DECLINED, seat=asked.by, once=once, **_who(asked), taken_back=True)


@contextmanager
def _asking(sitting: Sitting, once: UUID | None) -> Iterator[Step | None]:
    """A step in which a seat asks something about the lead; None where this tap was taken already."""
    with seated_step(sitting) as one:
        if one.done_before(once):
            yield None
            return
        if one.run.state != State.RUNNING:
            raise Conflict(("lead", "The rehearsal is not running. The lead stays as it is."))
        settle(one, [])
        yield one


def _may_lead(one: Step) -> list[str]:
    """Seats of this team that may lead: on scene, and held by somebody or by a script."""
    held = SeatHold.objects.filter(room=one.room, team=one.run.team, left_at=None)
    return list(held.exclude(seat__in=(Seat.DISPATCHER, Seat.OBSERVER)).values_list("seat", flat=True))


def _who(asked: Asked) -> dict:
    return {"by": asked.by, "asked": asked.to, "to": asked.gets, "offer": asked.offer, "asked_ms": asked.at_ms}


def _ask(one: Step, asked: Asked, once: UUID | None) -> None:
    open_one = one.asked
    if open_one:
        crossing = open_one.by == asked.to and open_one.to == asked.by and open_one.gets == asked.gets
        if crossing:
            # Both said it at once: they mean the same.
            _answered(one, open_one, True, once)
            return
        if (open_one.by, open_one.to) == (asked.by, asked.to):
            return
        raise Conflict(("lead", "Two of you are just handing over the lead. Wait for their answer."))
    one.run.lead_asked = vars(asked)
    one.happen(Happened.LEAD_OFFERED, seat=asked.by, once=once, **_who(asked))


def _window(one: Step) -> tuple[str, str] | None:
    window = one.moment.window
    return (str(window.mark), str(window.seat)) if window else None


def _take(one: Step, seat: str, once: UUID | None) -> None:
    one.run.lead, one.run.lead_since_ms = seat, one.at_ms
    one.happen(Happened.LEAD_TAKEN, seat=seat, once=once, to=seat, mark=mark_of(_window(one), seat))


def _answered(one: Step, asked: Asked, yes: bool, once: UUID | None) -> None:
    one.run.lead_asked = None
    if not yes:
        one.happen(Happened.LEAD_DECLINED, seat=asked.to, once=once, **_who(asked))
        return
    before = one.run.lead
    one.run.lead, one.run.lead_since_ms = asked.gets, one.at_ms
    told = {**_who(asked), "from": before, "mark": mark_of(_window(one), asked.gets)}
    one.happen(Happened.LEAD_HANDED_OVER, seat=asked.to, once=once, **told)


def settle(one: Step, scripted: list[str]) -> bool:
    """Whether an open question was just settled: by a script that was asked, or because nobody answered in time."""
    asked = one.asked
    if asked is None:
        return False
    if asked.to in scripted and one.at_ms - asked.at_ms >= SCRIPTED_ANSWER_SECONDS * 1000:
        _answered(one, asked, True, None)
        return True
    if not asked.over(one.at_ms):
        return False
    one.run.lead_asked = None
    unclear = {**_who(asked), "mark": HandoffMark.UNCLEAR, "unanswered": True}
    one.happen(Happened.LEAD_DECLINED, seat=asked.to, **unclear)
    return True
