"""Who is owed a follow-up, when it is due and how that reads, and which tries can be stored."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.domain.followups.rules import CLOSE_LABELS, CloseReason, attempt_problems, owed, window, window_words
from tandem.vocabulary.terms import AttemptResult, ContactOutcome

# Wednesday, November 18, 2026.
CLOSED = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
FROM, BY = window(CLOSED)
HOUR, TICK = timedelta(hours=1), timedelta(microseconds=1)


@pytest.mark.parametrize("outcome", list(ContactOutcome))
def test_only_people_the_team_met_are_owed_one(outcome):
    assert owed(outcome) is (outcome in ("engaged", "phone_only"))


def test_the_window_is_one_to_three_days_after():
    assert (FROM - CLOSED, BY - CLOSED) == (24 * HOUR, 72 * HOUR)
    assert not owed("")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (CLOSED, "From Thu"),
        (CLOSED - 9 * 24 * HOUR, "From Nov 19"),
        (FROM.replace(hour=0), "Today to Sat"),
        (FROM + 24 * HOUR, "Today to Sat"),
        (BY.replace(hour=0), "Today"),
        (BY, "Today"),
        (BY + TICK, "Just overdue"),
        (BY + 5 * HOUR, "5 h overdue"),
        (BY + 24 * HOUR, "1 day overdue"),
        (BY + 71 * HOUR, "2 days overdue"),
    ],
)
def test_the_window_in_words(now, words):
    assert window_words(FROM, BY, now) == words


@pytest.mark.parametrize(
    ("result", "next_try", "waited", "field"),
    [
        ("reached", None, 0 * HOUR, None),
        ("no_answer", 4 * HOUR, 0 * HOUR, None),
        ("no_answer", 30 * 24 * HOUR, HOUR, None),
        ("shouted", None, 0 * HOUR, "result"),
        ("no_answer", None, -HOUR, "at"),
        ("reached", 4 * HOUR, 0 * HOUR, "next_try_at"),
        ("declined", 4 * HOUR, 0 * HOUR, "next_try_at"),
        ("no_answer", 0 * HOUR, 0 * HOUR, "next_try_at"),
        ("no_answer", 30 * 24 * HOUR + TICK, 0 * HOUR, "next_try_at"),
    ],
)
def test_which_tries_can_be_stored(result, next_try, waited, field):
    next_try_at = CLOSED + next_try if next_try is not None else None
    found = attempt_problems(result, next_try_at, CLOSED - waited, CLOSED)
    assert [name for name, _ in found] == ([field] if field else [])


def test_a_next_try_needs_its_offset():
    found = attempt_problems("no_answer", CLOSED.replace(tzinfo=None), CLOSED, CLOSED)
    assert found[0][0] == "next_try_at"


def test_words_for_every_end():
    assert set(CLOSE_LABELS) == set(CloseReason)
    assert set(AttemptResult) == {"reached", "message_left", "no_answer", "wrong_number", "declined"}
