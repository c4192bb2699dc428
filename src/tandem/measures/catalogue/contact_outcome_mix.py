"""Whether the team and the person met: the denominator that most published "success rates" hide.

In one mobile-crisis data set 80 % "remained in community", and 42 % of those were never engaged. So contact outcome
stands by itself, apart from disposition.
"""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.measure import MIX, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import CONTACT_OUTCOME_LABELS, ContactOutcome


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter, in the month it started."""
    encounters = tables[ENCOUNTERS]
    outcome = encounters.contact_outcome
    known = outcome.isin([o.value for o in ContactOutcome]).fill_null(False)
    excluded = first_reason((encounters.closed_at.isnull(), "not_closed"), (~known, "unknown_outcome"))
    engaged = outcome == ContactOutcome.ENGAGED.value
    return rows(encounters, period, at=encounters.started_at, excluded=excluded, numerator=engaged, part=outcome)


CONTACT_OUTCOME_MIX = Measure(
    id="contact_outcome_mix",
    edition=1,
    name="Contact outcome",
    question="When a team went out, did it meet the person?",
    numerator="Encounters where the person and the team talked (engaged).",
    denominator="Closed encounters with a known contact outcome.",
    exclusions=(
        Exclusion("not_closed", "Not closed yet"),
        Exclusion("unknown_outcome", "Contact outcome unknown"),
    ),
    counts=(
        Count("encounters", "Encounters counted", "in_denominator"),
        Count("engaged", "Engaged", "in_numerator"),
    ),
    unit=MIX,
    direction="none",
    source="Contact outcome set by the team when it closed the encounter.",
    method="Share with Wilson 95 % interval (Wilson 1927); p chart and run rules of the engaged share (Montgomery 7.2, 5.3).",
    caveat="This says whether people met, not how it went for them.",
    table=ENCOUNTERS,
    category=Category.CLINICAL_NOTE,
    expression=expression,
    parts={outcome.value: label for outcome, label in CONTACT_OUTCOME_LABELS.items()},
    yes="Engaged",
)
