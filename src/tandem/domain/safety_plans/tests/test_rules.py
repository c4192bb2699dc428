"""What a plan may hold and how two tellings meet, without a database."""

import json
from pathlib import Path

import pytest

from tandem.domain.safety_plans.rules import check_language, differences, lines_of, meet, told
from tandem.vocabulary.plans import form_of
from tandem.vocabulary.refusal import Refusal

CONTENT = Path(__file__).parents[5] / "content/safety-plan/edition-1.json"
FORM = form_of(json.loads(CONTENT.read_text()))


def test_the_form_is_whole_in_both_languages():
    assert FORM.names == (
        "warning_signs",
        "by_myself",
        "elsewhere",
        "ask_for_help",
        "professionals",
        "safer_home",
        "living_for",
    )
    for one in FORM.sections:
        assert set(one.label) == set(one.hint) == {"en", "es"} and one.lines > 0
    assert set(FORM.words["en"]) == set(FORM.words["es"])
    assert all("988" in FORM.words[language]["now"] for language in ("en", "es"))
    [lines] = [one for one in FORM.sections if one.name == "professionals"]
    assert "988" in lines.always["en"] and "988" in lines.always["es"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"gossip": ["x"]}, "gossip"),
        ({"by_myself": "walk"}, "by_myself"),
        ({"by_myself": [3]}, "by_myself"),
        ({"by_myself": ["x" * 201]}, "by_myself"),
        ({"by_myself": ["a\x00b"]}, "by_myself"),
        ({"by_myself": ["\ud800"]}, "by_myself"),
        ({"living_for": ["one", "two", "three"]}, "living_for"),
    ],
)
def test_what_can_not_be_kept_is_refused_by_its_section(fields, field):
    with pytest.raises(Refusal) as refused:
        told(FORM, fields)
    assert [name for name, _sentence in refused.value.errors] == [field]


def test_words_stay_as_typed():
    assert told(FORM, {"by_myself": [" Walk the dog ", "  ", "<b>"]}) == {"by_myself": (" Walk the dog ", "<b>")}
    assert lines_of("one\r\n\r\n two \n") == ("one", " two ")
    with pytest.raises(Refusal):
        check_language("xx", "alone")
    check_language("es", "together")


def test_different_parts_meet_and_the_same_part_clashes():
    was = {"a": ("1",), "b": ("2",)}
    stands = {"a": ("1", "theirs"), "b": ("2",)}
    met = meet(was, stands, {"a": ("mine",), "b": ("mine too",), "c": ()})
    assert (met.taken, met.clashes) == ({"b": ("mine too",)}, {"a": ("mine",)})
    # Both said the same, or one said nothing new: nothing to settle.
    assert meet(was, stands, {"a": ("1", "theirs")}).clashes == {}
    assert meet(was, stands, {"a": ("1",)}).taken == {}


def test_differences_in_the_order_of_the_form():
    old = {"living_for": ("My dog",), "by_myself": ("Walk", "Sing")}
    new = {"living_for": ("My dog",), "by_myself": ("Walk", "Paint"), "older_part": ("x",)}
    found = differences(FORM, old, new)
    assert [one.section for one in found] == ["by_myself", "older_part"]
    assert (found[0].gone, found[0].new, found[0].kept) == (("Sing",), ("Paint",), ("Walk",))
