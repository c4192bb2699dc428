"""Reads of a rehearsal, each cut for its reader: a phone, the wall, the instructor, the debrief."""

from tandem.training.sessions.records.look import Look
from tandem.training.sessions.records.phone import for_phone, for_sitting
from tandem.training.sessions.records.rooms import (
    all_runs,
    ended_rooms,
    languages,
    open_rooms,
    room,
    room_of,
    rooms_of_learner,
    run_of,
    seats,
    took_part,
)
from tandem.training.sessions.records.sitting import Sitting, given_back, sitting
from tandem.training.sessions.records.stage import for_console, for_wall
from tandem.training.sessions.records.timeline import moment_at, timeline
from tandem.training.sessions.records.values import (
    ConsoleView,
    HappeningRow,
    PhoneView,
    RoomRow,
    RunRow,
    TeamView,
    WallView,
)

__all__ = [
    "ConsoleView",
    "HappeningRow",
    "Look",
    "PhoneView",
    "RoomRow",
    "RunRow",
    "Sitting",
    "TeamView",
    "WallView",
    "all_runs",
    "ended_rooms",
    "for_console",
    "for_phone",
    "for_sitting",
    "for_wall",
    "given_back",
    "languages",
    "moment_at",
    "open_rooms",
    "room",
    "room_of",
    "rooms_of_learner",
    "run_of",
    "seats",
    "sitting",
    "timeline",
    "took_part",
]
