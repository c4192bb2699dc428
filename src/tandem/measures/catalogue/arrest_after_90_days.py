"""Whether a person we engaged was arrested on a later contact within 90 days."""

import ibis.expr.types as ir

from tandem.measures.catalogue.again import measure
from tandem.measures.catalogue.among_engaged import is_one_of, yes
from tandem.measures.catalogue.repeat_contact_30_days import NOT_INDEPENDENT
from tandem.vocabulary.terms import Disposition


def event(seen: ir.Table) -> ir.BooleanValue:
    """A later contact that ended in an arrest."""
    return is_one_of(seen.disposition, Disposition.ARREST) | yes(seen.arrested)


ARREST_AFTER_90_DAYS = measure(
    id="arrest_after_90_days",
    days=90,
    event=event,
    again="Arrested in 90 days",
    name="Arrest within 90 days",
    question="Of the times we engaged a person, how often were they arrested on a later contact within 90 days?",
    numerator="A later contact with the same person within 90 days ended in an arrest.",
    direction="lower",
    caveat=f"Only contacts of this program are seen: most arrests elsewhere are not. {NOT_INDEPENDENT}",
)
