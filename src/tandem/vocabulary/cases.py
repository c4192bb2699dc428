"""Words of a release case: somebody asks the privacy officer for a record, with a paper or for themselves."""

from enum import StrEnum


class CaseKind(StrEnum):
    ACCESS = "access"
    ACCOUNTING = "accounting"
    AMENDMENT = "amendment"
    AUTHORIZATION = "authorization"
    SUBPOENA = "subpoena"
    COURT_ORDER = "court_order"
    OFFICIAL = "official"


CASE_LABELS = {
    CaseKind.ACCESS: "The person, or their representative, asks for the record",
    CaseKind.ACCOUNTING: "The person asks who got their record",
    CaseKind.AMENDMENT: "The person asks for a correction",
    CaseKind.AUTHORIZATION: "Somebody asks with the person's signed authorization",
    CaseKind.SUBPOENA: "A subpoena or discovery request, without a judge",
    CaseKind.COURT_ORDER: "A court order",
    CaseKind.OFFICIAL: "An official request, as from police, a coroner, a jail or oversight",
}
CASE_SHORT = {
    CaseKind.ACCESS: "Access",
    CaseKind.ACCOUNTING: "Who got it",
    CaseKind.AMENDMENT: "Correction",
    CaseKind.AUTHORIZATION: "Authorization",
    CaseKind.SUBPOENA: "Subpoena",
    CaseKind.COURT_ORDER: "Court order",
    CaseKind.OFFICIAL: "Official request",
}
# Kinds that the person, or who stands for them, asks for themselves (45 CFR 164.524, 164.528).
OWN = frozenset({CaseKind.ACCESS, CaseKind.ACCOUNTING})
# Days to answer by law: 164.524(b)(2)(i), 164.528(c)(1)(i), 164.526(b)(2)(i). The others are due when the paper says.
DUE_DAYS = {CaseKind.ACCESS: 30, CaseKind.ACCOUNTING: 60, CaseKind.AMENDMENT: 60}
# What a person may ask for on their own page.
FROM_OWN_PAGE = frozenset({CaseKind.ACCESS, CaseKind.AMENDMENT})


class Findings(StrEnum):
    """Under which section of 42 CFR part 2 the court made its findings and gave notice."""

    NONE = ""
    CIVIL = "2.64"
    PATIENT = "2.65"
    PROGRAM = "2.66"
    SAID = "2.63"


FINDINGS_LABELS = {
    Findings.NONE: "None recorded",
    Findings.CIVIL: "2.64: not a criminal matter against the person",
    Findings.PATIENT: "2.65: a criminal investigation of the person",
    Findings.PROGRAM: "2.66: an investigation of the program",
    Findings.SAID: "2.63: what the person said in care",
}


class Outcome(StrEnum):
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OUTCOME_LABELS = {
    Outcome.ANSWERED: "Answered",
    Outcome.REFUSED: "Refused, with a reason",
    Outcome.WITHDRAWN: "They took the request back",
}
