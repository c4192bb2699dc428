"""Where people were taken, among those engaged. Nowhere is an answer; not said is none."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, NOT_CLOSED, NOT_ENGAGED, is_one_of, share
from tandem.measures.catalogue.ed_transport_share import TAKES_SOMEWHERE
from tandem.measures.measure import MIX, OUTCOMES, Count, Exclusion, Measure
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.law import Category
from tandem.vocabulary.scene import TRANSPORT_TO_LABELS, TransportBy

NOWHERE = "nowhere"


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter. Who stayed where they were was taken nowhere; that is known."""
    encounters = tables[ENCOUNTERS]
    place = encounters.transported_to
    unknown = place.isnull() & (encounters.disposition.isnull() | is_one_of(encounters.disposition, *TAKES_SOMEWHERE))
    by_police = place.notnull() & is_one_of(encounters.transported_by, TransportBy.POLICE)
    part = ibis.coalesce(place, ibis.literal(NOWHERE))
    return share(encounters, period, unknown=unknown, numerator=place.notnull(), part=part, police=by_police)


TRANSPORT_MIX = Measure(
    id="transport_mix",
    edition=1,
    name="Where people were taken",
    question="When we engaged a person, were they taken somewhere, and where?",
    numerator="The person was taken somewhere, by whomever.",
    denominator="Closed encounters where team and person talked, and it was said whether and where they were taken.",
    exclusions=(NOT_CLOSED, NOT_ENGAGED, Exclusion("unknown", "Nobody said where the person was taken")),
    counts=(
        Count("engaged", "Engaged contacts counted", "in_denominator"),
        Count("taken", "Taken somewhere", "in_numerator"),
        Count("by_police", "Taken in a police car", "police"),
    ),
    unit=MIX,
    direction="none",
    source="Where the person was taken and by whom, set by the team when it closed the encounter.",
    method=METHOD,
    caveat="A place says nothing of what happened there. Detox is not among the places: it would say why somebody went.",
    table=ENCOUNTERS,
    category=Category.CLINICAL_NOTE,
    expression=expression,
    parts={NOWHERE: "Nowhere: stayed", **{code.value: label for code, label in TRANSPORT_TO_LABELS.items()}},
    group=OUTCOMES,
    yes="Taken somewhere",
    needs="where the person was taken",
)
