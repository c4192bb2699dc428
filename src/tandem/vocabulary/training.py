"""Words of the training room, shared by the engine, live rehearsals, the debrief and what the program learns from them.

What happens in a rehearsal carries the word of a real call's timeline wherever a real call has the same; only what no
real call has begins with `rehearsal.`. In code a sign is a cue, the word of the co-response intensives; a screen says
sign.
"""

from enum import StrEnum

from tandem.vocabulary.timeline import Kind


class Seat(StrEnum):
    """A role of the team in one rehearsal. Whoever observes chooses nothing and hears what the whole room hears."""

    DISPATCHER = "dispatcher"
    OFFICER = "officer"
    CLINICIAN = "clinician"
    PEER = "peer"
    OBSERVER = "observer"


SEAT_LABELS = {
    Seat.DISPATCHER: "Dispatcher",
    Seat.OFFICER: "Officer",
    Seat.CLINICIAN: "Clinician",
    Seat.PEER: "Peer specialist",
    Seat.OBSERVER: "Observer",
}
PLAYED = (Seat.DISPATCHER, Seat.OFFICER, Seat.CLINICIAN, Seat.PEER)


class CueKind(StrEnum):
    """Where a sign shows itself: in the place, in what somebody does, in a voice, in somebody near, in the way."""

    ENVIRONMENT = "environment"
    BEHAVIOR = "behavior"
    VOICE = "voice"
    BYSTANDER = "bystander"
    BARRIER = "barrier"


CUE_KIND_LABELS = {
    CueKind.ENVIRONMENT: "Surroundings",
    CueKind.BEHAVIOR: "Behavior",
    CueKind.VOICE: "Voice",
    CueKind.BYSTANDER: "Somebody near",
    CueKind.BARRIER: "Something in the way",
}


class LeadTime(StrEnum):
    """What a hand-off of the lead would be at this moment of the story, as its author sees it."""

    EARLY = "early"
    RIGHT = "right"
    LATE = "late"


class HandoffMark(StrEnum):
    """How a hand-off of the lead went. Unclear: asked and not answered, so that nobody knew."""

    CLEAN = "clean"
    EARLY = "early"
    LATE = "late"
    UNCLEAR = "unclear"


HANDOFF_MARK_LABELS = {
    HandoffMark.CLEAN: "Clean",
    HandoffMark.EARLY: "Early",
    HandoffMark.LATE: "Late",
    HandoffMark.UNCLEAR: "Unclear",
}


class EndingKind(StrEnum):
    """How it ended for the person, never how well somebody played."""

    GOOD = "good"
    MIXED = "mixed"
    POOR = "poor"


ENDING_KIND_LABELS = {
    EndingKind.GOOD: "It ended well for the person",
    EndingKind.MIXED: "It ended partly well for the person",
    EndingKind.POOR: "It ended badly for the person",
}


class Risk(StrEnum):
    LOW = "low"
    RAISED = "raised"
    HIGH = "high"


RISK_LABELS = {Risk.LOW: "Low risk", Risk.RAISED: "Raised risk", Risk.HIGH: "High risk"}


class Happened(StrEnum):
    """What one line of a rehearsal's timeline tells."""

    RECEIVED = Kind.INCIDENT_RECEIVED.value
    LEAD_TAKEN = Kind.LEAD_TAKEN.value
    LEAD_HANDED_OVER = Kind.LEAD_HANDED_OVER.value
    CHOSE = "rehearsal.chose"
    SAID = "rehearsal.said"
    CUE_SHOWN = "rehearsal.cue_shown"
    CUE_SEEN = "rehearsal.cue_seen"
    LEAD_OFFERED = "rehearsal.lead_offered"
    LEAD_DECLINED = "rehearsal.lead_declined"
    INJECTED = "rehearsal.injected"
    SPOKE = "rehearsal.spoke"
    PAUSED = "rehearsal.paused"
    RESUMED = "rehearsal.resumed"
    REWOUND = "rehearsal.rewound"
    MARKED = "rehearsal.marked"
    DROPPED = "rehearsal.dropped"
    RETURNED = "rehearsal.returned"
    ENDED = "rehearsal.ended"


HAPPENED_LABELS = {
    Happened.RECEIVED: "Call received",
    Happened.LEAD_TAKEN: "Took the lead",
    Happened.LEAD_HANDED_OVER: "Lead handed over",
    Happened.CHOSE: "Chose",
    Happened.SAID: "The story went on",
    Happened.CUE_SHOWN: "A sign could be seen",
    Happened.CUE_SEEN: "Sign seen",
    Happened.LEAD_OFFERED: "Lead offered",
    Happened.LEAD_DECLINED: "Not yet",
    Happened.INJECTED: "Sent in by the instructor",
    Happened.SPOKE: "The instructor spoke",
    Happened.PAUSED: "Paused",
    Happened.RESUMED: "Went on",
    Happened.REWOUND: "Went back",
    Happened.MARKED: "Marked",
    Happened.DROPPED: "A phone dropped out",
    Happened.RETURNED: "A phone came back",
    Happened.ENDED: "Ended",
}


class NeedWord(StrEnum):
    """What should be rehearsed, in the words by which scenarios say what they teach."""

    HANDOFF = "handoff"
    CUES = "cues"
    DEESCALATION = "deescalation"
    INFORMATION = "information"
    OUTREACH = "outreach"
    FOLLOW_UP = "follow-up"
    REFERRAL = "referral"
    FAMILY = "family"
    DEMENTIA = "dementia"
    VETERANS = "veterans"
    SUBSTANCE_USE = "substance-use"
    AUTISM = "autism"
    PRIVACY = "privacy"


NEED_WORD_LABELS = {
    NeedWord.HANDOFF: "Who leads, and handing it over",
    NeedWord.CUES: "Seeing signs",
    NeedWord.DEESCALATION: "Calming without force",
    NeedWord.INFORMATION: "Passing on what the caller said",
    NeedWord.OUTREACH: "Reaching out in calm",
    NeedWord.FOLLOW_UP: "Following up",
    NeedWord.REFERRAL: "Handing over to another service",
    NeedWord.FAMILY: "Family and others at home",
    NeedWord.DEMENTIA: "People with dementia",
    NeedWord.VETERANS: "Veterans",
    NeedWord.SUBSTANCE_USE: "Alcohol and drugs",
    NeedWord.AUTISM: "Autistic people",
    NeedWord.PRIVACY: "What may be said to whom",
}


class NeedSource(StrEnum):
    """Where somebody saw that it should be rehearsed."""

    REVIEW = "review"
    MEASURE = "measure"
    TRAINER = "trainer"


NEED_SOURCE_LABELS = {
    NeedSource.REVIEW: "a review of calls",
    NeedSource.MEASURE: "a measure",
    NeedSource.TRAINER: "a trainer",
}


class Shift(StrEnum):
    """When a team works, as the instructor says on opening a room."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"


SHIFT_LABELS = {Shift.DAY: "Day shift", Shift.EVENING: "Evening shift", Shift.NIGHT: "Night shift"}
