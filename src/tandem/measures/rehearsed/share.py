"""A share of things that hang together by the rehearsal they happened in.

The signs of one run are seen by the same few people in the same ten minutes, so a hundred signs of five runs say less
than a hundred of fifty. How much less is the design effect: the spread of the shares between runs over the spread that
chance alone would give (Kish, Survey Sampling, 1965, 8.2). The interval is Wilson's on n over that effect, which is
never taken as under 1 (Korn and Graubard 1998, Survey Methodology 24:193).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tandem.measures.statistics import Z95, wilson

# Under so many there is a count and no share.
FEW = 10


@dataclass(frozen=True)
class Share:
    """`runs` are (k, n) of each run, with n > 0."""

    runs: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, runs: Iterable[tuple[int, int]]) -> "Share":
        return cls(tuple((k, n) for k, n in runs if n))

    @property
    def k(self) -> int:
        return sum(k for k, _ in self.runs)

    @property
    def n(self) -> int:
        return sum(n for _, n in self.runs)

    @property
    def few(self) -> bool:
        """Whether there is a count but too few for a share."""
        return self.n < FEW

    @property
    def value(self) -> float | None:
        return None if self.few else self.k / self.n

    @cached_property
    def design_effect(self) -> float:
        """How much wider the runs lie apart than chance would lay them; 1 where that can't be told, or each run has one thing."""
        k, n, runs = self.k, self.n, len(self.runs)
        if runs in (1, n) or k in (0, n):
            return 1.0
        p = k / n
        between = runs / (runs - 1) * sum((one - p * many) ** 2 for one, many in self.runs) / n**2
        return max(1.0, between / (p * (1 - p) / n))

    @property
    def counts_as(self) -> float:
        """How many things apart from one another these tell as much as."""
        return self.n / self.design_effect

    def interval(self, z: float = Z95) -> tuple[float, float] | None:
        """The interval as shares from 0 to 1, None where there are too few. 95 % unless `z` says otherwise."""
        if self.few:
            return None
        effect = self.design_effect
        return wilson(self.k, self.n, z) if effect == 1 else _between(self.k / self.n, self.n / effect, z)

    def __add__(self, other: "Share") -> "Share":
        return Share(self.runs + other.runs)


def _between(p: float, n: float, z: float) -> tuple[float, float]:
    """Wilson's interval for a share and an effective number that need not be whole."""
    z2 = z * z
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = z / (1 + z2 / n) * (p * (1 - p) / n + z2 / (4 * n * n)) ** 0.5
    return max(0.0, centre - half), min(1.0, centre + half)
