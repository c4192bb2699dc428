"""The two readers of the law agree: `decide` in Python and `tandem_decide` in PostgreSQL, question by question."""

from dataclasses import replace
from random import Random

import pytest
from django.db import connections

from tandem.disclosure import decide, sql
from tandem.disclosure.forbids import FORBIDS
from tandem.disclosure.table import RULES
from tandem.disclosure.tests.asking import question
from tandem.domain.releases.wall import differences
from tests.short import few

pytestmark = pytest.mark.django_db
SEED = 47
COUNT = 5_000
CHANCE = Random(SEED)
ASKED = [question(CHANCE) for _ in range(COUNT)]


def test_a5_python_and_sql_answer_the_same():
    allowed = sum(decide(one).allowed for one in ASKED)
    assert COUNT / 8 < allowed < COUNT * 7 / 8, "the questions must meet both answers"
    assert differences(ASKED) == []


def planted(rules, forbids) -> list:
    """The differences that another reading of the law makes, put beside the real one for this test."""
    name = "pg_temp.tandem_planted"
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute(sql.function(rules, forbids, name))
    return differences(ASKED, name, owner)


@pytest.mark.fuzz
@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("rule", few(["R01", "R10", "R24", "R85"], every=2))
def test_a5_a_rule_missing_on_one_side_is_caught(rule):
    assert planted([one for one in RULES if one.id != rule], FORBIDS)


@pytest.mark.django_db(databases=["default", "owner"])
def test_a5_a_rule_altered_on_one_side_is_caught():
    assert planted([replace(one, scope=one.scope - {"care_team"}) for one in RULES], FORBIDS)


@pytest.mark.fuzz
@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("forbid", few(sorted({one.id for one in FORBIDS}), every=6))
def test_a5_a_forbid_missing_on_one_side_is_caught(forbid):
    assert planted(RULES, [one for one in FORBIDS if one.id != forbid])
