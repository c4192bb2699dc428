"""Of the referrals we sent, how many did the receiving program complete within 7 days?"""

from tandem.measures.catalogue.loop import CLOSED, UNANSWERED, measure

LOOP_CLOSED_7_DAYS = measure(
    id="loop_closed_7_days",
    column=CLOSED,
    days=7,
    done="Completed",
    name="Loop closed in 7 days",
    question="Of the referrals we sent, how many did the receiving program complete within 7 days?",
    numerator="The receiving program said completed within 7 days of sending.",
    caveat=UNANSWERED,
)
