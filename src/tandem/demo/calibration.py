"""Every number the demo city is calibrated to, with its source beside it: a published figure, or "assumed".

Assumed means that no published figure was found or none fits; such a number is a plausible choice and proves nothing.
Shares are 0 to 1, medians are minutes unless the name says otherwise, spreads are the sigma of a log-normal.
"""

from tandem.vocabulary.scene import TransportTo
from tandem.vocabulary.terms import AttemptResult, ContactOutcome, Disposition, Need, Origin

SEED = 20_261_122

# Volume
DAYS = 730  # The issue: two years.
# Assumed: not half of all calls get a team, so that contacts come near the 4,682 dispatches of one published data set.
CALLS_PER_DAY = 14.2
GROWTH_OVER_PERIOD = 1.15  # Assumed. Loveland/SummitStone grew 28-fold in four years, which is a start-up, not this.
SEASON_SWING, SEASON_PEAK_DAY = 0.10, 200  # Assumed: a tenth above the mean in mid July, a tenth below in January.
# City of Toronto, Persons in Crisis calls for service (OGL-Toronto), 97,790 calls: share by weekday, Monday first.
WEEKDAY_SHARE = (0.1457, 0.1504, 0.1522, 0.1533, 0.1474, 0.1264, 0.1246)
# Assumed: weight of each local hour, 0 to 23, low before dawn and highest in the evening.
HOUR_WEIGHT = (26, 21, 17, 14, 12, 12, 15, 21, 30, 37, 42, 45, 47, 48, 50, 53, 56, 58, 60, 60, 57, 51, 43, 34)

# What is called in
# City of Toronto, as above: Person in Crisis 0.6179, Suicide-related 0.3028, Overdose 0.0793.
# Assumed: how Toronto's "Person in Crisis" splits into the words of this county's dispatch.
CALL_TYPE_SHARE = {
    "Suicide threat": 0.3028,
    "Possible overdose": 0.0793,
    "Person in crisis": 0.6179 * 0.40,
    "Welfare check": 0.6179 * 0.26,
    "Family disturbance": 0.6179 * 0.13,
    "Trespass, person in crisis": 0.6179 * 0.11,
    "Public disturbance": 0.6179 * 0.10,
}
# Denver STAR, sources of calls: 911 41.8 %, police request 34.8 %, self-initiated 23.4 % (publizr.com). Published for
# calls STAR answered; used here for all. Assumed: 15 % come in by the other three ways, which STAR's list has not.
_STAR = 0.85
ORIGIN_SHARE = {
    Origin.CALL_911: 0.418 * _STAR,
    Origin.OFFICER_REQUEST: 0.348 * _STAR,
    Origin.SELF_INITIATED: 0.234 * _STAR,
    Origin.TRANSFER_988: 0.10,
    Origin.WALK_UP: 0.03,
    Origin.AFTER_THE_FACT: 0.02,
}
# Assumed: share of calls on which a question was put, on a hurried call and on a thorough one, where nearly all are;
# and of the questions put, the share answered "unknown".
THOROUGH, ASKED_WHEN_THOROUGH = 0.45, 0.97
ASKED = {
    "weapon": 0.90,
    "violence": 0.89,
    "suicide": 0.80,
    "intoxication": 0.72,
    "medical": 0.90,
    "crime_complaint": 0.62,
    "location": 0.95,
    "access": 0.35,
    "minors_or_vulnerable": 0.50,
    "will_talk": 0.58,
    "contact_wanted": 0.34,
    "language": 0.60,
    "caller": 0.92,
}
UNKNOWN_WHEN_ASKED = 0.05  # Assumed.
LINE_LOST = 0.04  # Assumed: calls that end before anything was answered; the criteria can't decide them.
ANSWER_CHANGES = 0.07  # Assumed: calls on which the answer about a weapon changes while the team is on its way.
MISSING_AGENCY = "Orchard Valley"  # Assumed: its feed was down in the two months below.
GAP_MONTHS = (2, 3)  # The issue asks for missing months: February and March of the latest year that has both whole.

# Who goes
OVERRIDDEN = 0.03  # Assumed.
# Denver STAR reached 44 to 46 % of eligible calls (finding 3 of the field study). Eligible: the response names a team.
# Assumed: this share of eligible calls gets a free team while one is on shift, which comes to 45 % of all.
SENT_WHEN_FREE = 0.66
SHIFT_NOT_STAFFED = 0.06  # Assumed.
CANCELLED_WITHOUT_TEAM = 0.05  # Assumed.
# Assumed. SAMHSA's 2020 toolkit measures the share within one hour; the demo program's own goal is 20 minutes.
DISPATCH_MEDIAN, DISPATCH_SPREAD = 3.6, 0.7
TRAVEL_MEDIAN, TRAVEL_SPREAD = 11.5, 0.5
ENGAGE_MEDIAN, ENGAGE_SPREAD = 2.5, 0.6
SCENE_MEDIAN, SCENE_SPREAD = 47.0, 0.5
HAND_OVER = 0.27  # Assumed.
SECOND_PERSON = 0.04  # Assumed.
DIRTY_TIMES = 0.011  # The brief: about one in a hundred; shared evenly by negative, over a day, and midnight date-only.

