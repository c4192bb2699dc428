"""A result as shapes a template draws: no script, no inline style, and the same numbers as a table.

Coordinates are text with a point, because a page in Spanish would print a comma into the drawing. Months without data
are hatched and break the line; a month outside the limits is a diamond with its label; nothing is coloured by good or
bad.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, log10

from tandem.measures.measure import MINUTES, MIX
from tandem.measures.reading import minutes, percent
from tandem.measures.result import Interval, MonthResult, Result

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


@dataclass(frozen=True)
class TableRow:
    """One row of the table twin. `gap` says in words why there are no numbers, and `cells` is then empty."""

    head: str
    cells: tuple[str, ...]
    gap: str | None


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    title: str
    legend: str
    lines: tuple[Line, ...]
    paths: tuple[Path, ...]
    rects: tuple[Rect, ...]
    points: tuple[Point, ...]
    labels: tuple[Label, ...]
    columns: tuple[str, ...]
    table: tuple[TableRow, ...]


def chart(result: Result, width: int = 800, height: int = 320) -> Chart | None:
    """Return the trend chart of a result, or None where there is no number to draw. Sizes in SVG units."""
    if result.value is None:
        return None
    return minutes_chart(result, width, height) if result.measure.unit == MINUTES else p_chart(result, width, height)


def p_chart(result: Result, width: int = 800, height: int = 320) -> Chart:
    """Return a p chart of a share: points, the mean, and three-sigma limits that follow each month's n."""
    frame = _Frame(result, width, height, _share_scale(result), percent)
    limits = [m.limits for m in result.months]
    steps = [frame.stretch(start, [limits[i] for i in range(start, end)]) for start, end in _stretches(limits)]
    paths = [
        path
        for upper, lower in steps
        for path in (
            Path("band", _points([*upper, *reversed(lower)])),
            Path("limit", _points(upper)),
            Path("limit", _points(lower)),
        )
    ]
    mean = [Line("mean", *frame.level(start, end, result.mean)) for start, end in _stretches(limits)]
    last = next((m.limits for m in reversed(result.months) if m.limits), None)
    side = [(result.mean, f"Mean {percent(result.mean)}")]
    if last:
        side += [(last[1], f"Upper {percent(last[1])}"), (last[0], f"Lower {percent(last[0])}")]
    name = "Engaged share" if result.measure.unit == MIX else result.measure.name
    return Chart(
        width,
        height,
        f"{name} by month, with control limits. Same numbers in the table below.",
        "p chart, three-sigma limits that follow each month's n. Diamond: outside them. Hatched: no data received.",
        (*frame.grid(), *mean),
        (*paths, *frame.trend("line", [m.value for m in result.months])),
        frame.gaps(),
        frame.points("dot", [m.value for m in result.months]),
        (*frame.axis(), *frame.side(side), *frame.outside_labels(), *frame.few_labels()),
        (
            "Month",
            "Engaged" if result.measure.unit == MIX else "Counted in",
            "Of",
            "Share",
            "95 %",
        ),
        _table(result, _share_cells),
    )


def minutes_chart(result: Result, width: int = 800, height: int = 320) -> Chart:
    """Return the monthly median and 90th percentile in minutes. The table has each month's interval of the median."""
    top = max((m.tail for m in result.months if m.tail is not None), default=result.tail)
    frame = _Frame(result, width, height, _scale(0, top), lambda value: f"{value:g} min")
    medians, tails = [m.value for m in result.months], [m.tail for m in result.months]
    side = [
        (values[-1], f"{word} {minutes(values[-1])} min")
        for word, values in (
            ("Nine in ten", [v for v in tails if v is not None]),
            ("Median", [v for v in medians if v is not None]),
        )
        if values
    ]
    return Chart(
        width,
        height,
        f"{result.measure.name}, minutes by month: median and nine in ten. Same numbers in the table below.",
        "Circle and line: median. Square and line: nine in ten were faster. Hatched: no data received.",
        frame.grid(),
        (*frame.trend("tail", tails), *frame.trend("line", medians)),
        frame.gaps(),
        (*frame.points("tail", tails), *frame.points("dot", medians)),
        (*frame.axis(), *frame.side(side), *frame.few_labels()),
        ("Month", "n", "Median, minutes", "95 %", "Nine in ten within"),
        _table(result, _minutes_cells),
    )


def bar_chart(result: Result, width: int = 800, row: int = 36) -> Chart | None:
    """Return one bar per value of a mix, in the measure's order, with its count and share; None if there is no mix."""
    if not result.parts or result.value is None:
        return None
    label, number = 220, 150
    longest = max(part.count for part in result.parts) or 1
    bars, labels = [], []
    for i, part in enumerate(result.parts):
        length, middle = (width - label - number) * part.count / longest, i * row + row / 2
        bars.append(Rect("bar", _n(label), _n(middle - 9), _n(length), "18"))
        labels.append(Label("label", _n(label - 12), _n(middle + 5), "end", part.label))
        text = f"{part.count:,}, {percent(part.share)}"
        labels.append(Label("axis", _n(label + length + 8), _n(middle + 5), "start", text))
    return Chart(
        width,
        row * len(result.parts),
        f"{result.measure.name}: how many of {result.n:,}. Same numbers in the table below.",
        "Each bar is a count; the bars add up to all that were counted.",
        (),
        (),
        tuple(bars),
        (),
        tuple(labels),
        (result.measure.name, "n", "Share", "95 %"),
        tuple(
            TableRow(p.label, (f"{p.count:,}", percent(p.share), interval_words(p.interval, share=True)), None)
            for p in result.parts
        ),
    )


