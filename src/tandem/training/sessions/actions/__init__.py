"""The verbs of a rehearsal. Each is one act; each holds the run while it works."""

from tandem.training.sessions.actions.heartbeat import stay
from tandem.training.sessions.actions.instructor import inject, mark, observe, speak
from tandem.training.sessions.actions.lead import answer_lead, offer_lead, take_back, take_lead
from tandem.training.sessions.actions.play import choose, due
from tandem.training.sessions.actions.presence import here, instructor_here
from tandem.training.sessions.actions.rooms import (
    end,
    end_run,
    open_room,
    pause,
    pause_all,
    resume,
    resume_all,
    rewind,
    start,
    start_run,
)
from tandem.training.sessions.actions.seats import join, leave, sit_alone, speak_language, take_seat
from tandem.training.sessions.actions.signs import name_kind, see_cue, undo
from tandem.training.sessions.actions.step import TOPIC, Sitting

__all__ = [
    "TOPIC",
    "Sitting",
    "answer_lead",
    "choose",
    "due",
    "end",
    "end_run",
    "here",
    "inject",
    "instructor_here",
    "join",
    "leave",
    "mark",
    "name_kind",
    "observe",
    "offer_lead",
    "open_room",
    "pause",
    "pause_all",
    "resume",
    "resume_all",
    "rewind",
    "see_cue",
    "sit_alone",
    "speak",
    "speak_language",
    "start",
    "start_run",
    "stay",
    "take_back",
    "take_lead",
    "take_seat",
    "undo",
]
