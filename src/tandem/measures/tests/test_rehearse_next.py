"""What to rehearse next has its reasons, or says that there are none; a price nobody typed makes no number."""

from collections import Counter
from dataclasses import replace

import pytest

from tandem.measures.rehearsed import cost
from tandem.measures.rehearsed.cost import Figures, Range
from tandem.measures.rehearsed.handoffs import Handed
from tandem.measures.rehearsed.next import Lesson, Reason, State, Why, choose
from tandem.measures.rehearsed.played import Played
from tandem.measures.rehearsed.share import Share

VOICES = Lesson("voices", {"voice": 6, "behavior": 1}, frozenset({"cues"}))
LEADS = Lesson("leads", {"behavior": 3}, frozenset({"handoff"}))
LESSONS = [LEADS, VOICES]
ALIKE = {("voice", "officer"): Share.of([(1, 4)] * 12), ("voice", "peer"): Share.of([(1, 4)] * 12)}
GAP = {**ALIKE, ("voice", "officer"): Share.of([(3, 4)] * 12)}


def times(name: str, number: int) -> Played:
    return Played(name, Share.of([(1, 1)] * number), 0, Share(()))


ENOUGH = [times("voices", 8), times("leads", 9)]


def test_a_kind_that_is_missed_asks_for_the_scenario_that_holds_it():
    told = choose(LESSONS, ENOUGH, GAP, {}, {}, {})
    assert (told.state, told.scenarios[0]) == (State.GAP, "voices")
    assert told.reasons == (Reason(Why.MISSED, ("voice", "officer"), 36, 48),)


def test_muddy_hand_offs_on_one_shift_and_who_is_new_are_reasons():
    by_shift = {
        "day": Handed(Counter(clean=30), Share.of([(0, 2)] * 15)),
        "night": Handed(Counter(unclear=13, clean=8), Share.of([(2, 3)] * 7)),
    }
    told = choose(LESSONS, ENOUGH, ALIKE, {}, by_shift, {}, new_staff=(4, 9))
    assert told.scenarios[0] == "leads"
    assert [(one.why, one.k, one.n) for one in told.reasons] == [(Why.HANDOFFS, 14, 21), (Why.NEW_STAFF, 4, 9)]


def test_a_need_said_in_a_case_review_is_a_reason_of_its_own():
    told = choose(LESSONS, ENOUGH, ALIKE, {}, {}, {"handoff": 2})
    assert told.state is State.GAP and told.scenarios[0] == "leads" and told.reasons[0].what == ("handoff",)


@pytest.mark.parametrize(
    ("played", "state"), [(ENOUGH, State.NO_GAP), ([times("voices", 2)], State.TOO_LITTLE), ([], State.TOO_LITTLE)]
)
def test_without_a_reason_it_says_so_and_names_what_was_played_least(played, state):
    told = choose(LESSONS, played, ALIKE, {}, {}, {}, new_staff=(4, 9))
    assert told.state is state and told.reasons == () and set(told.scenarios) == {"voices", "leads"}
    if played == ENOUGH:
        assert told.scenarios[0] == "voices"


FIGURES = Figures(
    learners=6,
    hours=2,
    instructor_hours=3,
    instructor_pay=Range(40, 60),
    actors=3,
    actor_hours=3,
    actor_pay=Range(30, 50),
    room=Range(0, 100),
    devices_a_year=Range(600, 900),
    sessions_a_year=30,
)


def test_cost_of_a_learner_and_hour_by_hand():
    here, live = cost.here(FIGURES).amount, cost.live(FIGURES).amount
    assert (here.low, here.high) == pytest.approx(((3 * 40 + 0 + 20) / 12, (3 * 60 + 100 + 30) / 12))
    assert (live.low, live.high) == pytest.approx(((120 + 270) / 12, (180 + 100 + 450) / 12))


def test_a_missing_price_is_named_and_never_zero():
    without = replace(FIGURES, actor_pay=None, room=None)
    assert cost.live(without) == cost.Cost(None, ("room", "actor_pay"))
    assert cost.here(without).missing == ("room",)


@pytest.mark.parametrize(
    ("field", "value"), [("learners", 0), ("hours", -1), ("actor_pay", Range(9, 3)), ("room", Range(-1, 3))]
)
def test_what_cannot_be_is_told_with_its_field(field, value):
    assert [name for name, _ in cost.check(replace(FIGURES, **{field: value}))] == [field]
    assert cost.check(FIGURES) == []
