"""What a rehearsal allows, and its clock. Pure.

A hand-off needs two: who gives and who takes. There are never two who lead, and never nobody once somebody has led.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from tandem.vocabulary.training import HandoffMark, Seat


class State(StrEnum):
    """`POV`: the person's own point of view is read before the call begins, and the clock stands."""

    WAITING = "waiting"
    POV = "pov"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Why(StrEnum):
    """Why a run is paused."""

    INSTRUCTOR = "instructor"
    GONE = "gone"
    CLOCK = "clock"
    BRANCH = "branch"


# No letter or digit that is taken for another one when it is read aloud or off a wall.
CODE_LETTERS = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
CODE_LENGTH = 6
TEAMS = "ABCDEFGHIJ"
ANSWER_SECONDS = 12
UNDO_SECONDS = 10
# Without contact for so long, a phone is "back in a moment", and without its instructor a rehearsal waits.
LOST_SECONDS = 12
INSTRUCTOR_SECONDS = 10
JUMP = timedelta(minutes=10)
BACKWARD = timedelta(seconds=-2)
# A scripted colleague says "I take it" after this long.
SCRIPTED_ANSWER_SECONDS = 3


def team_id(room_id: UUID, team: str) -> UUID:
    """What wakes the live views of one team, whichever of its runs it plays."""
    return uuid5(room_id, team)


def clean_code(text: str) -> str:
    """What somebody typed as a code, in capitals without gaps; empty for what can't be one."""
    said = "".join(text.split()).replace("-", "").upper()
    return said if len(said) == CODE_LENGTH and set(said) <= set(CODE_LETTERS) else ""


def elapsed(base_ms: int, running_since: datetime | None, now: datetime) -> int:
    """The run's clock in milliseconds: stands while nothing runs, and never goes back."""
    if running_since is None:
        return base_ms
    return base_ms + max(0, round((now - running_since).total_seconds() * 1000))


def jumped(last: datetime | None, now: datetime) -> bool:
    """Whether the clock can't be believed: it went back, or nobody was heard for ten minutes while a run went on."""
    return last is not None and not BACKWARD <= now - last <= JUMP


@dataclass(frozen=True)
class Asked:
    """Somebody asked for, or offered, the lead. `by` spoke, `to` must answer; `offer`: `by` leads now."""

    by: str
    to: str
    at_ms: int
    offer: bool

    @property
    def gets(self) -> str:
        """Who leads after a yes."""
        return self.to if self.offer else self.by

    def seconds_left(self, at_ms: int) -> int:
        return max(0, ANSWER_SECONDS - (at_ms - self.at_ms) // 1000)

    def over(self, at_ms: int) -> bool:
        return at_ms - self.at_ms >= ANSWER_SECONDS * 1000


def mark_of(window: tuple[str, str] | None, gets: str) -> HandoffMark:
    """How a hand-off to the seat `gets` stands to the story's window: (early, right or late; which seat)."""
    if window is None or window[1] != gets or window[0] == "right":
        return HandoffMark.CLEAN
    return HandoffMark(window[0])


def seats_of(seats: tuple[Seat, ...]) -> tuple[Seat, ...]:
    """Seats that may lead on scene: a dispatcher stays on the line."""
    return tuple(one for one in seats if one not in (Seat.DISPATCHER, Seat.OBSERVER))
