"""What an instructor sends into a run, and what observers mark. Everything stands on the timeline."""

from uuid import UUID

from tandem.foundation.accounts.actor import Actor
from tandem.training.sessions.actions.step import Sitting, Step, led, seated_step
from tandem.training.sessions.rules import State
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.rehearsing import WATCHED_ANSWERS, Watched
from tandem.vocabulary.text import clean
from tandem.vocabulary.training import SEAT_LABELS, Happened, Seat

WORDS = 240


def inject(run_id: UUID, text: str, *, actor: Actor, to: tuple[str, ...] = ()) -> None:
    """Send a line of the instructor's own in, to everyone or to some seats. Raises Refusal, Absent."""
    clean("text", text, WORDS, required=True)
    known = {str(one) for one in SEAT_LABELS if one != Seat.OBSERVER}
    if not set(to) <= known:
        raise Refusal(("to", "Choose roles from the list."))
    with led(run_id, actor) as one:
        _must_go_on(one)
        one.happen(Happened.INJECTED, text=text.strip(), by="", to=sorted(to), turn=_turn(one))


def speak(run_id: UUID, character: str, text: str, *, actor: Actor) -> None:
    """Say something for a character; everyone hears it. Raises Refusal, Absent."""
    clean("text", text, WORDS, required=True)
    clean("character", character, 60, required=True)
    with led(run_id, actor) as one:
        _must_go_on(one)
        one.happen(Happened.SPOKE, text=text.strip(), by=character.strip(), to=[], turn=_turn(one))


def _must_go_on(one: Step) -> None:
    if one.run.state not in (State.RUNNING, State.PAUSED):
        raise Conflict(("text", "This team's call is not going on, so that nothing was sent."))


def _turn(one: Step) -> int:
    return one.moment.turn if one.run.moment else 0


def mark(run_id: UUID, *, actor: Actor, words: str = "") -> None:
    """The instructor marks this moment for the debrief. Raises Absent, Refusal."""
    clean("words", words, WORDS)
    with led(run_id, actor) as one:
        one.happen(Happened.MARKED, words=words.strip(), by="instructor")


def observe(
    sitting: Sitting, *, question: str = "", answer: str = "", words: str = "", once: UUID | None = None
) -> None:
    """An observer marks this moment, with an answer to a watched question or a few words of what they saw.

    Raises Refusal for another seat's phone, an unknown question, or words that are too long.
    """
    clean("words", words, WORDS)
    if sitting.seat != Seat.OBSERVER:
        raise Refusal(("words", "Only observers mark moments."))
    if question and answer not in WATCHED_ANSWERS.get(_watched(question), {}):
        raise Refusal(("question", "Choose one of the answers."))
    with seated_step(sitting) as one:
        if one.done_before(once) or not one.run.started_at:
            return
        told = {"words": words.strip(), "by": "observer", "hold": str(sitting.hold_id), "name": sitting.name}
        one.happen(Happened.MARKED, seat=sitting.seat, once=once, question=question, answer=answer, **told)


def _watched(question: str) -> Watched | None:
    return Watched(question) if question in set(Watched) else None