def interval_words(interval: Interval | None, *, share: bool) -> str:
    """Return "48 to 72" in percent or minutes, or "too few" where n allows no interval."""
    if interval is None:
        return "too few"
    low, high = interval.low, interval.high
    return f"{low * 100:.0f} to {high * 100:.0f}" if share else f"{minutes(low)} to {minutes(high)}"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _stretches(values: list[object]) -> list[tuple[int, int]]:
    """Return the runs of months that have a value, as (first, after the last)."""
    runs = groupby(range(len(values)), key=lambda i: values[i] is not None)
    return [(indexes[0], indexes[-1] + 1) for has, group in runs if has for indexes in [list(group)]]


def _scale(low: float, high: float) -> tuple[float, float, float]:
    """Return (bottom, top, step) with round steps of 1, 2 or 5 that hold both ends, at most about six of them."""
    rough = max((high - low) / GRID_STEPS, 1e-9)
    tens = 10.0 ** floor(log10(rough))
    step = next(tens * factor for factor in (1, 2, 5, 10) if tens * factor >= rough * 0.999999)
    bottom, top = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
    return bottom, top if top > bottom else bottom + step, step


def _share_scale(result: Result) -> tuple[float, float, float]:
    seen = [v for m in result.months if m.value is not None for v in (m.value, *(m.limits or ()))] or [result.value]
    bottom, top, step = _scale(min(seen), max(seen))
    return max(0.0, bottom), min(1.0, top), max(step, 0.01)


class _Frame:
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
        return _n(self.x(start)), _n(self.y(value)), _n(self.x(end)), _n(self.y(value))

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
            Path(kind, _points((self.middle(i), self.y(values[i])) for i in range(start, end)))
            for start, end in _stretches(values)
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
        path = f"M{_n(x)} {_n(y - 8)}l8 8-8 8-8-8z" if kind == "outside" else ""
        share = self.result.measure.unit != MINUTES
        number = percent(value) if share else f"{minutes(value)} minutes"
        return Point(kind, _n(x), _n(y), path, f"{_month_label(month)}: {number}, n {month.n:,}")

    def gaps(self) -> tuple[Rect, ...]:
        holes = [True if month.gap else None for month in self.result.months]
        height = _n(self.floor - TOP)
        return tuple(
            Rect("gap", _n(self.x(start)), _n(TOP), _n(self.column * (end - start)), height)
            for start, end in _stretches(holes)
        )

    def axis(self) -> list[Label]:
        """Return the value axis, at most nine month names, and the words on each gap."""
        labels = [Label("axis", _n(LEFT - 8), _n(self.y(v) + 4), "end", self.words(v)) for v in self.levels()]
        every = max(1, ceil(len(self.result.months) / 9))
        year = None
        for i in range(0, len(self.result.months), every):
            name, own = self.result.months[i].month.words.split()
            text = name[:3] if own == year else f"{name[:3]} {own}"
            labels.append(Label("axis", _n(self.middle(i)), _n(self.floor + 20), "middle", text))
            year = own
        for start, end in _stretches([True if month.gap else None for month in self.result.months]):
            labels.append(Label("note", _n(self.x((start + end) / 2)), _n(TOP + 18), "middle", "no data"))
        return labels

    def side(self, levels: list[tuple[float, str]]) -> list[Label]:
        """Return labels right of the plot, pushed apart so that none lies on another."""
        placed, last = [], None
        for value, text in sorted(levels, reverse=True):
            y = self.y(value) + 4
            y = y if last is None else max(y, last + LABEL_GAP)
            placed.append(Label("label", _n(self.right + 8), _n(y), "start", text))
            last = y
        return placed

    def outside_labels(self) -> list[Label]:
        """Return the name of each point outside: left of it in the right half, so that it stays in the picture."""
        labels = []
        for i, month in enumerate(self.result.months):
            if month.outside:
                left = i >= len(self.result.months) / 2
                x = self.middle(i) + (-12 if left else 12)
                name, year = month.month.words.split()
                text = f"{name[:3]} {year}, {percent(month.value)}"
                labels.append(Label("label", _n(x), _n(self.y(month.value) + 5), "end" if left else "start", text))
        return labels

    def few_labels(self) -> list[Label]:
        """Return the count at the foot of months that have too few for a value."""
        return [
            Label("note", _n(self.middle(i)), _n(self.floor - 6), "middle", f"n {month.n}")
            for i, month in enumerate(self.result.months)
            if month.value is None and not month.gap
        ]


def _month_label(month: MonthResult) -> str:
    return f"{month.month.words}, so far" if month.so_far else month.month.words


def _table(result: Result, cells: Callable[[MonthResult], tuple[str, ...]]) -> tuple[TableRow, ...]:
    """Return the months, newest first."""
    return tuple(TableRow(_month_label(m), () if m.note else cells(m), m.note) for m in reversed(result.months))


def _share_cells(month: MonthResult) -> tuple[str, ...]:
    return (
        f"{month.numerator:,}",
        f"{month.n:,}",
        percent(month.value),
        interval_words(month.interval, share=True),
    )


def _minutes_cells(month: MonthResult) -> tuple[str, ...]:
    return (
        f"{month.n:,}",
        minutes(month.value),
        interval_words(month.interval, share=False),
        minutes(month.tail),
    )
