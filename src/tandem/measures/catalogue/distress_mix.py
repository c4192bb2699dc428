"""How a person's own distress changed between the first and the last time they were asked on a contact."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, NOT_CLOSED, NOT_ENGAGED, share
from tandem.measures.measure import MIX, VOICES, Count, Exclusion, Measure
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.law import Category

# Half a standard deviation of a 0 to 10 scale is about one and a half to two points (Farrar 2001, Pain 94:149: two).
MUCH = 2
PARTS = {
    "much_calmer": "Calmer by two points or more",
    "calmer": "Calmer by one point",
    "same": "The same",
    "worse": "More distressed",
}


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter, in the month it started. The value is by how many points the number fell."""
    encounters = tables[ENCOUNTERS]
    fell = encounters.distress_before - encounters.distress_after
    part = ibis.cases(
        (fell >= MUCH, "much_calmer"),
        (fell > 0, "calmer"),
        (fell == 0, "same"),
        (fell < 0, "worse"),
        else_=ibis.null(str),
    )
    return share(encounters, period, unknown=fell.isnull(), numerator=fell > 0, part=part, value=fell.cast("float64"))


DISTRESS_MIX = Measure(
    id="distress_mix",
    edition=1,
    name="Distress before and after",
    question="When we engaged a person, were they calmer afterwards, by their own number?",
    numerator="The person's own number from 0 to 10 was lower at the end than at the start.",
    denominator="Closed, engaged encounters where the person gave a number at the start and at the end.",
    exclusions=(NOT_CLOSED, NOT_ENGAGED, Exclusion("unknown", "Not asked both times, or no answer")),
    counts=(
        Count("asked", "Asked both times", "in_denominator"),
        Count("calmer", "Calmer by any amount", "in_numerator"),
    ),
    unit=MIX,
    direction="higher",
    source="The person's own number, asked by the team at the start and at the end.",
    method=METHOD,
    caveat="Distress tends to fall from its height whoever comes, so that this is no effect of the team. Who is most "
    "distressed is asked least often: look at how many were left out. The one who asks is the one who helped.",
    table=ENCOUNTERS,
    category=Category.CLINICAL_NOTE,
    expression=expression,
    parts=PARTS,
    group=VOICES,
    yes="Calmer",
    needs="distress asked at the start and at the end",
)
