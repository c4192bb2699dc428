"""Control charts for counts: which periods differ by more than chance explains. Pure arithmetic, no facts read.

Montgomery, Introduction to Statistical Quality Control, chapter 7 (p, np, c and u charts) and 5.3 (run rules). Limits
follow each period's own size, so the rules look at each value's distance from the center in its own sigmas. A period
without data is a gap: it stands in no center and breaks every run, and is never taken for zero.

A signal says that something changed, never why. The limits take periods as independent and counts as binomial or
Poisson; where one person can be counted often, the true limits are wider than these.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf, sqrt

P, NP, C, U = "p", "np", "c", "u"
# Single values with no count behind them.
X = "x"
KINDS = (P, NP, C, U)
SIGMAS = 3
# The expected range of two values in sigmas (d2 of Montgomery's appendix VI).
TWO_APART = 1.128
# The four rules of Western Electric (1956), and the four Nelson (1984, J. Quality Technology 16:237) adds. Each rule more
# finds more, and cries wolf more often: the first four alone do so about once in 92 periods (Champ and Woodall 1987).
WESTERN_ELECTRIC = (1, 2, 3, 4)
NELSON = (1, 2, 3, 4, 5, 6, 7, 8)
ABOVE, BELOW = "above", "below"
SIDE_RUN = 8


@dataclass(frozen=True)
class Signal:
    """One finding. `index` is the latest period that shows it (from 0), `first` the earliest, `rule` its number.

    `side` is "above", "below", or "" for a pattern that has none. `words` finish a sentence about those periods.
    """

    index: int
    rule: int
    words: str
    first: int
    side: str = ""


@dataclass(frozen=True)
class Control:
    """A chart. `center` is a share (p), a count (np, c), a rate (u) or a mean (x); values and limits are in the same unit.

    `values` and `limits` are None where there was nothing. `dropped` periods have a value and limits, but stand in no
    center and give no signal. Periods under `least` in size stand in the center and give no signal of their own.
    """

    kind: str
    center: float
    values: tuple[float | None, ...]
    limits: tuple[tuple[float, float] | None, ...]
    signals: tuple[Signal, ...]
    counts: tuple[int | None, ...]
    sizes: tuple[float | None, ...]
    rules: tuple[int, ...]
    least: float = 0
    dropped: frozenset[int] = frozenset()

    @property
    def outside(self) -> tuple[int, ...]:
        """The periods beyond a limit (rule 1), from 0."""
        return tuple(signal.index for signal in self.signals if signal.rule == 1)

    @property
    def run_at_end(self) -> int:
        """How many of the latest periods lie on one side of the center: above positive, below negative.

        A gap, or a value on the center, ends the run: what was not seen supports no run.
        """
        run = 0
        for value in reversed(self._judged()):
            side = 0 if value is None else (value > self.center) - (value < self.center)
            if side == 0 or side * run < 0:
                break
            run += side
        return run

    def revise(self, drop: Collection[int]) -> "Control":
        """Return the chart whose center leaves out these periods (from 0), those left out before among them.

        Only for a period whose cause was found: dropping what does not fit makes any process look steady. ValueError
        for an index that is none, where nothing is left, or for single values.
        """
        if self.kind == X:
            raise ValueError("A chart of single values is made anew without those that are left out.")
        dropped = self.dropped | set(drop)
        if not dropped <= set(range(len(self.values))):
            raise ValueError("A period to drop is not on the chart.")
        return _made(self.kind, self.counts, self.sizes, self.rules, self.least, dropped)

    def _judged(self) -> list[float | None]:
        """The values the rules look at."""
        return [
            None if value is None or i in self.dropped or size < self.least else value
            for i, (value, size) in enumerate(zip(self.values, self.sizes, strict=True))
        ]


def chart(
    kind: str,
    counts: Sequence[int | None],
    sizes: Sequence[float | None] | None = None,
    *,
    rules: Sequence[int] = WESTERN_ELECTRIC,
    least: float = 0,
) -> Control | None:
    """Return the control chart of counts per period, oldest first; None where no period has any data.

    `kind` "p": `counts` of `sizes` things are so; values are shares. "np": the same, all sizes equal; values are counts.
    "c": counts over equal stretches, `sizes` left out. "u": counts over `sizes` of exposure (hours, units); values are
    rates. None, or a size of 0, is a gap. Periods under `least` in size are not judged one by one. ValueError names
    what is wrong: a kind that is none, lengths that differ, a negative count, a count over its size.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of control chart.")
    if (sizes is None) != (kind == C):
        raise ValueError("A c chart has no sizes, and every other has.")
    sizes = [1.0] * len(counts) if sizes is None else sizes
    if len(sizes) != len(counts):
        raise ValueError("Counts and sizes differ in number.")
    both = [(None, None) if k is None or not n else (k, n) for k, n in zip(counts, sizes, strict=True)]
    for k, n in both:
        if k is not None and (k < 0 or n < 0 or (kind in (P, NP) and k > n)):
            raise ValueError(f"{k} of {n} can't be charted.")
    if kind == NP and len({n for _, n in both if n is not None}) > 1:
        raise ValueError("An np chart needs equal sizes; a p chart takes any.")
    if all(k is None for k, _ in both):
        return None
    return _made(kind, [k for k, _ in both], [n for _, n in both], rules, least, frozenset())


