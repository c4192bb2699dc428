"""Whether a person was met again soon: another call within 30 days of an encounter where they were engaged.

A repeat is not a failure by itself: a person may call because the last time helped. It says how many come back, not why.
"""

from tandem.measures.catalogue.again import measure

NOT_INDEPENDENT = (
    "One person can be in this number many times, and their encounters are not independent. "
    "The true interval is wider than the one shown. People met by other programs are not seen here."
)

REPEAT_CONTACT_30_DAYS = measure(
    id="repeat_contact_30_days",
    days=30,
    again="Met again in 30 days",
    name="Met again in 30 days",
    question="Of the times we engaged a person, how often did we meet them again on another call within 30 days?",
    numerator="Another call with an encounter for the same person within 30 days, whatever its outcome.",
    direction="none",
    caveat=NOT_INDEPENDENT,
)
