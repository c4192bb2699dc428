"""Intervals of the measures, in closed or exact form: no sampling, so equal counts give equal words."""

from dataclasses import dataclass
from functools import lru_cache
from math import exp, floor, lgamma, log, log1p, sqrt

Z95 = 1.959963984540054


def wilson(k: int, n: int, z: float = Z95) -> tuple[float, float]:
    """Return the Wilson score interval of k out of n as shares from 0 to 1 (Wilson 1927, JASA 22:209).

    It never leaves 0 to 1 and holds for k = 0 and k = n. ValueError unless 0 ≤ k ≤ n and n > 0.
    """
    if not 0 <= k <= n or n == 0:
        raise ValueError(f"{k} of {n} is not a share.")
    p, z2 = k / n, z * z
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (0.0 if k == 0 else max(0.0, centre - half)), (1.0 if k == n else min(1.0, centre + half))


@lru_cache(maxsize=4096)
def quantile_ranks(n: int, q: float, level: float = 0.95) -> tuple[int, int] | None:
    """Return ranks (from 1) of the order statistics that hold the q-quantile with at least the level's confidence.

    Distribution-free: the number of values under the quantile is Binomial(n, q) (David and Nagaraja, Order Statistics,
    7.1). None where n is too small for such an interval (under 6 for the median at 95 %).
    """
    tail = (1 - level) / 2
    reach = int(10 * sqrt(n * q * (1 - q))) + 10
    first, last = max(0, floor(n * q) - reach), min(n, floor(n * q) + reach)
    if n == 0:
        return None
    mass = exp(lgamma(n + 1) - lgamma(first + 1) - lgamma(n - first + 1) + first * log(q) + (n - first) * log1p(-q))
    below, low, high = 0.0, 0, None
    for count in range(first, last + 1):
        below += mass
        if below <= tail:
            low = count + 1
        if below >= 1 - tail:
            high = count + 1
            break
        mass *= (n - count) / (count + 1) * q / (1 - q)
    if low < 1 or high is None or high > n:
        return None
    return low, high


@dataclass(frozen=True)
class Sums:
    """What a ratio of sums needs of its rows: their number, and the sums of x, y, their squares and their product."""

    n: int = 0
    x: float = 0.0
    y: float = 0.0
    xx: float = 0.0
    xy: float = 0.0
    yy: float = 0.0

    def __add__(self, other: "Sums") -> "Sums":
        parts = zip(
            (self.n, self.x, self.y, self.xx, self.xy, self.yy),
            (other.n, other.x, other.y, other.xx, other.xy, other.yy),
            strict=True,
        )
        return Sums(*(one + two for one, two in parts))


def ratio(sums: Sums, z: float = Z95) -> tuple[float, float, float] | None:
    """Return the sum of y over the sum of x with its 95 % interval, cut at 0; None without two rows or without any x.

    The rows (shifts) are taken as a sample: the spread of y - r x between them gives the standard error (Cochran,
    Sampling Techniques, 6.4).
    """
    if sums.n < 2 or sums.x <= 0:
        return None
    r = sums.y / sums.x
    spread = max(0.0, sums.yy - 2 * r * sums.xy + r * r * sums.xx) / (sums.n - 1)
    half = z * sqrt(spread / sums.n) / (sums.x / sums.n)
    return r, max(0.0, r - half), r + half