def individuals(values: Sequence[float | None], *, rules: Sequence[int] = WESTERN_ELECTRIC) -> Control | None:
    """Return the chart of single values, oldest first (Montgomery 6.4): sigma is the mean moving range over 1.128.

    A range is taken between neighbors only, so that a gap makes none. None without two neighbors. Values are not negative:
    the lower limit is cut at 0.
    """
    known = [value for value in values if value is not None]
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    if not ranges:
        return None
    center, sigma = sum(known) / len(known), sum(ranges) / len(ranges) / TWO_APART
    both = max(0.0, center - SIGMAS * sigma), center + SIGMAS * sigma
    distances = [None if value is None else _distance(value - center, sigma) for value in values]
    return Control(
        kind=X,
        center=center,
        values=tuple(values),
        limits=tuple(None if value is None else both for value in values),
        signals=signals(distances, rules=rules),
        counts=tuple(values),
        sizes=tuple(None if value is None else 1.0 for value in values),
        rules=tuple(rules),
    )


def _made(
    kind: str,
    counts: Sequence[int | None],
    sizes: Sequence[float | None],
    rules: Sequence[int],
    least: float,
    dropped: Collection[int],
) -> Control:
    kept = [(k, n) for i, (k, n) in enumerate(zip(counts, sizes, strict=True)) if k is not None and i not in dropped]
    if not kept:
        raise ValueError("Nothing is left to make a center of.")
    rate = sum(k for k, _ in kept) / sum(n for _, n in kept)
    whole = kind == NP
    found = [(None, None) if n is None else _limits(kind, rate, n) for n in sizes]
    control = Control(
        kind=kind,
        center=rate * kept[0][1] if whole else rate,
        values=tuple(None if k is None else (float(k) if whole else k / n) for k, n in zip(counts, sizes, strict=True)),
        limits=tuple(limits for limits, _ in found),
        signals=(),
        counts=tuple(counts),
        sizes=tuple(sizes),
        rules=tuple(rules),
        least=least,
        dropped=frozenset(dropped),
    )
    judged = zip(control._judged(), found, strict=True)
    distances = [None if value is None else _distance(value - control.center, sigma) for value, (_, sigma) in judged]
    return replace(control, signals=signals(distances, rules=rules))


def _limits(kind: str, rate: float, size: float) -> tuple[tuple[float, float], float]:
    """Return three-sigma limits for one period, cut at 0 (and at all), and its sigma."""
    if kind in (P, NP):
        center, sigma, most = rate, sqrt(rate * (1 - rate) / size), 1.0
        if kind == NP:
            center, sigma, most = center * size, sigma * size, float(size)
    else:
        center, sigma, most = rate, sqrt(rate / size), inf
    return (max(0.0, center - SIGMAS * sigma), min(most, center + SIGMAS * sigma)), sigma


def _distance(from_center: float, sigma: float) -> float:
    return from_center / sigma if sigma else 0.0


def signals(distances: Sequence[float | None], *, rules: Sequence[int] = WESTERN_ELECTRIC) -> tuple[Signal, ...]:
    """Return what the run rules find in distances from the center in sigmas, the oldest first. None is a gap.

    One pattern that goes on is one signal that grows, not a new one each period.
    """
    found = []
    for rule in rules:
        found += [_outside(i, d) for i, d in enumerate(distances) if rule == 1 and d is not None and abs(d) > SIGMAS]
        if rule != 1:
            found += _patterns(rule, distances)
    return tuple(sorted(found, key=lambda signal: (signal.index, signal.rule)))


def _outside(index: int, distance: float) -> Signal:
    side = ABOVE if distance > 0 else BELOW
    return Signal(index, 1, f"{side} the {'upper' if distance > 0 else 'lower'} limit", index, side)


def _patterns(rule: int, distances: Sequence[float | None]) -> list[Signal]:
    length, holds, words = _RULES[rule]
    found: list[Signal] = []
    for end in range(length - 1, len(distances)):
        window = distances[end - length + 1 : end + 1]
        if None in window:
            continue
        for side, sign in ((ABOVE, 1), (BELOW, -1)) if rule in _SIDED else (("", 1),):
            if not holds([sign * d for d in window]):
                continue
            first = end - length + 1
            grown = next((s for s in found if s.side == side and s.index == end - 1), None)
            if grown:
                found.remove(grown)
                first = grown.first
            found.append(Signal(end, rule, _said(words, side, end - first + 1), first, side))
    return found


def _said(words: str, side: str, count: int) -> str:
    return words.format(side=side, count=count, trend="rising" if side == ABOVE else "falling")


def _beyond(sigmas: float, least: int):
    return lambda window: window[-1] > sigmas and sum(d > sigmas for d in window) >= least


def _trend(window: list[float]) -> bool:
    steps = [b - a for a, b in zip(window, window[1:], strict=False)]
    return all(step > 0 for step in steps)


def _zigzag(window: list[float]) -> bool:
    steps = [b - a for a, b in zip(window, window[1:], strict=False)]
    return all(a * b < 0 for a, b in zip(steps, steps[1:], strict=False))


_SIDED = frozenset({2, 3, 4, 5})
# Rule → (how many periods it looks at, what must hold, words). A trend up is "above", a trend down "below".
_RULES = {
    2: (3, _beyond(2, 2), "two of three in a row beyond two sigmas {side} the mean"),
    3: (5, _beyond(1, 4), "four of five in a row beyond one sigma {side} the mean"),
    4: (SIDE_RUN, lambda window: all(d > 0 for d in window), "{count} in a row {side} the mean"),
    5: (6, _trend, "{count} in a row {trend}"),
    6: (15, lambda window: all(abs(d) < 1 for d in window), "{count} in a row within one sigma of the mean"),
    7: (14, _zigzag, "{count} in a row up and down by turns"),
    8: (8, lambda window: all(abs(d) > 1 for d in window), "{count} in a row with none within one sigma of the mean"),
}
