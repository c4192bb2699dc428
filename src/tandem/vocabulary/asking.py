"""A request to the program: who asks it to see somebody, and what became of the request."""

from enum import StrEnum


class Asker(StrEnum):
    SELF = "self"
    FAMILY = "family"
    SCHOOL = "school"
    SHELTER = "shelter"
    CLINIC = "clinic"
    OFFICER = "officer"
    OTHER = "other"


ASKER_LABELS = {
    Asker.SELF: "For myself",
    Asker.FAMILY: "Family or friend",
    Asker.SCHOOL: "A school",
    Asker.SHELTER: "A shelter",
    Asker.CLINIC: "A clinic or hospital",
    Asker.OFFICER: "An officer",
    Asker.OTHER: "Somebody else",
}
# The same on a queue: who asked.
ASKER_SHORT = {
    Asker.SELF: "The person",
    Asker.FAMILY: "Family or friend",
    Asker.SCHOOL: "School",
    Asker.SHELTER: "Shelter",
    Asker.CLINIC: "Clinic or hospital",
    Asker.OFFICER: "Officer",
    Asker.OTHER: "Somebody else",
}


class HowSoon(StrEnum):
    """The asker's own words for how soon; no triage, and never a promise."""

    TODAY = "today"
    DAYS = "days"
    WEEKS = "weeks"
    NOT_SURE = "not_sure"


HOW_SOON_LABELS = {
    HowSoon.TODAY: "Today",
    HowSoon.DAYS: "In the next days",
    HowSoon.WEEKS: "It can wait a week or more",
    HowSoon.NOT_SURE: "Not sure",
}


class Knows(StrEnum):
    """Whether the person knows that somebody asked."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


KNOWS_LABELS = {Knows.YES: "Yes", Knows.NO: "No", Knows.NOT_SURE: "Not sure"}


class SafeContact(StrEnum):
    """How the person may be reached without harm: somebody beside them may pick up the phone."""

    CALL_AND_MESSAGE = "call_and_message"
    CALL_ONLY = "call_only"
    ASK_ME_FIRST = "ask_me_first"
    NOT_SURE = "not_sure"


SAFE_CONTACT_LABELS = {
    SafeContact.CALL_AND_MESSAGE: "Yes, call or leave a message",
    SafeContact.CALL_ONLY: "Call, but leave no message",
    SafeContact.ASK_ME_FIRST: "No. Talk to me first",
    SafeContact.NOT_SURE: "Not sure",
}


class RequestState(StrEnum):
    NEW = "new"
    CALL = "call"
    LINKED = "linked"
    FOLLOW_UP = "follow_up"
    DECLINED = "declined"


REQUEST_STATE_LABELS = {
    RequestState.NEW: "Waiting",
    RequestState.CALL: "Taken as a call",
    RequestState.LINKED: "Put with a call",
    RequestState.FOLLOW_UP: "Somebody reaches out",
    RequestState.DECLINED: "Not taken",
}


class NotTaken(StrEnum):
    NOT_OURS = "not_ours"
    DUPLICATE = "duplicate"
    CANNOT_REACH = "cannot_reach"
    OTHER = "other"


NOT_TAKEN_LABELS = {
    NotTaken.NOT_OURS: "Not ours to answer",
    NotTaken.DUPLICATE: "Asked before",
    NotTaken.CANNOT_REACH: "Nobody can be reached",
    NotTaken.OTHER: "Another reason",
}
