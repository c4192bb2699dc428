"""Words of the directory: how a listing was checked, and the languages a page can name."""

from enum import StrEnum


class CheckedHow(StrEnum):
    """How somebody made sure that a listing is right."""

    PHONE = "phone"
    VISIT = "visit"
    WRITTEN = "written"
    WEBSITE = "website"


CHECKED_HOW_LABELS = {
    CheckedHow.PHONE: "by phone",
    CheckedHow.VISIT: "by a visit",
    CheckedHow.WRITTEN: "in writing",
    CheckedHow.WEBSITE: "on their website",
}

# Language tags (BCP 47) the directory offers; any other tag is kept and shown as it is.
LANGUAGE_LABELS = {
    "en": "English",
    "es": "Spanish",
    "ase": "American Sign Language",
    "ar": "Arabic",
    "zh": "Chinese",
    "fr": "French",
    "ht": "Haitian Creole",
    "hmn": "Hmong",
    "ko": "Korean",
    "pt": "Portuguese",
    "ru": "Russian",
    "so": "Somali",
    "tl": "Tagalog",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
}
