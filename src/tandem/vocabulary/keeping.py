"""Words of how long records are kept: what a period is about, and what it says on one day."""

from enum import StrEnum

from tandem.vocabulary.law import CATEGORY_LABELS, Category

# What the agency writes to show that it keeps the rules: consents, notices, and who looked or got what.
DOCUMENTATION = "documentation"
KIND_LABELS = {
    **{
        str(one): CATEGORY_LABELS[one]
        for one in (
            Category.DEMOGRAPHICS,
            Category.CLINICAL_NOTE,
            Category.SCREENING,
            Category.SAFETY_PLAN,
            Category.REFERRAL_STATUS,
            Category.SAFETY_FLAGS,
            Category.CAD_FACTS,
            Category.PART2_RECORD,
            Category.SUD_COUNSELING_NOTE,
            Category.PSYCHOTHERAPY_NOTE,
        )
    },
    DOCUMENTATION: "Consents, notices, and who looked or got what",
}


class Verdict(StrEnum):
    """What the schedule says. Only `DUE` may ever be asked to go; each of the others keeps."""

    KEEP = "keep"
    DUE = "due"
    UNVERIFIED = "unverified"
    UNKNOWN = "unknown"


VERDICT_LABELS = {
    Verdict.KEEP: "Keep",
    Verdict.DUE: "Past its period",
    Verdict.UNVERIFIED: "Past a period nobody has verified: keep",
    Verdict.UNKNOWN: "Keep: no period is known",
}
