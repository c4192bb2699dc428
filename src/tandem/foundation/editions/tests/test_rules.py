"""Who must sign, and which state the dates give."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tandem.foundation.editions.rules import (
    REFUSED,
    SIGNERS,
    TRANSITIONS,
    State,
    approved,
    group_words,
    hash_of,
    missing,
    signers_problems,
    state_of,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NONE = {"approved_at": None, "in_force_from": None, "retired_at": None, "withdrawn_at": None}
SOON, BEFORE = NOW + timedelta(seconds=1), NOW - timedelta(days=1)


@pytest.mark.parametrize(
    ("dates", "signed", "state"),
    [
        ({}, False, State.DRAFT),
        ({}, True, State.SIGNING),
        ({"approved_at": BEFORE}, True, State.APPROVED),
        ({"approved_at": BEFORE, "in_force_from": SOON}, True, State.COMING),
        ({"approved_at": BEFORE, "in_force_from": NOW}, True, State.IN_FORCE),
        ({"approved_at": BEFORE, "in_force_from": BEFORE, "retired_at": SOON}, True, State.IN_FORCE),
        ({"approved_at": BEFORE, "in_force_from": BEFORE, "retired_at": NOW}, True, State.RETIRED),
        ({"withdrawn_at": BEFORE}, True, State.WITHDRAWN),
    ],
)
def test_dates_alone_make_the_state(dates, signed, state):
    assert state_of(now=NOW, signed=signed, **{**NONE, **dates}) is state


def test_every_state_is_refused_in_words_and_nothing_leaves_force_by_hand():
    assert set(REFUSED) == set(State)
    assert not any(State.IN_FORCE in before or State.RETIRED in before for before, _after in TRANSITIONS.values())


def test_one_from_each_group_and_one_counts_once():
    one, two, three = uuid4(), uuid4(), uuid4()
    assert missing(SIGNERS, {}) == [("clinical_supervisor",), ("dispatcher", "officer")]
    assert missing(SIGNERS, {one: "dispatcher", two: "officer"}) == [("clinical_supervisor",)]
    assert missing(SIGNERS, {one: "clinical_supervisor", two: "officer"}) == []
    both = (("dispatcher", "officer"), ("dispatcher",))
    assert missing(both, {one: "dispatcher", two: "officer"}) == []
    assert len(missing(both, {one: "officer", three: "officer"})) == 1


def test_an_author_alone_approves_nothing():
    author, other = uuid4(), uuid4()
    assert not approved((("evaluator",),), {author: "evaluator"}, [author])
    assert approved((("evaluator",),), {author: "evaluator", other: "evaluator"}, [author])
    assert not approved((("evaluator",), ("admin",)), {author: "evaluator"}, [])


def test_the_setting_is_checked():
    assert signers_problems(()) and signers_problems(((),)) and signers_problems((("peer",),))
    assert signers_problems((("admin",),) * 7)
    assert not signers_problems(SIGNERS)
    assert group_words(("dispatcher", "officer")) == "dispatcher or officer"
    assert group_words(("dispatcher", "officer", "admin")) == "dispatcher, officer or administrator"


def test_the_hash_is_of_the_content_and_not_of_its_spelling():
    assert hash_of({"a": 1, "b": "é"}) == hash_of({"b": "é", "a": 1})
    assert hash_of({"a": [1, 2]}) != hash_of({"a": [2, 1]})
