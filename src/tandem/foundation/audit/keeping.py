"""How long the trail is kept: a year at least (CJIS AU-11), and six as the documentation it is (45 CFR 164.316(b)(2)).

Pure. Nothing shorter can be set; a program may keep longer.
"""

from datetime import datetime

LEAST_YEARS = 1
KEPT_YEARS = 6
# Six years of the calendar hold at most two leap days.
KEPT_DAYS = 6 * 365


def years_before(now: datetime, years: int) -> datetime:
    """The same day and time so many years ago; 29 February becomes the 28th."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)


def may_purge(before: datetime, now: datetime) -> str:
    """Nothing where entries older than `before` may go; else the sentence that says why they may not."""
    if before > years_before(now, LEAST_YEARS):
        return "The audit trail is kept for at least one year (CJIS AU-11)."
    if before > years_before(now, KEPT_YEARS):
        return "The audit trail is kept for six years (45 CFR 164.316(b)(2)). Choose an earlier day."
    return ""
