"""What is said, in bubbles that lie inside the frame, over no face and over no other bubble."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tandem.surfaces.rehearse.drawing.places.set import HIGH, WIDE
from tandem.surfaces.rehearse.drawing.widths import width, wrapped

EDGE = 14.0
NAME_SIZE = 20.0
SIZES = (30.0, 26.0, 22.0)
ROOMS = (560.0, 420.0, 760.0, 330.0, 1000.0, 1720.0)
LONGEST = 420  # letters of one line that are shown; what is longer ends with an ellipsis
MOST = 4

type Circle = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Said:
    """A line to be placed. `head` None: a voice from outside the picture."""

    name: str
    text: str
    head: Circle | None


@dataclass(frozen=True, slots=True)
class Bubble:
    name: str
    lines: tuple[str, ...]
    size: float
    x: float
    y: float
    wide: float
    high: float
    head: Circle | None


def placed(said: Sequence[Said], heads: Sequence[Circle]) -> tuple[Bubble, ...]:
    """The newest lines that fit, oldest first. The last one is always placed."""
    return _placed(tuple(said), tuple(heads))


@lru_cache(maxsize=256)
def _placed(said: tuple[Said, ...], heads: tuple[Circle, ...]) -> tuple[Bubble, ...]:
    lines = list(said)[-MOST:]
    while lines:
        found = _place(lines, heads)
        if found is not None:
            return tuple(found)
        lines = lines[1:]
    # A very long line that no place near its speaker holds runs along the upper edge, over everybody's head.
    last = _best(replace(said[-1], head=None), heads, []) if said else None
    return (last,) if last else ()


def _place(said: Sequence[Said], heads: Sequence[Circle]) -> list[Bubble] | None:
    bubbles: dict[int, Bubble] = {}
    # The longest is placed first: it has the fewest places to go.
    for i, line in sorted(enumerate(said), key=lambda pair: -len(pair[1].text)):
        best = _best(line, heads, list(bubbles.values()))
        if best is None:
            return None
        bubbles[i] = best
    return [bubbles[i] for i in sorted(bubbles)]


def _best(line: Said, heads: Sequence[Circle], taken: Sequence[Bubble]) -> Bubble | None:
    """The place that costs least: near the head, above it, in large letters and few lines."""
    text = line.text if len(line.text) <= LONGEST else line.text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    for size in SIZES:
        least, best = math.inf, None
        tried: set[tuple[str, ...]] = set()
        for room in ROOMS:
            lines = tuple(wrapped(text, size, room))
            if lines in tried or len(lines) > 5:
                continue
            tried.add(lines)
            mark = 30 if line.head is None else 0
            wide = max(*(width(t, size) for t in lines), width(line.name, NAME_SIZE) + mark, 90) + 48
            high = 44 + NAME_SIZE * 0.7 + len(lines) * size * 1.26
            many = len(lines) * 8

            def free(x: float, y: float, wide: float = wide, high: float = high) -> bool:
                return not _hits(x, y, wide, high, heads, taken)

            found = _spot(line.head, wide, high, least - many, free)
            if found:
                least = found[0] + many
                best = Bubble(line.name, lines, size, *found[1:], wide, high, line.head)
        if best is not None:
            return best
    return None


def _spot(
    head: Circle | None, wide: float, high: float, most: float, free: Callable[[float, float], bool]
) -> tuple[float, float, float] | None:
    """The free place that costs least, and less than `most`: its cost, x, y. A voice from outside belongs to the upper
    edge, left first. What is already too dear by its row alone is not looked at, for there are thousands of places.
    """
    lowest, right = HIGH - EDGE - high, WIDE - EDGE - wide
    if lowest < EDGE or right < EDGE:
        return None
    hx, hy, hr = head or (0.0, 0.0, 0.0)
    top = hy - hr
    if head is None:
        rows, places = _steps(EDGE, min(lowest, 420), 20), list(_steps(EDGE, right, 40))
    else:
        rows = _steps(max(EDGE, top - high - 180), min(lowest, hy + 160), 17)
        places = list(_steps(min(max(EDGE, hx - hr - wide - 70), right), min(right, hx + hr + 70), 29))
    best = None
    for y in rows:
        down = min(max(hy, y), y + high) - top
        row = max(0.0, y + high - top) * 2.2 if head else y * 2
        if row + (abs(down) if head else 0.0) >= most:
            continue
        for x in places:
            if head:
                across = min(max(hx, x + 40), x + wide - 40) - hx
                cost = row + abs(x + wide / 2 - hx) * 0.12 + math.hypot(across, down)
            else:
                cost = row + x * 0.1
            if cost < most and free(x, y):
                most, best = cost, (cost, x, y)
    return best


def _steps(first: float, last: float, by: float) -> Iterator[float]:
    at = first
    while at < last:
        yield at
        at += by
    yield max(first, last)


def _hits(x: float, y: float, wide: float, high: float, heads: Sequence[Circle], taken: Sequence[Bubble]) -> bool:
    for hx, hy, hr in heads:
        near = (min(max(hx, x), x + wide), min(max(hy, y), y + high))
        if math.dist(near, (hx, hy)) < hr + 10:
            return True
    return any(
        x < b.x + b.wide + 16 and b.x < x + wide + 16 and y < b.y + b.high + 16 and b.y < y + high + 16 for b in taken
    )
