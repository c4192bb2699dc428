"""After a contact, how many people did we reach again within 30 days?"""

from tandem.measures.catalogue.reached import measure
from tandem.vocabulary.followups import Window

FOLLOWUP_30_DAYS = measure(
    id="followup_30_days",
    window=Window.MONTH,
    name="Reached in 30 days",
    question="After a contact, how many people did we reach again within 30 days?",
    span="30 days, or the span the program set for the third window",
)
