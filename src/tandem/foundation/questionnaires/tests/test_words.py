"""Questions answered in own words, of forms about the program's own work."""

import pytest

from tandem.foundation.questionnaires.answers import BadAnswers, check
from tandem.foundation.questionnaires.definition import BadDefinition, read
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import Unanswered


def form(**item):
    words = {"linkId": "1", "text": "What did you see?", "type": "text", "maxLength": 20, **item}
    return {
        "resourceType": "Questionnaire",
        "id": "talk",
        "version": "1",
        "title": "Talk",
        "copyright": "ours",
        "language": "en",
        "extension": [{"url": "urn:tandem:questionnaire:category", "valueCode": "operations"}],
        "item": [words],
    }


def test_words_are_kept_as_they_were_said():
    found = read(form())
    assert found.category is Category.OPERATIONS and found.item("1").most == 20
    assert check(found, {"1": " Two voices. "}) == {"1": " Two voices. "}
    assert check(found, {"1": "declined"}) == {"1": Unanswered.DECLINED}


@pytest.mark.parametrize("words", ["", "   ", "x" * 21, "a\x00b", "\ud800", 7, None])
def test_words_that_can_t_be_kept_are_refused(words):
    with pytest.raises(BadAnswers, match="at most 20 characters"):
        check(read(form()), {"1": words})


def test_no_question_hangs_on_words():
    told = form()
    gate = [{"question": "1", "operator": "=", "answerCoding": {"code": "yes"}}]
    told["item"].append({"linkId": "2", "text": "And then?", "type": "text", "maxLength": 5, "enableWhen": gate})
    with pytest.raises(BadDefinition, match="can't hang on the words"):
        read(told)
