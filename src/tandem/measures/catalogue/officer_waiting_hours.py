"""The hours officers waited at hospitals and crisis centers, added up: what a shorter door would give back."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.officer_wait import OFFICER_WAIT
from tandem.measures.catalogue.officer_wait import expression as waits
from tandem.measures.measure import HOURS, TIME_SPENT, Count, Measure
from tandem.measures.period import Period
from tandem.measures.tables import TRANSFERS


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """The waits of `officer_wait`, in hours."""
    found = waits(tables, period)
    return found.mutate(value=found.value / 60.0)


OFFICER_WAITING_HOURS = Measure(
    id="officer_waiting_hours",
    edition=1,
    name="Officer hours waited",
    question="How many hours did officers wait at hospitals and crisis centers?",
    numerator="Hours from arriving at the place to the officer being free, added up.",
    denominator=OFFICER_WAIT.denominator,
    exclusions=OFFICER_WAIT.exclusions,
    counts=(Count("waits", "Waits counted", "in_denominator"),),
    unit=HOURS,
    direction="lower",
    source=OFFICER_WAIT.source,
    method="A sum of all waits. It is a count and no estimate, so that it has no interval.",
    caveat="Waits nobody wrote times for are not in it: the true sum is larger. One officer is counted for each transfer.",
    table=TRANSFERS,
    category=OFFICER_WAIT.category,
    expression=expression,
    group=TIME_SPENT,
    noun="hours",
)
