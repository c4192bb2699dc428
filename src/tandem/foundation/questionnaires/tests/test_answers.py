import pytest

from tandem.foundation.questionnaires.answers import BadAnswers, check, record
from tandem.foundation.questionnaires.definition import read
from tandem.foundation.questionnaires.flow import Progress, enabled, next_item, openings, previous_item, progress
from tandem.foundation.questionnaires.score import score
from tandem.vocabulary.terms import Unanswered


def ids(items) -> list[str]:
    return [item.link_id for item in items]


def test_reasons_come_back_as_reasons_in_the_order_of_the_questions(cssrs):
    checked = check(cssrs, {"2": "declined", "1": "not_asked"})
    assert list(checked.items()) == [("1", Unanswered.NOT_ASKED), ("2", Unanswered.DECLINED)]
    assert check(cssrs, {}) == {}


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        ({"9": "yes"}, [("9", "this instrument has no such question")]),
        ({"1": "maybe"}, [("1", "should be one of: no, yes")]),
        ({"1": True}, [("1", "should be one of: no, yes")]),
        ({"1": None}, [("1", "should be one of: no, yes")]),
        ({"1": ["yes"]}, [("1", "should be one of: no, yes")]),
        ({"1": "YES", "9": 1}, [("9", "this instrument has no such question"), ("1", "should be one of: no, yes")]),
        ({"2": "no", "3": "no"}, [("3", "the earlier answers skip this question, so it takes no answer")]),
        ({"2": "declined", "4": "yes"}, [("4", "the earlier answers skip this question, so it takes no answer")]),
        ({"6a": "not_asked"}, [("6a", "the earlier answers skip this question, so it takes no answer")]),
        (["1"], [("", "answers should be an object of linkId and value")]),
    ],
)
def test_bad_answers_are_refused_by_question(cssrs, answers, problems):
    with pytest.raises(BadAnswers) as refused:
        check(cssrs, answers)
    assert refused.value.problems == problems


def test_going_back_and_changing_an_answer_takes_out_what_hung_on_it(cssrs):
    answers = {}
    for link_id, value in [("1", "yes"), ("2", "yes"), ("3", "yes"), ("4", "no"), ("5", "no"), ("6", "no")]:
        answers = record(cssrs, answers, link_id, value)
    assert record(cssrs, answers, "2", "no") == {"1": "yes", "2": "no", "6": "no"}
    assert record(cssrs, answers, "2", "declined") == {"1": "yes", "2": Unanswered.DECLINED, "6": "no"}
    assert len(answers) == 6


@pytest.mark.parametrize(("link_id", "value"), [("9", "yes"), ("1", "maybe"), ("6a", "yes")])
def test_one_bad_answer_is_refused_at_its_page(cssrs, link_id, value):
    with pytest.raises(BadAnswers) as refused:
        record(cssrs, {}, link_id, value)
    assert refused.value.problems[0][0] == link_id


def test_the_commonest_way_is_three_questions(cssrs):
    answers, way = {}, []
    while item := next_item(cssrs, answers):
        way.append(item.link_id)
        answers = record(cssrs, answers, item.link_id, "no")
    assert way == ["1", "2", "6"]


def test_back_returns_the_way_taken(cssrs):
    answers = {"1": "no", "2": "no", "6": "yes", "6a": "no"}
    assert previous_item(cssrs, answers).link_id == "6a"
    assert previous_item(cssrs, answers, "6a").link_id == "6"
    assert previous_item(cssrs, answers, "6").link_id == "2"
    assert previous_item(cssrs, answers, "1") is None


def test_progress_counts_questions_as_people_do(cssrs):
    assert progress(cssrs, {}) == Progress("1", 1, 6, 0)
    assert progress(cssrs, {"1": "no"}) == Progress("2", 2, 6, 1)
    assert progress(cssrs, {"1": "no", "2": "no", "6": "yes"}) == Progress("6", 6, 6, 3)
    assert progress(cssrs, {"1": "no", "2": "not_asked", "6": "declined"}) == Progress("6", 6, 6, 2)
    assert progress(cssrs, {"1": "no", "2": "no"}, cssrs.item("1")) == Progress("1", 1, 6, 2)


