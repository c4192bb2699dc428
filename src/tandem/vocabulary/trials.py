"""A trial of calls: what is drawn, within what, why a call is left out, and why somebody sent otherwise.

The closed words of a sealed draw. A reason is a code, so that a log of draws holds nobody's words about a person.
"""

from enum import StrEnum


class Arm(StrEnum):
    """Two fair answers to one call. The usual one is whatever was sent before the program."""

    USUAL = "usual"
    TEAM = "team"


ARM_LABELS = {Arm.USUAL: "The usual response", Arm.TEAM: "The team"}


class Stratum(StrEnum):
    """Within what the draw is kept even: calls of one shift, of one area, or all together."""

    NONE = "none"
    SHIFT = "shift"
    AREA = "area"


STRATUM_LABELS = {
    Stratum.NONE: "All calls together",
    Stratum.SHIFT: "Within each shift",
    Stratum.AREA: "Within each area",
}


class Drawing(StrEnum):
    """When a call is drawn: at a dispatcher's tap, or as soon as it may be."""

    TAP = "tap"
    AT_ONCE = "at_once"


DRAWING_LABELS = {
    Drawing.TAP: "When the dispatcher taps Draw",
    Drawing.AT_ONCE: "By itself, as soon as a call may be drawn",
}


class Step(StrEnum):
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    ENDED = "ended"


# Nothing more is drawn after one of these.
LAST_STEPS = (Step.STOPPED, Step.ENDED)


class TrialState(StrEnum):
    """`WAITING` is started with a first day ahead. `OVER` is past its last day or has drawn the calls it was to draw."""

    PLANNED = "planned"
    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    OVER = "over"


TRIAL_STATE_LABELS = {
    TrialState.PLANNED: "Not running",
    TrialState.WAITING: "Starts on its first day",
    TrialState.RUNNING: "Running",
    TrialState.PAUSED: "Paused",
    TrialState.STOPPED: "Stopped",
    TrialState.OVER: "Over",
}
# Once a trial is one of these nothing more is drawn, and its seed lies open.
CLOSED = (TrialState.STOPPED, TrialState.OVER)


class Otherwise(StrEnum):
    """Why something else was sent than drawn. The call stays in the arm it was drawn to."""

    DANGER = "danger"
    MEDICAL = "medical"
    CHANGED = "changed"
    CLINICAL = "clinical"
    ASKED = "asked"
    NO_TEAM = "no_team"


OTHERWISE_LABELS = {
    Otherwise.DANGER: "Somebody may be in danger",
    Otherwise.MEDICAL: "Somebody may be hurt or ill",
    Otherwise.CHANGED: "What we know of the call changed",
    Otherwise.CLINICAL: "A clinician or supervisor judged so",
    Otherwise.ASKED: "The person or family asked for it",
    Otherwise.NO_TEAM: "The team could not go after all",
}


class Outcome(StrEnum):
    """What a plan names beforehand as the thing to compare: a column of the trial's facts."""

    AGAIN = "again"
    ARRESTED = "arrested"
    HELD = "held"
    HOSPITAL = "hospital"


OUTCOME_LABELS = {
    Outcome.AGAIN: "Another call about the same person or place within 30 days",
    Outcome.ARRESTED: "An arrest on the call",
    Outcome.HELD: "An involuntary hold",
    Outcome.HOSPITAL: "Taken to a hospital",
}


class Bar(StrEnum):
    """Why a call is not in a trial. The first ten are a floor that no plan can lower."""

    NOT_OPEN = "not_open"
    SENT = "sent"
    CHOSEN = "chosen"
    SOS = "sos"
    NOT_KNOWN = "not_known"
    LIFE_THREAT = "life_threat"
    CHILD = "child"
    NO_CHOICE = "no_choice"
    NO_TEAM = "no_team"
    OTHER_CRITERIA = "other_criteria"
    NOT_PLANNED = "not_planned"
    LEFT_OUT = "left_out"


BAR_LABELS = {
    Bar.NOT_OPEN: "the call is closed, or is another report of a call",
    Bar.SENT: "a team was sent already",
    Bar.CHOSEN: "somebody chose another response",
    Bar.SOS: "a responder on it asked for help",
    Bar.NOT_KNOWN: "not everything about safety has been answered",
    Bar.LIFE_THREAT: "somebody's life or safety may be at stake",
    Bar.CHILD: "it is about somebody under 18",
    Bar.NO_CHOICE: "the criteria leave no choice",
    Bar.NO_TEAM: "no team is free",
    Bar.OTHER_CRITERIA: "other criteria hold than the trial was signed under",
    Bar.NOT_PLANNED: "its rule is not one of the trial's",
    Bar.LEFT_OUT: "the plan leaves such calls out",
}


class LeftOut(StrEnum):
    """Calls a plan may leave out beyond the floor."""

    CHILDREN_THERE = "children_there"
    PERINATAL = "perinatal"
    OFFICER = "officer"
    CARE_FACILITY = "care_facility"


LEFT_OUT_LABELS = {
    LeftOut.CHILDREN_THERE: "Children are there",
    LeftOut.PERINATAL: "Pregnancy or a baby",
    LeftOut.OFFICER: "An officer calls",
    LeftOut.CARE_FACILITY: "The person is in a care facility",
}
