"""Who is owed a follow-up, from when to when, and what a try may end. Pure. A try is not a contact."""

from datetime import datetime, timedelta
from enum import StrEnum

from tandem.vocabulary.terms import AttemptResult, ContactOutcome

FROM_HOURS, BY_HOURS = 24, 72
TRIES_WANTED = 3
# Whom the team met, or spoke with by phone. Someone who declined or was not found is owed none.
OWED = frozenset({ContactOutcome.ENGAGED, ContactOutcome.PHONE_ONLY})
# Results that end a follow-up: the person was reached, or said they don't want one.
ENDING = frozenset({AttemptResult.REACHED, AttemptResult.DECLINED})
LATEST_NEXT_TRY = timedelta(days=30)


class CloseReason(StrEnum):
    """Why a follow-up ended without the person being reached."""

    COULD_NOT_REACH = "could_not_reach"
    NOT_NEEDED = "not_needed"
    MOVED_AWAY = "moved_away"
    DIED = "died"


CLOSE_LABELS = {
    CloseReason.COULD_NOT_REACH: "Couldn't reach them",
    CloseReason.NOT_NEEDED: "Not needed any more",
    CloseReason.MOVED_AWAY: "Moved away",
    CloseReason.DIED: "Died",
}


def owed(contact_outcome: str) -> bool:
    """Whether a contact that ended so is followed up."""
    return contact_outcome in OWED


def window(closed_at: datetime) -> tuple[datetime, datetime]:
    """When the follow-up of an encounter closed at `closed_at` is due: from 24 h to 72 h after."""
    return closed_at + timedelta(hours=FROM_HOURS), closed_at + timedelta(hours=BY_HOURS)


def window_words(due_from: datetime, due_by: datetime, now: datetime) -> str:
    """The window as a worklist says it: "2 days overdue", "Today to Wed", "From Thu". All times in one zone."""
    if now > due_by:
        late = now - due_by
        if late < timedelta(hours=1):
            return "Just overdue"
        if late < timedelta(days=1):
            return f"{late // timedelta(hours=1)} h overdue"
        return "1 day overdue" if late.days == 1 else f"{late.days} days overdue"
    if due_by.date() == now.date():
        return "Today"
    if due_from.date() <= now.date():
        return f"Today to {due_by:%a}"
    return f"From {due_from:%a}"


def attempt_problems(result: str, next_try_at: datetime | None, at: datetime, now: datetime) -> list[tuple[str, str]]:
    """What keeps this try from being stored, as (field, sentence); empty when nothing does."""
    if result not in list(AttemptResult):
        return [("result", "Choose what came of it.")]
    if at > now:
        return [("at", "This time is in the future.")]
    if next_try_at is None:
        return []
    if result in ENDING:
        return [("next_try_at", "This ends the follow-up, so there is no next try. Leave it out.")]
    if next_try_at.tzinfo is None:
        return [("next_try_at", "Say the time with its offset, like 2026-11-22T21:41:00-05:00.")]
    if not now < next_try_at <= now + LATEST_NEXT_TRY:
        return [("next_try_at", "The next try must be within the next 30 days.")]
    return []
