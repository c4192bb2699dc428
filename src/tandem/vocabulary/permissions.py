"""Who may do what: permissions follow the grammar `resource:action`, and one table grants them to roles.

A permission answers only *who may*. Whether the state allows it is the transition table's question, and what may be
seen is the release's; the three are never mixed.
"""

from enum import StrEnum

from tandem.vocabulary.terms import Role


class Permission(StrEnum):
    INCIDENT_RECEIVE = "incident:receive"
    INCIDENT_ANSWER = "incident:answer"
    INCIDENT_ASSIGN = "incident:assign"
    INCIDENT_OVERRIDE = "incident:override"
    INCIDENT_CLOSE = "incident:close"
    INCIDENT_CORRECT = "incident:correct"
    INCIDENT_IMPORT = "incident:import"
    UNIT_STATUS = "unit:status"
    LEAD_HAND_OVER = "lead:hand_over"
    TELE_ASK = "tele:ask"
    TELE_TAKE = "tele:take"
    TEAM_SIGN_ON = "team:sign_on"
    HANDOVER_READ = "handover:read"
    PERSON_DESCRIBE = "person:describe"
    PERSON_IDENTIFY = "person:identify"
    CAUTION_PUBLISH = "caution:publish"
    CAUTION_REVIEW = "caution:review"
    SAFETY_SOS = "safety:sos"
    SAFETY_ACKNOWLEDGE = "safety:acknowledge"
    SAFETY_WATCH = "safety:watch"
    SAFETY_ESCALATE = "safety:escalate"
    ENCOUNTER_WRITE = "encounter:write"
    NOTE_REVIEW = "note:review"
    POLICE_REPORT = "police_report:write"
    SCREENING_WRITE = "screening:write"
    # One word for everything that is kept apart, so that the audit trail does not tell which.
    APART_WRITE = "apart:write"
    CONSENT_RECORD = "consent:record"
    CONSENT_TAKE_BACK = "consent:take_back"
    OWN_PAGE_GIVE = "own_page:give"
    OWN_PAGE_OPEN = "own_page:open"
    OWN_PAGE_SAY = "own_page:say"
    PLAN_WRITE = "plan:write"
    REFERRAL_WRITE = "referral:write"
    REFERRAL_ANSWER = "referral:answer"
    FOLLOWUP_WRITE = "followup:write"
    TRANSFER_WRITE = "transfer:write"
    TRANSFER_ANSWER = "transfer:answer"
    DIRECTORY_WRITE = "directory:write"
    MEASURE_READ = "measure:read"
    PAST_BRING = "past:bring"
    COST_WRITE = "cost:write"
    GRANT_WRITE = "grant:write"
    PROGRAM_SET_UP = "program:set_up"
    PEOPLE_MANAGE = "people:manage"
    LOCK_RELEASE = "lock:release"
    EDITION_WRITE = "edition:write"
    EDITION_SIGN = "edition:sign"
    EDITION_PUT_IN_FORCE = "edition:put_in_force"
    EDITION_ADOPT = "edition:adopt"
    ARCHIVE_ASK = "archive:ask"
    ARCHIVE_APPROVE = "archive:approve"
    ARCHIVE_EXPORT = "archive:export"
    ARCHIVE_RESTORE = "archive:restore"
    DEMO_BUILD = "demo:build"
    INCIDENT_LINK = "incident:link"
    INCIDENT_TELL_BACK = "incident:tell_back"
    REQUEST_MAKE = "request:make"
    REQUEST_SETTLE = "request:settle"
    PART2_REVIEW = "part2:review"
    RESTRICTION_RECORD = "restriction:record"
    RESTRICTION_READ = "restriction:read"
    DISCLOSURE_SEND = "disclosure:send"
    RELEASE_CASE = "release_case:work"
    GLASS_OPEN = "break_glass:open"
    GLASS_ALLOW = "break_glass:allow"
    OVERSIGHT = "oversight:work"
    SEAL = "record:seal"
    EXPUNGE = "record:expunge"
    READINESS_SIGN = "readiness:sign"
    LIST_EXPORT = "list:export"
    BILLING_MAKE = "billing:make"
    LIST_APPROVE = "list:approve"
    EXPUNGE_APPROVE = "record:expunge_approve"
    LEGAL_HOLD = "record:legal_hold"
    PHONE_WORK = "phone:work"
    PHONE_REVIEW = "phone:review"
    TRAINING_PLAY = "training:play"
    TRAINING_LEAD = "training:lead"
    SCENARIO_WRITE = "scenario:write"
    SCENARIO_APPROVE = "scenario:approve"
    TRAINING_NEED = "training:need"
    PAGE_DECIDE = "public_page:decide"
    PAGE_PUBLISH = "public_page:publish"
    REPORT_WRITE = "report:write"
    EXTRACT_MAKE = "extract:make"
    TRIAL_PLAN = "trial:plan"
    TRIAL_SIGN = "trial:sign"
    TRIAL_STOP = "trial:stop"
    TRIAL_DRAW = "trial:draw"
    TRIAL_READ = "trial:read"
    # The program's own, each night; of no role.
    TRIAL_FOLLOW = "trial:follow"
    STUDY_WRITE = "study:write"


