"""Writes of this room. Each is one act, named as the sender or the receiving program would call it."""

from tandem.domain.referrals.actions.answer import acknowledge, far_end
from tandem.domain.referrals.actions.send import attach_agreement, cancel, create, not_sent, send

__all__ = ["acknowledge", "attach_agreement", "cancel", "create", "far_end", "not_sent", "send"]
