"""How long an officer alone waits until a clinician is there by phone: minutes from the question to whoever took it."""

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
        calls.tele_asked_at,
        calls.tele_taken_at,
        (calls.tele_asked_at.isnull(), "not_asked"),
        (calls.tele_taken_at.isnull(), "not_taken"),
    )
    return rows(calls, period, at=calls.received_at, excluded=excluded, value=minutes)


WAIT_BY_PHONE = Measure(
    id="wait_by_phone",
    edition=1,
    name="Wait for a clinician by phone",
    question="When an officer alone asks for a clinician by phone, how long until one takes it?",
    numerator="Minutes from the first question on a call to the moment a clinician took it.",
    denominator="Calls on which an officer asked for a clinician by phone and one took it.",
    exclusions=(
        Exclusion("not_asked", "Nobody asked for a clinician by phone"),
        Exclusion("not_taken", "Asked, and nobody took it: the wait has no end"),
        spans.DATE_ONLY,
        spans.negative("Taken before it was asked"),
        spans.OVER_A_DAY,
    ),
    counts=(Count("taken", "Questions that a clinician took", "in_denominator"),),
    unit=MINUTES,
    direction="lower",
    source="The officer's question and the clinician's answer, each stamped by Tandem.",
    method="Median and 90th percentile with distribution-free 95 % intervals from order statistics "
    "(David and Nagaraja, Order Statistics, 7.1).",
    caveat="Only the first question of a call counts. Those that nobody took are left out, and counted beside it.",
    table=INCIDENTS,
    category=Category.CAD_FACTS,
    expression=expression,
    group=RESPONSE,
    half="Half of the officers had a clinician on the phone within {median} minutes, nine in ten within {tail}.",
)
