"""Words of a file of contacts for whoever pays: how minutes become units, and why a contact is not in it. Pure.

What Medicaid pays as community-based mobile crisis is said by SSA 1947(b) (42 U.S.C. 1396w-6(b)): outside a hospital or
other facility, by a team of several professions with somebody who can assess within their scope of practice. Code,
modifiers and the counting of units are each state's own.
"""

from enum import StrEnum

# HCPCS H2011, crisis intervention service, per 15 minutes: usual, and each state's own choice.
USUAL_CODE = "H2011"
# Place of service 15, mobile unit (CMS place of service code set).
USUAL_PLACE = "15"


class Units(StrEnum):
    """How minutes become units of 15."""

    EIGHT = "eight"
    WHOLE = "whole"
    STARTED = "started"


UNITS_LABELS = {
    Units.EIGHT: "CMS 8-minute rule: 8 to 22 minutes are 1 unit, 23 to 37 are 2",
    Units.WHOLE: "Whole units only: 15 to 29 minutes are 1 unit",
    Units.STARTED: "Each unit begun counts: 1 to 15 minutes are 1 unit",
}


class Left(StrEnum):
    """Why a contact is not in the file. All that hold are told."""

    OPEN = "open"
    NOT_MET = "not_met"
    NO_TIMES = "no_times"
    TOO_SHORT = "too_short"
    NO_PROFESSIONAL = "no_professional"
    ONE_PROFESSION = "one_profession"
    UNKNOWN = "unknown"
    UNSIGNED = "unsigned"


LEFT_LABELS = {
    Left.OPEN: "The contact is not closed yet",
    Left.NOT_MET: "Team and person did not meet face to face",
    Left.NO_TIMES: "The time the team met the person, or was clear, is missing or can't be right",
    Left.TOO_SHORT: "Too short for one unit by the rule in force",
    Left.NO_PROFESSIONAL: "Nobody on scene whose profession can assess; a clinician by phone does not count here",
    Left.ONE_PROFESSION: "Not a team of several professions",
    Left.UNKNOWN: "Who the person was is not known, or by first name only",
    Left.UNSIGNED: "The note is not signed, not co-signed, or came back unanswered",
}
