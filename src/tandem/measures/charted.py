"""Which control chart a measure has over its months: p for shares, u for calls over hours, individuals for the rest.

Months differ in length, so hours are charted by the day and their limits grow with the month. A month that is not over is
charted for shares and rates, which do not grow with it; of sums and medians only whole months are judged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.measures import control
from tandem.measures.control import Control
from tandem.measures.measure import HOURS, LOAD, MINUTES, RATE, SHARES, Measure
from tandem.measures.period import DAY, Month
from tandem.measures.result import FEW
from tandem.measures.statistics import Sums

# Under so many months an individuals chart has hardly a spread to make limits of.
LEAST_MONTHS = 6


@dataclass(frozen=True)
class MonthSeen:
    """What a month came to, for its chart: rows counted, counted in, sums of hours, the median where there is one."""

    month: Month
    n: int
    k: int
    sums: Sums
    median: float | None
    over: bool


def charted(measure: Measure, months: Sequence[MonthSeen]) -> Control | None:
    """The chart, None where there is too little to make one. A month under 20 rows is never judged by itself."""
    if measure.unit in SHARES:
        if sum(one.n for one in months) < FEW:
            return None
        return control.chart(control.P, [one.k for one in months], [one.n for one in months], least=FEW)
    if measure.unit == RATE:
        enough = [one.n >= FEW and one.sums.x > 0 for one in months]
        counts = [round(one.sums.y) if told else None for one, told in zip(months, enough, strict=True)]
        return control.chart(control.U, counts, [one.sums.x for one in months])
    values = [_value(measure, one) for one in months]
    if sum(value is not None for value in values) < LEAST_MONTHS:
        return None
    return control.individuals(values)


def limits(measure: Measure, found: Control | None, index: int, month: Month) -> tuple[float, float] | None:
    """The limits of one month in the measure's own unit."""
    if found is None or found.limits[index] is None:
        return None
    low, high = found.limits[index]
    days = _days(month) if measure.unit == HOURS else 1.0
    most = 1.0 if measure.unit == LOAD else float("inf")
    return low * days, min(most, high * days)


def side_of(found: Control | None) -> Mapping[int, str]:
    """The months outside a limit, with the side."""
    return {signal.index: signal.side for signal in found.signals if signal.rule == 1} if found else {}


def _value(measure: Measure, one: MonthSeen) -> float | None:
    if not one.over:
        return None
    if measure.unit == HOURS:
        return one.sums.x / _days(one.month) if one.n else None
    if measure.unit == MINUTES:
        return one.median
    return one.sums.y / one.sums.x if one.n >= FEW and one.sums.x > 0 else None


def _days(month: Month) -> float:
    return (month.end - month.start) / DAY
