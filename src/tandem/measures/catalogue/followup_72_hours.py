"""After a contact, how many people did we reach within 72 hours?"""

from tandem.measures.catalogue.reached import measure
from tandem.vocabulary.followups import Window

FOLLOWUP_72_HOURS = measure(
    id="followup_72_hours",
    window=Window.FIRST,
    name="Reached in 72 hours",
    question="After a contact, how many people did we reach within 72 hours?",
    span="72 hours, or the span the program set for the first window",
)
