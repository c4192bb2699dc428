"""Writes of this room. Each is one act, and each stands on the timeline of the call it belongs to."""

from tandem.domain.safety.actions.late import escalate, take_up
from tandem.domain.safety.actions.roll import answer, answer_by_radio, ask, end
from tandem.domain.safety.actions.sos import hear, raise_sos, stand_down

__all__ = ["answer", "answer_by_radio", "ask", "end", "escalate", "hear", "raise_sos", "stand_down", "take_up"]
