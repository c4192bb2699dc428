"""Writes of this room, each one act: begin, write the notice, tell the place, hear its answer, stamp the four times."""

from tandem.domain.transfers.actions.answer import answer, opened
from tandem.domain.transfers.actions.begin import begin, call_off, write
from tandem.domain.transfers.actions.tell import tell
from tandem.domain.transfers.actions.times import correct_time, stamp

__all__ = ["answer", "begin", "call_off", "correct_time", "opened", "stamp", "tell", "write"]
