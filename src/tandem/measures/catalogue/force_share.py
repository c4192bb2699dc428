"""How often force was used on a person the team engaged, of any kind and by anybody there."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import is_one_of, measure, share
from tandem.measures.measure import Count
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.scene import Force


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter. Force nobody told about is unknown, never none."""
    encounters = tables[ENCOUNTERS]
    used = ~is_one_of(encounters.force, Force.NONE) & encounters.force.notnull()
    more = used & ~is_one_of(encounters.force, Force.HANDCUFFS, Force.SOFT_RESTRAINT)
    return share(encounters, period, unknown=encounters.force.isnull(), numerator=used, more=more)


FORCE_SHARE = measure(
    id="force_share",
    name="Force used",
    question="Of the people we engaged, on how many was force used?",
    numerator="Any force was told, handcuffs and restraints for transport among it.",
    unknown="Nobody said whether force was used",
    count=Count("forced", "Force used", "in_numerator"),
    counts=(Count("beyond_cuffs", "More than handcuffs or restraints", "more"),),
    direction="lower",
    source="What the clinician or the officer told about the scene; the highest kind either told counts.",
    caveat="It counts only where somebody said. Who fills the form in may do so more often when force was used: look at how "
    "many were left out.",
    expression=expression,
)
