"""Writes of this room: a plan and its signatures, the steps of a trial, the draw of a call."""

from tandem.domain.trials.actions.draw import draw, draw_by_itself, send_otherwise
from tandem.domain.trials.actions.follow import follow
from tandem.domain.trials.actions.plan import ask, change, plan, sign, withdraw
from tandem.domain.trials.actions.run import end_over, pause, resume, start, stop

__all__ = [
    "ask",
    "change",
    "draw",
    "draw_by_itself",
    "end_over",
    "follow",
    "pause",
    "plan",
    "resume",
    "send_otherwise",
    "sign",
    "start",
    "stop",
    "withdraw",
]
