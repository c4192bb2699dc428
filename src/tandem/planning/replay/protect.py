"""No count from 1 to 10 stands on a page, and none can be worked out from those that do.

CMS cell size policy, k = 11 (45 CFR 164.514(b) asks that nobody can be singled out). Where a total is published, one
hidden row would be the total less the others, and two hidden rows that make 9 together would each be small: so rows are
hidden until at least two are, and until what is hidden is 0 or 11 and more in every column.
"""

from collections.abc import Sequence

K = 11


def small(count: int, k: int = K) -> bool:
    return 0 < count < k


def protected(rows: Sequence[Sequence[int]], k: int = K) -> set[int]:
    """The places of the rows to hide, out of rows of counts that share columns whose totals are published.

    A row is hidden where any count of it is small; a row of zeros says nothing about anybody. What must be hidden with
    it are the next smallest rows. All rows are hidden where that is what it takes.
    """
    hidden = {place for place, row in enumerate(rows) if any(small(count, k) for count in row)}
    rest = sorted((place for place, row in enumerate(rows) if place not in hidden and any(row)), key=lambda p: rows[p])
    while hidden and rest and not _safe([rows[place] for place in hidden], k):
        hidden.add(rest.pop(0))
    return hidden


def _safe(hidden: list[Sequence[int]], k: int) -> bool:
    return len(hidden) > 1 and not any(small(sum(column), k) for column in zip(*hidden, strict=True))
