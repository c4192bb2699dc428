"""What people do in a debrief, and with a recording of the room. Each is one act."""

from tandem.training.debrief.actions.pieces import piece
from tandem.training.debrief.actions.recording import ask, delete, delete_due, guest_left, say, start, stop
from tandem.training.debrief.actions.talk import agree, heard, open_debrief, propose, recall, reply, uncover

__all__ = [
    "agree",
    "ask",
    "delete",
    "delete_due",
    "guest_left",
    "heard",
    "open_debrief",
    "piece",
    "propose",
    "recall",
    "reply",
    "say",
    "start",
    "stop",
    "uncover",
]
