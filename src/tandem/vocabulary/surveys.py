"""Who is asked how it went, and what. Codes of answers are those of each question (`own_page.py` for the person's)."""

from enum import StrEnum


class AskedOf(StrEnum):
    PERSON = "person"
    FAMILY = "family"
    OFFICER = "officer"
    PARTNER = "partner"


ASKED_OF_LABELS = {
    AskedOf.PERSON: "The person served",
    AskedOf.FAMILY: "Family and friends",
    AskedOf.OFFICER: "Officers",
    AskedOf.PARTNER: "Partners: hospitals, shelters, clinics",
}


class Question(StrEnum):
    """`TREATED` is "How did we treat you?", `WOULD_HELP` "What would have helped?"; `SATISFIED` the others' one question."""

    TREATED = "treated"
    WOULD_HELP = "would_help"
    SATISFIED = "satisfied"


class Satisfied(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


SATISFIED_LABELS = {Satisfied.YES: "Yes", Satisfied.PARTLY: "Partly", Satisfied.NO: "No"}
