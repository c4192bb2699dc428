"""How long people waited: minutes from the call to a team at the door.

The median and the slowest tenth, never the mean: a single stamp set a day late moves a mean by minutes. Calls no team
reached are counted beside the number, since a program that reaches few calls can look fast.
"""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.measure import MINUTES, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import DAY, MICROSECOND, Period, elapsed
from tandem.measures.tables import INCIDENTS
from tandem.vocabulary.law import Category

MINUTE = 60_000_000


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per call. A call stamped at midnight on either side has a date, not a time."""
    calls = tables[INCIDENTS]
    waited = elapsed(calls.received_at, calls.arrived_at)
    excluded = first_reason(
        (calls.arrived_at.isnull(), "no_arrival"),
        (period.date_only(calls.received_at) | period.date_only(calls.arrived_at), "date_only"),
        (waited < 0, "negative"),
        (waited > DAY // MICROSECOND, "over_a_day"),
    )
    return rows(calls, period, at=calls.received_at, excluded=excluded, value=waited / float(MINUTE))


REQUEST_TO_ARRIVAL = Measure(
    id="request_to_arrival",
    edition=1,
    name="Request to arrival",
    question="When a call comes in, how long until a team is there?",
    numerator="Minutes from the call's received time to the first team's arrival time.",
    denominator="Calls a team arrived at, with both times known.",
    exclusions=(
        Exclusion("no_arrival", "No arrival time: not served, cancelled, or still on the way"),
        Exclusion("date_only", "A date but no time (stamped at midnight)", impossible=True),
        Exclusion("negative", "Arrived before the call came in", impossible=True),
        Exclusion("over_a_day", "Over a day", impossible=True),
    ),
    counts=(Count("arrivals", "Arrivals counted", "in_denominator"),),
    unit=MINUTES,
    direction="lower",
    source="Call and team times, as received from dispatch and stamped by teams.",
    method="Median and 90th percentile with distribution-free 95 % intervals from order statistics "
    "(David and Nagaraja, Order Statistics, 7.1).",
    caveat="Calls no team reached have no time and are not in this number. Look at how many were left out.",
    table=INCIDENTS,
    category=Category.CAD_FACTS,
    expression=expression,
)
