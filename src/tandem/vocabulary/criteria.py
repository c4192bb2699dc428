"""What an answer of the criteria means for the team, and why a call that was meant for it got none."""

from enum import StrEnum

from tandem.vocabulary.terms import Response

# The team meets the person: alone, with police out of sight, or with medics. "Police-led" is not among them: there the
# team waits out of sight until officers say that it is safe.
FOR_THE_TEAM = frozenset({Response.TEAM_ALONE, Response.TEAM_POLICE_STAGED, Response.EMS_WITH_TEAM})
# Police come, to the door or close by.
WITH_POLICE = frozenset({Response.POLICE_LED, Response.TEAM_POLICE_STAGED})


class Unserved(StrEnum):
    """Why no team went, as far as the record says. `NO_REASON` is an answer of its own: nobody wrote one."""

    NO_TEAM = "no_team"
    ALL_BUSY = "all_busy"
    TOO_FAR = "too_far"
    CHOSEN_OTHERWISE = "chosen_otherwise"
    CANCELLED = "cancelled"
    STILL_OPEN = "still_open"
    NO_REASON = "no_reason"


# What a dispatcher may say in one word; where nobody says one, the reason follows from the rest of the record.
TOLD_UNSERVED = (Unserved.TOO_FAR, Unserved.ALL_BUSY, Unserved.NO_TEAM)
UNSERVED_LABELS = {
    Unserved.NO_TEAM: "No team on shift",
    Unserved.ALL_BUSY: "All teams busy",
    Unserved.TOO_FAR: "Too far",
    Unserved.CHOSEN_OTHERWISE: "A human chose another answer",
    Unserved.CANCELLED: "Cancelled before a team went",
    Unserved.STILL_OPEN: "Still waiting",
    Unserved.NO_REASON: "A team was free; no reason written",
}
