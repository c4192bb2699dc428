"""A result as shapes a template draws: no script, no inline style, and the same numbers as a table.

Months without data are hatched and break the line; a month outside the limits is a diamond with its label; nothing is
coloured by good or bad.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tandem.measures.charted import LEAST_MONTHS
from tandem.measures.control import U
from tandem.measures.frame import (
    Frame,
    Label,
    Line,
    Path,
    Point,
    Rect,
    month_label,
    number,
    round_scale,
    stretches,
)
from tandem.measures.measure import HOURS, LOAD, MINUTES, MIX, SHARES, Measure
from tandem.measures.reading import hours, minutes, percent, said
from tandem.measures.result import Interval, MonthResult, Result

# What fits right of the plot.
SIDE_LETTERS = 18


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
    if result.measure.unit == MINUTES:
        return minutes_chart(result, width, height)
    return p_chart(result, width, height) if result.measure.unit in SHARES else level_chart(result, width, height)


def p_chart(result: Result, width: int = 800, height: int = 320) -> Chart:
    """Return a p chart of a share: points, the mean, and three-sigma limits that follow each month's n."""
    frame = Frame(result, width, height, _share_scale(result), percent)
    limits = [m.limits for m in result.months]
    mean = [Line("mean", *frame.level(start, end, result.mean)) for start, end in stretches(limits)]
    last = next((m.limits for m in reversed(result.months) if m.limits), None)
    side = [(result.mean, f"Mean {percent(result.mean)}")]
    if last:
        side += [(last[1], f"Upper {percent(last[1])}"), (last[0], f"Lower {percent(last[0])}")]
    name = f"{result.measure.name}: {result.measure.yes}" if result.measure.unit == MIX else result.measure.name
    return Chart(
        width,
        height,
        f"{name} by month, with control limits. Same numbers in the table below.",
        "p chart, three-sigma limits that follow each month's n. Diamond: outside them. Hatched: no data received.",
        (*frame.grid(), *mean),
        (*frame.band(), *frame.trend("line", [m.value for m in result.months])),
        frame.gaps(),
        frame.points("dot", [m.value for m in result.months]),
        (*frame.axis(), *frame.side(side), *frame.outside_labels(), *frame.few_labels()),
        (
            "Month",
            result.measure.yes,
            "Of",
            "Share",
            "95 %",
        ),
        _table(result, _share_cells),
    )


def minutes_chart(result: Result, width: int = 800, height: int = 320) -> Chart:
    """Return the monthly median and 90th percentile in minutes. The table has each month's interval of the median."""
    top = max(
        (max(m.tail, m.limits[1] if m.limits else 0.0) for m in result.months if m.tail is not None),
        default=result.tail,
    )
    frame = Frame(result, width, height, round_scale(0, top), lambda value: f"{value:g} min")
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
        f"Circle and line: median. Square and line: nine in ten were faster. {_limit_words(result)}",
        frame.grid(),
        (*frame.band(), *frame.trend("tail", tails), *frame.trend("line", medians)),
        frame.gaps(),
        (*frame.points("tail", tails), *frame.points("dot", medians)),
        (*frame.axis(), *frame.side(side), *frame.outside_labels(), *frame.few_labels()),
        ("Month", "n", "Median, minutes", "95 %", "Nine in ten within"),
        _table(result, _minutes_cells),
    )


def level_chart(result: Result, width: int = 800, height: int = 320) -> Chart:
    """Return the monthly sum of hours, or ratio over them, from zero up. A ratio's interval stands in the table."""
    measure = result.measure
    seen = [m for m in result.months if m.value is not None]
    highest = max((max(m.value, m.limits[1] if m.limits else 0.0) for m in seen), default=result.value)
    frame = Frame(result, width, height, round_scale(0, highest or 1.0), lambda value: _axis_words(measure, value))
    values = [m.value for m in result.months]
    last = next((value for value in reversed(values) if value is not None), None)
    side = [(last, said(measure, last))] if last is not None and len(said(measure, last)) < SIDE_LETTERS else []
    hourly = measure.unit == HOURS
    columns = ("Month", "n", "Hours") if hourly else ("Month", "n", measure.noun.capitalize() or "Share", "95 %")
    return Chart(
        width,
        height,
        f"{measure.name} by month. Same numbers in the table below.",
        f"Circle and line: each month's {'sum' if hourly else 'ratio of sums'}. {_limit_words(result)}",
        frame.grid(),
        (*frame.band(), *frame.trend("line", values)),
        frame.gaps(),
        frame.points("dot", values),
        (*frame.axis(), *frame.side(side), *frame.outside_labels(), *frame.few_labels()),
        columns,
        _table(result, lambda month: _level_cells(measure, month)),
    )


def _limit_words(result: Result) -> str:
    """What the band is, or from when on there is one."""
    if result.control is None:
        return f"Limits of chance are drawn from {LEAST_MONTHS} whole months on. Hatched: no data received."
    kind = (
        "u chart, three-sigma limits that follow each month's hours"
        if result.control.kind == U
        else "three-sigma limits from month to month (individuals chart), whole months only"
    )
    return f"Band: {kind}. Diamond: outside them. Hatched: no data received."


def _axis_words(measure: Measure, value: float) -> str:
    return percent(value) if measure.unit == LOAD else f"{value:g}"


def _level_cells(measure: Measure, month: MonthResult) -> tuple[str, ...]:
    if measure.unit == HOURS:
        return f"{month.n:,}", hours(month.value)
    found, share = month.interval, measure.unit == LOAD
    value = percent(month.value) if share else f"{month.value:.2f}"
    words = interval_words(found, share=True) if share or found is None else f"{found.low:.2f} to {found.high:.2f}"
    return f"{month.n:,}", value, words


def bar_chart(result: Result, width: int = 800, row: int = 36) -> Chart | None:
    """Return one bar per value of a mix, in the measure's order, with its count and share; None if there is no mix."""
    if not result.parts or result.value is None:
        return None
    left, right = 220, 150
    longest = max(part.count for part in result.parts) or 1
    bars, labels = [], []
    for i, part in enumerate(result.parts):
        length, middle = (width - left - right) * part.count / longest, i * row + row / 2
        bars.append(Rect("bar", number(left), number(middle - 9), number(length), "18"))
        labels.append(Label("label", number(left - 12), number(middle + 5), "end", part.label))
        text = f"{part.count:,}, {percent(part.share)}"
        labels.append(Label("axis", number(left + length + 8), number(middle + 5), "start", text))
    return Chart(
        width,
        row * len(result.parts),
        f"{result.measure.name}: how many of {result.n:,}. Same numbers in the table below.",
        "Each bar is a count; with those left blank they add up to all that were counted.",
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


def _share_scale(result: Result) -> tuple[float, float, float]:
    seen = [v for m in result.months if m.value is not None for v in (m.value, *(m.limits or ()))] or [result.value]
    bottom, top, step = round_scale(min(seen), max(seen))
    return max(0.0, bottom), min(1.0, top), max(step, 0.01)


def _table(result: Result, cells: Callable[[MonthResult], tuple[str, ...]]) -> tuple[TableRow, ...]:
    """Return the months, newest first."""
    return tuple(TableRow(month_label(m), () if m.note else cells(m), m.note) for m in reversed(result.months))


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