def test_a_skip_that_hangs_on_a_missing_answer_is_neither_open_nor_closed(cssrs):
    assert openings(cssrs, {"2": "declined", "6": "no"}) == {
        "1": True, "2": True, "3": None, "4": None, "5": None, "6": True, "6a": False,
    }  # fmt: skip
    assert ids(enabled(cssrs, {"2": "declined", "6": "no"})) == ["1", "2", "6"]


@pytest.mark.parametrize(
    ("answers", "any_of_them", "all_of_them"),
    [
        ({"scale": 5, "alone": "no"}, True, False),
        ({"scale": 5, "alone": "yes"}, True, True),
        ({"scale": 4, "alone": "no"}, False, False),
        ({"scale": 4}, None, False),
        ({"scale": 5}, True, None),
        ({"scale": "unknown", "alone": "declined"}, None, None),
        ({}, None, None),
    ],
)
def test_two_skips_joined(points, answers, any_of_them, all_of_them):
    found = openings(points, answers)
    assert (found["c"], found["both"]) == (any_of_them, all_of_them)


@pytest.mark.parametrize("value", [-1, 11, "5", 5.0, True, None])
def test_a_number_stays_in_its_bounds(points, value):
    with pytest.raises(BadAnswers, match="whole number from 0 to 10"):
        check(points, {"scale": value})


@pytest.mark.parametrize(
    ("answers", "tier", "could_be", "total"),
    [
        ({"a": "p3", "b": "p3", "scale": 0, "alone": "no"}, "strong", "strong", 6),
        ({"a": "p1", "b": "p1", "scale": 0, "alone": "no"}, "slight", "slight", 2),
        ({"a": "p1", "b": "p1", "scale": 0}, "slight", "mild", None),
        ({"a": "p3", "b": "declined", "scale": 0, "alone": "no"}, "mild", "strong", None),
        ({"a": "p3", "b": "p0", "scale": 9, "alone": "no", "c": "p2"}, "mild", "mild", 5),
        ({"a": "p3", "b": "p0", "scale": 9, "alone": "no"}, "mild", "strong", None),
        ({}, "slight", "strong", None),
    ],
)
def test_points_are_never_prorated(points, answers, tier, could_be, total):
    result = score(points, answers)
    assert (result.tier, result.could_be, result.total) == (tier, could_be, total)


def test_points_in_words(points):
    assert score(points, {"a": "p3", "b": "p3", "scale": 0, "alone": "no"}).sentence == "6 points."
    partial = score(points, {"a": "p3", "b": "declined", "scale": 0, "alone": "no"})
    assert partial.label == "At least mild"
    assert partial.sentence == (
        "Not complete: it could be 3 to 6 points. 1 question not answered. Didn't want to answer: question b. "
        "It could still be strong."
    )


def test_an_instrument_without_scoring_has_no_score(document):
    document["extension"] = [row for row in document["extension"] if not row["url"].endswith("tier")]
    with pytest.raises(ValueError, match="not scored"):
        score(read(document), {})


def test_a_skip_behind_a_skip_follows_it(points):
    skipped = {"scale": 4, "alone": "no"}
    assert openings(points, skipped)["deep"] is False
    assert openings(points, {"scale": 4})["deep"] is None
    assert openings(points, skipped | {"alone": "yes"})["deep"] is None
    assert openings(points, skipped | {"alone": "yes", "c": "p3"})["deep"] is True
    reached = {"scale": 4, "alone": "yes", "c": "p3", "deep": "no"}
    assert record(points, reached, "alone", "no") == {"scale": 4, "alone": "no"}
