"""Texts that leave Tandem by the clipboard or the printer: what each is, and which categories of law may stand in it."""

from enum import StrEnum

from tandem.vocabulary.law import Category


class CopyKind(StrEnum):
    POLICE = "police"
    CLINICAL = "clinical"


COPY_LABELS = {CopyKind.POLICE: "Police-safe text for your RMS", CopyKind.CLINICAL: "Clinical text for your EHR"}
# A section of any other category is refused, whoever composes it. No substance use record has a text yet.
COPY_CATEGORIES = {
    CopyKind.POLICE: frozenset({Category.CAD_FACTS, Category.LE_NARRATIVE}),
    CopyKind.CLINICAL: frozenset({Category.CLINICAL_NOTE, Category.SCREENING, Category.REFERRAL_STATUS}),
}


class CopyWay(StrEnum):
    COPIED = "copied"
    PRINTED = "printed"


COPY_WAY_LABELS = {CopyWay.COPIED: "copied", CopyWay.PRINTED: "printed"}
