"""How many hours teams were on: the ground under every number a day."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.on_shift import AGAINST, EXCLUSIONS, length
from tandem.measures.measure import HOURS, TIME_SPENT, Count, Measure, rows
from tandem.measures.period import Period
from tandem.measures.tables import SHIFTS
from tandem.vocabulary.law import Category


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per shift, whole in the month it began. A night the clock changes is as long as it was."""
    shifts = tables[SHIFTS]
    excluded, hours = length(shifts)
    return rows(shifts, period, at=shifts.started_at, excluded=excluded, value=hours)


UNIT_HOURS = Measure(
    id="unit_hours",
    edition=1,
    name="Unit hours",
    question="How many hours were teams on shift?",
    numerator="Hours from signing on to signing off, or to the planned end where nobody signed off, added up.",
    denominator="Shifts of teams that are over.",
    exclusions=EXCLUSIONS,
    counts=(Count("shifts", "Shifts counted", "in_denominator"),),
    unit=HOURS,
    direction="none",
    source=AGAINST,
    method="A sum of all shifts. It is a count and no estimate, so that it has no interval.",
    caveat="A team counts once, however many people are on it. A shift belongs to the month it began in.",
    table=SHIFTS,
    category=Category.OPERATIONS,
    expression=expression,
    group=TIME_SPENT,
    noun="hours",
)
