"""How long officers waited at a hospital or crisis center, from arriving with somebody to being free."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures import spans
from tandem.measures.catalogue.at_hospital import EXCLUSIONS, OFFICER, officer_reasons
from tandem.measures.measure import MINUTES, TIME_SPENT, Count, Exclusion, Measure, rows
from tandem.measures.period import Period
from tandem.measures.tables import TRANSFERS
from tandem.vocabulary.law import Category


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per transfer of care, in the month it was begun."""
    transfers = tables[TRANSFERS]
    excluded, minutes = spans.span(
        period,
        transfers.arrived_at,
        transfers.officer_free_at,
        *officer_reasons(transfers),
        (transfers.arrived_at.isnull(), "no_arrival"),
    )
    return rows(transfers, period, at=transfers.created_at, excluded=excluded, value=minutes)


OFFICER_WAIT = Measure(
    id="officer_wait",
    edition=1,
    name="Officer's wait at the door",
    question="When an officer brings somebody to a hospital or crisis center, how long do they wait there?",
    numerator="Minutes from arriving at the place to the officer being free.",
    denominator="Transfers of care an officer came along to, with both times known.",
    exclusions=(
        *EXCLUSIONS,
        Exclusion("no_arrival", "Nobody said when they arrived"),
        spans.DATE_ONLY,
        spans.negative("Free before they arrived"),
        spans.OVER_A_DAY,
    ),
    counts=(Count("waits", "Waits counted", "in_denominator"),),
    unit=MINUTES,
    direction="lower",
    source=f"Times of the stay at the place, as the team and the place said them. {OFFICER}",
    method="Median and 90th percentile with distribution-free 95 % intervals from order statistics "
    "(David and Nagaraja, Order Statistics, 7.1).",
    caveat="Only stays somebody wrote times for are in it. Forgotten ones may have been longer.",
    table=TRANSFERS,
    category=Category.CLINICAL_NOTE,
    expression=expression,
    group=TIME_SPENT,
    half="Half of the officers were free after {median} minutes, nine in ten within {tail}.",
)
