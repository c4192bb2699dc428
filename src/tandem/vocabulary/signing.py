"""Words of signing a note: why something was added to a signed one, where it stands, what a supervisor may say of it."""

from enum import StrEnum


class AddendumReason(StrEnum):
    """Why something is added to a signed note. What was signed is never changed; a correction is an addendum too."""

    CORRECTION = "correction"
    LEARNED_LATER = "learned_later"
    LEFT_OUT = "left_out"
    ANSWER = "answer"


ADDENDUM_LABELS = {
    AddendumReason.CORRECTION: "Correction",
    AddendumReason.LEARNED_LATER: "Learned later",
    AddendumReason.LEFT_OUT: "Left out before",
    AddendumReason.ANSWER: "Answer to a comment",
}


class Verdict(StrEnum):
    """What a supervisor says of a note after reading it. Neither signs it for its author."""

    COSIGNED = "cosigned"
    RETURNED = "returned"


class NoteState(StrEnum):
    """Where the note of one contact stands. `SETTLED` owes nothing to anybody."""

    UNSIGNED = "unsigned"
    WAITING = "waiting"
    RETURNED = "returned"
    SETTLED = "settled"


NOTE_STATE_LABELS = {
    NoteState.UNSIGNED: "Not signed",
    NoteState.WAITING: "Waiting for co-signature",
    NoteState.RETURNED: "Returned, not answered yet",
    NoteState.SETTLED: "Nothing owed",
}
