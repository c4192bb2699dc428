"""How often the team used ways to calm things, among contacts where it said what it did."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import is_one_of, measure, share
from tandem.measures.measure import ON_SCENE, Count
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.scene import Force


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter. Nothing was needed is an answer."""
    encounters = tables[ENCOUNTERS]
    used = encounters.calmed > 0
    forced = used & encounters.force.notnull() & ~is_one_of(encounters.force, Force.NONE)
    return share(encounters, period, unknown=encounters.calmed.isnull(), numerator=used, forced=forced)


CALMING_SHARE = measure(
    id="calming_share",
    name="Ways of calming used",
    question="When we engaged a person, how often did the team do something to calm things?",
    numerator="At least one way of calming things was told: distance, time, one voice, choices and the like.",
    unknown="Nobody said what the team did",
    count=Count("used", "Used at least one way", "in_numerator"),
    counts=(Count("forced", "Used one, and force was used too", "forced"),),
    direction="none",
    source="What the team said it did, on the page of cues and de-escalation.",
    caveat="A calm scene needs none, so that neither end is better. Ways that worked are remembered better than those that "
    "did not.",
    needs="what the team did to calm things",
    group=ON_SCENE,
    expression=expression,
)
