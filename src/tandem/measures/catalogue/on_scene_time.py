"""How long a team stayed: minutes from its arrival to its being clear. Neither long nor short is better by itself."""

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
        calls.arrived_at,
        calls.cleared_at,
        (calls.arrived_at.isnull(), "no_arrival"),
        (calls.cleared_at.isnull(), "not_clear"),
    )
    return rows(calls, period, at=calls.received_at, excluded=excluded, value=minutes)


ON_SCENE_TIME = Measure(
    id="on_scene_time",
    edition=1,
    name="Time on scene",
    question="When a team is there, how long does it stay?",
    numerator="Minutes from the first team's arrival time to its clear time.",
    denominator="Calls a team arrived at and was clear of, with both times known.",
    exclusions=(
        Exclusion("no_arrival", "No arrival time"),
        Exclusion("not_clear", "No clear time: still there, or never stamped"),
        spans.DATE_ONLY,
        spans.negative("Clear before it arrived"),
        spans.OVER_A_DAY,
    ),
    counts=(Count("stays", "Stays counted", "in_denominator"),),
    unit=MINUTES,
    direction="none",
    source="Team times, stamped by teams and by dispatch.",
    method="Median and 90th percentile with distribution-free 95 % intervals from order statistics "
    "(David and Nagaraja, Order Statistics, 7.1).",
    caveat="It holds the way to a hospital and the wait there, where the team went along. Long can be care, short can be "
    "nobody home: look at the contact outcome beside it.",
    table=INCIDENTS,
    category=Category.CAD_FACTS,
    expression=expression,
    group=ON_SCENE,
    half="Half of the teams were clear after {median} minutes, nine in ten within {tail}.",
)
