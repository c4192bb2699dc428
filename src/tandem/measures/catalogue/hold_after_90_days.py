"""Whether a person we engaged was held against their will on a later contact within 90 days."""

from tandem.measures.catalogue.again import HOLD, measure
from tandem.measures.catalogue.repeat_contact_30_days import NOT_INDEPENDENT

HOLD_AFTER_90_DAYS = measure(
    id="hold_after_90_days",
    days=90,
    event=HOLD,
    again="Held against their will in 90 days",
    name="Hold within 90 days",
    question="Of the times we engaged a person, how often were they held against their will on a later contact within 90 days?",
    numerator="A later contact with the same person within 90 days ended in an involuntary hold.",
    direction="lower",
    caveat=f"Only contacts of this program are seen: most holds elsewhere are not. {NOT_INDEPENDENT}",
)
