"""How many calls a team has in an hour on shift: demand against what was there to meet it."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.on_shift import AGAINST, EXCLUSIONS, length
from tandem.measures.measure import RATE, TIME_SPENT, Count, Measure, rows
from tandem.measures.period import Period
from tandem.measures.tables import SHIFTS
from tandem.vocabulary.law import Category


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per shift: its hours, and the calls its team was sent to."""
    shifts = tables[SHIFTS]
    excluded, hours = length(shifts)
    return rows(
        shifts,
        period,
        at=shifts.started_at,
        excluded=excluded,
        value=hours,
        top=shifts.calls,
        without=excluded.isnull() & (shifts.calls == 0),
    )


CALLS_PER_UNIT_HOUR = Measure(
    id="calls_per_unit_hour",
    edition=1,
    name="Calls per unit hour",
    question="How many calls does a team have in an hour on shift?",
    numerator="Calls the team was sent to and not released from before arriving.",
    denominator="Hours of shifts that are over.",
    exclusions=EXCLUSIONS,
    counts=(
        Count("shifts", "Shifts counted", "in_denominator"),
        Count("without_calls", "Shifts without a call", "without"),
    ),
    unit=RATE,
    direction="none",
    source=AGAINST,
    method="Ratio of sums with a 95 % interval from the spread between shifts (Cochran, Sampling Techniques, 6.4).",
    caveat="A call with two teams counts for each. Few calls an hour may mean a quiet night or criteria too narrow to send "
    "anybody: look at request to dispatch and at the calls left out there.",
    table=SHIFTS,
    category=Category.OPERATIONS,
    expression=expression,
    group=TIME_SPENT,
    noun="calls an hour",
)
