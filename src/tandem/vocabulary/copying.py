"""Texts that leave Tandem by the clipboard or the printer: what each is, and which categories of law may stand in it."""

from enum import StrEnum

from tandem.vocabulary.law import Category


class CopyKind(StrEnum):
    POLICE = "police"
    CLINICAL = "clinical"
    PART2 = "part2"
    LIST = "list"


COPY_LABELS = {
    CopyKind.POLICE: "Police-safe text for your RMS",
    CopyKind.CLINICAL: "Clinical text for your EHR",
    CopyKind.PART2: "Part 2 text, on alcohol and drugs",
    CopyKind.LIST: "Open referrals as a file",
}
# A section of any other category is refused, whoever composes it.
COPY_CATEGORIES = {
    CopyKind.POLICE: frozenset({Category.CAD_FACTS, Category.LE_NARRATIVE}),
    CopyKind.CLINICAL: frozenset({Category.CLINICAL_NOTE, Category.SCREENING, Category.REFERRAL_STATUS}),
    CopyKind.PART2: frozenset({Category.PART2_RECORD}),
    CopyKind.LIST: frozenset({Category.DEMOGRAPHICS, Category.REFERRAL_STATUS}),
}


class CopyWay(StrEnum):
    COPIED = "copied"
    PRINTED = "printed"
    FILE = "file"


COPY_WAY_LABELS = {CopyWay.COPIED: "copied", CopyWay.PRINTED: "printed", CopyWay.FILE: "as a file"}
