"""How long a shift was, and why one can't be right. Shared by the measures of unit hours."""

import ibis.expr.types as ir

from tandem.measures.measure import Exclusion, first_reason
from tandem.measures.period import elapsed

HOUR = 3_600_000_000
LONGEST_HOURS = 16
RUNNING = Exclusion("running", "The shift is not over yet")
NEGATIVE = Exclusion("negative", "Off before it was on", impossible=True)
TOO_LONG = Exclusion("too_long", "Longer than 16 hours", impossible=True)
EXCLUSIONS = (RUNNING, NEGATIVE, TOO_LONG)
AGAINST = "Shifts as teams sign on and off. Dispatch times and clear times of the calls they were sent to."


def length(shifts: ir.Table, *more: tuple[ir.BooleanValue, str]) -> tuple[ir.StringValue, ir.FloatingValue]:
    """Return why a shift is left out (null for one that counts) and its hours. `more` are reasons of one measure."""
    took = elapsed(shifts.started_at, shifts.ended_at)
    excluded = first_reason(
        (shifts.ended_at.isnull(), RUNNING.id),
        (took < 0, NEGATIVE.id),
        (took > LONGEST_HOURS * HOUR, TOO_LONG.id),
        *more,
    )
    return excluded, took / float(HOUR)
