"""Why a need stayed unmet, as far as the receiving program or we ourselves said it. What nobody is asked is no code here."""

from enum import StrEnum


class Unmet(StrEnum):
    """Where a referral stands that met no need. Declined and failed each carry the reason the far end chose."""

    NEVER_SENT = "never_sent"
    NO_ANSWER = "no_answer"
    DECLINED_FULL = "declined_full"
    DECLINED_WAITLIST = "declined_waitlist"
    DECLINED_NOT_OFFERED = "declined_not_offered"
    DECLINED_ASSESSMENT_FIRST = "declined_assessment_first"
    DECLINED_INSURANCE_OR_AREA = "declined_insurance_or_area"
    DECLINED_OTHER = "declined_other"
    NOT_SEEN = "not_seen"
    FAILED_DID_NOT_COME = "failed_did_not_come"
    FAILED_NOT_REACHED = "failed_not_reached"
    FAILED_DID_NOT_WANT = "failed_did_not_want"
    FAILED_OTHER = "failed_other"
    TAKEN_BACK = "taken_back"
    LATE = "late"
    UNKNOWN = "unknown"


UNMET_LABELS = {
    Unmet.NEVER_SENT: "Never sent: no agreement, or still a draft",
    Unmet.NO_ANSWER: "Sent, and nobody answered",
    Unmet.DECLINED_FULL: "Declined: full",
    Unmet.DECLINED_WAITLIST: "Declined: waitlist",
    Unmet.DECLINED_NOT_OFFERED: "Declined: not a service they offer",
    Unmet.DECLINED_ASSESSMENT_FIRST: "Declined: another assessment first",
    Unmet.DECLINED_INSURANCE_OR_AREA: "Declined: insurance or area",
    Unmet.DECLINED_OTHER: "Declined: something else",
    Unmet.NOT_SEEN: "Accepted, and not seen yet",
    Unmet.FAILED_DID_NOT_COME: "Accepted, and did not come",
    Unmet.FAILED_NOT_REACHED: "Accepted, and could not be reached",
    Unmet.FAILED_DID_NOT_WANT: "Accepted, and did not want it any more",
    Unmet.FAILED_OTHER: "Accepted, and it came to nothing",
    Unmet.TAKEN_BACK: "Taken back by us",
    Unmet.LATE: "Seen, but later than 30 days",
    Unmet.UNKNOWN: "Nobody said why",
}
