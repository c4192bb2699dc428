"""Of the referrals we sent, how many did the receiving program complete within 90 days?"""

from tandem.measures.catalogue.loop import CLOSED, UNANSWERED, measure

LOOP_CLOSED_90_DAYS = measure(
    id="loop_closed_90_days",
    column=CLOSED,
    days=90,
    done="Completed",
    name="Loop closed in 90 days",
    question="Of the referrals we sent, how many did the receiving program complete within 90 days?",
    numerator="The receiving program said completed within 90 days of sending.",
    caveat=UNANSWERED,
)
