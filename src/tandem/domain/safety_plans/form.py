"""The form of the plan: read from `content/safety-plan/`, kept in memory. A program changes it by an edition of its own."""

import json
from functools import lru_cache

from django.conf import settings

from tandem.vocabulary.plans import Form, form_of

EDITION = "safety-plan/edition-1.json"
LANGUAGES = ("en", "es")


@lru_cache(maxsize=1)
def form() -> Form:
    """The form in force."""
    return form_of(json.loads((settings.CONTENT_DIR / EDITION).read_bytes()))


def words(language: str) -> dict[str, str]:
    """The words around the plan in this language, English where it has none."""
    return dict(form().words[language if language in LANGUAGES else "en"])
