"""Of the follow-ups we owed, in how many did we reach the person in time?"""

from tandem.measures.catalogue.reached import measure

FOLLOWUP_REACHED = measure(
    id="followup_reached",
    window=None,
    name="Reached in time",
    question="Of the follow-ups we owed, in how many did we reach the person in time?",
    span="the window",
)
