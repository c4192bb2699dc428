"""How long a preference card holds before the person is asked again: read from `content/`, a program's own to change."""

import json
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings

EDITION = "preference-card/edition-1.json"


@lru_cache(maxsize=1)
def lasts() -> timedelta:
    """How long a card holds from the day it was said."""
    return timedelta(days=json.loads((settings.CONTENT_DIR / EDITION).read_bytes())["lasts_days"])


def expires(given_at: datetime, expires_at: datetime | None) -> datetime:
    """When a card that was said at `given_at` ends."""
    return expires_at or given_at + lasts()
