"""Whether a person was met again within 365 days of an encounter where they were engaged. It says how many, not why."""

from tandem.measures.catalogue.again import measure
from tandem.measures.catalogue.repeat_contact_30_days import NOT_INDEPENDENT

REPEAT_CONTACT_365_DAYS = measure(
    id="repeat_contact_365_days",
    days=365,
    again="Met again in 365 days",
    name="Met again in 365 days",
    question="Of the times we engaged a person, how often did we meet them again on another call within 365 days?",
    numerator="Another call with an encounter for the same person within 365 days, whatever its outcome.",
    direction="none",
    caveat=NOT_INDEPENDENT,
)
