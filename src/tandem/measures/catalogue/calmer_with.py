"""For whom things went calmer where a way of calming was used: distress before and after, by the way and by the person."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, NOT_ENGAGED, is_one_of
from tandem.measures.catalogue.distress_mix import MUCH
from tandem.measures.measure import CARE, SHARE, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import Period
from tandem.measures.tables import INTERVENTIONS
from tandem.vocabulary.law import Category
from tandem.vocabulary.scene import Force
from tandem.vocabulary.terms import ContactOutcome


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per way used in a contact. Split by `intervention` it answers which way, by a person's group for whom.
    The value is the distress before: who is most distressed has most to fall."""
    used = tables[INTERVENTIONS]
    fell = used.distress_before - used.distress_after
    excluded = first_reason(
        (~is_one_of(used.contact_outcome, ContactOutcome.ENGAGED), NOT_ENGAGED.id),
        (fell.isnull(), "unknown"),
        (used.distress_before < MUCH, "calm_before"),
    )
    counted = excluded.isnull()
    return rows(
        used,
        period,
        at=used.started_at,
        excluded=excluded,
        numerator=fell >= MUCH,
        value=used.distress_before.cast("float64"),
        worse=counted & (fell < 0),
        forced=counted & used.force.notnull() & ~is_one_of(used.force, Force.NONE),
        held=counted & used.held,
    )


CALMER_WITH = Measure(
    id="calmer_with",
    edition=1,
    name="Calmer where it was used",
    question="Where a way of calming was used, how often was the person much calmer afterwards?",
    numerator="The person's own number fell by two points or more.",
    denominator="Ways used in engaged contacts, each counted once for a contact, with distress asked before and after.",
    exclusions=(
        NOT_ENGAGED,
        Exclusion("unknown", "Distress not asked before and after"),
        Exclusion("calm_before", "Under two before: nothing to fall"),
    ),
    counts=(
        Count("uses", "Uses counted", "in_denominator"),
        Count("worse", "More distressed afterwards", "worse"),
        Count("forced", "Force was used in the contact", "forced"),
        Count("held", "The contact ended in a hold", "held"),
    ),
    unit=SHARE,
    direction="none",
    source="The person's own number from 0 to 10, and what the team said it did.",
    method=METHOD,
    caveat="Split it to see which way goes with calm, and for whom. It is not an effect: no one was given a way by chance, "
    "most contacts used several, distress tends to fall from a crisis anyway, and groups differ in what they were met with. "
    "Under a few dozen a group, the order of the ways is chance.",
    table=INTERVENTIONS,
    category=Category.CLINICAL_NOTE,
    expression=expression,
    group=CARE,
    needs="distress asked before and after, and what the team did",
)
