"""Whether people who needed something came to a service within 365 days of the contact."""

from tandem.measures.catalogue.connected import CONNECTED, measure

CONNECTED_365_DAYS = measure(
    id="connected_365_days",
    days=365,
    what=CONNECTED,
    done="Connected within 365 days",
    name="Connected in 365 days",
    question="Of the people we engaged who needed something, how many were seen by a service within 365 days?",
    numerator="A service saw the person, or completed a referral of theirs, within 365 days of the contact.",
    caveat="A service nobody referred to is not seen. Published shares often count a name and a phone number handed over; "
    "this counts a visit that the service confirmed.",
)
