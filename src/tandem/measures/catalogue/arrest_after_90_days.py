"""Whether a person we engaged was arrested on a later contact within 90 days."""

from tandem.measures.catalogue.again import ARREST, measure
from tandem.measures.catalogue.repeat_contact_30_days import NOT_INDEPENDENT

ARREST_AFTER_90_DAYS = measure(
    id="arrest_after_90_days",
    days=90,
    event=ARREST,
    again="Arrested in 90 days",
    name="Arrest within 90 days",
    question="Of the times we engaged a person, how often were they arrested on a later contact within 90 days?",
    numerator="A later contact with the same person within 90 days ended in an arrest.",
    direction="lower",
    caveat=f"Only contacts of this program are seen: most arrests elsewhere are not. {NOT_INDEPENDENT}",
)