# What came of it
# One published data set (4,682 dispatches): 42 % of those who "remained in the community" were never engaged. Here 58 %
# of contacts are engaged; how the rest splits is assumed.
CONTACT_SHARE = {
    ContactOutcome.ENGAGED: 0.58,
    ContactOutcome.PHONE_ONLY: 0.035,
    ContactOutcome.DECLINED: 0.13,
    ContactOutcome.UNABLE_TO_LOCATE: 0.13,
    ContactOutcome.LEFT_BEFORE_ARRIVAL: 0.055,
    ContactOutcome.CANCELLED: 0.05,
    ContactOutcome.UNSAFE: 0.017,
    ContactOutcome.DECEASED: 0.003,
}
# City of Toronto, as above: share of calls with an apprehension, which is a police power there.
APPREHENSION = {"Possible overdose": 0.188, "Suicide threat": 0.290, "other": 0.204}
# Assumed: this part of it ends in a hold when a co-responder team meets the person. The result, about 5 to 6 %, lies
# between Colorado's 8.3 % (2019-09) and 3.2 % (2020-09) of co-responder calls (cdhs.colorado.gov).
HOLD_PER_APPREHENSION = 0.25
# Loveland/SummitStone 2020: 71 % resolved on scene; here the first four together. Denver's analysis: 4.62 % arrests on
# co-responder calls (Lapel 2020). How the rest splits is assumed.
DISPOSITION_SHARE = {
    Disposition.RESOLVED_ON_SCENE: 0.34,
    Disposition.STAYS_WITH_SUPPORT: 0.14,
    Disposition.SAFETY_PLAN: 0.15,
    Disposition.NO_SERVICE_NEEDED: 0.08,
    Disposition.WARM_HANDOFF: 0.07,
    Disposition.VOLUNTARY_TRANSPORT: 0.10,
    Disposition.EMS_MEDICAL: 0.05,
    Disposition.POLICE_CONTINUED: 0.016,
    Disposition.ARREST: 0.046,
    Disposition.CITATION: 0.008,
}
# Assumed: where each ending that takes somebody somewhere leads. Crisis centers take about half of those who go by
# choice, because the demo county has one that is open day and night; a hold goes to an emergency department first.
TAKEN_BY_CHOICE = {
    TransportTo.CRISIS_CENTER: 0.46,
    TransportTo.EMERGENCY_DEPARTMENT: 0.24,
    TransportTo.SHELTER: 0.11,
    TransportTo.HOME: 0.10,
    TransportTo.RESPITE: 0.05,
    TransportTo.CLINIC: 0.04,
}
TAKEN_ON_HOLD = {
    TransportTo.EMERGENCY_DEPARTMENT: 0.66,
    TransportTo.CRISIS_CENTER: 0.24,
    TransportTo.PSYCHIATRIC_HOSPITAL: 0.10,
}
TAKEN_BY_EMS = {TransportTo.EMERGENCY_DEPARTMENT: 0.96, TransportTo.CRISIS_CENTER: 0.04}
TAKEN_IN_ARREST = {TransportTo.JAIL: 0.93, TransportTo.EMERGENCY_DEPARTMENT: 0.07}
TAKEN_NOT_SAID = 0.04  # Assumed: nobody wrote where.
NOT_MET_WITHOUT_DISPOSITION = 0.3  # Assumed.
DISTRESS_BEFORE, DISTRESS_FALL = (7.1, 1.7), (2.8, 1.8)  # Assumed: mean and standard deviation, scale 0 to 10.
DISTRESS_NOT_RATED = 0.22  # Assumed.
SCREENED = {"Suicide threat": 0.74, "other": 0.38}  # Assumed: share of engaged contacts.
SCREENING_DECLINED = 0.06  # Assumed: share of questions a person didn't want to answer.
TASK_DONE = 0.97  # Assumed: of the tasks a screening suggests.
NOTED_WHEN_MET, NOTED_WHEN_NOT = 0.94, 0.35  # Assumed.
SIGNED_LATE_DAYS, UNSIGNED_WHEN_RECENT = 3, 0.4  # Assumed.

