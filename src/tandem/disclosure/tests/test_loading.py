"""A line nobody can read does not load, and the message names the rule and the word."""

import pytest

from tandem.disclosure import forbids, table
from tandem.disclosure.columns import COLUMNS, BadRule

HEADER = ",".join(COLUMNS)
GOOD = {
    "rule": "R99",
    "roles": "officer",
    "categories": "safety_flags",
    "purposes": "scene",
    "bases": "*",
    "relationship": "yes",
    "scope": "active_call",
    "view": "published_flags",
    "obligations": "audit",
    "authority": "CAD",
}
GOOD_FORBID = GOOD | {"rule": "F9", "scope": "sealed", "view": "", "obligations": "", "stands": "R10@emergency author"}


def rules(*changes: dict[str, str]):
    return table.parse("\n".join([HEADER, *(",".join((GOOD | change).values()) for change in changes)]))


def forbid(**change: str):
    return forbids.parse("\n".join([HEADER + ",stands", ",".join((GOOD_FORBID | change).values())]))


def test_a_good_line_loads():
    assert rules({})[0].id == "R99"
    assert forbid()[0].stands == {("R10", "emergency"), ("author", "")}


@pytest.mark.parametrize("column", ["roles", "categories", "purposes", "bases", "scope", "view", "obligations"])
@pytest.mark.parametrize("word", ["wizard", "audit wizard", "* wizard"])
def test_an_unknown_word_is_refused_by_rule_and_word(column, word):
    with pytest.raises(BadRule, match="R99") as refused:
        rules({column: word})
    assert refused.value.rule == "R99"
    assert refused.value.word in word.split()


@pytest.mark.parametrize(
    "column", ["roles", "categories", "purposes", "bases", "relationship", "scope", "view", "obligations", "authority"]
)
def test_an_empty_column_is_refused(column):
    with pytest.raises(BadRule, match="R99"):
        rules({column: ""})


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"relationship": "maybe"}, "maybe"),
        ({"categories": "key"}, "key"),
        ({"view": "published_flags stub"}, "safety_flags"),
        ({"view": "published_flags name_address"}, "name_address"),
        ({"categories": "safety_flags demographics"}, "demographics"),
        ({"rule": "", "roles": "R99"}, ",R99,safety_flags,scene,*,yes,active_call,published_flags,audit,CAD"),
    ],
)
def test_a_line_that_cannot_be_law_is_refused(change, word):
    with pytest.raises(BadRule, match="R99|wrong number") as refused:
        rules(change)
    assert refused.value.word == word


def test_a_repeated_id_is_refused():
    with pytest.raises(BadRule, match="R99.*repeated"):
        rules({}, {"roles": "peer"})


def test_two_rules_that_can_meet_need_views_one_inside_the_other():
    with pytest.raises(BadRule, match="R98.*entered_statement"):
        rules({}, {"rule": "R98", "view": "entered_statement"})
    assert len(rules({}, {"rule": "R98", "view": "entered_statement", "purposes": "imminent_threat"})) == 2
    assert len(rules({}, {"rule": "R98", "view": "whole"})) == 2


@pytest.mark.parametrize("text", ["", "rule,roles\nR99,officer", HEADER + "\nR99,officer", HEADER + "\n\n"])
def test_a_table_of_another_shape_is_refused(text):
    with pytest.raises(BadRule):
        table.parse(text)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("scope", "sealed wizard"),
        ("scope", "active_call"),
        ("roles", "wizard"),
        ("view", "whole"),
        ("obligations", "audit"),
        ("authority", ""),
        ("stands", "R77"),
        ("stands", "R10@investigation"),
        ("stands", "R10@court_order"),
    ],
)
def test_a_forbid_that_cannot_be_law_is_refused(column, value):
    with pytest.raises(BadRule, match="F9"):
        forbid(**{column: value})
