"""Words of the disclosure rules: categories, purposes, bases and roles as the law's table spells them.

`disclosure/` decides with them, every table's columns are classified by them, and a rule with a word not listed here
refuses to load.
"""

from enum import StrEnum


class Category(StrEnum):
    """What kind of information a column holds. The first thirteen are categories of law; the rest are not about a person."""

    CAD_FACTS = "cad_facts"
    SAFETY_FLAGS = "safety_flags"
    DEMOGRAPHICS = "demographics"
    CLINICAL_NOTE = "clinical_note"
    SCREENING = "screening"
    PART2_RECORD = "part2_record"
    SUD_COUNSELING_NOTE = "sud_counseling_note"
    PSYCHOTHERAPY_NOTE = "psychotherapy_note"
    SAFETY_PLAN = "safety_plan"
    REFERRAL_STATUS = "referral_status"
    LE_NARRATIVE = "le_narrative"
    DEID_AGGREGATE = "deid_aggregate"
    ACCESS_LOG = "access_log"
    # Not categories of law: keys, settings, and rows about the program rather than a person.
    KEY = "key"
    OPERATIONS = "operations"


LAW_CATEGORIES = tuple(c for c in Category if c not in (Category.KEY, Category.OPERATIONS))

CATEGORY_LABELS = {
    Category.CAD_FACTS: "Call facts",
    Category.SAFETY_FLAGS: "Cautions",
    Category.DEMOGRAPHICS: "Name, birth date, address, phone",
    Category.CLINICAL_NOTE: "Clinical notes",
    Category.SCREENING: "Screening answers and scores",
    Category.PART2_RECORD: "Substance use records (Part 2)",
    Category.SUD_COUNSELING_NOTE: "Substance use counseling notes",
    Category.PSYCHOTHERAPY_NOTE: "Psychotherapy notes",
    Category.SAFETY_PLAN: "Safety plan",
    Category.REFERRAL_STATUS: "Referrals",
    Category.LE_NARRATIVE: "Police narrative",
    Category.DEID_AGGREGATE: "Numbers without names",
    Category.ACCESS_LOG: "Who saw the record",
}


class LawRole(StrEnum):
    """The reader as the rules know them. `clinician` of a session becomes `_same` or `_other` by whose record it is."""

    OFFICER = "officer"
    CLINICIAN_SAME = "clinician_same"
    CLINICAL_SUPERVISOR = "clinical_supervisor"
    CLINICIAN_OTHER = "clinician_other"
    DISPATCHER = "dispatcher"
    PEER = "peer"
    HOSPITAL = "hospital"
    EVALUATOR = "evaluator"
    ADMIN = "admin"
    PERSON_SERVED = "person_served"
    PRIVACY_OFFICER = "privacy_officer"


class Purpose(StrEnum):
    SCENE = "scene"
    TREATMENT = "treatment"
    REFERRAL = "referral"
    EMERGENCY = "emergency"
    DISPATCH = "dispatch"
    OPERATIONS = "operations"
    INVESTIGATION = "investigation"
    IMMINENT_THREAT = "imminent_threat"
    EVALUATION = "evaluation"
    SYSADMIN = "sysadmin"
    OWN_ACCESS = "own_access"
    RELEASE = "release"


PURPOSE_LABELS = {
    Purpose.SCENE: "the call we are on",
    Purpose.TREATMENT: "treatment",
    Purpose.REFERRAL: "referral",
    Purpose.EMERGENCY: "an emergency",
    Purpose.DISPATCH: "dispatch",
    Purpose.OPERATIONS: "running the program",
    Purpose.INVESTIGATION: "investigation",
    Purpose.IMMINENT_THREAT: "an imminent threat",
    Purpose.EVALUATION: "evaluation",
    Purpose.SYSADMIN: "system administration",
    Purpose.OWN_ACCESS: "own access",
    Purpose.RELEASE: "a release case",
}


class Basis(StrEnum):
    """What a rule may rest on besides the relationship itself."""

    NONE = "none"
    REVOKED = "revoked"
    AGREE = "agree"
    PART2_NAMED = "part2_named"
    TPO = "tpo"
    COUNSELING_CONSENT = "counseling_consent"
    PSY_AUTHORIZATION = "psy_authorization"
    PROCEEDINGS_CONSENT = "proceedings_consent"
    COURT_ORDER = "court_order"
    LEGAL_PROCESS = "legal_process"
