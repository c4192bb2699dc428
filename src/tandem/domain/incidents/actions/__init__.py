"""Writes of this room. Each is one act; each says in its name what a dispatcher or a team would call it."""

from tandem.domain.incidents.actions.assign import assign, correct_time, hand_over, release_team, stamp
from tandem.domain.incidents.actions.bulk import copy_in
from tandem.domain.incidents.actions.decide import answer, answer_many, decide_again, override
from tandem.domain.incidents.actions.link import link, unlink
from tandem.domain.incidents.actions.move import cancel, close, correct, reopen
from tandem.domain.incidents.actions.person import add_person, remove_person, tell_of
from tandem.domain.incidents.actions.receive import Call, Received, receive
from tandem.domain.incidents.actions.signs import add_pattern, mark_signs, remove_pattern
from tandem.domain.incidents.actions.tele import ask_tele, end_tele, take_tele
from tandem.domain.incidents.actions.tell_back import tell_back
from tandem.domain.incidents.actions.watch import change_interval, check_in, share_place, stop_sharing

__all__ = [
    "Call",
    "Received",
    "add_pattern",
    "add_person",
    "answer",
    "answer_many",
    "ask_tele",
    "assign",
    "cancel",
    "change_interval",
    "check_in",
    "close",
    "copy_in",
    "correct",
    "correct_time",
    "decide_again",
    "end_tele",
    "hand_over",
    "link",
    "mark_signs",
    "override",
    "receive",
    "release_team",
    "remove_pattern",
    "remove_person",
    "reopen",
    "share_place",
    "stamp",
    "stop_sharing",
    "take_tele",
    "tell_back",
    "tell_of",
    "unlink",
]
