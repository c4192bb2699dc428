"""Times between two stamps of a call, and why one can't be right. Shared by the measures of response and of scene.

Set aside, counted and listed, never averaged: a stamp at midnight (a date without a time), an end before its start,
more than a day, and a call stamped by a clock that ran ahead of ours (it was "received" after we had it).
"""

from datetime import timedelta

import ibis.expr.types as ir

from tandem.measures.measure import Exclusion, first_reason
from tandem.measures.period import DAY, MICROSECOND, Period, elapsed

MINUTE = 60_000_000
# Two clocks that agree to within this are taken as one (law of the desk: NTP keeps them within seconds).
CLOCK_AHEAD = timedelta(minutes=2)

DATE_ONLY = Exclusion("date_only", "A date but no time (stamped at midnight)", impossible=True)
OVER_A_DAY = Exclusion("over_a_day", "Over a day", impossible=True)
AHEAD = Exclusion("clock_ahead", "Stamped by a clock that ran ahead: received after we had it", impossible=True)


def negative(words: str) -> Exclusion:
    """The exclusion for an end before its start, in the words of one measure."""
    return Exclusion("negative", words, impossible=True)


def asked_at(calls: ir.Table) -> ir.TimestampValue:
    """When somebody first asked for help: of a call with more than one report, the earliest one."""
    return calls.first_report_at.fill_null(calls.received_at)


def ran_ahead(calls: ir.Table) -> ir.BooleanValue:
    """Whether the clock that stamped the call ran ahead of ours."""
    ahead = elapsed(calls.recorded_at, calls.received_at)
    return (ahead > CLOCK_AHEAD // MICROSECOND).fill_null(False)


def span(
    period: Period, start: ir.TimestampValue, end: ir.TimestampValue, *lacks: tuple[ir.BooleanValue, str]
) -> tuple[ir.StringValue, ir.FloatingValue]:
    """Return why a row is left out (null for one that counts) and its minutes from start to end.

    `lacks` are the reasons that come first, such as a time that is not there.
    """
    took = elapsed(start, end)
    excluded = first_reason(
        *lacks,
        (period.date_only(start) | period.date_only(end), DATE_ONLY.id),
        (took < 0, "negative"),
        (took > DAY // MICROSECOND, OVER_A_DAY.id),
    )
    return excluded, took / float(MINUTE)
