"""Writes of this room. The contact outcome comes first, and nothing said once is lost when it is changed.

Only the team that made the contact, or the one who started it, writes here, and only for the organization whose record
it is; everyone else finds nothing.
"""

from tandem.domain.encounters.actions.contact import held, move_to_person, start
from tandem.domain.encounters.actions.end import close, reopen
from tandem.domain.encounters.actions.note import take_draft_out, write_note
from tandem.domain.encounters.actions.say import rate_distress, set_disposition, set_outcome, set_transport
from tandem.domain.encounters.actions.scene import report, tell
from tandem.domain.encounters.actions.signing import cosign, return_note, set_rule

__all__ = [
    "close",
    "cosign",
    "held",
    "move_to_person",
    "rate_distress",
    "reopen",
    "return_note",
    "report",
    "set_disposition",
    "set_outcome",
    "set_transport",
    "set_rule",
    "start",
    "take_draft_out",
    "tell",
    "write_note",
]
