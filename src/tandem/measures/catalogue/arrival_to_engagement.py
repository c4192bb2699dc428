"""Once a team is there, how long until it talks with the person?"""

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
        calls.arrived_at,
        calls.engaged_at,
        (calls.arrived_at.isnull(), "no_arrival"),
        (calls.engaged_at.isnull(), "no_engagement"),
    )
    return rows(calls, period, at=calls.received_at, excluded=excluded, value=minutes)


ARRIVAL_TO_ENGAGEMENT = Measure(
    id="arrival_to_engagement",
    edition=1,
    name="Arrival to engagement",
    question="Once a team is there, how long until it talks with the person?",
    numerator="Minutes from the first team's arrival to its engagement with the person.",
    denominator="Calls where a team arrived and engaged, with both times known.",
    exclusions=(
        Exclusion("no_arrival", "No team arrived"),
        Exclusion("no_engagement", "Nobody engaged the person, or nobody said when"),
        spans.DATE_ONLY,
        spans.negative("Engaged before it arrived"),
        spans.OVER_A_DAY,
    ),
    counts=(Count("calls", "Calls counted", "in_denominator"),),
    unit=MINUTES,
    direction="lower",
    source="Team times, stamped by teams and by dispatch.",
    method="Median and 90th percentile with distribution-free 95 % intervals from order statistics "
    "(David and Nagaraja, Order Statistics, 7.1).",
    caveat="Staging out of sight, making the scene safe and a locked door are in this number. Calls without an engagement "
    "are left out.",
    table=INCIDENTS,
    category=Category.CAD_FACTS,
    expression=expression,
    group=RESPONSE,
    half="Half of the teams talked with the person within {median} minutes of arriving, nine in ten within {tail}.",
    needs="both times on the call",
)
