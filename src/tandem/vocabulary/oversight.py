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
