"""Words of a follow-up: its windows, and how a person wants to be reached."""

from enum import StrEnum


class Window(StrEnum):
    """The three contacts that are owed after one; each program says which, and when."""

    FIRST = "first"
    WEEK = "week"
    MONTH = "month"


WINDOW_LABELS = {Window.FIRST: "24 to 72 h", Window.WEEK: "7 days", Window.MONTH: "30 days"}


class Way(StrEnum):
    CALL = "call"
    TEXT = "text"
    VISIT = "visit"


WAY_LABELS = {Way.CALL: "A call", Way.TEXT: "A text", Way.VISIT: "A visit"}


class PartOfDay(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PART_OF_DAY_LABELS = {PartOfDay.MORNING: "Morning", PartOfDay.AFTERNOON: "Afternoon", PartOfDay.EVENING: "Evening"}


class MessageSafe(StrEnum):
    """Whether a message may be left. Not asked is never read as yes."""

    YES = "yes"
    NO = "no"


MESSAGE_SAFE_LABELS = {MessageSafe.YES: "Safe to leave a message", MessageSafe.NO: "Don't leave a message"}
