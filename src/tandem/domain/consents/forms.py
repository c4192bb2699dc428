"""The words of the consent forms and of the notice to patients: read from `content/`, kept in memory."""

import json
from functools import lru_cache

from django.conf import settings

from tandem.vocabulary.law import Basis

FORMS, NOTICE = "consent-forms/edition-1.json", "part2-notice/edition-1.json"
LANGUAGES = ("en", "es")


@lru_cache(maxsize=4)
def _file(name: str) -> dict:
    return json.loads((settings.CONTENT_DIR / name).read_bytes())


def edition() -> str:
    """The edition of the form's words now, as it is kept with a consent."""
    return f"consent-forms/{_file(FORMS)['edition']}"


def notice_edition() -> str:
    return f"part2-notice/{_file(NOTICE)['edition']}"


def notice(language: str) -> dict:
    """`title` and `lines` of the notice to patients (42 CFR 2.22), English where a language is not there."""
    return _file(NOTICE)[language if language in LANGUAGES else "en"]


def words(kind: str, language: str) -> dict:
    """title, intro, right_to_revoke, redisclosure, refusing, class, by_signing of one kind of consent.

    `labels`, `categories` and `purposes` are the other words of the form, by code.
    """
    told = _file(FORMS)[language if language in LANGUAGES else "en"]
    again = "redisclosure_other" if kind == Basis.PSY_AUTHORIZATION else "redisclosure"
    return {
        **told[Basis(kind)],
        "right_to_revoke": told["right_to_revoke"],
        "redisclosure": told[again],
        "refusing": told["refusing"],
        "class": told["class"],
        "by_signing": told["by_signing"],
        "labels": told["labels"],
        "categories": told["categories"],
        "purposes": told["purposes"],
    }
