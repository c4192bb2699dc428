"""What to rehearse next, with its reasons: signs missed, hand-offs not clean, what was said elsewhere, who is new.

A recommendation without a reason is not made. Where nothing stands clear of chance, that is what is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tandem.measures.rehearsed.clear import stand_clear
from tandem.measures.rehearsed.handoffs import Handed
from tandem.measures.rehearsed.played import Played
from tandem.measures.rehearsed.share import Share

# Under so many rehearsals nobody knows anything yet.
FEWEST_REHEARSALS = 5


class Why(StrEnum):
    MISSED = "missed"
    HANDOFFS = "handoffs"
    NEED = "need"
    NEW_STAFF = "new_staff"


class State(StrEnum):
    TOO_LITTLE = "too_little"
    NO_GAP = "no_gap"
    GAP = "gap"


@dataclass(frozen=True)
class Reason:
    """`what` are the codes a page makes words of: kind and seat or team, a shift, a need's word; k of n."""

    why: Why
    what: tuple[str, ...]
    k: int
    n: int


@dataclass(frozen=True)
class Lesson:
    """What a scenario holds: its signs by kind, and what it teaches."""

    name: str
    signs: Mapping[str, int]
    teaches: frozenset[str]


@dataclass(frozen=True)
class Next:
    """The scenarios, best first; the reasons are those of the first. Without a reason the state says why."""

    state: State
    scenarios: tuple[str, ...]
    reasons: tuple[Reason, ...]


def choose(
    lessons: Sequence[Lesson],
    played: Sequence[Played],
    by_seat: Mapping[tuple[str, str], Share],
    by_team: Mapping[tuple[str, str], Share],
    by_shift: Mapping[str, Handed],
    needs: Mapping[str, int],
    new_staff: tuple[int, int] = (0, 0),
) -> Next:
    """`needs` are words like those of `Lesson.teaches` with how often they were said; `new_staff` is (new, all)."""
    signs = [
        Reason(Why.MISSED, one.key, one.share.k, one.share.n) for of in (by_seat, by_team) for one in stand_clear(of)
    ]
    muddy = [
        Reason(Why.HANDOFFS, (one.key,), one.share.k, one.share.n)
        for one in stand_clear({shift: handed.not_clean for shift, handed in by_shift.items()})
    ]
    said = [Reason(Why.NEED, (word,), count, sum(needs.values())) for word, count in sorted(needs.items()) if count]
    reasons = [*signs, *muddy, *said]
    seldom = {one.scenario: one for one in played}
    order = sorted(lessons, key=lambda one: (-_fits(one, reasons), _times(seldom, one.name), one.name))
    names = tuple(one.name for one in order)
    if reasons and order and _fits(order[0], reasons):
        new, everybody = new_staff
        turnover = [Reason(Why.NEW_STAFF, (), new, everybody)] if new else []
        mine = [one for one in reasons if _fits(order[0], [one])]
        return Next(State.GAP, names, (*mine, *turnover))
    few = sum(one.times for one in played) < FEWEST_REHEARSALS
    return Next(State.TOO_LITTLE if few else State.NO_GAP, names, ())


def _fits(lesson: Lesson, reasons: Sequence[Reason]) -> int:
    """How much of what is wanted a scenario holds: signs of the kind missed, hand-offs, or the word of a need."""
    found = 0
    for one in reasons:
        if one.why is Why.MISSED:
            found += lesson.signs.get(one.what[0], 0)
        elif one.why is Why.HANDOFFS:
            found += 2 * ("handoff" in lesson.teaches)
        else:
            found += 2 * (one.what[0] in lesson.teaches)
    return found


def _times(seldom: Mapping[str, Played], name: str) -> int:
    return seldom[name].times if name in seldom else 0
