"""How long the road took: minutes from a team being sent to its arrival."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures import spans
from tandem.measures.measure import MINUTES, RESPONSE, Count, Exclusion, Measure, rows
from tandem.measures.period import Period
from tandem.measures.tables import INCIDENTS
from tandem.vocabulary.law import Category


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per call, in the month it came in; the times are those of the first team."""
    calls = tables[INCIDENTS]
    excluded, minutes = spans.span(
        period,
        calls.dispatched_at,
        calls.arrived_at,
        (calls.dispatched_at.isnull(), "no_dispatch"),
        (calls.arrived_at.isnull(), "no_arrival"),
    )
    return rows(calls, period, at=calls.received_at, excluded=excluded, value=minutes)


DISPATCH_TO_ARRIVAL = Measure(
    id="dispatch_to_arrival",
    edition=1,
    name="Dispatch to arrival",
    question="Once a team is sent, how long until it is there?",
    numerator="Minutes from the first team's dispatch time to its arrival time.",
    denominator="Calls a team arrived at, with both times known.",
    exclusions=(
        Exclusion("no_dispatch", "No team was sent"),
        Exclusion("no_arrival", "No arrival time: cancelled, or still on the way"),
        spans.DATE_ONLY,
        spans.negative("Arrived before it was sent"),
        spans.OVER_A_DAY,
    ),
    counts=(Count("arrivals", "Arrivals counted", "in_denominator"),),
    unit=MINUTES,
    direction="lower",
    source="Team times, stamped by teams and by dispatch.",
    method="Median and 90th percentile with distribution-free 95 % intervals from order statistics "
    "(David and Nagaraja, Order Statistics, 7.1).",
    caveat="Distance is in this number: a wide county is not a slow team.",
    table=INCIDENTS,
    category=Category.CAD_FACTS,
    expression=expression,
    group=RESPONSE,
    half="Half of the teams were there {median} minutes after they were sent, nine in ten within {tail}.",
)
