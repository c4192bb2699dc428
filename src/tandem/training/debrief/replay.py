"""The moments worth looking at again: where signs were missed, a hand-off was not clean, or the person changed most. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tandem.training.debrief.leads import Handoff
from tandem.training.debrief.rows import Kept
from tandem.training.debrief.signs import Sign
from tandem.vocabulary.training import HandoffMark

MOST = 5
# Two reasons within so many milliseconds are one moment.
NEAR_MS = 8_000
# How far the person's arousal or trust moves within one step before it is a turn, on the scale of 0 to 100.
TURN = 15


class Why(StrEnum):
    SIGN = "sign"
    HANDOFF = "handoff"
    TURN = "turn"


@dataclass(frozen=True)
class Replay:
    """A moment to look at again. `number` is the line of the timeline it stands at; `weight` only picks among them."""

    number: int
    at_ms: int
    why: tuple[Why, ...]
    weight: int


def replays(found: Sequence[Sign], passed: Sequence[Handoff], kept_moments: Sequence[Kept]) -> tuple[Replay, ...]:
    """At most five moments, in the order of the clock; none where nothing was missed and the person hardly changed."""
    picked = [Replay(one.number, one.at_ms, (Why.SIGN,), 2 * len(one.missed)) for one in found if one.missed]
    picked += [
        Replay(one.number, one.at_ms, (Why.HANDOFF,), 3) for one in passed if one.mark not in (None, HandoffMark.CLEAN)
    ]
    picked += _turns(kept_moments)
    strongest = sorted(picked, key=lambda one: (-one.weight, one.at_ms))
    kept: list[Replay] = []
    for one in strongest:
        near = next((each for each in kept if abs(each.at_ms - one.at_ms) <= NEAR_MS), None)
        if near:
            both = tuple(why for why in Why if why in near.why + one.why)
            kept[kept.index(near)] = Replay(near.number, near.at_ms, both, near.weight)
        elif len(kept) < MOST:
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.at_ms))


def _turns(kept_moments: Sequence[Kept]) -> list[Replay]:
    found = []
    for before, now in zip(kept_moments, kept_moments[1:], strict=False):
        step = max(abs(now.arousal - before.arousal), abs(now.trust - before.trust))
        if step >= TURN:
            found.append(Replay(now.number, now.at_ms, (Why.TURN,), 1 + step // 20))
    return found
