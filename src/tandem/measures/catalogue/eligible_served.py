"""Whether the calls the criteria meant for a team had one. What is missing here is the ledger of unserved calls.

Programs reach from a fifth to a half of the calls they are made for (Virginia 22 %, Denver STAR 44 to 46 %): a measure
over served calls alone says nothing of the rest.
"""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, is_one_of
from tandem.measures.catalogue.eligible import BY, NOT_DECIDED, decided, for_a_team, running
from tandem.measures.measure import REACH, SHARE, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import Period
from tandem.measures.tables import INCIDENTS
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import IncidentState


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per call, in the month it came in."""
    calls = tables[INCIDENTS]
    excluded = first_reason(
        (~decided(calls), NOT_DECIDED.id), (~for_a_team(calls), "not_eligible"), (running(calls), "running")
    )
    served = calls.arrived_at.notnull()
    unserved = excluded.isnull() & ~served
    return rows(
        calls,
        period,
        at=calls.received_at,
        excluded=excluded,
        numerator=served,
        unserved=unserved,
        never_sent=unserved & calls.dispatched_at.isnull(),
        cancelled=unserved & is_one_of(calls.state, IncidentState.CANCELLED),
    )


ELIGIBLE_SERVED = Measure(
    id="eligible_served",
    edition=1,
    name="Eligible calls served",
    question="Of the calls the criteria meant for a team, how many did a team reach?",
    numerator="A team arrived.",
    denominator="Calls for which the criteria in force recommended a team, alone or with police or EMS, that are over.",
    exclusions=(
        NOT_DECIDED,
        Exclusion("not_eligible", "The criteria recommended 988 by phone"),
        Exclusion("running", "Still open: a team may come"),
    ),
    counts=(
        Count("eligible", "Eligible calls", "in_denominator"),
        Count("unserved", "Eligible, and no team arrived", "unserved"),
        Count("never_sent", "Eligible, and no team was sent", "never_sent"),
        Count("cancelled", "Eligible, and cancelled before a team arrived", "cancelled"),
    ),
    unit=SHARE,
    direction="higher",
    source=BY,
    method=METHOD,
    caveat="Narrow criteria make this share look better: read it beside how many calls were eligible at all. Calls nobody "
    "entered are not seen. Who cancelled because it took too long looks like anybody else who cancelled.",
    table=INCIDENTS,
    category=Category.CAD_FACTS,
    expression=expression,
    group=REACH,
    needs="the criteria's answer on each call",
)
