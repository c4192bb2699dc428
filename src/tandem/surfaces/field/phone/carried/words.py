"""Words and forms of the program that a phone shows without asking anybody: code sets, pages of taps, screenings."""

from tandem.domain.encounters.rules import MET, destinations, dispositions
from tandem.vocabulary.scene import TRANSPORT_BY_LABELS, TRANSPORT_TO_LABELS
from tandem.vocabulary.signing import ADDENDUM_LABELS
from tandem.vocabulary.terms import (
    CONTACT_OUTCOME_LABELS,
    DISPOSITION_LABELS,
    HANDOFF_LABELS,
    NEED_LABELS,
    UNANSWERED_LABELS,
    ContactOutcome,
    Disposition,
)


def _pairs(labels: dict) -> list[list[str]]:
    return [[str(code), str(words)] for code, words in labels.items()]


def words() -> dict:
    """The code sets, each as [[code, words], …]."""
    return {
        "contact_outcomes": _pairs(CONTACT_OUTCOME_LABELS),
        "met": sorted(str(one) for one in MET),
        "dispositions": {
            str(outcome): [[str(one), DISPOSITION_LABELS[one]] for one in dispositions(outcome)]
            for outcome in ContactOutcome
        },
        "destinations": {
            str(one): [[str(to), TRANSPORT_TO_LABELS[to]] for to in destinations(one)]
            for one in Disposition
            if destinations(one)
        },
        "transport_by": _pairs(TRANSPORT_BY_LABELS),
        "handoff_reasons": _pairs(HANDOFF_LABELS),
        "unanswered": _pairs(UNANSWERED_LABELS),
        "needs": _pairs(NEED_LABELS),
        "addendum_reasons": _pairs(ADDENDUM_LABELS),
    }
