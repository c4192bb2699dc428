"""Around a person on the day: what adds risk and what protects, who is there, how to talk together.

Risk and protective factors follow the published lists of SAFE-T (SAMHSA, "Suicide Assessment Five-Step Evaluation and
Triage") and CDC's "Risk and Protective Factors for Suicide", in plain words. Substance use stands on both lists and not
here: its wall does not stand yet. A factor is not a score; nothing adds them up.
"""

from enum import StrEnum


class RiskFactor(StrEnum):
    PAST_ATTEMPT = "past_attempt"
    PLAN = "plan"
    HOPELESS = "hopeless"
    NO_SLEEP = "no_sleep"
    VOICES_COMMAND = "voices_command"
    RECENT_LOSS = "recent_loss"
    RECENT_DISCHARGE = "recent_discharge"
    CARE_STOPPED = "care_stopped"
    PAIN_ILLNESS = "pain_illness"
    ALONE = "alone"
    VIOLENCE_AT_HOME = "violence_at_home"
    MONEY_HOUSING = "money_housing"
    LEGAL = "legal"
    FAMILY_HISTORY = "family_history"


RISK_LABELS = {
    RiskFactor.PAST_ATTEMPT: "Tried to end their life before",
    RiskFactor.PLAN: "Has a plan or got ready",
    RiskFactor.HOPELESS: "Sees no way on",
    RiskFactor.NO_SLEEP: "Days without sleep",
    RiskFactor.VOICES_COMMAND: "Voices that tell them to",
    RiskFactor.RECENT_LOSS: "A loss, a break-up, shame",
    RiskFactor.RECENT_DISCHARGE: "Out of hospital or jail lately",
    RiskFactor.CARE_STOPPED: "Care or medicine stopped",
    RiskFactor.PAIN_ILLNESS: "Pain or serious illness",
    RiskFactor.ALONE: "Alone, cut off",
    RiskFactor.VIOLENCE_AT_HOME: "Violence or abuse, now or before",
    RiskFactor.MONEY_HOUSING: "Money, work or housing in danger",
    RiskFactor.LEGAL: "Trouble with the law",
    RiskFactor.FAMILY_HISTORY: "Suicide in the family",
}


class Protective(StrEnum):
    PEOPLE = "people"
    CHILDREN_PETS = "children_pets"
    REASONS = "reasons"
    FAITH = "faith"
    IN_CARE = "in_care"
    PLAN = "plan"
    ASKS_FOR_HELP = "asks_for_help"
    COPES = "copes"
    HOME = "home"
    MEANS_SAFE = "means_safe"


PROTECTIVE_LABELS = {
    Protective.PEOPLE: "People who care",
    Protective.CHILDREN_PETS: "Children or pets to be there for",
    Protective.REASONS: "Says a reason to live",
    Protective.FAITH: "Faith or culture that holds",
    Protective.IN_CARE: "Trusts somebody in care",
    Protective.PLAN: "Has a safety plan and uses it",
    Protective.ASKS_FOR_HELP: "Asks for help",
    Protective.COPES: "Has ways to get through",
    Protective.HOME: "A safe place to stay",
    Protective.MEANS_SAFE: "Dangerous things locked away",
}


class There(StrEnum):
    """Who was there besides the team."""

    NOBODY = "nobody"
    PARTNER = "partner"
    PARENT = "parent"
    ADULT_CHILD = "adult_child"
    SIBLING = "sibling"
    FRIEND = "friend"
    CAREGIVER = "caregiver"
    STAFF = "staff"
    NEIGHBOR = "neighbor"


THERE_LABELS = {
    There.NOBODY: "Nobody",
    There.PARTNER: "Partner",
    There.PARENT: "Parent",
    There.ADULT_CHILD: "Grown child",
    There.SIBLING: "Brother, sister",
    There.FRIEND: "Friend",
    There.CAREGIVER: "Paid caregiver",
    There.STAFF: "Shelter or facility staff",
    There.NEIGHBOR: "Neighbor",
}


class Reported(StrEnum):
    """A mandated report of abuse or neglect, as the human made it. Nothing is ever reported by itself."""

    NOT_NEEDED = "not_needed"
    MADE = "made"
    WILL_MAKE = "will_make"
    ASKED_SUPERVISOR = "asked_supervisor"


