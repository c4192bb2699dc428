"""The open questions, checked against a plain re-asking of every input through `evaluate`."""

import random

import pytest

from tandem.domain.incidents.criteria import BY_NAME, INPUTS, evaluate
from tandem.domain.incidents.criteria.questions import PROTECTION
from tandem.vocabulary.terms import Response, Unanswered
from tests.short import few

CALM = {
    "weapon": "none",
    "violence": "none",
    "medical": "none",
    "suicide": "none",
    "intoxication": "none",
    "crime_complaint": "none",
    "minors_or_vulnerable": "no_one",
    "will_talk": "yes",
    "location": "home",
    "unit_on_shift": "free",
}


def asked(decision):
    return {question.name: question for question in decision.open_questions}


def test_the_call_of_the_intake_screen(edition):
    decision = evaluate(
        edition,
        {
            "weapon": "in_reach",
            "violence": "none",
            "medical": "none",
            "will_talk": "yes",
            "location": "home",
            "crime_complaint": "none",
            "intoxication": "unknown",
            "suicide": "unknown",
        },
    )
    assert decision.response is Response.TEAM_POLICE_STAGED
    questions = asked(decision)
    assert list(questions) == ["suicide", "intoxication", "minors_or_vulnerable"]
    assert questions["intoxication"].text == "Overdose possible would make it EMS with team."
    assert questions["minors_or_vulnerable"].text == "Children or older adult would make it police-led with team."
    assert questions["intoxication"].was is Unanswered.UNKNOWN
    assert questions["minors_or_vulnerable"].was is Unanswered.NOT_ASKED
    assert questions["intoxication"].say == BY_NAME["intoxication"].say


def test_a_settled_call_has_no_open_question(edition):
    assert evaluate(edition, CALM | {"contact_wanted": "someone_comes"}).open_questions == ()
    assert evaluate(edition, {"violence": "happening_now"}).response is Response.POLICE_LED


def test_an_unanswered_input_that_can_change_nothing_is_not_open(edition):
    assert "contact_wanted" not in asked(evaluate(edition, {}))
    assert "language" not in asked(evaluate(edition, {}))


def test_an_answer_that_leads_to_the_next_question_says_so(edition):
    question = asked(evaluate(edition, {"violence": "none"}))["weapon"]
    assert "None would leave it open until more is asked." in question.text


def test_988_keeps_its_form_in_a_sentence(edition):
    (question,) = evaluate(edition, CALM).open_questions
    assert question.text == "A call is enough would make it 988 by phone."


def test_what_the_system_knows_is_never_a_question(edition):
    decision = evaluate(edition, CALM | {"suicide": "plan", "unit_on_shift": "not_asked"})
    assert decision.response is Response.TEAM_ALONE
    assert evaluate(edition, dict(decision.inputs) | {"unit_on_shift": "none"}).response is Response.POLICE_LED
    assert "unit_on_shift" not in asked(decision)


@pytest.mark.fuzz
def test_open_questions_are_exact(edition):
    """1,500 seeded states, a fifth of them in the short form: what re-asking each input would give, no more, no less."""
    chance = random.Random(988)
    for _ in few(range(1500), every=5):
        share = chance.random()
        state = {
            each.name: chance.choice([choice.value for choice in each.choices])
            if chance.random() < share
            else chance.choice(list(Unanswered)).value
            for each in INPUTS
        }
        decision = evaluate(edition, state)
        expected = {}
        for each in INPUTS:
            if not each.asked or state[each.name] not in set(Unanswered):
                continue
            for choice in each.choices:
                (rule,) = edition.deciding_rules(
                    [tuple((state | {each.name: choice.value})[f] for f in edition.fields)]
                )
                if rule.response != decision.response:
                    expected.setdefault(each.name, set()).add((choice.value, rule.response))
        found = {
            question.name: {(value, change.response) for change in question.changes for value in change.values}
            for question in decision.open_questions
        }
        assert found == expected
        weights = [PROTECTION[question.changes[0].response] for question in decision.open_questions]
        assert weights == sorted(weights, reverse=True)
