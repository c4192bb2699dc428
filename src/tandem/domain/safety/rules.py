"""When a check-in is late and for whom, and how old a pressed button may be. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

# A phone that found no signal for longer than this tells the time it got through, not the time it was pressed.
OLDEST_PRESS = timedelta(hours=1)


class Step(StrEnum):
    """Who has been told that a check-in is late."""

    BOARD = "board"
    SUPERVISOR = "supervisor"


def steps_due(due_at: datetime | None, *, heard: bool, now: datetime, supervisor_after: timedelta) -> tuple[Step, ...]:
    """The steps a check-in due at `due_at` must have taken by `now`; none before it is due.

    Somebody who took it up keeps it from the supervisor; only a check-in ends it.
    """
    if due_at is None or now < due_at:
        return ()
    if heard or now < due_at + supervisor_after:
        return (Step.BOARD,)
    return (Step.BOARD, Step.SUPERVISOR)


def pressed_at(told: datetime | None, received_at: datetime) -> datetime:
    """When the button was pressed: as the phone says, unless that is in the future or longer ago than an hour."""
    if told is None or told.tzinfo is None or not received_at - OLDEST_PRESS <= told <= received_at:
        return received_at
    return told
