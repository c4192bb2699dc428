"""A result as shapes a template draws, each with the same numbers as a table. Ratios are drawn on a scale of doublings."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, floor, log2

from django.utils.translation import gettext as _

from tandem.measures.evaluation.report import Point, Report
from tandem.measures.evaluation.words import RATIO, SHARES, number
from tandem.measures.suppress import is_small

WIDTH, LEFT, RIGHT = 640, 72, 16
MOST_DOTS = 24


@dataclass(frozen=True)
class Mark:
    """A value with its interval; positions as text with a point. `hollow`: the interval holds no effect."""

    x: str
    y: str
    low: str
    high: str
    hollow: bool
    title: str


@dataclass(frozen=True)
class Tick:
    at: str
    text: str


@dataclass(frozen=True)
class Drawn:
    """One picture. `zero` is where no effect lies; `shade` where the time after the change begins, across."""

    width: int
    height: int
    title: str
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    periods: tuple[Tick, ...]
    zero: str
    shade: str
    table: tuple[tuple[str, ...], ...] = ()


def estimate(report: Report) -> Drawn | None:
    """The estimate with its interval on a line, no effect marked. None where there is none."""
    if report.estimate is None or report.interval is None:
        return None
    low, high = report.interval
    scale = _Scale(report, (low, high, report.estimate, report.no_effect), LEFT, WIDTH - RIGHT)
    at = lambda value: _text(scale(value))  # noqa: E731
    mark = Mark(at(report.estimate), "40", at(low), at(high), _crosses(report), report.estimate_sentence)
    ticks = tuple(Tick(at(value), scale.words(value)) for value in scale.ticks())
    return Drawn(WIDTH, 96, report.estimate_sentence, (mark,), ticks, (), at(report.no_effect), "")


def trend(report: Report) -> Drawn | None:
    """What came in each period against what would have come without the change; before it this should be flat."""
    points = report.before_trend
    if not points:
        return None
    height, top, bottom = 300, 24, 264
    ends = [end for one in points for end in (one.interval or (one.estimate, one.estimate))]
    scale = _Scale(report, (*ends, report.no_effect), bottom, top)
    step = (WIDTH - LEFT - RIGHT) / len(points)
    across = [LEFT + (i + 0.5) * step for i in range(len(points))]
    marks = tuple(
        Mark(_text(x), _text(scale(one.estimate)), *(_text(scale(end)) for end in one.interval or (one.estimate,) * 2),
             one.before, f"{one.at}: {number(one.estimate)}")
        for x, one in zip(across, points, strict=True)
    )  # fmt: skip
    first = next((i for i, one in enumerate(points) if not one.before), None)
    every = max(1, ceil(len(points) / 6))
    return Drawn(
        WIDTH,
        height,
        report.before_sentence,
        marks,
        tuple(Tick(_text(scale(value)), scale.words(value)) for value in scale.ticks()),
        tuple(Tick(_text(x), points[i].at) for i, x in enumerate(across) if i % every == 0),
        _text(scale(report.no_effect)),
        _text(across[first] - step / 2) if first is not None else "",
        tuple(_row(one) for one in points),
    )


def chance(report: Report) -> Drawn | None:
    """Made-up starts as dots, in columns, with ours as a line. None where none were tried."""
    told = report.chance
    if told is None or not told.estimates or report.estimate is None:
        return None
    height, bottom = 220, 180
    scale = _Scale(report, (*told.estimates, report.estimate, report.no_effect), LEFT, WIDTH - RIGHT)
    columns: dict[int, int] = {}
    each = max(1, ceil(len(told.estimates) / 200))
    marks = []
    for i, value in enumerate(sorted(told.estimates)):
        if i % each:
            continue
        column = round(scale(value) / 14)
        columns[column] = columns.get(column, 0) + 1
        if columns[column] <= MOST_DOTS:
            y = bottom - 7 * columns[column]
            marks.append(Mark(str(column * 14), str(y), "", "", False, scale.words(value)))
    ticks = tuple(Tick(_text(scale(value)), scale.words(value)) for value in scale.ticks())
    ours = _text(scale(report.estimate))
    rows = tuple((scale.words(value),) for value in sorted(told.estimates))
    return Drawn(WIDTH, height, told.sentence, tuple(marks), ticks, (), ours, "", rows)


def without_small(report: Report) -> Report:
    """The report without what tells a count by period, for a reader who is shown none under eleven."""
    kept = (one for one in report.table if one.part != "counted")
    return replace(
        report, before_trend=(), table=tuple(replace(one, n=None) if is_small(one.n or 0) else one for one in kept)
    )


class _Scale:
    """Values to places between two ends; of ratios by their doublings."""

    def __init__(self, report: Report, values: tuple[float, ...], start: float, end: float):
        self.report, self.ratio = report, report.scale in RATIO
        kept = [value for value in values if not self.ratio or value > 0]
        self.least = min(kept) / 4 if self.ratio else 0.0
        placed = [self._place(value) for value in kept]
        pad = (max(placed) - min(placed)) * 0.06 or 0.5
        self.low, self.high = min(placed) - pad, max(placed) + pad
        self.start, self.end = start, end

    def _place(self, value: float) -> float:
        return log2(max(value, self.least)) if self.ratio else value

    def __call__(self, value: float) -> float:
        share = (self._place(value) - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Four to eight round values within the ends; no effect is among them."""
        if self.ratio:
            some = [0.125, 0.25, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 4.0, 8.0]
            inside = [one for one in some if self.low <= log2(one) <= self.high]
            return inside if len(inside) <= 8 else [one for one in inside if one in (0.125, 0.25, 0.5, 1, 2, 4, 8)]
        size = (self.high - self.low) / 5
        step = next(one * 10.0**power for power in range(-6, 9) for one in (1, 2, 5) if one * 10.0**power >= size)
        return [step * i for i in range(ceil(self.low / step), floor(self.high / step) + 1)]

    def words(self, value: float) -> str:
        if self.ratio:
            return _("no change") if value == 1 else f"{'−' if value < 1 else '+'}{number(abs(value - 1) * 100)} %"
        times = 100 if self.report.scale == SHARES else 1
        return "0" if abs(value) < 1e-12 else f"{'−' if value < 0 else '+'}{number(abs(value) * times)}"


def _crosses(report: Report) -> bool:
    low, high = report.interval
    return low <= report.no_effect <= high


def _row(one: Point) -> tuple[str, ...]:
    between: Callable[[], str] = lambda: f"{number(one.interval[0])} to {number(one.interval[1])}"  # noqa: E731
    return (one.at, _("before") if one.before else _("after"), number(one.estimate), between() if one.interval else "–")


def _text(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
