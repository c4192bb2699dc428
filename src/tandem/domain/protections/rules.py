"""How long, how often and with what words a record is opened in need. Pure."""

from datetime import datetime, timedelta

from tandem.vocabulary.oversight import NEED_PURPOSES, Need

LASTS = timedelta(minutes=60)
REVIEW_WITHIN = timedelta(hours=72)
A_DAY, MOST_A_DAY = timedelta(hours=24), 3
LEAST_REASON, LONGEST_REASON = 15, 400


def is_open(opened_at: datetime | None, until: datetime | None, closed_at: datetime | None, now: datetime) -> bool:
    """Whether an opening holds at `now`. At the very end it does not."""
    return opened_at is not None and until is not None and closed_at is None and opened_at <= now < until


def problems(need: str, purpose: str, reason: str) -> list[tuple[str, str]]:
    """What is missing before a record may be opened in need, as (field, sentence)."""
    found = []
    if need not in list(Need):
        found.append(("need", "Choose what kind of need it is."))
    if purpose not in list(NEED_PURPOSES):
        found.append(("purpose", "Choose what you open it for."))
    said = len(" ".join(reason.split()))
    if said < LEAST_REASON:
        found.append(("reason", f"Say in a sentence why; at least {LEAST_REASON} characters. These are {said}."))
    return found
