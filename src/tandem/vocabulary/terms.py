"""Code sets of the field. The value is what is stored; the label is what a screen says in English.

Unknown, not asked and declined to answer are three values, stored apart (`Unanswered`); none of them is ever "no".
"""

from enum import StrEnum


class Role(StrEnum):
    """Who a sign-in acts as in one session. The words are those of the disclosure rules; one is chosen per session."""

    OFFICER = "officer"
    CLINICIAN = "clinician"
    PEER = "peer"
    CLINICAL_SUPERVISOR = "clinical_supervisor"
    DISPATCHER = "dispatcher"
    EVALUATOR = "evaluator"
    PRIVACY_OFFICER = "privacy_officer"
    ADMIN = "admin"
    AGENCY_ADMIN = "agency_admin"
    # Leads rehearsals. No role of a person's record: no disclosure rule names it.
    TRAINER = "trainer"


ROLE_LABELS = {
    Role.OFFICER: "Officer",
    Role.CLINICIAN: "Clinician",
    Role.PEER: "Peer specialist",
    Role.CLINICAL_SUPERVISOR: "Clinical supervisor",
    Role.DISPATCHER: "Dispatcher",
    Role.EVALUATOR: "Program manager",
    Role.PRIVACY_OFFICER: "Privacy officer",
    Role.ADMIN: "Administrator",
    Role.AGENCY_ADMIN: "Agency administrator",
    Role.TRAINER: "Trainer",
}


class Profession(StrEnum):
    """What a team member does on scene. Distinct from `Role`: a paramedic signs in as a clinician of their employer."""

    CLINICIAN = "clinician"
    OFFICER = "officer"
    PEER = "peer"
    PARAMEDIC = "paramedic"
    NURSE = "nurse"
    CASE_MANAGER = "case_manager"
    # Works toward a licence; a program may ask for a co-signature on what they sign.
    UNLICENSED_CLINICIAN = "unlicensed_clinician"
    INTERN = "intern"


class OrganizationKind(StrEnum):
    POLICE = "police"
    PSAP = "psap"
    PROVIDER = "provider"
    HOSPITAL = "hospital"
    CRISIS_CENTER = "crisis_center"
    SHELTER = "shelter"
    SCHOOL = "school"
    OTHER = "other"


class Origin(StrEnum):
    """How a call reached the program."""

    CALL_911 = "911"
    TRANSFER_988 = "988"
    WALK_UP = "walk_up"
    OFFICER_REQUEST = "officer_request"
    SELF_INITIATED = "self_initiated"
    AFTER_THE_FACT = "after_the_fact"
    CAD = "cad"
    PERSON_ASKED = "person_asked"
    FAMILY_ASKED = "family_asked"
    PARTNER_ASKED = "partner_asked"


ORIGIN_LABELS = {
    Origin.CALL_911: "911 call",
    Origin.TRANSFER_988: "988 transfer",
    Origin.WALK_UP: "Walk-up",
    Origin.OFFICER_REQUEST: "Officer request",
    Origin.SELF_INITIATED: "Self-initiated",
    Origin.AFTER_THE_FACT: "After-the-fact referral",
    Origin.CAD: "CAD record",
    Origin.PERSON_ASKED: "The person asked",
    Origin.FAMILY_ASKED: "Family asked",
    Origin.PARTNER_ASKED: "A partner asked",
}


class Response(StrEnum):
    """The response set of deployment criteria. `NOT_DECIDABLE` is an answer: the open questions say what is missing."""

    PHONE_988 = "phone_988"
    TEAM_ALONE = "team_alone"
    TEAM_POLICE_STAGED = "team_police_staged"
    POLICE_LED = "police_led"
    EMS_WITH_TEAM = "ems_with_team"
    NOT_DECIDABLE = "not_decidable"


RESPONSE_LABELS = {
    Response.PHONE_988: "988 by phone",
    Response.TEAM_ALONE: "Co-responder team alone",
    Response.TEAM_POLICE_STAGED: "Co-responder team, police staged out of sight",
    Response.POLICE_LED: "Police-led with co-responder",
    Response.EMS_WITH_TEAM: "EMS with co-responder team",
    Response.NOT_DECIDABLE: "Not yet decidable",
}
RESPONSE_SHORT = {
    Response.PHONE_988: "988 by phone",
    Response.TEAM_ALONE: "Team alone",
    Response.TEAM_POLICE_STAGED: "Team, police staged",
    Response.POLICE_LED: "Police-led with team",
    Response.EMS_WITH_TEAM: "EMS with team",
    Response.NOT_DECIDABLE: "Not yet decidable",
}


class IncidentState(StrEnum):
    """`LINKED`: another report of a call that stands elsewhere; off the board, still there to open."""

    OPEN = "open"
    ASSIGNED = "assigned"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    LINKED = "linked"


class ContactOutcome(StrEnum):
    """Whether the team and the person met. The denominator of every honest number; never the disposition."""

    ENGAGED = "engaged"
    DECLINED = "declined"
    UNABLE_TO_LOCATE = "unable_to_locate"
    LEFT_BEFORE_ARRIVAL = "left_before_arrival"
    PHONE_ONLY = "phone_only"
    CANCELLED = "cancelled"
    UNSAFE = "unsafe"
    DECEASED = "deceased"


