"""What the criteria recommended, over all calls on which they gave an answer."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD
from tandem.measures.catalogue.eligible import BY, NOT_DECIDED, decided, for_a_team
from tandem.measures.measure import MIX, REACH, Count, Measure, first_reason, rows
from tandem.measures.period import Period
from tandem.measures.tables import INCIDENTS
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import RESPONSE_SHORT, Response


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per call, in the month it came in."""
    calls = tables[INCIDENTS]
    return rows(
        calls,
        period,
        at=calls.received_at,
        excluded=first_reason((~decided(calls), NOT_DECIDED.id)),
        numerator=for_a_team(calls),
        part=calls.recommended,
    )


RESPONSE_MIX = Measure(
    id="response_mix",
    edition=1,
    name="What the criteria recommend",
    question="Which response did the criteria recommend, and for how many calls a team?",
    numerator="The criteria recommended a team, alone or with police or EMS.",
    denominator="Calls on which the criteria gave an answer.",
    exclusions=(NOT_DECIDED,),
    counts=(
        Count("decided", "Calls decided", "in_denominator"),
        Count("for_a_team", "For a team", "in_numerator"),
    ),
    unit=MIX,
    direction="none",
    source=BY,
    method=METHOD,
    caveat="It says what the criteria answered, not what was done. Another edition moves it: split by edition before saying "
    "that calls have changed.",
    table=INCIDENTS,
    category=Category.CAD_FACTS,
    expression=expression,
    parts={code.value: label for code, label in RESPONSE_SHORT.items() if code != Response.NOT_DECIDABLE},
    group=REACH,
    yes="For a team",
    needs="the criteria's answer on each call",
)
