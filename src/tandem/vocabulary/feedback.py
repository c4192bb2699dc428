"""What a team tells the call-taker: how the call's information matched what was there. Closed words, on purpose.

It is about the information of the call, never about the person's condition or what came of it: no free text, so that
no outcome can slip in, and for health inputs only whether the information held.
"""

from enum import StrEnum


class Described(StrEnum):
    AS_DESCRIBED = "as_described"
    PARTLY = "partly"
    OTHERWISE = "otherwise"


DESCRIBED_LABELS = {
    Described.AS_DESCRIBED: "As described",
    Described.PARTLY: "Some of it was different",
    Described.OTHERWISE: "Very different",
}


class Found(StrEnum):
    """How one piece of information held."""

    MORE = "more"
    LESS = "less"
    OTHER = "other"
    NOT_TOLD = "not_told"


FOUND_LABELS = {
    Found.MORE: "More than told",
    Found.LESS: "Less than told",
    Found.OTHER: "Not as told",
    Found.NOT_TOLD: "We should have been told",
}
# What a team sees at a door is a fact of the scene; how a person is, is not the call-taker's to be told.
OF_HEALTH = ("suicide", "medical")
FOUND_OF_HEALTH = (Found.OTHER, Found.NOT_TOLD)
# In the order a team thinks of them. Substances are left out: what a person has taken stays behind its own wall.
MATCHED_INPUTS = ("weapon", "violence", "suicide", "medical", "location", "access", "minors_or_vulnerable", "language")


class RightKind(StrEnum):
    YES = "yes"
    NO = "no"
    CANT_SAY = "cant_say"


RIGHT_KIND_LABELS = {
    RightKind.YES: "Yes",
    RightKind.NO: "No, another kind of call",
    RightKind.CANT_SAY: "Can't say",
}


class Thanks(StrEnum):
    GOOD_QUESTIONS = "good_questions"
    KEPT_SAFE = "kept_safe"
    EARLY = "early"
    KEPT_CALLER = "kept_caller"
    WELL_DONE = "well_done"


THANKS_LABELS = {
    Thanks.GOOD_QUESTIONS: "Your questions helped us plan.",
    Thanks.KEPT_SAFE: "What you found out kept us safe.",
    Thanks.EARLY: "You called us early enough.",
    Thanks.KEPT_CALLER: "You kept the caller calm until we came.",
    Thanks.WELL_DONE: "Well done. Thank you.",
}
