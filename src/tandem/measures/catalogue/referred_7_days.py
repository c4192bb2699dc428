"""Whether something was done about what people needed: a referral made within a week of the contact."""

from tandem.measures.catalogue.connected import MADE, measure

REFERRED_7_DAYS = measure(
    id="referred_7_days",
    days=7,
    what=MADE,
    done="Referred within 7 days",
    name="Referred in 7 days",
    question="Of the people we engaged who needed something, for how many was a referral made within 7 days?",
    numerator="A referral was made for the person within 7 days of the contact.",
    caveat="A referral made is a paper until somebody answers: read it beside who was connected. Help given on the spot "
    "needs none.",
)
