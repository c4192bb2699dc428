"""What leaves, in words: by which medium, on which form that the law permits without consent, with which notice inside.

The texts of the notice are those of 42 CFR 2.32(a) as amended (89 FR 12472, in force 2024-04-16). A copy of the consent
or a clear explanation of its scope goes along too (2.32(b)). A text that changes gets a new version: what left keeps
the version that was inside it.
"""

from enum import StrEnum

from tandem.vocabulary.law import Category


class Medium(StrEnum):
    LINK = "link"
    VOICE = "voice"
    COPY = "copy"
    PRINT = "print"
    CAUTION = "caution"
    WARNING = "warning"
    MESSAGE = "message"
    PAPER = "paper"
    FILE = "file"


MEDIUM_LABELS = {
    Medium.LINK: "by link",
    Medium.VOICE: "by voice",
    Medium.COPY: "by copy",
    Medium.PRINT: "by print",
    Medium.CAUTION: "by caution",
    Medium.WARNING: "by warning",
    Medium.MESSAGE: "by message",
    Medium.PAPER: "on paper",
    Medium.FILE: "by file",
}


class Form(StrEnum):
    """What the law permits without consent. Each has fixed fields, and its id stands in the accounting."""

    LOCATE = "D1"
    THREAT = "D2"
    MANDATED_REPORT = "D3"
    CRIME = "D4"
    DEATH = "D5"
    FAMILY = "D6"
    DATA_SET = "D7"
    CUSTODY = "D8"
    OVERSIGHT = "D9"
    PAYMENT = "D10"


FORM_LABELS = {
    Form.LOCATE: "Help police find or identify somebody",
    Form.THREAT: "Warn of a serious and imminent threat",
    Form.MANDATED_REPORT: "A report the law demands",
    Form.CRIME: "A crime on our premises or against our staff",
    Form.DEATH: "Facts about a death",
    Form.FAMILY: "Told to family or a person they named",
    Form.DATA_SET: "A data set for research or planning",
    Form.CUSTODY: "Health facts for a jail or custody",
    Form.OVERSIGHT: "Oversight of our agency",
    Form.PAYMENT: "Contacts for whoever pays for them",
}


class Paper(StrEnum):
    """On what a data set rests: an agreement (164.514(e)(4)), or a board's or privacy board's paper (164.512(i))."""

    AGREEMENT = "agreement"
    BOARD = "board"


PAPER_LABELS = {Paper.AGREEMENT: "Data-use agreement", Paper.BOARD: "Paper of a review board"}

PART2_NOTICE, CONSENT_COPY = "part2_notice", "consent_copy"
NOTICE_VERSION = "2.32(a)(1) of 2024"
SHORT_VERSION = "2.32(a)(2) of 2024"
NOTICE_SHORT = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
NOTICE_FULL = (
    "This record which has been disclosed to you is protected by Federal confidentiality rules (42 CFR part 2). These "
    "rules prohibit you from using or disclosing this record, or testimony that describes the information contained in "
    "this record, in any civil, criminal, administrative, or legislative proceedings by any Federal, State, or local "
    "authority, against the patient, unless authorized by the consent of the patient, except as provided at 42 CFR "
    "2.12(c)(5) or as authorized by a court in accordance with 42 CFR 2.64 or 2.65. In addition, the Federal rules "
    "prohibit you from making any other use or disclosure of this record unless at least one of the following "
    "applies:\n"
    "(i) Further use or disclosure is expressly permitted by the written consent of the individual whose information "
    "is being disclosed in this record or as otherwise permitted by 42 CFR part 2.\n"
    "(ii) You are a covered entity or business associate and have received the record for treatment, payment, or "
    "health care operations, or\n"
    "(iii) You have received the record from a covered entity or business associate as permitted by 45 CFR part 164, "
    "subparts A and E.\n"
    "A general authorization for the release of medical or other information is NOT sufficient to meet the required "
    "elements of written consent to further use or redisclose the record (see 42 CFR 2.31)."
)
# Media with room for one line only; everything else carries the full statement.
SHORT_MEDIA = frozenset({Medium.MESSAGE, Medium.CAUTION, Medium.WARNING, Medium.VOICE})

# A form never holds a row of one of these (42 CFR 2.12; 45 CFR 164.508(a)(2)), nor police narrative.
NEVER_ON_A_FORM = frozenset(
    {Category.PART2_RECORD, Category.SUD_COUNSELING_NOTE, Category.PSYCHOTHERAPY_NOTE, Category.LE_NARRATIVE}
)
