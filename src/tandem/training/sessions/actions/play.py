"""What moves the story: a choice, the clock, and what a script plays."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.training.engine import keeping, play
from tandem.training.engine.play import Moment, Option
from tandem.training.engine.scripted import scripted
from tandem.training.sessions.actions import lead
from tandem.training.sessions.actions.step import Sitting, Step, finish, seated_step, step
from tandem.training.sessions.models import SeatHold
from tandem.training.sessions.records.reading import Reading, reading
from tandem.training.sessions.rules import State, elapsed
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.training import Happened, Seat

# Tandem itself, when a clock has run out: nobody chose.
CLOCK = Actor.system("Clock of the rehearsal", Permission.TRAINING_PLAY, Permission.TRAINING_LEAD)
# Scripted colleagues and clocks in one go, at most.
MOST_AT_ONCE = 5


def choose(sitting: Sitting, option_id: str, *, turn: int, once: UUID | None = None) -> None:
    """This seat chooses. The same tap sent twice counts once.

    Raises Conflict where the story has gone on (somebody chose first), Refusal where it is paused or not this seat's to
    choose, Absent for a run that is gone.
    """
    with seated_step(sitting) as one:
        moment = one.moment
        stale = one.run.state != State.RUNNING or moment.turn != turn
        if stale and one.done_before(once):
            return
        _must_run(one)
        if moment.turn != turn:
            raise Conflict(("choice", "Somebody chose first. This is how it stands now."))
        option = next((each for each in moment.options if each.id == option_id), None)
        if option is None or not play.may_choose(option, Seat(sitting.seat)):
            raise Refusal(("choice", "This can't be chosen now. Choose one of those on your screen."))
        advance(one, moment, option, seat=sitting.seat, once=once)


def _must_run(one: Step) -> None:
    if one.run.state == State.ENDED:
        raise Conflict(("choice", "The rehearsal has ended."))
    if one.run.state != State.RUNNING:
        raise Conflict(("choice", "The rehearsal is paused. Nothing was chosen."))


def advance(one: Step, moment: Moment, option: Option, *, seat: str = "", once: UUID | None = None) -> Moment:
    """The story takes this choice: one line for who chose, one for each line it tells, and the moment is kept."""
    after = play.choose(one.scenario, moment, option.id, at=one.at_ms)
    one.run.moment = keeping.to_json(after)
    detail = {"option": option.id, "text": option.text, "turn": moment.turn, "asks": option.asks}
    if option.after is not None:
        detail["after"] = option.after
    one.happen(Happened.CHOSE, seat=seat, moment=one.run.moment, once=once, **detail)
    tell_moment(one, after)
    return after


def tell_moment(one: Step, moment: Moment) -> None:
    """The timeline learns what this moment told, and whom; a run whose story has ended is over."""
    for line in moment.lines:
        said = {
            "line": line.number,
            "text": line.text,
            "by": line.by or "",
            "to": sorted(line.to),
            "inject": line.inject,
            "turn": moment.turn,
        }
        one.happen(Happened.SAID, **said)
        if line.cue:
            seats = sorted(line.cue.to or line.to)
            cue = {"cue": line.cue.id, "cue_kind": line.cue.kind, "level": line.cue.level, "to": seats}
            one.happen(Happened.CUE_SHOWN, **cue, text=line.text, turn=moment.turn)
    if moment.ending:
        ending = moment.ending
        finish(one, f"{ending.kind} {ending.id}", kind=ending.kind, ending=ending.id, sentence=ending.sentence)


def scripted_seats(one: Step) -> list[str]:
    held = SeatHold.objects.filter(room=one.room, team=one.run.team, left_at=None, scripted=True)
    return list(held.values_list("seat", flat=True).order_by("seat"))


class _Nothing(Exception):
    """Somebody else was first: the step is given up, so that nothing is written."""


class Standing(NamedTuple):
    """As much of a run as tells whether something is due. `scripts` are the seats that a script plays, by name."""

    run_id: UUID
    state: str
    elapsed_ms: int
    running_since: datetime | None
    last_number: int
    scripts: Sequence[str]


def due(run_id: UUID) -> None:
    """Whatever is due by the run's own clock: an answer that did not come, the clock's choice, a scripted colleague.

    Any open page may say that a count-down ended; only this clock decides. Raises Absent.
    """
    one = reading(run_id)
    due_as(_standing(one))


def due_as(stands: Standing) -> None:
    """The same, where somebody has just read how the run stands."""
    # Every open page asks: most find that nothing is due, or that another one was first, and nothing is written for them.
    if stands.state != State.RUNNING:
        return
    next_ms = _next_ms(stands)
    if next_ms is None or next_ms > elapsed(stands.elapsed_ms, stands.running_since, clock.now()):
        return
    with suppress(_Nothing), step(stands.run_id, CLOCK) as one:
        moved = 0
        while moved < MOST_AT_ONCE and one.run.state == State.RUNNING and _one_thing(one):
            moved += 1
        if not moved and one.run.state == State.RUNNING:
            raise _Nothing


def _standing(one: Reading) -> Standing:
    run, scripts = one.run, sorted(each.seat for each in one.holds if each.scripted)
    return Standing(run.pk, run.state, run.elapsed_ms, run.running_since, run.last_number, scripts)


# When something comes by itself, by run: as of its last line and these scripted seats, so that it is worked out once.
_expected: dict[UUID, tuple[tuple, int | None]] = {}
MOST_EXPECTED = 200


def _next_ms(stands: Standing) -> int | None:
    as_of = (stands.last_number, tuple(stands.scripts))
    known = _expected.get(stands.run_id)
    if known and known[0] == as_of:
        return known[1]
    looked = reading(stands.run_id)
    found = _standing(looked)
    if len(_expected) >= MOST_EXPECTED:
        _expected.clear()
    _expected[stands.run_id] = (found.last_number, tuple(found.scripts)), looked.next_ms
    return looked.next_ms


def _one_thing(one: Step) -> bool:
    if lead.settle(one, scripted_seats(one)):
        return True
    moment = one.moment
    option = play.due(moment, one.at_ms)
    if option:
        advance(one, moment, option)
        return True
    waits = [(seat, scripted(moment, Seat(seat), one.run.seed)) for seat in scripted_seats(one)]
    ready = [(found[1], seat, found[0]) for seat, found in waits if found and one.at_ms - moment.at >= found[1] * 1000]
    if not ready:
        return False
    _wait, seat, option = min(ready, key=lambda each: each[:2])
    advance(one, moment, option, seat=seat)
    return True
