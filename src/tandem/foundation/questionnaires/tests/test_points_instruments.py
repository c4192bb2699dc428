"""PHQ-9 and GAD-7 against a reading of their published cut points written apart from the editions."""

from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.foundation.questionnaires.answers import BadAnswers, check, record
from tandem.foundation.questionnaires.definition import load
from tandem.foundation.questionnaires.flow import next_item
from tandem.foundation.questionnaires.score import score
from tandem.foundation.questionnaires.tests.conftest import INSTRUMENTS
from tandem.vocabulary.terms import Unanswered

# Kroenke 2001 (PHQ-9) and Spitzer 2006 (GAD-7): the first total of each level, the highest first.
CUTS = {
    "phq-9": [(20, "severe"), (15, "moderately_severe"), (10, "moderate"), (5, "mild"), (0, "minimal")],
    "gad-7": [(15, "severe"), (10, "moderate"), (5, "mild"), (0, "minimal")],
}
ITEMS = {"phq-9": 9, "gad-7": 7}
FORMS = {name: load(INSTRUMENTS / name / "edition-1.json") for name in CUTS}
GAPS = ["declined", "not_asked", "unknown"]


def level(name: str, total: int) -> str:
    return next(code for first, code in CUTS[name] if total >= first)


def answers_of(points) -> dict[str, str]:
    return {str(place): str(each) for place, each in enumerate(points, 1)}


@pytest.mark.parametrize("name", CUTS)
def test_every_multiset_of_points_has_its_level(name):
    """Order makes no difference to a sum; every combination of how many items have 0, 1, 2 and 3 points is tried."""
    seen = set()
    for points in combinations_with_replacement(range(4), ITEMS[name]):
        result = score(FORMS[name], answers_of(points))
        assert (result.total, result.least, result.most) == (sum(points),) * 3
        assert (result.tier, result.could_be, result.complete) == (*[level(name, sum(points))] * 2, True)
        assert result.sentence.endswith("1 point." if sum(points) == 1 else f"{sum(points)} points.")
        seen.add(result.total)
    assert seen == set(range(3 * ITEMS[name] + 1))


@pytest.mark.parametrize(("name", "cut", "code"), [(name, *row) for name, rows in CUTS.items() for row in rows[:-1]])
def test_each_level_begins_exactly_at_its_cut(name, cut, code):
    def reached(total):
        whole, rest = divmod(total, 3)
        points = [3] * whole + [rest] * (rest > 0)
        return score(FORMS[name], answers_of(points + [0] * (ITEMS[name] - len(points)))).tier

    assert reached(cut) == code
    assert reached(cut - 1) == level(name, cut - 1) != code


@pytest.mark.parametrize("name", CUTS)
@given(data=st.data())
def test_a_gap_is_a_range_and_never_prorated(name, data):
    value = st.sampled_from(["0", "1", "2", "3", *GAPS])
    said = data.draw(st.lists(value, min_size=ITEMS[name], max_size=ITEMS[name]))
    answers = answers_of(said)
    given_points = [int(each) for each in said if each.isdecimal()]
    gaps = len(said) - len(given_points)
    least, most = sum(given_points), sum(given_points) + 3 * gaps
    result = score(FORMS[name], answers)
    assert (result.least, result.most, result.complete) == (least, most, gaps == 0)
    assert result.total == (least if gaps == 0 else None)
    assert (result.tier, result.could_be) == (level(name, least), level(name, most))
    assert (f"it could be {least} to {most} points" in result.sentence) is (gaps > 0)
    assert ("ask_again" in {task.code for task in result.tasks}) is (result.tier != result.could_be)


@pytest.mark.parametrize("name", CUTS)
@given(data=st.data())
def test_one_more_point_never_lowers_anything(name, data):
    points = data.draw(st.lists(st.integers(0, 3), min_size=ITEMS[name], max_size=ITEMS[name]))
    place = data.draw(st.integers(0, ITEMS[name] - 1))
    more = [min(3, each + (at == place)) for at, each in enumerate(points)]
    assert score(FORMS[name], answers_of(more)).rank >= score(FORMS[name], answers_of(points)).rank


@pytest.mark.parametrize("name", CUTS)
def test_from_ten_points_on_it_asks_for_a_closer_look(name):
    codes = {task.code for task in score(FORMS[name], answers_of([3, 3, 3, 1] + [0] * (ITEMS[name] - 4))).tasks}
    assert codes == {"further_assessment"}
    assert score(FORMS[name], answers_of([3, 3, 3] + [0] * (ITEMS[name] - 3))).tasks == ()


@pytest.mark.parametrize("said", ["1", "2", "3", "declined"])
def test_question_nine_asks_for_a_suicide_screen_and_is_none(said):
    result = score(FORMS["phq-9"], answers_of([0] * 8) | {"9": said})
    assert result.tasks[0].code == "suicide_screen"
    assert [item.link_id for item in result.positive] == ["9"]
    assert "question 9" in result.sentence.lower()
    assert result.advice.startswith("Question 9 is not a suicide screen: ask the C-SSRS or the ASQ")
    assert result.tier == "minimal", "the level stays that of the total"


@pytest.mark.parametrize("said", ["0", "not_asked"])
def test_no_thoughts_and_a_question_nobody_asked_set_nothing_off(said):
    assert "suicide_screen" not in {
        task.code for task in score(FORMS["phq-9"], answers_of([0] * 8) | {"9": said}).tasks
    }


def test_difficulty_is_asked_only_of_a_problem_and_gives_no_points():
    form = FORMS["phq-9"]
    assert next_item(form, answers_of([0] * 9)) is None
    for place in range(9):
        for points in (1, 2, 3):
            said = answers_of([points if at == place else 0 for at in range(9)])
            assert next_item(form, said).link_id == "10"
            assert score(form, said | {"10": "extremely"}).total == points
            assert score(form, said).complete, "leaving it out leaves no gap in the score"
    with pytest.raises(BadAnswers):
        check(form, answers_of([0] * 9) | {"10": "very"})


def test_an_answer_taken_back_closes_the_question_that_hung_on_it():
    form = FORMS["phq-9"]
    said = check(form, answers_of([0] * 8 + [1]) | {"10": "very"})
    assert "10" in record(form, said, "9", "2")
    assert "10" not in record(form, said, "9", "0")
    assert "10" not in record(form, said, "9", Unanswered.DECLINED)


def test_the_notices_travel_with_the_forms():
    for form in FORMS.values():
        assert "Pfizer" in form.licence and "No permission required" in form.licence
        assert form.unverified and not any(one.reviewed for one in form.translations)
    assert "LOINC" in FORMS["phq-9"].licence
