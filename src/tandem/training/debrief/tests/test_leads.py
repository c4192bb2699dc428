"""How the lead changed hands: each case planted."""

import pytest

from tandem.training.debrief.leads import ANSWERED, DECLINED, TAKEN_BACK, UNANSWERED, UNASKED
from tandem.training.debrief.reading import read
from tandem.training.debrief.tests.planted import TEAM, Line
from tandem.vocabulary.training import Happened


def passed(line: Line):
    return read(line.rows, TEAM, line.moments).handoffs


def asked_at(at: float, *windows: tuple[float, str, str], answer: float = 2):
    line = Line()
    line.leads(1, "clinician")
    for each in windows:
        if each[0] <= at:
            line.window(*each)
    line.asks(at, "clinician", "officer")
    line.hands(at + answer, "clinician", "officer")
    for each in windows:
        if each[0] > at:
            line.window(*each)
    line.ends(500)
    (found,) = passed(line)
    return found


SPANS = ((10, "early", "officer"), (100, "right", "officer"), (130, "late", "officer"))


@pytest.mark.parametrize(
    ("at", "mark", "right"),
    [
        (50, "early", (100_000, 130_000)),
        (100, "clean", None),
        (129, "clean", None),
        (131, "late", (100_000, 130_000)),
        # Before the story says anything.
        (5, "clean", None),
    ],
)
def test_the_window_at_the_moment_of_asking_decides(at, mark, right):
    found = asked_at(at, *SPANS)
    assert (found.mark, found.right, found.how, found.waited_ms) == (mark, right, ANSWERED, 2_000)


def test_asked_in_time_and_answered_after_the_window_closed_is_clean():
    assert asked_at(126, *SPANS, answer=8).mark == "clean"


def test_a_window_for_another_seat_says_nothing_of_this_one():
    assert asked_at(50, (10, "early", "peer")).mark == "clean"


def test_an_early_or_late_hand_off_without_a_right_moment_names_none():
    assert asked_at(50, (10, "late", "officer")).right is None
    assert asked_at(50, (10, "early", "officer")).right is None


@pytest.mark.parametrize(("waits", "mark"), [(12, "clean"), (12.001, "unclear")])
def test_twelve_seconds_without_an_answer_are_unclear(waits, mark):
    found = asked_at(110, *SPANS, answer=waits)
    assert found.mark == mark and found.how == (ANSWERED if mark == "clean" else UNANSWERED)


def test_an_offer_nobody_answered_is_unclear_and_the_lead_stays():
    line = Line()
    line.leads(1, "clinician")
    line.asks(50, "clinician", "officer")
    line.ends(200)
    found = read(line.rows, TEAM)
    assert [(one.mark, one.how, one.waited_ms) for one in found.handoffs] == [("unclear", UNANSWERED, None)]
    assert [(one.seat, one.from_ms, one.to_ms) for one in found.led] == [("clinician", 1_000, 200_000)]


def test_taken_without_an_answer_is_unclear():
    line = Line()
    line.leads(1, "clinician")
    line.leads(60, "officer")
    line.ends(200)
    (found,) = passed(line)
    assert (found.from_seat, found.to_seat, found.mark, found.how) == ("clinician", "officer", "unclear", UNASKED)


def test_an_offer_to_one_and_another_who_takes_it_are_both_unclear():
    line = Line()
    line.leads(1, "clinician")
    line.asks(50, "clinician", "officer")
    line.hands(55, "clinician", "peer")
    line.ends(200)
    assert [(one.to_seat, one.how, one.mark) for one in passed(line)] == [
        ("officer", UNANSWERED, "unclear"),
        ("peer", UNASKED, "unclear"),
    ]


def test_not_yet_is_an_answer_and_no_fault():
    line = Line()
    line.leads(1, "clinician")
    line.asks(50, "clinician", "officer")
    line.add(53, Happened.LEAD_DECLINED, "officer")
    line.ends(200)
    (found,) = passed(line)
    assert (found.mark, found.how, found.waited_ms) == (None, DECLINED, 3_000)
    assert read(line.rows, TEAM).replays == ()


def test_not_yet_after_twelve_seconds_was_no_answer():
    line = Line()
    line.leads(1, "clinician")
    line.asks(50, "clinician", "officer")
    line.add(70, Happened.LEAD_DECLINED, "officer")
    (found,) = passed(line)
    assert (found.mark, found.how) == ("unclear", UNANSWERED)


def test_asked_again_before_an_answer_the_first_question_was_unanswered():
    line = Line()
    line.leads(1, "clinician")
    line.asks(50, "clinician", "officer")
    line.asks(58, "clinician", "peer")
    line.hands(60, "clinician", "peer")
    assert [(one.to_seat, one.mark) for one in passed(line)] == [("officer", "unclear"), ("peer", "clean")]


def test_the_first_to_lead_took_it_from_nobody():
    line = Line()
    line.leads(1, "clinician")
    line.leads(2, "clinician")
    line.ends(100)
    assert passed(line) == ()


def test_a_rehearsal_where_nobody_led_has_no_lead():
    line = Line()
    line.ends(100)
    found = read(line.rows, TEAM)
    assert found.led == () and found.handoffs == ()


def test_bands_follow_one_another_without_gap_or_overlap():
    line = Line()
    line.leads(1, "clinician")
    line.asks(50, "clinician", "officer")
    line.hands(52, "clinician", "officer")
    line.asks(90, "officer", "peer")
    line.hands(91, "officer", "peer")
    line.ends(200)
    found = read(line.rows, TEAM).led
    assert [(one.seat, one.from_ms, one.to_ms) for one in found] == [
        ("clinician", 1_000, 52_000),
        ("officer", 52_000, 91_000),
        ("peer", 91_000, 200_000),
    ]


def test_who_wants_the_lead_and_is_given_it_got_it_by_asking():
    line = Line()
    line.leads(1, "clinician")
    line.window(2, "late", "peer")
    line.wants(50, "peer", "clinician")
    line.hands(53, "clinician", "peer")
    (found,) = passed(line)
    assert (found.from_seat, found.to_seat, found.how, found.mark) == ("clinician", "peer", ANSWERED, "late")


def test_a_question_taken_back_is_no_hand_off():
    line = Line()
    line.leads(1, "clinician")
    line.asks(50, "clinician", "officer")
    line.add(55, Happened.LEAD_DECLINED, "clinician", by="clinician", asked="officer", to="officer", taken_back=True)
    (found,) = passed(line)
    assert (found.how, found.mark) == (TAKEN_BACK, None)


def test_the_run_s_own_word_that_nobody_answered_is_believed():
    line = Line()
    line.leads(1, "clinician")
    line.wants(50, "officer", "clinician")
    line.add(62, Happened.LEAD_DECLINED, "clinician", by="officer", asked="clinician", to="officer", unanswered=True)
    (found,) = passed(line)
    assert (found.from_seat, found.to_seat, found.mark) == ("clinician", "officer", "unclear")
