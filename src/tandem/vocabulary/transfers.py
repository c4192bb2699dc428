"""Words of taking a person to an emergency department or a crisis center, and of handing their care over there."""

from enum import StrEnum


class TransferState(StrEnum):
    """What the receiving place said. Told is not opened, opened is not a yes; arrival and hand-over are times beside it."""

    DRAFT = "draft"
    TOLD = "told"
    OPENED = "opened"
    READY = "ready"
    NO_BED_YET = "no_bed_yet"
    CANT_TAKE = "cant_take"
    CANCELLED = "cancelled"


TRANSFER_LABELS = {
    TransferState.DRAFT: "Not sent yet",
    TransferState.TOLD: "Told, no answer yet",
    TransferState.OPENED: "Opened, not a yes",
    TransferState.READY: "Ready for you",
    TransferState.NO_BED_YET: "Come, but no bed yet",
    TransferState.CANT_TAKE: "Can't take them",
    TransferState.CANCELLED: "Not going there any more",
}


class CantTake(StrEnum):
    FULL = "full"
    DIVERTING = "diverting"
    NO_STAFF = "no_staff"
    NOT_OUR_CARE = "not_our_care"
    MEDICAL_FIRST = "medical_first"
    AGE_OR_AREA = "age_or_area"
    OTHER = "other"


CANT_TAKE_LABELS = {
    CantTake.FULL: "Full now",
    CantTake.DIVERTING: "Diverting ambulances and police",
    CantTake.NO_STAFF: "Nobody here who can take over",
    CantTake.NOT_OUR_CARE: "Not the care we give",
    CantTake.MEDICAL_FIRST: "Needs a medical check somewhere else first",
    CantTake.AGE_OR_AREA: "Age or area",
    CantTake.OTHER: "Something else",
}


class TransferTime(StrEnum):
    """The four times of a transfer of care, in the order they can happen in; the last two in either order."""

    ARRIVED = "arrived"
    TOOK_OVER = "took_over"
    OFFICER_FREE = "officer_free"
    CLINICIAN_FREE = "clinician_free"


TRANSFER_TIME_LABELS = {
    TransferTime.ARRIVED: "Arrived there",
    TransferTime.TOOK_OVER: "They took over care",
    TransferTime.OFFICER_FREE: "Officer free to leave",
    TransferTime.CLINICIAN_FREE: "Clinician free",
}


class ComesWith(StrEnum):
    """Who comes along with the person."""

    OFFICER = "officer"
    CLINICIAN = "clinician"
    PEER = "peer"
    EMS = "ems"
    FAMILY = "family"


COMES_WITH_LABELS = {
    ComesWith.OFFICER: "A police officer",
    ComesWith.CLINICIAN: "A clinician",
    ComesWith.PEER: "A peer specialist",
    ComesWith.EMS: "Paramedics",
    ComesWith.FAMILY: "Family or a friend",
}


class Hold(StrEnum):
    """Whether the person comes against their will. Unknown is not a no."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


HOLD_LABELS = {Hold.NO: "No, by choice", Hold.YES: "Yes, on a hold", Hold.UNKNOWN: "Not known yet"}