# What was told on scene
FORCE_TOLD, CUES_TOLD, ACCESS_TOLD, FAMILY_TOLD, SUPPLIES_TOLD = 0.60, 0.50, 0.18, 0.32, 0.30  # Assumed: of the met.
RISK_TOLD = {"Suicide threat": 0.70, "other": 0.25}  # Assumed.
OFFICER_TOLD = 0.55  # Assumed: of contacts with an officer on the team.
# Assumed, near what people say themselves: 2 % of those with police contact met a threat or use of force (Bureau of
# Justice Statistics, Contacts Between Police and the Public, 2020). Handcuffs and restraints are added to that.
FORCE_SHARE = {
    "none": 0.942,
    "handcuffs": 0.028,
    "soft_restraint": 0.010,
    "hands": 0.014,
    "weapon_shown": 0.004,
    "electronic": 0.002,
}
HURT_SHARE = {"nobody": 0.957, "person": 0.033, "officer": 0.007, "clinician": 0.003}  # Assumed.
WORKED_SHARE = {"yes": 0.62, "partly": 0.26, "no": 0.09, "unknown": 0.03}  # Assumed.
FIREARM_SHARE = {"no": 0.42, "yes": 0.12, "unknown": 0.12, "not_asked": 0.26, "declined": 0.08}  # Assumed.
INTERPRETER_SHARE = {"none": 0.72, "phone": 0.14, "team_member": 0.10, "video": 0.03, "family": 0.01}  # Assumed.
CHILDREN_THERE = 0.14  # Assumed.
HOLD_BY_OFFICER = 0.55  # Assumed: whether the officer or the clinician signs is each program's own practice.
RIGHTS_SHARE = {"both": 0.66, "said": 0.24, "not_possible": 0.10}  # Assumed.

# Who it is
# Assumed: about one in five is met again within 30 days; the issue asks only for people who come back.
BACK_IN_30_DAYS, BACK_LATER = 0.20, 0.12
BACK_MEDIAN_DAYS, BACK_SPREAD = 8.0, 0.8
UNKNOWN_WHEN_MET, UNKNOWN_WHEN_NOT = 0.08, 0.45  # Assumed.
IDENTIFIED_LATER = 0.4  # Assumed: of the unknown who were met.
NAMED_WITHOUT_TEAM = 0.22  # Assumed: calls no team went to on which the caller named somebody.
CAUTION = 0.12  # Assumed: of the known persons a team met.
SPANISH = 0.12  # Assumed.

# The loop
NEEDED_UNREFERRED = {True: 0.22, False: 0.58, None: 0.2}  # Assumed: of engaged contacts without a referral.
REFERRED = 0.46  # Assumed: of engaged contacts. "86 % connected" is claimed elsewhere over a denominator of its own.
AGREED = 0.90  # Assumed.
TAKEN_BACK = 0.02  # Assumed: agreements the person took back later.
NO_WORD = 0.13  # Assumed: sent, and the far end never answers.
DECLINED_BY_SERVICE = 0.13  # Assumed.
TRIED_ELSEWHERE = 0.55  # Assumed: of the declined.
SEEN_OF_ACCEPTED, COMPLETED_OF_SEEN = 0.80, 0.86  # Assumed.
STILL_OPEN_OF_ACCEPTED = 0.07  # Assumed: accepted, then nothing more is heard: the loop stays open.
ANSWER_MEDIAN_HOURS, SEEN_MEDIAN_DAYS, COMPLETED_MEDIAN_DAYS = 5.0, 3.0, 3.5  # Assumed.
CHASED_AFTER_DAYS, CHASED = 35, 0.93  # Assumed: an old loop is taken back with a reason, most of the time.
NEED_SHARE = {  # Assumed.
    Need.MENTAL_HEALTH_CARE: 0.27,
    Need.CRISIS_STABILIZATION: 0.18,
    Need.PSYCHIATRY: 0.12,
    Need.SHELTER: 0.13,
    Need.PEER_SUPPORT: 0.11,
    Need.FAMILY_SUPPORT: 0.06,
    Need.BENEFITS: 0.05,
    Need.FOOD: 0.05,
    Need.PRIMARY_CARE: 0.03,
}
# Follow-up within 72 hours is the rule of this program (issue, "Referral, loop, follow-up"). What a try brings is
# assumed; published studies say only that follow-up is rarely written down (JAMA Psychiatry 2018, PMC6142908).
FOLLOWED_UP = 0.88
ATTEMPT_SHARE = {
    AttemptResult.REACHED: 0.46,
    AttemptResult.NO_ANSWER: 0.27,
    AttemptResult.MESSAGE_LEFT: 0.18,
    AttemptResult.WRONG_NUMBER: 0.04,
    AttemptResult.DECLINED: 0.05,
}
FORGOTTEN = 0.06  # Assumed: follow-ups that nobody tries; they stand in the overdue queue when recent.

# Transfers of care. Assumed: how many are written down, told ahead, refused at first; who leaves first; who says when.
TRANSFER_WRITTEN = 0.8
TOLD_AHEAD = 0.7
PLACE_CANT_TAKE = 0.12
HAND_OVER_SAID = 0.85
OFFICER_LEAVES_FIRST = 0.6
# Assumed: how often somebody says such a thing on a call, asked or not. No source has it.
ABOUT_SAID = {"military": 0.04, "age_group": 0.2, "developmental": 0.02, "perinatal": 0.015}
