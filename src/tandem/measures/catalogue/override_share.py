"""How often a human chose another response than the criteria: where often, the criteria are worth a look."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD
from tandem.measures.catalogue.eligible import BY, NOT_DECIDED, decided, for_a_team
from tandem.measures.measure import REACH, SHARE, Count, Measure, first_reason, rows
from tandem.measures.period import Period
from tandem.measures.tables import INCIDENTS
from tandem.vocabulary.law import Category


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per call, in the month it came in."""
    calls = tables[INCIDENTS]
    excluded = first_reason((~decided(calls), NOT_DECIDED.id))
    return rows(
        calls,
        period,
        at=calls.received_at,
        excluded=excluded,
        numerator=calls.overridden,
        from_team=excluded.isnull() & calls.overridden & for_a_team(calls),
    )


OVERRIDE_SHARE = Measure(
    id="override_share",
    edition=1,
    name="Another response chosen",
    question="On how many calls did somebody choose another response than the criteria?",
    numerator="Somebody chose another response, with a reason.",
    denominator="Calls on which the criteria gave an answer.",
    exclusions=(NOT_DECIDED,),
    counts=(
        Count("decided", "Calls decided", "in_denominator"),
        Count("from_team", "The criteria had recommended a team", "from_team"),
    ),
    unit=SHARE,
    direction="none",
    source=BY,
    method=METHOD,
    caveat="Choosing otherwise is no fault: the reason goes to the review of the criteria, never to discipline.",
    table=INCIDENTS,
    category=Category.CAD_FACTS,
    expression=expression,
    group=REACH,
    needs="the criteria's answer on each call",
)
