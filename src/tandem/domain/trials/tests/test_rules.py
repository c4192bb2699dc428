"""Which calls a lot may decide: the floor that no plan lowers, and what a plan owes before it is signed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tandem.domain.trials import rules
from tandem.domain.trials.tests.made_trials import CALM
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Response
from tandem.vocabulary.trials import Bar, Step, TrialState

TOLD = {
    "title": "Team or usual", "question": "Fewer calls?", "team_words": "Team", "usual_words": "Patrol",
    "stop_rule": "Harm.", "consent": "Waived.", "board_name": "Board", "board_reference": "1", "board_on": "2026-11-01",
    "first_day": "2026-12-01", "last_day": "2027-05-31", "edition": "demo/1", "rules": ["rule-25"], "left_out": [],
    "shares": ["1", "1"], "sizes": ["2", "4"], "most": "100", "strata": "shift", "drawing": "tap", "outcome": "again",
}  # fmt: skip
PLAN = rules.shape(TOLD)
CALL = rules.Standing(
    live=True, sent=False, chosen=False, sos=False, response=Response.TEAM_ALONE, edition="demo/1", rule="rule-25",
    inputs=CALM, edition_now="demo/1", teams="free",
)  # fmt: skip


def test_a_calm_call_may_be_drawn():
    assert rules.bar(CALL, PLAN) is None


@pytest.mark.parametrize(
    ("change", "bar"),
    [
        ({"live": False}, Bar.NOT_OPEN),
        ({"sent": True}, Bar.SENT),
        ({"chosen": True}, Bar.CHOSEN),
        ({"sos": True}, Bar.SOS),
        ({"response": Response.EMS_WITH_TEAM}, Bar.NO_CHOICE),
        ({"response": Response.POLICE_LED}, Bar.NO_CHOICE),
        ({"response": Response.PHONE_988}, Bar.NO_CHOICE),
        ({"response": Response.NOT_DECIDABLE}, Bar.NO_CHOICE),
        ({"edition_now": "demo/2"}, Bar.OTHER_CRITERIA),
        ({"edition": "demo/2", "edition_now": "demo/2"}, Bar.OTHER_CRITERIA),
        ({"rule": "rule-26"}, Bar.NOT_PLANNED),
        ({"teams": "busy"}, Bar.NO_TEAM),
        ({"teams": "none"}, Bar.NO_TEAM),
    ],
)
def test_what_keeps_a_call_out(change, bar):
    assert rules.bar(replace(CALL, **change), PLAN) is bar


@pytest.mark.parametrize(
    ("name", "value", "bar"),
    [
        ("weapon", "in_reach", Bar.LIFE_THREAT),
        ("violence", "threat", Bar.LIFE_THREAT),
        ("suicide", "plan", Bar.LIFE_THREAT),
        ("suicide", "acted", Bar.LIFE_THREAT),
        ("intoxication", "overdose_possible", Bar.LIFE_THREAT),
        ("medical", "chest_pain", Bar.LIFE_THREAT),
        ("crime_complaint", "serious", Bar.LIFE_THREAT),
        ("location", "edge", Bar.LIFE_THREAT),
        ("location", "roadway", Bar.LIFE_THREAT),
        ("age_group", "teen", Bar.CHILD),
        *[(name, "unknown", Bar.NOT_KNOWN) for name in rules.SAFE],
    ],
)
def test_the_floor_holds_whatever_the_criteria_answer(name, value, bar):
    """Also where a program's own table would send the team: the floor asks the answers, not the table."""
    assert rules.bar(replace(CALL, inputs={**CALM, name: value}), PLAN) is bar


def test_what_nobody_asked_is_outside_and_a_plan_may_leave_out_more():
    silent = {name: value for name, value in CALM.items() if name != "suicide"}
    assert rules.bar(replace(CALL, inputs=silent), PLAN) is Bar.NOT_KNOWN
    children = replace(CALL, inputs={**CALM, "minors_or_vulnerable": "children"})
    assert rules.bar(children, PLAN) is None
    assert rules.bar(children, {**PLAN, "left_out": ["children_there"]}) is Bar.LEFT_OUT


