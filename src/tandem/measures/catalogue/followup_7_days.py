"""After a contact, how many people did we reach again within 7 days?"""

from tandem.measures.catalogue.reached import measure
from tandem.vocabulary.followups import Window

FOLLOWUP_7_DAYS = measure(
    id="followup_7_days",
    window=Window.WEEK,
    name="Reached in 7 days",
    question="After a contact, how many people did we reach again within 7 days?",
    span="7 days, or the span the program set for the second window",
)
