"""Coordinates of the lab's pictures: calls by hour, by place, and shares by group. Text with a point, in any language."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from tandem.measures.frame import number, round_scale
from tandem.measures.statistics import wilson
from tandem.planning.replay.told import Group, Hour

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FLOOR = 700, 250, 56, 20, 22, 210
BAR_WIDTH, BAR_STEP = 130, 34
GROUP_LEFT, GROUP_RIGHT, GROUP_TOP, GROUP_STEP, HEAD_STEP = 270, 600, 44, 28, 34


@dataclass(frozen=True)
class Tick:
    at: str
    text: str


@dataclass(frozen=True)
class HourChart:
    """Two lines over the hours of a day and the area between them; `bare` are (x, width) of hours without a team."""

    in_force: str
    draft: str
    between: str
    levels: tuple[Tick, ...]
    hours: tuple[Tick, ...]
    bare: tuple[tuple[str, str], ...]


def hour_chart(hours: Sequence[Hour], bare: Sequence[int]) -> HourChart:
    """`bare` are the local hours in which mostly no team is on shift."""
    _bottom, top, step = round_scale(0, max(1, *(max(one.in_force, one.draft) for one in hours)))
    step = max(1.0, step)
    top = max(top, step)
    wide = (WIDTH - LEFT - RIGHT) / 24

    def x(hour: float) -> float:
        return LEFT + wide * hour

    def y(value: float) -> float:
        return FLOOR - (FLOOR - TOP) * value / top

    under = [(x(one.hour + 0.5), y(one.in_force)) for one in hours]
    over = [(x(one.hour + 0.5), y(one.draft)) for one in hours]
    return HourChart(
        in_force=_points(under),
        draft=_points(over),
        between=_points([*over, *reversed(under)]),
        levels=tuple(Tick(number(y(at * step)), f"{at * step:,.0f}") for at in range(ceil(top / step) + 1)),
        hours=tuple(Tick(number(x(hour + 0.5)), f"{hour:02d}:00") for hour in range(0, 24, 3)),
        bare=tuple((number(x(hour)), number(wide)) for hour in bare),
    )


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


@dataclass(frozen=True)
class Bar:
    """One place: what is in force dark, what the draft adds light (or, where it takes away, what it leaves)."""

    y: str
    text_y: str
    dark: str
    light: str
    count_x: str


def bars(groups: Sequence[Group]) -> tuple[Bar, ...]:
    most = max([1, *(max(one.in_force, one.draft) for one in groups)])
    found = []
    for place, one in enumerate(groups):
        dark, light = (BAR_WIDTH * value / most for value in (one.in_force, one.draft))
        y = 18 + BAR_STEP * place
        found.append(Bar(number(y), number(y + 14), number(dark), number(light), number(max(dark, light) + 8)))
    return tuple(found)


@dataclass(frozen=True)
class Span:
    """One group: where its share stands under both, with the 95 % intervals. `head_y` is where a heading above it stands."""

    y: str
    text_y: str
    head_y: str
    circle: str
    square: str
    circle_low: str
    circle_high: str
    square_low: str
    square_high: str


def spans(groups: Sequence[Group], heads: Sequence[bool]) -> tuple[tuple[Span, ...], tuple[Tick, ...], int]:
    """The groups on one scale of shares, the scale's marks, and the height of all. Each group has calls.

    `heads` says above which groups a heading stands.
    """
    shares = [
        (
            one.in_force / one.calls,
            one.draft / one.calls,
            *wilson(one.in_force, one.calls),
            *wilson(one.draft, one.calls),
        )
        for one in groups
    ]
    low, high, step = round_scale(min(min(row) for row in shares), max(max(row) for row in shares))

    def x(share: float) -> str:
        return number(GROUP_LEFT + (GROUP_RIGHT - GROUP_LEFT) * (share - low) / (high - low))

    found, y = [], GROUP_TOP
    for (was, now, was_low, was_high, now_low, now_high), head in zip(shares, heads, strict=True):
        y += HEAD_STEP if head else 0
        ends = map(x, (was_low, was_high, now_low, now_high))
        found.append(Span(number(y), number(y + 5), number(y - GROUP_STEP + 6), x(was), x(now), *ends))
        y += GROUP_STEP
    steps = round((high - low) / step)
    every = max(1, ceil(steps / 6))
    ticks = tuple(Tick(x(low + at * step), f"{(low + at * step) * 100:.0f} %") for at in range(0, steps + 1, every))
    return tuple(found), ticks, y - GROUP_STEP + GROUP_TOP // 2
