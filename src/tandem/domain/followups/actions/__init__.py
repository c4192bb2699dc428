"""Writes of this room: what is owed after a contact, who has it, each try, and its end. A try is not a contact."""

from tandem.domain.followups.actions.give import give
from tandem.domain.followups.actions.plan import follow_encounter, pass_missed, plan, set_cadence
from tandem.domain.followups.actions.tries import attempt, close, reassign, set_wishes, take

__all__ = [
    "attempt",
    "close",
    "follow_encounter",
    "give",
    "pass_missed",
    "plan",
    "reassign",
    "set_cadence",
    "set_wishes",
    "take",
]
