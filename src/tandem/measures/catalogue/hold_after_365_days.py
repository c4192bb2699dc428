"""Whether a person we engaged was held against their will on a later contact within a year."""

from tandem.measures.catalogue.again import HOLD, measure
from tandem.measures.catalogue.repeat_contact_30_days import NOT_INDEPENDENT

HOLD_AFTER_365_DAYS = measure(
    id="hold_after_365_days",
    days=365,
    event=HOLD,
    again="Held against their will in 365 days",
    name="Hold within 365 days",
    question="Of the times we engaged a person, how often were they held against their will on a later contact within 365 days?",
    numerator="A later contact with the same person within 365 days ended in an involuntary hold.",
    direction="lower",
    caveat=f"Only contacts of this program are seen: most holds elsewhere are not. {NOT_INDEPENDENT}",
)
