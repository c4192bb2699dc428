"""Whether a person was met again within 90 days of an encounter where they were engaged. It says how many, not why."""

from tandem.measures.catalogue.again import measure
from tandem.measures.catalogue.repeat_contact_30_days import NOT_INDEPENDENT

REPEAT_CONTACT_90_DAYS = measure(
    id="repeat_contact_90_days",
    days=90,
    again="Met again in 90 days",
    name="Met again in 90 days",
    question="Of the times we engaged a person, how often did we meet them again on another call within 90 days?",
    numerator="Another call with an encounter for the same person within 90 days, whatever its outcome.",
    direction="none",
    caveat=NOT_INDEPENDENT,
)
