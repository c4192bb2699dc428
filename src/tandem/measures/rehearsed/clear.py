"""Which groups stand clear of the rest, and which differences chance makes by itself.

Each group is held against all the others together; with twenty groups one in twenty would stand out by chance, so the
p values are taken together (Holm 1979, Scandinavian Journal of Statistics 6:65): in pure noise one time in twenty at
most names any group at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import erfc, sqrt

from tandem.measures.rehearsed.share import Share

LEVEL = 0.05
# A difference is worth a rehearsal from here on; a large n makes smaller ones certain and no more important.
WORTH = 0.10
# Between so few rehearsals the spread, and so the design effect, is a guess.
FEWEST_RUNS = 5


@dataclass(frozen=True)
class Clear[Key]:
    """A group whose share lies above that of the rest by more than chance. `p` is the one before Holm's order."""

    key: Key
    share: Share
    rest: Share
    p: float


def stand_clear[Key](groups: Mapping[Key, Share], level: float = LEVEL) -> list[Clear[Key]]:
    """The groups whose share is higher than that of all others together, the surest first; none in most noise.

    One-sided score test of two shares, each with its own design effect. Groups with under ten things or under five
    rehearsals are not tried, but are part of the rest.
    """
    tried = []
    for key, share in groups.items():
        rest = Share(tuple(run for other, one in groups.items() if other != key for run in one.runs))
        if share.few or rest.few or len(share.runs) < FEWEST_RUNS:
            continue
        tried.append(Clear(key, share, rest, higher(share, rest)))
    found = []
    for step, one in enumerate(sorted(tried, key=lambda each: each.p)):
        if one.p > level / (len(tried) - step):
            break
        if one.share.k / one.share.n - one.rest.k / one.rest.n >= WORTH:
            found.append(one)
    return found


def higher(one: Share, other: Share) -> float:
    """The probability of such a difference or a larger one if both shares were the same in truth."""
    pooled = (one.k + other.k) / (one.n + other.n)
    spread = sqrt(pooled * (1 - pooled) * (1 / one.counts_as + 1 / other.counts_as))
    if spread == 0:
        return 1.0
    z = (one.k / one.n - other.k / other.n) / spread
    return erfc(z / sqrt(2)) / 2
