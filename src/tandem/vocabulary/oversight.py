"""Words of what protects a record and of who watches over it: opening in need, seals, expungement, holds, breaches."""

from enum import StrEnum

from tandem.vocabulary.law import Purpose


class Need(StrEnum):
    """Why somebody outside the care team opens a record in need (45 CFR 164.312(a)(2)(ii))."""

    MEDICAL = "medical"
    DANGER = "danger"
    NOBODY = "nobody"
    CALL = "call"


NEED_LABELS = {
    Need.MEDICAL: "A medical emergency",
    Need.DANGER: "Somebody may come to harm now",
    Need.CALL: "The person, or somebody for them, asks for help now",
    Need.NOBODY: "Nobody of the care team can be reached",
}
# The purposes an opening in need may have; no other rule of the table knows break-glass.
NEED_PURPOSES = {
    Purpose.EMERGENCY: "An emergency",
    Purpose.TREATMENT: "Treatment that can't wait",
}


class GlassOutcome(StrEnum):
    NEEDED = "needed"
    TALK = "talk"
    WRONG = "wrong"


GLASS_OUTCOME_LABELS = {
    GlassOutcome.NEEDED: "It was needed",
    GlassOutcome.TALK: "Understandable; I talk with them",
    GlassOutcome.WRONG: "It was not needed: look into it",
}


class ExpungeScope(StrEnum):
    """What an order expunges. Either leaves the other as it is (law.md, 2.5)."""

    CLINICAL = "clinical"
    POLICE = "police"


EXPUNGE_SCOPE_LABELS = {
    ExpungeScope.CLINICAL: "The clinical record, and who the person is",
    ExpungeScope.POLICE: "The police narrative",
}


class ExpungeReason(StrEnum):
    """Why a record is destroyed: a court ordered it, or its period is over."""

    ORDER = "order"
    RETENTION = "retention"


class BreachNotice(StrEnum):
    """Who has to be told of a breach (45 CFR 164.404, 164.406, 164.408)."""

    PERSONS = "persons"
    HHS = "hhs"
    MEDIA = "media"
    STATE = "state"


BREACH_NOTICE_LABELS = {
    BreachNotice.PERSONS: "Everybody affected, in writing",
    BreachNotice.HHS: "The Secretary of Health and Human Services",
    BreachNotice.MEDIA: "Prominent media of the state",
    BreachNotice.STATE: "As the state's law says",
}
# 45 CFR 164.402(2)(i)-(iv).
FACTOR_LABELS = {
    "nature": "What kind of data it was, and how easily somebody is recognized in it",
    "who": "Who used it, or to whom it went",
    "seen": "Whether it was really seen or taken",
    "mitigated": "How far the risk was made smaller",
}
