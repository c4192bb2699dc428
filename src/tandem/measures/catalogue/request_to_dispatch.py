"""How long it took to send somebody: minutes from the call to the first team being sent.

It is the part of the wait that dispatch and the criteria can change, apart from the road.
"""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures import spans
from tandem.measures.measure import MINUTES, RESPONSE, Count, Exclusion, Measure, rows
from tandem.measures.period import Period
from tandem.measures.tables import INCIDENTS
from tandem.vocabulary.law import Category


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per call, in the month it came in."""
    calls = tables[INCIDENTS]
    excluded, minutes = spans.span(
        period,
        spans.asked_at(calls),
        calls.dispatched_at,
        (calls.dispatched_at.isnull(), "no_dispatch"),
        (spans.ran_ahead(calls), spans.AHEAD.id),
    )
    return rows(calls, period, at=calls.received_at, excluded=excluded, value=minutes)


REQUEST_TO_DISPATCH = Measure(
    id="request_to_dispatch",
    edition=1,
    name="Request to dispatch",
    question="When a call comes in, how long until a team is sent?",
    numerator="Minutes from the call's received time (of two reports, the earlier one's) to the first team's dispatch time.",
    denominator="Calls a team was sent to, with both times known.",
    exclusions=(
        Exclusion("no_dispatch", "No team was sent: not eligible, nobody free, cancelled, or still waiting"),
        spans.DATE_ONLY,
        spans.negative("Sent before the call came in"),
        spans.OVER_A_DAY,
        spans.AHEAD,
    ),
    counts=(Count("dispatches", "Dispatches counted", "in_denominator"),),
    unit=MINUTES,
    direction="lower",
    source="Call times as received from dispatch; the time the team was assigned.",
    method="Median and 90th percentile with distribution-free 95 % intervals from order statistics "
    "(David and Nagaraja, Order Statistics, 7.1).",
    caveat="A team released before it arrived is not the first team. Walk-ups have no wait: team and person are there.",
    table=INCIDENTS,
    category=Category.CAD_FACTS,
    expression=expression,
    group=RESPONSE,
    half="Half of the calls had a team on its way within {median} minutes, nine in ten within {tail}.",
)
