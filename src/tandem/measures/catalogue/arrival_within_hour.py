"""Whether a team was there within an hour: the standard of mobile crisis teams (two hours in the country)."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures import spans
from tandem.measures.catalogue.among_engaged import METHOD
from tandem.measures.measure import RESPONSE, SHARE, Count, Exclusion, Measure, rows
from tandem.measures.period import Period
from tandem.measures.tables import INCIDENTS
from tandem.vocabulary.law import Category

HOUR, TWO_HOURS = 60, 120


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per call, in the month it came in."""
    calls = tables[INCIDENTS]
    excluded, minutes = spans.span(
        period,
        spans.asked_at(calls),
        calls.arrived_at,
        (calls.arrived_at.isnull(), "no_arrival"),
        (spans.ran_ahead(calls), spans.AHEAD.id),
    )
    return rows(
        calls,
        period,
        at=calls.received_at,
        excluded=excluded,
        numerator=minutes <= HOUR,
        two_hours=excluded.isnull() & (minutes <= TWO_HOURS),
    )


ARRIVAL_WITHIN_HOUR = Measure(
    id="arrival_within_hour",
    edition=1,
    name="There within an hour",
    question="Of the calls a team reached, how many did it reach within an hour?",
    numerator="The first team arrived within 60 minutes of the call (of two reports, the earlier one).",
    denominator="Calls a team arrived at, with both times known.",
    exclusions=(
        Exclusion("no_arrival", "No arrival time: not served, cancelled, or still on the way"),
        spans.DATE_ONLY,
        spans.negative("Arrived before the call came in"),
        spans.OVER_A_DAY,
        spans.AHEAD,
    ),
    counts=(
        Count("arrivals", "Arrivals counted", "in_denominator"),
        Count("two_hours", "There within two hours", "two_hours"),
    ),
    unit=SHARE,
    direction="higher",
    source="Call and team times, as received from dispatch and stamped by teams.",
    method=METHOD,
    caveat="One hour in a city and two in the country is the usual standard of mobile crisis teams (SAMHSA 2020). Calls no "
    "team reached are not in it.",
    table=INCIDENTS,
    category=Category.CAD_FACTS,
    expression=expression,
    group=RESPONSE,
    needs="when the call came in and when the team arrived",
)
