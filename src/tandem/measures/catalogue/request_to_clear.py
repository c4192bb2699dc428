"""How long does a call take, from the first report to the team being free again?"""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures import spans
from tandem.measures.measure import MINUTES, ON_SCENE, Count, Exclusion, Measure, rows
from tandem.measures.period import Period
from tandem.measures.tables import INCIDENTS
from tandem.vocabulary.law import Category


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per call, in the month it came in; the times are those of the first team."""
    calls = tables[INCIDENTS]
    excluded, minutes = spans.span(
        period,
        spans.asked_at(calls),
        calls.cleared_at,
        (calls.dispatched_at.isnull(), "no_team"),
        (calls.cleared_at.isnull(), "not_clear"),
    )
    return rows(calls, period, at=calls.received_at, excluded=excluded, value=minutes)


REQUEST_TO_CLEAR = Measure(
    id="request_to_clear",
    edition=1,
    name="Call to clear",
    question="How long does a call take, from the first report to the team being free again?",
    numerator="Minutes from the call's received time (of two reports, the earlier one's) to the first team being clear.",
    denominator="Calls a team was sent to and cleared, with both times known.",
    exclusions=(
        Exclusion("no_team", "No team was sent"),
        Exclusion("not_clear", "Not clear yet, or nobody said when"),
        spans.DATE_ONLY,
        spans.negative("Clear before the call came in"),
        spans.OVER_A_DAY,
    ),
    counts=(Count("calls", "Calls counted", "in_denominator"),),
    unit=MINUTES,
    direction="none",
    source="Team times, stamped by teams and by dispatch.",
    method="Median and 90th percentile with distribution-free 95 % intervals from order statistics "
    "(David and Nagaraja, Order Statistics, 7.1).",
    caveat="A long call may be good work: a warm hand-off takes its time. Transport, waiting at a hospital and writing on "
    "the way are in it.",
    table=INCIDENTS,
    category=Category.CAD_FACTS,
    expression=expression,
    group=ON_SCENE,
    half="Half of the calls took {median} minutes from first report to clear, nine in ten {tail} or less.",
    needs="both times on the call",
)