_P = Permission
_CALL_TAKING = frozenset({_P.INCIDENT_RECEIVE, _P.INCIDENT_ANSWER, _P.PERSON_DESCRIBE, _P.REQUEST_MAKE})
_ON_SCENE = frozenset(
    {
        _P.UNIT_STATUS,
        _P.LEAD_HAND_OVER,
        _P.TEAM_SIGN_ON,
        _P.HANDOVER_READ,
        _P.INCIDENT_CORRECT,
        _P.SAFETY_SOS,
        _P.INCIDENT_TELL_BACK,
        _P.PHONE_WORK,
    }
)
_EDITIONS = frozenset({_P.EDITION_WRITE, _P.EDITION_SIGN, _P.EDITION_PUT_IN_FORCE})
_TRIALS = frozenset({_P.TRIAL_PLAN, _P.TRIAL_STOP, _P.TRIAL_READ})
_CARE = frozenset(
    {
        _P.ENCOUNTER_WRITE,
        _P.TELE_TAKE,
        _P.SCREENING_WRITE,
        _P.APART_WRITE,
        _P.CONSENT_RECORD,
        _P.OWN_PAGE_GIVE,
        _P.PLAN_WRITE,
        _P.REFERRAL_WRITE,
        _P.FOLLOWUP_WRITE,
        _P.TRANSFER_WRITE,
        _P.PERSON_DESCRIBE,
        _P.PERSON_IDENTIFY,
        _P.REQUEST_SETTLE,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.DISPATCHER: _CALL_TAKING
    | frozenset(
        {
            _P.INCIDENT_ASSIGN,
            _P.INCIDENT_LINK,
            _P.REQUEST_SETTLE,
            _P.INCIDENT_OVERRIDE,
            _P.INCIDENT_CLOSE,
            _P.INCIDENT_CORRECT,
            _P.UNIT_STATUS,
            _P.LEAD_HAND_OVER,
            _P.TEAM_SIGN_ON,
            _P.HANDOVER_READ,
            _P.CAUTION_PUBLISH,
            _P.CAUTION_REVIEW,
            _P.SAFETY_ACKNOWLEDGE,
            _P.SAFETY_WATCH,
            _P.EDITION_SIGN,
            _P.TRIAL_DRAW,
            _P.TRIAL_SIGN,
            _P.TRIAL_STOP,
        }
    ),
    Role.OFFICER: _CALL_TAKING
    | _ON_SCENE
    | frozenset({_P.CAUTION_PUBLISH, _P.EDITION_SIGN, _P.POLICE_REPORT, _P.TELE_ASK, _P.TRIAL_SIGN, _P.TRIAL_STOP}),
    Role.CLINICIAN: _CALL_TAKING
    | _ON_SCENE
    | _CARE
    | frozenset({_P.CAUTION_PUBLISH, _P.MEASURE_READ, _P.DISCLOSURE_SEND, _P.GLASS_OPEN}),
    Role.PEER: _ON_SCENE
    | frozenset(
        {
            _P.FOLLOWUP_WRITE,
            _P.CONSENT_RECORD,
            _P.OWN_PAGE_GIVE,
            _P.PLAN_WRITE,
            _P.REFERRAL_WRITE,
            _P.TELE_ASK,
            # Who has been in the person's place reads what a team will rehearse, and may say that it holds.
            _P.SCENARIO_APPROVE,
        }
    ),
    Role.CLINICAL_SUPERVISOR: _CALL_TAKING
    | _ON_SCENE
    | _CARE
    | frozenset(
        {
            _P.CAUTION_PUBLISH,
            _P.CAUTION_REVIEW,
            _P.DISCLOSURE_SEND,
            _P.LIST_EXPORT,
            _P.BILLING_MAKE,
            _P.SAFETY_WATCH,
            _P.DIRECTORY_WRITE,
            _P.NOTE_REVIEW,
            _P.MEASURE_READ,
            _P.INCIDENT_ASSIGN,
            _P.INCIDENT_OVERRIDE,
            _P.INCIDENT_CLOSE,
            _P.LOCK_RELEASE,
            _P.EDITION_SIGN,
            _P.RESTRICTION_RECORD,
            _P.RESTRICTION_READ,
            _P.GLASS_OPEN,
            _P.GLASS_ALLOW,
            _P.PHONE_REVIEW,
            _P.SCENARIO_APPROVE,
            _P.TRAINING_NEED,
            _P.REPORT_WRITE,
            _P.TRIAL_DRAW,
            _P.TRIAL_SIGN,
            _P.TRIAL_STOP,
            _P.STUDY_WRITE,
        }
    ),
    # Who plans and reads a trial draws no call, so that nobody who draws sees what was drawn so far.
    Role.EVALUATOR: _EDITIONS
    | _TRIALS
    | frozenset(
        {
            _P.MEASURE_READ,
            _P.PAST_BRING,
            _P.COST_WRITE,
            _P.PAGE_PUBLISH,
            _P.REPORT_WRITE,
            _P.EXTRACT_MAKE,
            _P.GRANT_WRITE,
            _P.STUDY_WRITE,
        }
    ),
    Role.PRIVACY_OFFICER: frozenset(
        {
            _P.ARCHIVE_APPROVE,
            _P.PART2_REVIEW,
            _P.RESTRICTION_RECORD,
            _P.RESTRICTION_READ,
            _P.DISCLOSURE_SEND,
            _P.RELEASE_CASE,
            _P.OVERSIGHT,
            _P.SEAL,
            _P.EXPUNGE,
            _P.READINESS_SIGN,
            _P.LIST_APPROVE,
            _P.EXPUNGE_APPROVE,
            _P.LEGAL_HOLD,
            _P.TRIAL_STOP,
            _P.TRIAL_READ,
        }
    ),
    Role.ADMIN: _EDITIONS
    | _TRIALS
    | frozenset(
        {
            _P.EDITION_ADOPT,
            _P.PROGRAM_SET_UP,
            _P.PEOPLE_MANAGE,
            _P.LOCK_RELEASE,
            _P.INCIDENT_IMPORT,
            _P.PAST_BRING,
            _P.COST_WRITE,
            _P.GRANT_WRITE,
            _P.DIRECTORY_WRITE,
            _P.ARCHIVE_ASK,
            _P.READINESS_SIGN,
            _P.EXPUNGE_APPROVE,
            _P.TRAINING_NEED,
            _P.PAGE_DECIDE,
            _P.PAGE_PUBLISH,
        }
    ),
    # The people of the own agency, and nothing else.
    Role.AGENCY_ADMIN: frozenset({_P.PEOPLE_MANAGE, _P.LOCK_RELEASE}),
    # Scenarios and rehearsals, where everybody is invented; nothing about a person served.
    Role.TRAINER: frozenset({_P.TRAINING_LEAD, _P.SCENARIO_WRITE, _P.SCENARIO_APPROVE, _P.TRAINING_NEED}),
}
# Whoever signs in may rehearse.
GRANTS = {role: granted | {_P.TRAINING_PLAY} for role, granted in GRANTS.items()}
