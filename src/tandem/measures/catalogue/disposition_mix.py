"""How contacts ended, among those engaged: each ending by itself, none added up into a success."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, NOT_CLOSED, NOT_ENGAGED, is_one_of, share
from tandem.measures.measure import MIX, OUTCOMES, Count, Exclusion, Measure
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import DISPOSITION_LABELS, Disposition

STAYED = (
    Disposition.RESOLVED_ON_SCENE,
    Disposition.STAYS_WITH_SUPPORT,
    Disposition.SAFETY_PLAN,
    Disposition.NO_SERVICE_NEEDED,
)


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter, in the month it started."""
    encounters = tables[ENCOUNTERS]
    known = is_one_of(encounters.disposition, *Disposition)
    stayed = is_one_of(encounters.disposition, *STAYED)
    return share(encounters, period, unknown=~known, numerator=stayed, part=encounters.disposition)


DISPOSITION_MIX = Measure(
    id="disposition_mix",
    edition=1,
    name="How it ended",
    question="When we engaged a person, how did the contact end?",
    numerator="The person stayed where they were, with or without somebody: resolved, safety plan, no service needed.",
    denominator="Closed encounters where team and person talked, and it was said how they ended.",
    exclusions=(NOT_CLOSED, NOT_ENGAGED, Exclusion("unknown", "Nobody said how it ended")),
    counts=(Count("engaged", "Engaged contacts counted", "in_denominator"), Count("stayed", "Stayed", "in_numerator")),
    unit=MIX,
    direction="none",
    source="Disposition set by the team when it closed the encounter.",
    method=METHOD,
    caveat="Staying is no success by itself: somebody may have needed more than there was. Counted over people engaged; over "
    "all dispatches the same share looks better the fewer people were met.",
    table=ENCOUNTERS,
    category=Category.CLINICAL_NOTE,
    expression=expression,
    parts={code.value: label for code, label in DISPOSITION_LABELS.items()},
    group=OUTCOMES,
    yes="Stayed",
    needs="how the contact ended",
)
