"""Of the referrals we sent, how many did the receiving program accept within 7 days?"""

from tandem.measures.catalogue.loop import ACCEPTED, UNANSWERED, measure

REFERRAL_ACCEPTED_7_DAYS = measure(
    id="referral_accepted_7_days",
    column=ACCEPTED,
    days=7,
    done="Accepted",
    name="Accepted in 7 days",
    question="Of the referrals we sent, how many did the receiving program accept within 7 days?",
    numerator="The receiving program accepted within 7 days of sending, or had gone further by then.",
    caveat=f"Accepted is a promise, not a visit. {UNANSWERED}",
)
