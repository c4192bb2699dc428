"""Whether a referral reached someone: the far end said completed, within 14 days of sending.

Received, opened and accepted are not closed. Referrals that were declined or taken back stay in the denominator: the
person still had a need.
"""

from tandem.measures.catalogue.loop import CLOSED, UNANSWERED, measure

LOOP_CLOSED_14_DAYS = measure(
    id="loop_closed_14_days",
    column=CLOSED,
    days=14,
    done="Completed",
    name="Loop closed in 14 days",
    question="Of the referrals we sent, how many did the receiving program complete within 14 days?",
    numerator="The receiving program said completed within 14 days of sending.",
    caveat=UNANSWERED,
)
