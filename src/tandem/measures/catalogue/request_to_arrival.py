"""How long people waited: minutes from the call to a team at the door.

The median and the slowest tenth, never the mean: a single stamp set a day late moves a mean by minutes. Calls no team
reached are counted beside the number, since a program that reaches few calls can look fast. Of a call with two reports
the earlier one starts the wait, and it counts once.
"""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures import spans
from tandem.measures.measure import MINUTES, RESPONSE, Count, Exclusion, Measure, rows
from tandem.measures.period import Period
from tandem.measures.tables import INCIDENTS
from tandem.vocabulary.law import Category


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per call. A call stamped at midnight on either side has a date, not a time."""
    calls = tables[INCIDENTS]
    excluded, minutes = spans.span(
        period,
        spans.asked_at(calls),
        calls.arrived_at,
        (calls.arrived_at.isnull(), "no_arrival"),
        (spans.ran_ahead(calls), spans.AHEAD.id),
    )
    return rows(calls, period, at=calls.received_at, excluded=excluded, value=minutes)


REQUEST_TO_ARRIVAL = Measure(
    id="request_to_arrival",
    edition=2,
    name="Request to arrival",
    question="When a call comes in, how long until a team is there?",
    numerator="Minutes from the call's received time (of two reports, the earlier one's) to the first team's arrival time.",
    denominator="Calls a team arrived at, with both times known.",
    exclusions=(
        Exclusion("no_arrival", "No arrival time: not served, cancelled, or still on the way"),
        spans.DATE_ONLY,
        spans.negative("Arrived before the call came in"),
        spans.OVER_A_DAY,
        spans.AHEAD,
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
    group=RESPONSE,
    half="Half of the teams were there within {median} minutes, nine in ten within {tail}.",
)
