"""Of the needs we referred, in how many was the person seen by the service within 30 days?"""

from tandem.measures.catalogue.loop import SEEN, UNANSWERED, measure

SEEN_30_DAYS = measure(
    id="seen_30_days",
    column=SEEN,
    days=30,
    done="Seen",
    name="Seen in 30 days",
    question="Of the needs we referred, in how many was the person seen by the service within 30 days?",
    numerator="The service saw the person, or completed, within 30 days of sending.",
    caveat=f"One person may have several referrals. {UNANSWERED}",
)