def test_a_rule_leaves_a_choice_where_the_floor_lets_some_of_its_calls_in():
    team = Response.TEAM_ALONE
    assert rules.leaves_a_choice(team, (("will_talk", ("yes",)), ("weapon", ("none", "in_hand"))))
    assert not rules.leaves_a_choice(Response.PHONE_988, ())
    assert not rules.leaves_a_choice(team, (("weapon", ("in_reach",)),))
    assert not rules.leaves_a_choice(team, (("violence", ("unknown", "not_asked")),))
    assert not rules.leaves_a_choice(team, (("unit_on_shift", ("none",)),))


def test_a_plan_owes_everything_before_it_is_signed():
    assert rules.problems(PLAN, ["rule-25"], "demo/1") == []
    empty = rules.shape({"title": "Bare", "edition": "demo/1", "shares": ["1", "1"], "sizes": ["2", "4"]})
    owed = {name for name, _words in rules.problems(empty, ["rule-25"], "demo/1")}
    assert owed >= {"question", "stop_rule", "consent", "board_name", "board_reference", "board_on", "first_day"}
    assert owed >= {"last_day", "most", "rules", "team_words", "usual_words"}


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"rules": ["rule-1"]}, "rules", "rule-1: the criteria leave no choice there"),
        ({"rules": ["rule-99"]}, "rules", "rule-99: the criteria leave no choice there"),
        ({"edition": "demo/0"}, "rules", "Other criteria hold now"),
        ({"sizes": [4]}, "sizes", "the last call of each block is known"),
        ({"sizes": [3, 4]}, "sizes", "multiple of 2"),
        ({"last_day": "2026-11-30"}, "last_day", "before the first"),
        ({"shares": [1]}, "shares", "two shares"),
    ],
)
def test_a_plan_that_cannot_be_signed_says_why(change, field, words):
    [(named, sentence)] = rules.problems({**PLAN, **change}, ["rule-25"], "demo/1")
    assert named == field and words in sentence


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""), ("question", "x" * 401), ("question", "a\0b"), ("first_day", "soon"), ("shares", ["1", "-1"]),
        ("shares", ["1", "9"]), ("sizes", ["2", "x"]), ("most", "1e9"), ("strata", "moon"), ("left_out", ["gossip"]),
        ("drawing", "never"), ("outcome", "joy"), ("shares", ["1", "١"]),
    ],
)  # fmt: skip
def test_bad_words_are_refused_by_field(name, value):
    with pytest.raises(Refusal) as refused:
        rules.shape({**TOLD, name: value})
    assert refused.value.errors[0][0] == name


@pytest.mark.parametrize(
    ("steps", "day", "drawn", "state"),
    [
        ([], "2026-12-05", 0, TrialState.PLANNED),
        ([Step.STARTED], "2026-11-30", 0, TrialState.WAITING),
        ([Step.STARTED], "2026-12-01", 0, TrialState.RUNNING),
        ([Step.STARTED], "2027-05-31", 99, TrialState.RUNNING),
        ([Step.STARTED], "2027-06-01", 0, TrialState.OVER),
        ([Step.STARTED], "2026-12-05", 100, TrialState.OVER),
        ([Step.STARTED, Step.PAUSED], "2026-12-05", 3, TrialState.PAUSED),
        ([Step.STARTED, Step.PAUSED, Step.RESUMED], "2026-12-05", 3, TrialState.RUNNING),
        ([Step.STARTED, Step.STOPPED], "2026-12-05", 3, TrialState.STOPPED),
    ],
)
def test_states_follow_steps_days_and_counts(steps, day, drawn, state):
    now = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    assert rules.state_of(steps, PLAN, drawn, now, UTC) is state
