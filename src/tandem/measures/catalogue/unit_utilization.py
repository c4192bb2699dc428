"""Which part of their time on shift teams spent on calls, from being sent to being clear."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.on_shift import AGAINST, EXCLUSIONS, length
from tandem.measures.measure import LOAD, TIME_SPENT, Count, Exclusion, Measure, rows
from tandem.measures.period import Period
from tandem.measures.tables import SHIFTS
from tandem.vocabulary.law import Category


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per shift: its hours, and those of them on calls. A shift whose call was never cleared is not known."""
    shifts = tables[SHIFTS]
    excluded, hours = length(shifts, (shifts.busy_minutes.isnull(), "not_cleared"))
    return rows(shifts, period, at=shifts.started_at, excluded=excluded, value=hours, top=shifts.busy_minutes / 60.0)


UNIT_UTILIZATION = Measure(
    id="unit_utilization",
    edition=1,
    name="Time on calls",
    question="Of their hours on shift, how much were teams on calls?",
    numerator="Hours from dispatch to clear (or release) within the shift.",
    denominator="Hours of shifts that are over and whose calls were all cleared.",
    exclusions=(
        *EXCLUSIONS,
        Exclusion("not_cleared", "A call of the shift was never cleared: how long it took is unknown"),
    ),
    counts=(Count("shifts", "Shifts counted", "in_denominator"),),
    unit=LOAD,
    direction="none",
    source=AGAINST,
    method="Ratio of sums with a 95 % interval from the spread between shifts (Cochran, Sampling Techniques, 6.4).",
    caveat="Follow-ups, writing, training and driving between calls are work and are not in it. A high share means that the "
    "next call waits: it is no grade.",
    table=SHIFTS,
    category=Category.OPERATIONS,
    expression=expression,
    group=TIME_SPENT,
    noun="of the hours",
)
