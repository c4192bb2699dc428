"""What closing a screening does to its answers, and what is kept of a score, without a database."""

import json
from pathlib import Path

import pytest

from tandem.domain.screenings.rules import kept, rest_not_asked, taken_out, words
from tandem.foundation.questionnaires.definition import load
from tandem.foundation.questionnaires.instrument import Task
from tandem.foundation.questionnaires.score import score
from tandem.vocabulary.terms import Unanswered

CSSRS = Path(__file__).parents[5] / "content" / "instruments" / "cssrs-screener" / "edition-1.json"


@pytest.fixture(scope="module")
def cssrs():
    return load(CSSRS)


def test_what_nobody_came_to_is_not_asked_and_never_no(cssrs):
    filled = rest_not_asked(cssrs, {})
    assert set(filled.values()) == {Unanswered.NOT_ASKED}
    # Questions 3 to 5 hang on question 2: nobody knows whether they were to be asked.
    assert list(filled) == ["1", "2", "6"]


def test_answers_stay_and_only_the_way_taken_is_filled(cssrs):
    given = {"1": "no", "2": "no"}
    assert rest_not_asked(cssrs, given) == {**given, "6": Unanswered.NOT_ASKED}
    assert given == {"1": "no", "2": "no"}


def test_taken_out():
    assert taken_out({"1": "no", "2": "yes", "3": "no"}, {"1": "no", "2": "no"}) == ["3"]


def test_a_kept_score_is_plain_json_in_the_words_of_the_edition(cssrs):
    result = kept(score(cssrs, {"1": "no", "2": "yes", "3": "no", "4": "yes", "5": Unanswered.DECLINED, "6": "no"}))
    assert json.loads(json.dumps(result)) == result
    assert (result["tier"], result["label"], result["positive"]) == ("high", "Highest concern", ["2", "4"])
    assert result["missing"] == [{"item": "5", "why": "declined"}]
    assert result["tasks"] == ["full_assessment", "safety_plan", "call_supervisor"]
    assert "disposition" not in result


def test_a_task_in_one_line():
    assert words(Task("a", "Full assessment", "By a clinician, today")) == "Full assessment: by a clinician, today"
    assert words(Task("a", "Call", "")) == "Call"
    assert len(words(Task("a", "x" * 150, "y" * 150))) == 200
