"""Words of a study: how a change came, what was hoped for, where a study stands. Pure."""

from enum import StrEnum


class Came(StrEnum):
    """How a change came. It decides which designs can tell what it did."""

    AT_ONCE = "at_once"
    BY_PLACE = "by_place"
    BY_LOT = "by_lot"
    ONE_PLACE = "one_place"
    TO_SOME = "to_some"
    DRAW = "draw"


CAME_LABELS = {
    Came.AT_ONCE: "Everywhere at once, in one month",
    Came.BY_PLACE: "Place by place, in different months",
    Came.BY_LOT: "Place by place, in an order drawn by lot",
    Came.ONE_PLACE: "In one place only",
    Came.TO_SOME: "To some calls and not to others",
    Came.DRAW: "By a sealed draw on the dispatcher's screen",
}


class Hope(StrEnum):
    LESS = "less"
    MORE = "more"


HOPE_LABELS = {Hope.LESS: "Fewer or lower", Hope.MORE: "More or higher"}


class Counts(StrEnum):
    """What of a measure is counted: the part of its rows that counts in, or how many rows there were."""

    SHARE = "share"
    NUMBER = "number"


COUNTS_LABELS = {
    Counts.SHARE: "How many of them counted in (a share)",
    Counts.NUMBER: "How many there were (a number)",
}


class Every(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    WEEK = "week"


EVERY_LABELS = {Every.MONTH: "Month", Every.QUARTER: "Quarter", Every.WEEK: "Week"}
EVERY_MANY = {Every.MONTH: "months", Every.QUARTER: "quarters", Every.WEEK: "weeks"}


class PlaceBy(StrEnum):
    AREA = "area"
    AGENCY = "agency"


PLACE_BY_LABELS = {PlaceBy.AREA: "Areas", PlaceBy.AGENCY: "Agencies"}


class StudyState(StrEnum):
    """Where a study stands: still written, stamped and not run, done."""

    DRAFT = "draft"
    STAMPED = "stamped"
    DONE = "done"


STUDY_STATE_LABELS = {
    StudyState.DRAFT: "Draft",
    StudyState.STAMPED: "Stamped, not run",
    StudyState.DONE: "Finished",
}