REPORTED_LABELS = {
    Reported.NOT_NEEDED: "Nothing to report",
    Reported.MADE: "Report made",
    Reported.WILL_MAKE: "I will make one",
    Reported.ASKED_SUPERVISOR: "Asking my supervisor",
}


class Language(StrEnum):
    """The languages most spoken at home in the US besides English (Census Bureau, American Community Survey), and ASL."""

    ENGLISH = "en"
    SPANISH = "es"
    ASL = "ase"
    CHINESE = "zh"
    VIETNAMESE = "vi"
    TAGALOG = "tl"
    ARABIC = "ar"
    KOREAN = "ko"
    RUSSIAN = "ru"
    FRENCH = "fr"
    HAITIAN = "ht"
    PORTUGUESE = "pt"
    SOMALI = "so"
    OTHER = "other"


LANGUAGE_LABELS = {
    Language.ENGLISH: "English",
    Language.SPANISH: "Spanish",
    Language.ASL: "American Sign Language",
    Language.CHINESE: "Chinese",
    Language.VIETNAMESE: "Vietnamese",
    Language.TAGALOG: "Tagalog",
    Language.ARABIC: "Arabic",
    Language.KOREAN: "Korean",
    Language.RUSSIAN: "Russian",
    Language.FRENCH: "French",
    Language.HAITIAN: "Haitian Creole",
    Language.PORTUGUESE: "Portuguese",
    Language.SOMALI: "Somali",
    Language.OTHER: "Other",
}


class Interpreter(StrEnum):
    """Who interpreted. Family is a warning, not a choice like the others: 28 CFR 35.160(c)(2), 45 CFR 92.201(e)."""

    NONE = "none"
    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    TEAM_MEMBER = "team_member"
    FAMILY = "family"


INTERPRETER_LABELS = {
    Interpreter.NONE: "None",
    Interpreter.IN_PERSON: "In person",
    Interpreter.PHONE: "By phone",
    Interpreter.VIDEO: "By video",
    Interpreter.TEAM_MEMBER: "One of us speaks it",
    Interpreter.FAMILY: "Family or friend",
}


class Access(StrEnum):
    """What a disability asks of the team: needs, never diagnoses (28 CFR part 35, effective communication)."""

    NONE = "none"
    DEAF = "deaf"
    HARD_OF_HEARING = "hard_of_hearing"
    BLIND = "blind"
    LOW_VISION = "low_vision"
    WHEELCHAIR = "wheelchair"
    WALKING = "walking"
    SPEECH = "speech"
    IDD = "idd"
    AUTISM = "autism"
    MEMORY = "memory"
    READING = "reading"


ACCESS_LABELS = {
    Access.NONE: "None we know of",
    Access.DEAF: "Deaf",
    Access.HARD_OF_HEARING: "Hard of hearing",
    Access.BLIND: "Blind",
    Access.LOW_VISION: "Sees poorly",
    Access.WHEELCHAIR: "Uses a wheelchair",
    Access.WALKING: "Trouble walking",
    Access.SPEECH: "Hard to speak",
    Access.IDD: "Intellectual or developmental disability",
    Access.AUTISM: "Autism",
    Access.MEMORY: "Memory, thinking",
    Access.READING: "Reading is hard",
}


class Helps(StrEnum):
    """What works when talking with this person."""

    SHORT_SENTENCES = "short_sentences"
    WRITE_IT = "write_it"
    PICTURES = "pictures"
    MORE_TIME = "more_time"
    QUIET = "quiet"
    NO_TOUCH = "no_touch"
    FACE_THEM = "face_them"
    ASK_ONE_THING = "ask_one_thing"
    COMFORT_OBJECT = "comfort_object"
    SUPPORT_PERSON = "support_person"


HELPS_LABELS = {
    Helps.SHORT_SENTENCES: "Short, plain sentences",
    Helps.WRITE_IT: "Writing it down",
    Helps.PICTURES: "Pictures or gestures",
    Helps.MORE_TIME: "More time to answer",
    Helps.QUIET: "A quiet place, low light",
    Helps.NO_TOUCH: "No touch without asking",
    Helps.FACE_THEM: "Facing them",
    Helps.ASK_ONE_THING: "One question at a time",
    Helps.COMFORT_OBJECT: "Headphones, a comfort object",
    Helps.SUPPORT_PERSON: "Their support person there",
}
