"""Plays the seats that nobody holds: an option of theirs that the author calls sensible, after a wait, or no word at all.

Everything comes from the seed, so that the same run is the same again.
"""

from random import Random

from tandem.training.engine.play import Moment, Option, may_choose, timed
from tandem.vocabulary.training import Seat

# Seconds a scripted role thinks before it acts, after the time it takes to read what was just said: a person can be first.
SOONEST, LATEST = 4.0, 11.0
WORDS_A_SECOND = 4
# How often it lets a moment pass where the clock goes on without it.
WAITS = 0.15


def scripted(moment: Moment, seat: Seat, seed: int) -> tuple[Option, float] | None:
    """What this seat does at this moment and after how many seconds, or None: it waits.

    It takes a sensible option of its own; where it has none and nobody else can act, any of its own, so that a run of
    one person never stands still. `seed` is the run's, or another for another play of the same run.
    """
    own = [one for one in moment.options if may_choose(one, seat)]
    if moment.ending or not own:
        return None
    chance = Random(f"{seed}:{moment.turn}:{seat}:scripted")
    clock = timed(moment)
    wait = chance.uniform(SOONEST, LATEST) + sum(len(line.text.split()) for line in moment.lines) / WORDS_A_SECOND
    # It acts just before the clock would, or it would never act.
    wait = round(min(wait, clock.after - 0.5) if clock else wait, 1)
    passes = chance.random() < WAITS and clock is not None
    sensible = [one for one in own if one.sensible]
    if sensible:
        return None if passes else (chance.choice(sensible), wait)
    others = any(one.sensible or one.after is not None for one in moment.options)
    return None if others else (chance.choice(own), wait)
