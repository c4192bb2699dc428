"""When an account is over by itself: 90 days without a sign-in, or past its last day (CJIS AC-2(3)). Pure arithmetic.

A stretch without sign-in is counted in whole days of 24 hours from the last sign-in, or from when the account was made
or let in again, whichever is latest.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

MOST_IDLE_DAYS = 90
WARN_DAYS = 14
REVIEW_AFTER = timedelta(days=365)


class Over(StrEnum):
    IDLE = "idle"
    EXPIRED = "expired"


def idle_days(now: datetime, *moments: datetime | None) -> int:
    """Whole days since the latest of these moments; 0 if there is none."""
    known = [moment for moment in moments if moment]
    return (now - max(known)).days if known else 0


def over(*, idle: int, limit: int, expires_on: date | None, today: date) -> Over | None:
    """Why an account ends today, or None. Its last day is still a day of work; the ninetieth idle day is not."""
    if expires_on and today > expires_on:
        return Over.EXPIRED
    return Over.IDLE if idle >= limit else None


def review_due(now: datetime, made_at: datetime, reviewed_at: datetime | None) -> bool:
    """Whether a year has passed since somebody last said that the account is needed (CJIS AC-2j)."""
    return now - (reviewed_at or made_at) >= REVIEW_AFTER
