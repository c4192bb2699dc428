"""The whole table of moves, every allowed and every refused one, and the words an open loop is shown with."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from tandem.domain.referrals.rules import (
    DECLINE_LABELS,
    FAIL_LABELS,
    FAR_END_VERBS,
    MOVES,
    OPEN_STATES,
    UNDO_WITHIN,
    DeclineReason,
    FailReason,
    Verb,
    Who,
    chart,
    last_word,
    link_opens,
    loop_word,
    next_step,
    overdue,
    partner_name,
    problem,
    said_yes,
    undo_problem,
    verb_between,
    verbs_by_link,
)
from tandem.vocabulary.terms import ReferralState

NOW = datetime(2026, 11, 22, 21, 41, tzinfo=UTC)
HOUR, DAY, TICK = timedelta(hours=1), timedelta(days=1), timedelta(microseconds=1)
# Written apart from the code: verb | from | to | who. "=" keeps the state, "<" goes back.
TABLE = """
send        | draft not_sent                                        | sent         | member
send_again  | sent acknowledged accepted seen                       | =            | member
withhold    | draft                                                 | not_sent     | member
acknowledge | sent                                                  | acknowledged | member link
accept      | sent acknowledged                                     | accepted     | member link
decline     | sent acknowledged                                     | declined     | member link
seen        | accepted                                              | seen         | member link
complete    | accepted seen                                         | completed    | member link
fail        | accepted seen                                         | failed       | member link
undo        | accepted declined seen completed failed               | <            | member link
cancel      | draft not_sent sent acknowledged accepted declined    | cancelled    | member
"""
ALLOWED = {}
for line in TABLE.strip().splitlines():
    verb, before, after, who = (cell.strip() for cell in line.split("|"))
    for state, by in product(before.split(), who.split()):
        ALLOWED[verb, state, by] = after
REASONS = {"decline": {"reason_kind": "full", "reason": "No bed tonight"}, "cancel": {"reason": "Moved away"}}
REASONS["fail"] = {"reason_kind": "did_not_come", "reason": "Nobody came"}


def test_every_move_is_allowed_or_refused_as_written():
    for verb, state, who in product(Verb, ReferralState, Who):
        found = problem(verb, state, who, **REASONS.get(verb, {}))
        assert (found is None) is ((verb, state, who) in ALLOWED), (verb, state, who)
        after = ALLOWED.get((verb, state, who))
        if after and after not in "=<":
            assert MOVES[verb].after == after, (verb, state, who)


def test_the_chart_is_the_table():
    rows = {(verb, before): (after, who) for verb, before, after, who, _ in chart()}
    assert set(rows) == {(verb, state) for verb, state, _ in ALLOWED}
    assert rows["send", "draft"] == ("sent", "member")
    assert rows["accept", "sent"] == ("accepted", "link or member")
    assert rows["undo", "seen"][0] == "the state before, within 15 minutes"
    owed = {verb: owed for verb, _, _, _, owed in chart() if owed}
    assert owed == {"decline": "kind and sentence", "fail": "kind and sentence", "cancel": "sentence"}


@pytest.mark.parametrize(
    ("verb", "state", "given", "field"),
    [
        (Verb.DECLINE, "sent", {}, "reason_kind"),
        (Verb.DECLINE, "sent", {"reason": "No bed"}, "reason_kind"),
        (Verb.DECLINE, "sent", {"reason_kind": "full"}, "reason"),
        (Verb.DECLINE, "sent", {"reason_kind": "full", "reason": " "}, "reason"),
        (Verb.DECLINE, "sent", {"reason_kind": "did_not_come", "reason": "x"}, "reason_kind"),
        (Verb.FAIL, "accepted", {"reason_kind": "did_not_come"}, "reason"),
        (Verb.CANCEL, "sent", {}, "reason"),
        (Verb.ACCEPT, "sent", {"reason_kind": "full"}, "reason_kind"),
    ],
)
def test_a_reason_is_owed(verb, state, given, field):
    assert problem(verb, state, Who.MEMBER, **given)[0] == field


def test_every_reason_has_a_word():
    assert set(DECLINE_LABELS) == set(DeclineReason)
    assert set(FAIL_LABELS) == set(FailReason)


def test_only_completed_and_ended_ones_leave_the_queue():
    assert set(ReferralState) - OPEN_STATES == {"completed", "failed", "cancelled"}


def test_a_link_does_only_what_the_far_end_may():
    assert set(FAR_END_VERBS) == {"acknowledge", "accept", "decline", "seen", "complete", "fail", "undo"}
    assert verbs_by_link("sent", undoable=False) == ("acknowledge", "accept", "decline")
    assert verbs_by_link("accepted", undoable=True) == ("seen", "complete", "fail", "undo")
    assert verbs_by_link("accepted", undoable=False) == ("seen", "complete", "fail")
    assert verbs_by_link("completed", undoable=False) == ()


def test_the_move_between_two_states():
    pairs = {(state, end): verb for (verb, state, _), end in ALLOWED.items() if end not in "=<"}
    for before, after in product(ReferralState, ReferralState):
        expected = Verb.SEND_AGAIN if before == after else pairs.get((before, after))
        assert verb_between(before, after) == expected, (before, after)


@pytest.mark.parametrize(
    ("before", "after", "waited", "undone"),
    [
        ("sent", "accepted", timedelta(0), True),
        ("sent", "accepted", UNDO_WITHIN, True),
        ("sent", "accepted", UNDO_WITHIN + TICK, False),
        ("acknowledged", "declined", HOUR / 10, True),
        ("seen", "completed", HOUR / 10, True),
        ("accepted", "failed", HOUR / 10, True),
        ("sent", "acknowledged", HOUR / 10, False),
        ("draft", "sent", HOUR / 10, False),
        ("accepted", "accepted", HOUR / 10, False),
        ("seen", "accepted", HOUR / 10, False),
        ("sent", "cancelled", HOUR / 10, False),
    ],
)
def test_only_a_fresh_answer_is_undone(before, after, waited, undone):
    assert (undo_problem(before, after, NOW - waited, NOW) is None) is undone


@pytest.mark.parametrize(
    ("state", "waited", "opens"),
    [(state, 100 * DAY, state in ("sent", "acknowledged", "accepted", "seen")) for state in ReferralState]
    + [(state, UNDO_WITHIN, True) for state in ("declined", "completed", "failed")]
    + [(state, UNDO_WITHIN + TICK, False) for state in ("declined", "completed", "failed")]
    + [(state, timedelta(0), False) for state in ("draft", "not_sent", "cancelled")],
)
def test_when_a_link_opens(state, waited, opens):
    assert link_opens(state, NOW - waited, NOW) is opens


def test_the_name_grows_with_the_yes():
    assert partner_name("Theo", "Ballard", whole=False) == "Theo B."
    assert partner_name("Theo", "", whole=False) == "Theo"
    assert partner_name("", "Ballard", whole=False) == ""
    assert partner_name("", "Ballard", whole=True) == "Ballard"
    assert partner_name("Theo", "Ballard", whole=True) == "Theo Ballard"
    assert [state for state in ReferralState if said_yes(state)] == ["accepted", "seen"]


def test_the_one_word():
    words = {state.value: loop_word(state) for state in ReferralState}
    assert {state for state, word in words.items() if word == "connected"} == {"seen", "completed"}
    assert {state for state, word in words.items() if word == "declined"} == {"declined"}
    assert words["cancelled"] is None
    assert words["accepted"] == words["sent"] == "pending"


@pytest.mark.parametrize("state", sorted(OPEN_STATES))
def test_an_open_loop_says_its_last_word_and_the_next_thing(state):
    assert last_word(state)
    assert next_step(state)


def test_the_next_thing_to_do():
    assert next_step("sent", phone="555-0178") == "Call them, 555-0178"
    assert next_step("sent", link_alive=False) == "The link has ended. Send it again, or call"
    assert next_step("accepted", link_alive=False) == "Ask if they came"
    assert next_step("declined", reason_kind="waitlist") == "Ask again, or try another place"
    assert next_step("declined", reason_kind="full") == "Try another place"


@pytest.mark.parametrize(
    ("state", "waited", "late"),
    [
        ("draft", DAY, False),
        ("draft", DAY + TICK, True),
        ("not_sent", 3 * DAY, False),
        ("not_sent", 3 * DAY + TICK, True),
        ("sent", DAY, False),
        ("sent", DAY + TICK, True),
        ("acknowledged", DAY + TICK, True),
        ("accepted", 7 * DAY, False),
        ("accepted", 7 * DAY + TICK, True),
        ("seen", 14 * DAY, False),
        ("seen", 14 * DAY + TICK, True),
        ("declined", DAY, False),
        ("declined", DAY + TICK, True),
        ("completed", 100 * DAY, False),
        ("failed", 100 * DAY, False),
        ("cancelled", 100 * DAY, False),
    ],
)
def test_when_a_loop_is_late(state, waited, late):
    assert bool(overdue(state, NOW - waited, NOW - waited, None, NOW)) is late


def test_an_expected_person_is_late_a_day_after():
    arrived = NOW - 3 * DAY
    assert overdue("accepted", arrived, arrived, NOW - DAY, NOW) is None
    assert overdue("accepted", arrived, arrived, NOW - DAY - TICK, NOW) == "Expected, no word"
    assert overdue("accepted", NOW, NOW - 15 * DAY, NOW, NOW) == "Open for more than 14 days"
