"""Replay: a stretch of recorded decisions, decided again under a draft of the criteria beside the edition in force.

The inputs of a decision are few and closed words, so that each distinct mix of them is decided once, by the very code
that decides a live call, and joined back to every call that had it. What comes out are counts: who would have been
sent to how many calls, which calls move and by which row, who gains, what teams would have carried, and who was meant
for the team and got none. The proof comes with it: each recorded decision decided again by the edition that made it.

Nothing here reads a file, a database or a clock.
"""

from tandem.planning.replay.mixes import CannotReplay
from tandem.planning.replay.protect import K, protected
from tandem.planning.replay.replay import replay
from tandem.planning.replay.told import Replay, as_json, from_json

__all__ = ["CannotReplay", "K", "Replay", "as_json", "from_json", "protected", "replay"]
