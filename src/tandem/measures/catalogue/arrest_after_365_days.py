"""Whether a person we engaged was arrested on a later contact within a year."""

from tandem.measures.catalogue.again import ARREST, measure
from tandem.measures.catalogue.repeat_contact_30_days import NOT_INDEPENDENT

ARREST_AFTER_365_DAYS = measure(
    id="arrest_after_365_days",
    days=365,
    event=ARREST,
    again="Arrested in 365 days",
    name="Arrest within 365 days",
    question="Of the times we engaged a person, how often were they arrested on a later contact within 365 days?",
    numerator="A later contact with the same person within 365 days ended in an arrest.",
    direction="lower",
    caveat=f"Only contacts of this program are seen: most arrests elsewhere are not. {NOT_INDEPENDENT}",
)
