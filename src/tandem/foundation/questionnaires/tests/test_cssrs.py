"""Every way through the C-SSRS screener, against a reading of the publisher's triage points written apart from it."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.foundation.questionnaires.answers import check
from tandem.foundation.questionnaires.flow import next_item
from tandem.foundation.questionnaires.score import score

TIERS = ["none", "low", "moderate", "high"]
SAID = ["yes", "no", "declined", "not_asked"]


def triage(answers: dict[str, str]) -> str:
    """The tier of a complete set of yes and no (cssrs.columbia.edu, screener with triage points)."""
    yes = {link_id for link_id, value in answers.items() if value == "yes"}
    if yes & {"4", "5", "6a"}:
        return "high"
    if yes & {"3", "6"}:
        return "moderate"
    return "low" if yes & {"1", "2"} else "none"


def ways(values: list[str]) -> Iterator[dict[str, str]]:
    """All sets of answers the skips allow."""
    for one, two, six in product(values, repeat=3):
        for three_to_five in product(values, repeat=3) if two == "yes" else [()]:
            for when in values if six == "yes" else [None]:
                way = {"1": one, "2": two, **dict(zip("345", three_to_five, strict=False)), "6": six}
                yield way | ({"6a": when} if when else {})


COMPLETE = list(ways(["yes", "no"]))


def could_be(way: dict[str, str]) -> list[str]:
    """The tiers of every complete set of answers that agrees with what was answered."""
    answered = {link_id: value for link_id, value in way.items() if value in ("yes", "no")}
    return [triage(full) for full in COMPLETE if answered.items() <= full.items()]


def test_every_complete_way_has_its_tier(cssrs):
    assert len(COMPLETE) == 54
    for way in COMPLETE:
        result = score(cssrs, way)
        assert (result.complete, result.tier, result.could_be) == (True, triage(way), triage(way)), way
        assert bool(result.tasks) is ("yes" in way.values())
        assert [item.link_id for item in result.positive] == [key for key, value in way.items() if value == "yes"]


def test_every_way_with_gaps_is_bounded_and_never_prorated(cssrs):
    everything = list(ways(SAID))
    assert len(everything) == 1876
    for way in everything:
        result = score(cssrs, way)
        possible = sorted(could_be(way), key=TIERS.index)
        assert (result.tier, result.could_be) == (possible[0], possible[-1]), way
        gaps = [key for key, value in way.items() if value not in ("yes", "no")]
        assert [(row.item.link_id, row.why) for row in result.missing] == [(key, way[key]) for key in gaps]
        assert result.complete is (not gaps)
        assert ("not answered" in result.sentence) is bool(gaps)
        assert ("ask_again" in [task.code for task in result.tasks]) is (possible[0] != possible[-1])


def test_the_next_question_follows_the_skips_on_every_way(cssrs):
    for way in ways(SAID):
        answers = {}
        while item := next_item(cssrs, answers):
            answers[item.link_id] = way[item.link_id]
        assert answers == way == check(cssrs, way)


@given(st.sampled_from(list(ways(SAID))), st.data())
def test_a_no_that_turns_into_yes_never_lowers_the_tier(cssrs, way, data):
    noes = [key for key, value in way.items() if value == "no"]
    if not noes:
        return
    before, after = score(cssrs, way), score(cssrs, way | {data.draw(st.sampled_from(noes)): "yes"})
    assert after.rank >= before.rank
    assert TIERS.index(after.could_be) >= TIERS.index(before.could_be)


@given(st.sampled_from(list(ways(SAID))), st.integers(0, 7))
def test_an_interview_broken_off_is_bounded_too(cssrs, way, length):
    begun = dict(list(way.items())[:length])
    result = score(cssrs, begun)
    possible = sorted(could_be(begun), key=TIERS.index)
    assert (result.tier, result.could_be) == (possible[0], possible[-1])


@pytest.mark.parametrize(
    ("way", "label", "sentence"),
    [
        (
            {"1": "yes", "2": "yes", "3": "no", "4": "no", "5": "yes", "6": "no"},
            "Highest concern",
            "Yes to question 5: a plan, and some intent to act on it, in the past month.",
        ),
        (
            {"1": "no", "2": "no", "6": "no"},
            "No yes answers",
            "Every question asked was answered, and no answer names a concern.",
        ),
        (
            {"1": "yes", "2": "yes", "3": "yes", "4": "declined", "5": "not_asked", "6": "no"},
            "At least moderate concern",
            "Yes to question 3: thoughts of suicide with a method, in the past month. 2 questions not answered. "
            "Didn't want to answer: question 4. Not asked: question 5. It could still be highest concern.",
        ),
        (
            {"1": "no", "2": "declined", "6": "no"},
            "Not known yet",
            "1 question not answered. Didn't want to answer: question 2. "
            "That leaves open questions 3, 4 and 5. It could still be highest concern.",
        ),
        (
            {"1": "declined", "2": "no", "6": "yes", "6a": "yes"},
            "Highest concern",
            "Yes to question 6a: did something, started to, or prepared to end their life, in the past 3 months. "
            "1 question not answered. Didn't want to answer: question 1.",
        ),
    ],
)
def test_the_result_in_words(cssrs, way, label, sentence):
    result = score(cssrs, way)
    assert (result.label, result.sentence) == (label, sentence)


def test_a_score_suggests_and_never_disposes(cssrs):
    result = score(cssrs, {"1": "yes", "2": "yes", "3": "yes", "4": "yes", "5": "yes", "6": "yes", "6a": "yes"})
    assert [task.code for task in result.tasks] == ["full_assessment", "safety_plan", "call_supervisor"]
    assert "disposition" not in result.__dataclass_fields__
    assert "You decide" in result.advice


def test_no_answer_is_never_advised_on_as_a_no(cssrs):
    asked = score(cssrs, {"1": "no", "2": "no", "6": "no"})
    refused = score(cssrs, {"1": "declined", "2": "declined", "6": "declined"})
    assert "does not rule it out" in asked.advice
    assert refused.advice.startswith("No answer is not a no")
