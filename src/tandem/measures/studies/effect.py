"""A finished study's effect as a number of events a year, for the cost model. PURE."""

from tandem.measures.cost.model import Spread
from tandem.measures.evaluation.report import FEWER, MORE, Report

A_YEAR = {"month": 12, "quarter": 4, "week": 365 / 7}


def fewer_a_year(report: Report, every: str) -> Spread | None:
    """How many fewer events a year, from the ends of the 95 % interval; more events are under zero.

    None unless the verdict says likely fewer or likely more, and the design knows how many events would have come
    without the change: that is one series, before and after.
    """
    if report.verdict not in (FEWER, MORE) or report.design != "its" or report.interval is None:
        return None
    expected = next((row for row in report.table if row.label.startswith("expected after")), None)
    if expected is None or not expected.estimate or not expected.n:
        return None
    yearly = expected.estimate / expected.n * A_YEAR[every]
    low, high = report.interval
    return Spread(*(round(yearly * (1 - ratio), 1) for ratio in (high, report.estimate, low)))
