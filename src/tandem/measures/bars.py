"""Columns side by side, as shapes a template draws: how many of how many, one column each, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.measures.chart import Chart, TableRow
from tandem.measures.frame import Label, Line, Rect, number, round_scale
from tandem.measures.reading import percent

LEFT, TOP, FLOOR = 40, 12, 32


@dataclass(frozen=True)
class Column:
    """One column: `k` of `n`, a share with its interval where there are enough. `hidden`: nothing of it is told."""

    head: str
    n: int
    k: int
    share: float | None
    interval: tuple[float, float] | None
    hidden: bool = False


def columns(
    some: Sequence[Column], *, title: str, legend: str, heads: tuple[str, str, str, str, str], hidden: str, few: str,
    every: int = 1, width: int = 800, height: int = 220,
) -> Chart:  # fmt: skip
    """Draw `k` of each from zero up; every so many heads are written under them. Sizes in SVG units.

    `heads` are those of the table (what, counted in, of, share, interval); `hidden` and `few` the words for no number.
    """
    longest = max((one.k for one in some if not one.hidden), default=0) or 1
    bottom, top, step = round_scale(0, longest)
    right, floor = width - 8, height - FLOOR
    each = (right - LEFT) / max(1, len(some))

    def y(value: float) -> float:
        return floor - (value - bottom) / (top - bottom) * (floor - TOP)

    levels = [bottom + i * step for i in range(round((top - bottom) / step) + 1)]
    lines = tuple(Line("grid", number(LEFT), number(y(v)), number(right), number(y(v))) for v in levels)
    bars, labels = [], [Label("axis", number(LEFT - 8), number(y(v) + 4), "end", f"{v:g}") for v in levels]
    for i, one in enumerate(some):
        x = LEFT + each * i
        if not one.hidden and one.k:
            bars.append(
                Rect("bar", number(x + each * 0.12), number(y(one.k)), number(each * 0.76), number(floor - y(one.k)))
            )
        if i % every == 0:
            labels.append(Label("axis", number(x + each / 2), number(floor + 20), "middle", one.head))
    table = tuple(
        TableRow(one.head, () if one.hidden else _cells(one, few), hidden if one.hidden else None) for one in some
    )
    return Chart(width, height, title, legend, lines, (), tuple(bars), (), tuple(labels), heads, table)


def _cells(one: Column, few: str) -> tuple[str, str, str, str]:
    if one.share is None:
        return f"{one.k:,}", f"{one.n:,}", few, ""
    low, high = one.interval
    return f"{one.k:,}", f"{one.n:,}", percent(one.share), f"{low * 100:.0f} – {high * 100:.0f}"
