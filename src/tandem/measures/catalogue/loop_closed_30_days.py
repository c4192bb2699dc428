"""Of the referrals we sent, how many did the receiving program complete within 30 days?"""

from tandem.measures.catalogue.loop import CLOSED, UNANSWERED, measure

LOOP_CLOSED_30_DAYS = measure(
    id="loop_closed_30_days",
    column=CLOSED,
    days=30,
    done="Completed",
    name="Loop closed in 30 days",
    question="Of the referrals we sent, how many did the receiving program complete within 30 days?",
    numerator="The receiving program said completed within 30 days of sending.",
    caveat=UNANSWERED,
)
