"""What makes a call a behavioral-health call, whatever its call type: what was heard or told, and by whom.

A sign is a call fact: something a caller said or a call-taker heard, never filled from a provider's record. Nothing
about what a person has taken stands here: a record of that has a wall of its own (42 CFR Part 2).
"""

from enum import StrEnum


class Sign(StrEnum):
    """`MARKED` is a sender's own mark without a reason; `NONE` says that somebody listened for all of these."""

    TALK_OF_DYING = "talk_of_dying"
    SELF_HARM = "self_harm"
    HEARS_OR_SEES = "hears_or_sees"
    CONFUSED = "confused"
    VERY_DISTRESSED = "very_distressed"
    UNLIKE_THEMSELVES = "unlike_themselves"
    ASKS_FOR_HELP = "asks_for_help"
    LIVES_WITH = "lives_with"
    MARKED = "marked"
    NONE = "none"


SIGN_LABELS = {
    Sign.TALK_OF_DYING: "Talks of dying",
    Sign.SELF_HARM: "Hurts themselves",
    Sign.HEARS_OR_SEES: "Hears or sees things",
    Sign.CONFUSED: "Confused",
    Sign.VERY_DISTRESSED: "Very distressed",
    Sign.UNLIKE_THEMSELVES: "Not like themselves",
    Sign.ASKS_FOR_HELP: "Asks for mental-health help",
    Sign.LIVES_WITH: "Said to live with a mental illness",
    Sign.MARKED: "Marked by the sender",
    Sign.NONE: "None of these",
}


class SaidBy(StrEnum):
    """Who said it. `HEARD` is the call-taker's own ear."""

    HEARD = "heard"
    CALLER = "caller"
    PERSON = "person"
    OFFICER = "officer"
    COUNSELOR = "counselor"
    SYSTEM = "system"


SAID_BY_LABELS = {
    SaidBy.HEARD: "I heard it",
    SaidBy.CALLER: "The caller",
    SaidBy.PERSON: "The person",
    SaidBy.OFFICER: "An officer",
    SaidBy.COUNSELOR: "A 988 counselor",
    SaidBy.SYSTEM: "Another system",
}
# The same on a call's page, after the sign.
SAID_BY_SHORT = {
    SaidBy.HEARD: "heard on the call",
    SaidBy.CALLER: "the caller says",
    SaidBy.PERSON: "the person says",
    SaidBy.OFFICER: "an officer says",
    SaidBy.COUNSELOR: "a 988 counselor says",
    SaidBy.SYSTEM: "another system says",
}


def behavioral_health(signs: dict[str, str]) -> bool | None:
    """True with any sign, False where somebody said that there is none, None while nobody has said either."""
    if not signs:
        return None
    return any(sign != Sign.NONE for sign in signs)
