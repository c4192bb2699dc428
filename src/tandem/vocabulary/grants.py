"""Words of a grant: what its money is for, what is counted of a deliverable, and what comes in.

Budget categories are the object class categories of SF-424A, section B (OMB 4040-0006), in plain words.
"""

from enum import StrEnum


class Budget(StrEnum):
    PERSONNEL = "personnel"
    FRINGE = "fringe"
    TRAVEL = "travel"
    EQUIPMENT = "equipment"
    SUPPLIES = "supplies"
    CONTRACTUAL = "contractual"
    CONSTRUCTION = "construction"
    OTHER = "other"
    INDIRECT = "indirect"


BUDGET_LABELS = {
    Budget.PERSONNEL: "Pay",
    Budget.FRINGE: "Benefits",
    Budget.TRAVEL: "Travel",
    Budget.EQUIPMENT: "Equipment",
    Budget.SUPPLIES: "Supplies",
    Budget.CONTRACTUAL: "Contracts",
    Budget.CONSTRUCTION: "Building work",
    Budget.OTHER: "Other",
    Budget.INDIRECT: "Indirect costs",
}


class Counted(StrEnum):
    """What of a measure a deliverable promises: its number (a share, a median), or how many were counted in."""

    VALUE = "value"
    COUNT = "count"


COUNTED_LABELS = {Counted.VALUE: "the number", Counted.COUNT: "how many, added up"}


class Money(StrEnum):
    DRAWN = "drawn"
    MATCH = "match"


MONEY_LABELS = {Money.DRAWN: "Drawn", Money.MATCH: "Own share (match)"}
