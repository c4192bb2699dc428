"""Words of the phone: where a piece of work stands, why a phone drops what it carries, and what a piece is about."""

from enum import StrEnum


class WorkState(StrEnum):
    """Where a piece stands. The first six are what a receipt says; the rest is how one of them was settled."""

    APPLIED = "applied"
    WAITING = "waiting"
    CONFLICT = "conflict"
    REVIEW = "review"
    REFUSED = "refused"
    RIVAL = "rival"


WORK_STATE_LABELS = {
    WorkState.APPLIED: "In the record",
    WorkState.WAITING: "Waits for another piece",
    WorkState.CONFLICT: "Said differently here and there",
    WorkState.REVIEW: "Waits for a supervisor",
    WorkState.REFUSED: "Can't be taken as it is",
    WorkState.RIVAL: "Same number, other words",
}


class Settled(StrEnum):
    """How what was not applied came to its end."""

    REPLACED = "replaced"
    TAKEN_OVER = "taken_over"
    SET_ASIDE = "set_aside"


SETTLED_LABELS = {
    Settled.REPLACED: "Replaced by its author",
    Settled.TAKEN_OVER: "Taken over by a supervisor",
    Settled.SET_ASIDE: "Set aside by a supervisor",
}


# Why a piece waits for a supervisor.
WHY_LABELS = {
    "rights": "Its author may not do this any more, or never could",
    "role": "It was made in another job than its author acts in now",
    "left": "It was left on a phone, and somebody else handed it over",
    "unproven": "It was left on a phone; nobody can prove whose it is",
    "before": "It hangs on another piece that waits for a supervisor",
    "unread": "What came was no piece of work",
}


class LeaseEnd(StrEnum):
    """Why a phone may not keep what it carries."""

    DISABLED = "disabled"
    LOCKED = "locked"
    ROLE = "role"
    OVER = "over"
    RETAKE = "retake"


class Subject(StrEnum):
    """What a piece is about, by the id it names."""

    ASSIGNMENT = "assignment"
    PERSON = "person"
    CONTACT = "contact"
    USER = "user"


# What each verb is called on a page of the supervisor.
VERB_LABELS = {
    "call.stamp": "A time of the call",
    "call.correct": "A time put right",
    "call.lead": "Who leads",
    "call.check_in": "Check-in",
    "call.report": "The officer's report",
    "call.tele": "Asked for a clinician by phone or video",
    "call.tele_end": "Nobody is needed by phone any more",
    "person.describe": "Who the person is",
    "contact.begin": "A contact begun",
    "contact.set": "What happened in a contact",
    "contact.task": "A task done",
    "contact.refer": "A referral",
    "contact.close": "A contact closed",
    "contact.add": "An addition to a signed note",
    "plan.set": "The safety plan",
    "card.set": "The preference card",
    "safety.sos": "SOS",
    "safety.roll": "An answer to a roll call",
    "photo.add": "A photo",
}
