"""Whether people who needed something came to a service within 30 days of the contact."""

from tandem.measures.catalogue.connected import CONNECTED, measure

CONNECTED_30_DAYS = measure(
    id="connected_30_days",
    days=30,
    what=CONNECTED,
    done="Connected within 30 days",
    name="Connected in 30 days",
    question="Of the people we engaged who needed something, how many were seen by a service within 30 days?",
    numerator="A service saw the person, or completed a referral of theirs, within 30 days of the contact.",
    caveat="A service nobody referred to is not seen. Published shares often count a name and a phone number handed over; "
    "this counts a visit that the service confirmed.",
)
