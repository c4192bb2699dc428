"""Who is owed a follow-up, from when to when, and what a try may end. Pure. A try is not a contact."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum

from tandem.vocabulary.followups import Window
from tandem.vocabulary.terms import AttemptResult, ContactOutcome, Disposition

TRIES_WANTED = 3
MOST_TRIES, MOST_DAYS = 10, 90
# Whom the team met, or spoke with by phone. Someone who declined or was not found is owed none.
MET = (ContactOutcome.ENGAGED, ContactOutcome.PHONE_ONLY)


@dataclass(frozen=True)
class Span:
    """One window of a cadence: from and by so many `unit`s after the contact closed, and how many tries are wanted.

    Hours are counted through; days run from midnight to midnight of the program's zone, whichever way the clocks change.
    """

    window: Window
    unit: str
    start: int
    end: int
    tries: int


@dataclass(frozen=True)
class Cadence:
    """Which windows follow a contact. No `dispositions` means after any; `edition` None is the one that ships."""

    spans: tuple[Span, ...]
    outcomes: tuple[str, ...]
    dispositions: tuple[str, ...] = ()
    edition: int | None = None


SHIPPED = Cadence(
    (
        Span(Window.FIRST, "hours", 24, 72, TRIES_WANTED),
        Span(Window.WEEK, "days", 6, 8, 2),
        Span(Window.MONTH, "days", 27, 33, 2),
    ),
    MET,
)
# Results that end a follow-up: the person was reached, or said they don't want one.
ENDING = frozenset({AttemptResult.REACHED, AttemptResult.DECLINED})
LATEST_NEXT_TRY = timedelta(days=30)


class CloseReason(StrEnum):
    """Why a follow-up ended without the person being reached."""

    COULD_NOT_REACH = "could_not_reach"
    NOT_NEEDED = "not_needed"
    MOVED_AWAY = "moved_away"
    DIED = "died"
    MISSED = "missed"


# The next window began before anybody reached the person: said by the clock, never chosen.
CHOSEN = tuple(one for one in CloseReason if one != CloseReason.MISSED)
# After these the person is still owed the next window.
GOES_ON = frozenset({AttemptResult.REACHED, CloseReason.COULD_NOT_REACH, CloseReason.MISSED})
CLOSE_LABELS = {
    CloseReason.COULD_NOT_REACH: "Couldn't reach them",
    CloseReason.NOT_NEEDED: "Not needed any more",
    CloseReason.MOVED_AWAY: "Moved away",
    CloseReason.DIED: "Died",
    CloseReason.MISSED: "Missed",
}


def owed(contact_outcome: str, disposition: str = "", cadence: Cadence = SHIPPED) -> bool:
    """Whether a contact that ended so is followed up."""
    return (
        bool(cadence.spans)
        and contact_outcome in cadence.outcomes
        and (not cadence.dispositions or disposition in cadence.dispositions)
    )


def window(closed_at: datetime, span: Span = SHIPPED.spans[0], zone: tzinfo = UTC) -> tuple[datetime, datetime]:
    """When a follow-up of a contact closed at `closed_at` is due, in UTC. A day's last instant is its next midnight."""
    if span.unit == "hours":
        return closed_at + timedelta(hours=span.start), closed_at + timedelta(hours=span.end)
    day = closed_at.astimezone(zone).date()
    ends = (day + timedelta(days=span.start), day + timedelta(days=span.end + 1))
    first, last = (datetime.combine(one, time.min, zone).astimezone(UTC) for one in ends)
    return first, last


def next_span(cadence: Cadence, after: str) -> Span | None:
    """The window after this one, None after the last, or where the edition does not hold it."""
    order = [span.window for span in cadence.spans]
    place = order.index(after) + 1 if after in order else len(order)
    return cadence.spans[place] if place < len(order) else None


def cadence_problems(cadence: Cadence) -> list[tuple[str, str]]:
    """What keeps a cadence from standing, as (field, sentence). A program may ask for no window at all."""
    found, before = [], 0
    for span in cadence.spans:
        name = f"{span.window}_start"
        hours = 1 if span.unit == "hours" else 24
        if span.unit not in ("hours", "days") or not 0 < span.start < span.end <= MOST_DAYS * 24 // hours:
            found.append((name, f"A window ends after it begins, within {MOST_DAYS} days."))
        elif span.start * hours < before:
            found.append((name, "A window begins after the one before it has ended."))
        if not 1 <= span.tries <= MOST_TRIES:
            found.append((f"{span.window}_tries", f"Between 1 and {MOST_TRIES} tries."))
        before = span.end * hours
    if len({span.window for span in cadence.spans}) < len(cadence.spans):
        found.append(("windows", "Each window once."))
    if cadence.spans and not cadence.outcomes:
        found.append(("outcomes", "Choose after which contact outcomes somebody is followed up."))
    if not set(cadence.outcomes) <= set(ContactOutcome) - {ContactOutcome.DECEASED}:
        found.append(("outcomes", "Choose from the list."))
    if not set(cadence.dispositions) <= set(Disposition):
        found.append(("dispositions", "Choose from the list."))
    return found


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
    # A weekday says which one only within a week.
    return f"From {due_from:%a}" if due_from - now < timedelta(days=6) else f"From {due_from:%b} {due_from.day}"


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
