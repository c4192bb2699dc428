"""Who a person is and what to know at the door, as one release shows it."""

from tandem.domain.people.records.caution import (
    CautionSummary,
    ExpiringCaution,
    cautions,
    cautions_of,
    expiring_cautions,
)
from tandem.domain.people.records.own import WishSummary, cards_of, wish_of
from tandem.domain.people.records.person import PersonSummary, Telling, find, names, summary, tellings
from tandem.domain.people.records.review import CautionInReview, Passing, due_for_review, in_review, warnings_to

__all__ = [
    "cards_of",
    "CautionInReview",
    "CautionSummary",
    "ExpiringCaution",
    "Passing",
    "PersonSummary",
    "Telling",
    "WishSummary",
    "cautions",
    "cautions_of",
    "due_for_review",
    "expiring_cautions",
    "find",
    "in_review",
    "names",
    "summary",
    "tellings",
    "warnings_to",
    "wish_of",
]
