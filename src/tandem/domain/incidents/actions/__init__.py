"""Writes of this room. Each is one act; each says in its name what a dispatcher or a team would call it."""

from tandem.domain.incidents.actions.assign import assign, check_in, correct_time, hand_over, release_team, stamp
from tandem.domain.incidents.actions.bulk import copy_in
from tandem.domain.incidents.actions.decide import answer, answer_many, decide_again, override
from tandem.domain.incidents.actions.move import cancel, close, correct, reopen
from tandem.domain.incidents.actions.person import add_person, remove_person
from tandem.domain.incidents.actions.receive import Call, Received, receive

__all__ = [
    "Call",
    "Received",
    "add_person",
    "answer",
    "answer_many",
    "assign",
    "cancel",
    "check_in",
    "close",
    "copy_in",
    "correct",
    "correct_time",
    "decide_again",
    "hand_over",
    "override",
    "receive",
    "release_team",
    "remove_person",
    "reopen",
    "stamp",
]
