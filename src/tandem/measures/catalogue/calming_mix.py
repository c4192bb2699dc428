"""Which ways of calming were used, and how often the contact went calmer. Who needed most got most: it is no effect."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, NOT_ENGAGED, is_one_of
from tandem.measures.measure import CARE, MIX, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import Period
from tandem.measures.tables import INTERVENTIONS
from tandem.vocabulary.law import Category
from tandem.vocabulary.scene import DE_ESCALATION_LABELS
from tandem.vocabulary.terms import ContactOutcome


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per way used in a contact, in the month of the contact."""
    used = tables[INTERVENTIONS]
    excluded = first_reason(
        (~is_one_of(used.contact_outcome, ContactOutcome.ENGAGED), NOT_ENGAGED.id), (used.worked.isnull(), "unknown")
    )
    return rows(
        used,
        period,
        at=used.started_at,
        excluded=excluded,
        numerator=used.worked == "yes",
        part=used.intervention,
        partly=excluded.isnull() & (used.worked == "partly"),
        no=excluded.isnull() & (used.worked == "no"),
    )


CALMING_MIX = Measure(
    id="calming_mix",
    edition=1,
    name="Which way helped",
    question="Which ways of calming did teams use, and did they say that it helped?",
    numerator="Uses in contacts where the team said that what it did helped.",
    denominator="Ways used in engaged contacts, each counted once for a contact, where the team said whether it helped.",
    exclusions=(NOT_ENGAGED, Exclusion("unknown", "Nobody said whether it helped")),
    counts=(
        Count("uses", "Uses counted", "in_denominator"),
        Count("partly", "Helped partly", "partly"),
        Count("no", "Did not help", "no"),
    ),
    unit=MIX,
    direction="none",
    source="What the team said it did, and whether it helped, on the page of cues and de-escalation.",
    method=METHOD,
    caveat="This is no effect. Teams choose a way for the person before them, several at once, and judge it themselves. A "
    "way used for the hardest scenes helps least often here, and may still be the best there is for them.",
    table=INTERVENTIONS,
    category=Category.CLINICAL_NOTE,
    expression=expression,
    parts={code.value: label for code, label in DE_ESCALATION_LABELS.items()},
    group=CARE,
    yes="Helped",
    needs="what the team did to calm things, and whether it helped",
)
