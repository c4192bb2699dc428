"""How often somebody beside the person was hurt on a contact: officer, clinician, another responder, a bystander."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import is_one_of, measure, share
from tandem.measures.measure import Count
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.scene import Injury


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter. An injury nobody told about is unknown, never none."""
    encounters = tables[ENCOUNTERS]
    hurt = is_one_of(encounters.other_injury, *Injury)
    serious = is_one_of(encounters.other_injury, Injury.SERIOUS, Injury.DEATH)
    return share(encounters, period, unknown=encounters.other_injury.isnull(), numerator=hurt, serious=serious)


OTHER_INJURY_SHARE = measure(
    id="other_injury_share",
    name="Somebody else hurt",
    question="Of the contacts where we engaged a person, on how many was somebody else hurt?",
    numerator="An officer, clinician, other responder or bystander was hurt, as the clinician or the officer told.",
    unknown="Nobody said whether anybody was hurt",
    count=Count("others_hurt", "Contacts with somebody else hurt", "in_numerator"),
    counts=(Count("serious", "Hurt seriously, or died", "serious"),),
    direction="lower",
    source="What the clinician or the officer told about the scene; the worst either told counts.",
    caveat="It counts only where somebody said. An injury counts whatever caused it, and also one from before the team came.",
    needs="whether anybody was hurt, as the clinician or the officer told it",
    expression=expression,
)