CONTACT_OUTCOME_LABELS = {
    ContactOutcome.ENGAGED: "Engaged",
    ContactOutcome.DECLINED: "Declined",
    ContactOutcome.UNABLE_TO_LOCATE: "Couldn't find them",
    ContactOutcome.LEFT_BEFORE_ARRIVAL: "Left before we came",
    ContactOutcome.PHONE_ONLY: "By phone only",
    ContactOutcome.CANCELLED: "Cancelled on the way",
    ContactOutcome.UNSAFE: "Not safe to make contact",
    ContactOutcome.DECEASED: "Person had died",
}


class Disposition(StrEnum):
    RESOLVED_ON_SCENE = "resolved_on_scene"
    STAYS_WITH_SUPPORT = "stays_with_support"
    SAFETY_PLAN = "safety_plan"
    WARM_HANDOFF = "warm_handoff"
    VOLUNTARY_TRANSPORT = "voluntary_transport"
    EMS_MEDICAL = "ems_medical"
    INVOLUNTARY_HOLD = "involuntary_hold"
    POLICE_CONTINUED = "police_continued"
    ARREST = "arrest"
    CITATION = "citation"
    NO_SERVICE_NEEDED = "no_service_needed"


DISPOSITION_LABELS = {
    Disposition.RESOLVED_ON_SCENE: "Resolved on scene",
    Disposition.STAYS_WITH_SUPPORT: "Stays with a support person",
    Disposition.SAFETY_PLAN: "Safety plan made, stays",
    Disposition.WARM_HANDOFF: "Warm hand-off",
    Disposition.VOLUNTARY_TRANSPORT: "Went by choice",
    Disposition.EMS_MEDICAL: "Medical, with EMS",
    Disposition.INVOLUNTARY_HOLD: "Involuntary hold",
    Disposition.POLICE_CONTINUED: "Police continued",
    Disposition.ARREST: "Arrest",
    Disposition.CITATION: "Citation",
    Disposition.NO_SERVICE_NEEDED: "No service needed",
}


class HandoffReason(StrEnum):
    SAFETY_CHANGED = "safety_changed"
    WEAPON = "weapon"
    CRIME = "crime"
    CALMER = "calmer"
    MEDICAL = "medical"
    PERSON_ASKED = "person_asked"
    OTHER = "other"


HANDOFF_LABELS = {
    HandoffReason.SAFETY_CHANGED: "Safety changed",
    HandoffReason.WEAPON: "Weapon",
    HandoffReason.CRIME: "A crime to handle",
    HandoffReason.CALMER: "Calmer now, ready to talk",
    HandoffReason.MEDICAL: "Medical need",
    HandoffReason.PERSON_ASKED: "The person asked",
    HandoffReason.OTHER: "Other, say later",
}


class UnitTime(StrEnum):
    """The five times of one team on one call. `request` is the incident's own received time."""

    REQUEST = "request"
    DISPATCH = "dispatch"
    ARRIVAL = "arrival"
    ENGAGEMENT = "engagement"
    CLEAR = "clear"


class ReferralState(StrEnum):
    """States of a closed loop (Gravity SDOH STU3 Task.status, plus a local *acknowledged*). Received is not closed."""

    DRAFT = "draft"
    NOT_SENT = "not_sent"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SEEN = "seen"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


REFERRAL_LABELS = {
    ReferralState.DRAFT: "Draft",
    ReferralState.NOT_SENT: "Not sent: no agreement",
    ReferralState.SENT: "Sent, no word yet",
    ReferralState.ACKNOWLEDGED: "Opened, not a yes",
    ReferralState.ACCEPTED: "Accepted",
    ReferralState.DECLINED: "Declined",
    ReferralState.SEEN: "Seen",
    ReferralState.COMPLETED: "Completed",
    ReferralState.FAILED: "Didn't come about",
    ReferralState.CANCELLED: "Taken back",
}


class Need(StrEnum):
    """What a referral is for. No substance-use need exists until its wall does (42 CFR Part 2)."""

    CRISIS_STABILIZATION = "crisis_stabilization"
    MENTAL_HEALTH_CARE = "mental_health_care"
    PSYCHIATRY = "psychiatry"
    SHELTER = "shelter"
    FOOD = "food"
    PRIMARY_CARE = "primary_care"
    BENEFITS = "benefits"
    PEER_SUPPORT = "peer_support"
    FAMILY_SUPPORT = "family_support"


NEED_LABELS = {
    Need.CRISIS_STABILIZATION: "Crisis stabilization",
    Need.MENTAL_HEALTH_CARE: "Mental health care",
    Need.PSYCHIATRY: "Psychiatry",
    Need.SHELTER: "A place to stay",
    Need.FOOD: "Food",
    Need.PRIMARY_CARE: "Primary care",
    Need.BENEFITS: "Benefits and papers",
    Need.PEER_SUPPORT: "Peer support",
    Need.FAMILY_SUPPORT: "Family support",
}


class AttemptResult(StrEnum):
    REACHED = "reached"
    MESSAGE_LEFT = "message_left"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    DECLINED = "declined"


ATTEMPT_LABELS = {
    AttemptResult.REACHED: "Reached",
    AttemptResult.MESSAGE_LEFT: "Message left",
    AttemptResult.NO_ANSWER: "No answer",
    AttemptResult.WRONG_NUMBER: "Wrong number",
    AttemptResult.DECLINED: "Didn't want follow-up",
}


class Unanswered(StrEnum):
    """Why a question has no answer. Three values that are never mixed, and never read as "no"."""

    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    DECLINED = "declined"


UNANSWERED_LABELS = {
    Unanswered.UNKNOWN: "Unknown",
    Unanswered.NOT_ASKED: "Not asked",
    Unanswered.DECLINED: "Didn't want to answer",
}
