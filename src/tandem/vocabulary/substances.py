"""Words of the substance use record: what, when, signs of the body, medicines, what was done.

The value is what is stored, the label is what a screen says. Signs are those a team sees or is told, from CDC's and
SAMHSA's public pages on overdose ("Overdose Prevention and Response Toolkit", 2023) and from CIWA-Ar's and COWS' heads
in plain words, as a list: nothing here is scored. No word names a kind of person.
"""

from enum import StrEnum


class Substance(StrEnum):
    ALCOHOL = "alcohol"
    OPIOIDS = "opioids"
    STIMULANTS = "stimulants"
    COCAINE = "cocaine"
    CANNABIS = "cannabis"
    SEDATIVES = "sedatives"
    INHALANTS = "inhalants"
    HALLUCINOGENS = "hallucinogens"
    NOT_KNOWN = "not_known"
    OTHER = "other"


SUBSTANCE_LABELS = {
    Substance.ALCOHOL: "Alcohol",
    Substance.OPIOIDS: "Opioids: fentanyl, heroin, pain pills",
    Substance.STIMULANTS: "Stimulants: meth, others",
    Substance.COCAINE: "Cocaine",
    Substance.CANNABIS: "Cannabis",
    Substance.SEDATIVES: "Benzodiazepines, other sedatives",
    Substance.INHALANTS: "Inhalants",
    Substance.HALLUCINOGENS: "Hallucinogens",
    Substance.NOT_KNOWN: "Something, not known what",
    Substance.OTHER: "Something else",
}


class LastUse(StrEnum):
    HOURS = "hours"
    TODAY = "today"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


LAST_USE_LABELS = {
    LastUse.HOURS: "In the last 4 hours",
    LastUse.TODAY: "In the last day",
    LastUse.DAYS: "In the last week",
    LastUse.WEEKS: "In the last month",
    LastUse.MONTHS: "Longer ago",
}


class WithdrawalSign(StrEnum):
    SHAKING = "shaking"
    SWEATING = "sweating"
    VOMITING = "vomiting"
    ACHES = "aches"
    RESTLESS = "restless"
    SEES_HEARS = "sees_hears"
    CONFUSED = "confused"
    SEIZURE = "seizure"


WITHDRAWAL_LABELS = {
    WithdrawalSign.SHAKING: "Shaking hands",
    WithdrawalSign.SWEATING: "Sweating, chills",
    WithdrawalSign.VOMITING: "Nausea, vomiting, diarrhea",
    WithdrawalSign.ACHES: "Aches, yawning, runny nose",
    WithdrawalSign.RESTLESS: "Restless, can't sit",
    WithdrawalSign.SEES_HEARS: "Sees or hears what others don't",
    WithdrawalSign.CONFUSED: "Confused",
    WithdrawalSign.SEIZURE: "Seizure",
}


class OverdoseSign(StrEnum):
    NO_ANSWER = "no_answer"
    SLOW_BREATH = "slow_breath"
    GURGLING = "gurgling"
    BLUE = "blue"
    PINPOINT = "pinpoint"
    COLD_SKIN = "cold_skin"


OVERDOSE_LABELS = {
    OverdoseSign.NO_ANSWER: "Doesn't wake or answer",
    OverdoseSign.SLOW_BREATH: "Slow breath, or none",
    OverdoseSign.GURGLING: "Gurgling, choking sounds",
    OverdoseSign.BLUE: "Blue or gray lips or nails",
    OverdoseSign.PINPOINT: "Very small pupils",
    OverdoseSign.COLD_SKIN: "Cold, clammy skin",
}


class Medicine(StrEnum):
    BUPRENORPHINE = "buprenorphine"
    METHADONE = "methadone"
    NALTREXONE = "naltrexone"
    ACAMPROSATE = "acamprosate"
    DISULFIRAM = "disulfiram"
    OTHER = "other"


MEDICINE_LABELS = {
    Medicine.BUPRENORPHINE: "Buprenorphine",
    Medicine.METHADONE: "Methadone",
    Medicine.NALTREXONE: "Naltrexone",
    Medicine.ACAMPROSATE: "Acamprosate",
    Medicine.DISULFIRAM: "Disulfiram",
    Medicine.OTHER: "Another medicine for it",
}


class Done(StrEnum):
    EMS = "ems"
    BREATHING = "breathing"
    NALOXONE_LEFT = "naloxone_left"
    STRIPS_LEFT = "strips_left"
    SAFER_USE = "safer_use"
    BRIEF_TALK = "brief_talk"
    TREATMENT_OFFERED = "treatment_offered"
    TAKEN = "taken"


DONE_LABELS = {
    Done.EMS: "EMS called",
    Done.BREATHING: "Rescue breaths, recovery position",
    Done.NALOXONE_LEFT: "Naloxone left with the person",
    Done.STRIPS_LEFT: "Test strips left",
    Done.SAFER_USE: "Talked about safer use",
    Done.BRIEF_TALK: "Talked about what they want to change",
    Done.TREATMENT_OFFERED: "Treatment offered",
    Done.TAKEN: "Taken to withdrawal care",
}


class OrdinaryPart(StrEnum):
    """What is never a psychotherapy note, wherever it was said (45 CFR 164.501)."""

    MEDICATION = "medication"
    TIMES = "times"
    MODALITY = "modality"
    RESULTS = "results"
    DIAGNOSIS = "diagnosis"
    PLAN = "plan"


ORDINARY_LABELS = {
    OrdinaryPart.MEDICATION: "Medicines prescribed or checked",
    OrdinaryPart.TIMES: "When the session began and ended",
    OrdinaryPart.MODALITY: "Kind of therapy, how often",
    OrdinaryPart.RESULTS: "Results of tests",
    OrdinaryPart.DIAGNOSIS: "Diagnosis, how the person is doing, symptoms",
    OrdinaryPart.PLAN: "Treatment plan, outlook, progress so far",
}
