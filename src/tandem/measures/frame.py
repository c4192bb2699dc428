"""The plot of a chart: its shapes, and an axis that puts months across and values up.

Coordinates are text with a point, because a page in Spanish would print a comma into the drawing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, log10

from tandem.measures.reading import said
from tandem.measures.result import MonthResult, Result

LEFT, RIGHT, TOP, BOTTOM = 48, 112, 16, 56
GRID_STEPS = 6
LABEL_GAP = 14


@dataclass(frozen=True)
class Line:
    """A straight line from (x1, y1) to (x2, y2). `kind`: grid or mean."""

    kind: str
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Path:
    """Points for a polygon (kind band) or a polyline (kinds limit, line, tail), as "x,y x,y"."""

    kind: str
    points: str


@dataclass(frozen=True)
class Rect:
    """A box. `kind`: gap (hatched) or bar."""

    kind: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Point:
    """One month's value. `kind`: dot, tail, or outside; `path` draws the diamond of a point outside."""

    kind: str
    x: str
    y: str
    path: str
    title: str


@dataclass(frozen=True)
class Label:
    """Text. `kind`: axis, label or note; `anchor`: start, middle or end."""

    kind: str
    x: str
    y: str
    anchor: str
    text: str


def number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def points_text(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def stretches(values: list[object]) -> list[tuple[int, int]]:
    """Return the runs of months that have a value, as (first, after the last)."""
    runs = groupby(range(len(values)), key=lambda i: values[i] is not None)
    return [(indexes[0], indexes[-1] + 1) for has, group in runs if has for indexes in [list(group)]]


def round_scale(low: float, high: float) -> tuple[float, float, float]:
    """Return (bottom, top, step) with round steps of 1, 2 or 5 that hold both ends, at most about six of them."""
    rough = max((high - low) / GRID_STEPS, 1e-9)
    tens = 10.0 ** floor(log10(rough))
    step = next(tens * factor for factor in (1, 2, 5, 10) if tens * factor >= rough * 0.999999)
    bottom, top = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
    return bottom, top if top > bottom else bottom + step, step


def month_label(month: MonthResult) -> str:
    return f"{month.month.words}, so far" if month.so_far else month.month.words


class Frame:
    """The plot's axes: months across, values up."""

    def __init__(self, result: Result, width: int, height: int, scale: tuple[float, float, float], words: Callable):
        self.result, self.words = result, words
        self.bottom, self.top, self.step = scale
        self.right, self.floor = width - RIGHT, height - BOTTOM
        self.column = (self.right - LEFT) / len(result.months)

    def x(self, index: float) -> float:
        return LEFT + self.column * index

    def y(self, value: float) -> float:
        return self.floor - (value - self.bottom) / (self.top - self.bottom) * (self.floor - TOP)

    def middle(self, index: int) -> float:
        return self.x(index + 0.5)

    def level(self, start: int, end: int, value: float) -> tuple[str, str, str, str]:
        return number(self.x(start)), number(self.y(value)), number(self.x(end)), number(self.y(value))

    def stretch(self, start: int, limits: list[tuple[float, float]]) -> tuple[list, list]:
        """Return the stepped upper and lower limit of months next to each other."""
        upper, lower = [], []
        for i, (low, high) in enumerate(limits, start):
            upper += [(self.x(i), self.y(high)), (self.x(i + 1), self.y(high))]
            lower += [(self.x(i), self.y(low)), (self.x(i + 1), self.y(low))]
        return upper, lower

    def levels(self) -> list[float]:
        return [self.bottom + i * self.step for i in range(round((self.top - self.bottom) / self.step) + 1)]

    def grid(self) -> tuple[Line, ...]:
        return tuple(Line("grid", *self.level(0, len(self.result.months), value)) for value in self.levels())

    def trend(self, kind: str, values: list[float | None]) -> list[Path]:
        """Return the line through the values, broken where a month has none."""
        return [
            Path(kind, points_text((self.middle(i), self.y(values[i])) for i in range(start, end)))
            for start, end in stretches(values)
            if end - start > 1
        ]

    def points(self, kind: str, values: list[float | None]) -> tuple[Point, ...]:
        return tuple(
            self._point(kind, i, value, month)
            for i, (value, month) in enumerate(zip(values, self.result.months, strict=True))
            if value is not None
        )

    def _point(self, kind: str, index: int, value: float, month: MonthResult) -> Point:
        x, y = self.middle(index), self.y(value)
        kind = "outside" if month.outside and kind == "dot" else kind
        path = f"M{number(x)} {number(y - 8)}l8 8-8 8-8-8z" if kind == "outside" else ""
        words = said(self.result.measure, value)
        return Point(kind, number(x), number(y), path, f"{month_label(month)}: {words}, n {month.n:,}")

    def gaps(self) -> tuple[Rect, ...]:
        holes = [True if month.gap else None for month in self.result.months]
        height = number(self.floor - TOP)
        return tuple(
            Rect("gap", number(self.x(start)), number(TOP), number(self.column * (end - start)), height)
            for start, end in stretches(holes)
        )

    def axis(self) -> list[Label]:
        """Return the value axis, at most nine month names, and the words on each gap."""
        labels = [Label("axis", number(LEFT - 8), number(self.y(v) + 4), "end", self.words(v)) for v in self.levels()]
        every = max(1, ceil(len(self.result.months) / 9))
        year = None
        for i in range(0, len(self.result.months), every):
            name, own = self.result.months[i].month.words.split()
            text = name[:3] if own == year else f"{name[:3]} {own}"
            labels.append(Label("axis", number(self.middle(i)), number(self.floor + 20), "middle", text))
            year = own
        for start, end in stretches([True if month.gap else None for month in self.result.months]):
            labels.append(Label("note", number(self.x((start + end) / 2)), number(TOP + 18), "middle", "no data"))
        return labels

    def side(self, levels: list[tuple[float, str]]) -> list[Label]:
        """Return labels right of the plot, pushed apart so that none lies on another."""
        placed, last = [], None
        for value, text in sorted(levels, reverse=True):
            y = self.y(value) + 4
            y = y if last is None else max(y, last + LABEL_GAP)
            placed.append(Label("label", number(self.right + 8), number(y), "start", text))
            last = y
        return placed

    def band(self) -> list[Path]:
        """Return the limits of all months that have them: the band between, and its two edges."""
        limits = [m.limits for m in self.result.months]
        steps = [self.stretch(start, [limits[i] for i in range(start, end)]) for start, end in stretches(limits)]
        return [
            path
            for upper, lower in steps
            for path in (
                Path("band", points_text([*upper, *reversed(lower)])),
                Path("limit", points_text(upper)),
                Path("limit", points_text(lower)),
            )
        ]

    def outside_labels(self) -> list[Label]:
        """Return the name of each point outside: left of it in the right half, so that it stays in the picture."""
        labels = []
        for i, month in enumerate(self.result.months):
            if month.outside:
                left = i >= len(self.result.months) / 2
                x = self.middle(i) + (-12 if left else 12)
                name, year = month.month.words.split()
                text = f"{name[:3]} {year}, {said(self.result.measure, month.value)}"
                labels.append(
                    Label("label", number(x), number(self.y(month.value) + 5), "end" if left else "start", text)
                )
        return labels

    def few_labels(self) -> list[Label]:
        """Return the count at the foot of months that have too few for a value."""
        return [
            Label("note", number(self.middle(i)), number(self.floor - 6), "middle", f"n {month.n}")
            for i, month in enumerate(self.result.months)
            if month.value is None and not month.gap
        ]
