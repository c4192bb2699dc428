"""Chance from one seed: the same seed gives the same city, whatever the machine."""

import math
import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from uuid import UUID


class Dice:
    """Draws. Weighted tables are prepared once, because the city draws from the same ones half a million times."""

    def __init__(self, seed: int):
        self._random = random.Random(seed)
        self._tables: dict[int, tuple[object, list, list]] = {}
        self.between = self._random.uniform
        self.whole = self._random.randint
        self.normal = self._random.gauss

    def id(self) -> UUID:
        """A random UUID (RFC 9562, version 4) of this seed."""
        return UUID(int=self._random.getrandbits(128), version=4)

    def happens(self, share: float) -> bool:
        return self._random.random() < share

    def one[T](self, among: Sequence[T]) -> T:
        return among[int(self._random.random() * len(among))]

    def some[T](self, among: Sequence[T], count: int) -> list[T]:
        return self._random.sample(list(among), count)

    def weighted[T](self, shares: Mapping[T, float]) -> T:
        """A key, by its weight. The table must live as long as the dice and never change."""
        kept = self._tables.get(id(shares))
        if kept is None:
            kept = self._tables[id(shares)] = (shares, list(shares), list(accumulate(shares.values())))
        return self._random.choices(kept[1], cum_weights=kept[2])[0]

    def around(self, median: float, spread: float) -> float:
        """A log-normal draw: half of all are below `median`."""
        return median * math.exp(self._random.gauss(0, spread))

    def minutes(self, median: float, spread: float) -> timedelta:
        return timedelta(seconds=round(60 * self.around(median, spread)))

    def later(self, at: datetime, low: float, high: float) -> datetime:
        """`at` and between `low` and `high` minutes, to the second."""
        return at + timedelta(seconds=round(60 * self.between(low, high)))

    def count(self, mean: float) -> int:
        """A Poisson draw (Knuth); `mean` is a few dozen at most."""
        limit, product, found = math.exp(-mean), self._random.random(), 0
        while product > limit:
            product *= self._random.random()
            found += 1
        return found
