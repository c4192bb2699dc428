import pytest

from tandem.domain.incidents.criteria.inputs import BY_NAME, INPUTS, BadInputs, joined, validate
from tandem.vocabulary.terms import Unanswered


def test_missing_is_not_asked_and_nothing_is_preset_to_no():
    assert validate({}) == {each.name: "not_asked" for each in INPUTS}


def test_every_input_takes_the_three_unanswered_values_apart():
    for each in INPUTS:
        for value in Unanswered:
            checked = validate({each.name: value})[each.name]
            assert checked == value.value
            assert type(checked) is str


def test_every_choice_is_taken():
    for each in INPUTS:
        for choice in each.choices:
            assert validate({each.name: choice.value})[each.name] == choice.value


def test_no_choice_shadows_an_unanswered_value():
    for each in INPUTS:
        assert len(each.labels) == len(each.choices) + len(Unanswered)


@pytest.mark.parametrize("value", ["knife", "", "NONE", None, 0, True, [], {}, "in_hand ", "\u0000", "'none'"])
def test_a_value_that_is_no_choice_is_named_with_its_choices(value):
    with pytest.raises(BadInputs) as bad:
        validate({"weapon": value, "violence": "none"})
    ((name, message),) = bad.value.errors
    assert name == "weapon"
    assert message.startswith("Weapon: ")
    assert "in_reach" in message and "unknown" in message


def test_every_problem_is_named_and_long_values_are_cut():
    with pytest.raises(BadInputs) as bad:
        validate({"wepon": "none", "violence": "x" * 10_000, "medical": "maybe"})
    assert [name for name, _ in bad.value.errors] == ["wepon", "violence", "medical"]
    assert len(str(bad.value)) < 1000


def test_asked_inputs_have_words_to_say_in_both_languages_and_person_first():
    for each in INPUTS:
        assert bool(each.say) == bool(each.say_es) == each.asked
        assert not {"he", "she", "him", "her", "his", "subject"} & set(each.say.lower().replace("?", "").split())


def test_words_inside_a_sentence():
    assert BY_NAME["weapon"].words("in_hand") == "in hand"
    assert BY_NAME["language"].words("spanish") == "Spanish"
    assert joined(["a"]) == "a"
    assert joined(["a", "b"]) == "a or b"
    assert joined(["a", "b", "c"]) == "a, b, or c"
