"""How several answers become one."""

from itertools import permutations

import pytest

from tandem.disclosure import Answer, Facts, Question, decide
from tandem.disclosure.scopes import SCOPE_WORDS, SCOPES
from tandem.disclosure.views import widest
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose

DISPATCH = dict(
    role=LawRole.DISPATCHER, category=Category.DEMOGRAPHICS, purpose=Purpose.DISPATCH, relationship=True
)  # fmt: skip
PEER = dict(role=LawRole.PEER, category=Category.SAFETY_PLAN, purpose=Purpose.TREATMENT, relationship=True)


def test_the_default_is_no():
    assert decide(Question(LawRole.OFFICER, Category.CAD_FACTS, Purpose.SCENE)) == Answer(allowed=False)


@pytest.mark.parametrize("category", [Category.KEY, Category.OPERATIONS])
def test_what_is_not_a_category_of_law_is_not_opened_here(category):
    assert not decide(Question(LawRole.ADMIN, category, Purpose.SYSADMIN, scopes=SCOPE_WORDS)).allowed


def test_the_wider_view_wins_where_the_person_gave_more():
    narrow = decide(Question(**DISPATCH, basis=Basis.NONE, scopes=SCOPE_WORDS))
    wide = decide(Question(**DISPATCH, basis=Basis.AGREE, scopes=SCOPE_WORDS))
    assert (narrow.rules, narrow.view) == (("R32",), "name_address")
    assert (wide.rules, wide.view) == (("R07", "R32"), "name_dob_address")
    assert wide.authority == "164.508;2.31;CAD"


def test_obligations_add_up():
    assert decide(Question(**PEER, scopes=SCOPE_WORDS)).obligations == {"audit"}
    both = decide(Question(**PEER, basis=Basis.AGREE, scopes=SCOPE_WORDS))
    assert both.rules == ("R40", "R41")
    assert both.obligations == {"audit", "accounting"}


def test_a_beaten_rule_takes_its_wider_view_with_it():
    answer = decide(Question(**DISPATCH, basis=Basis.AGREE, scopes=SCOPE_WORDS, facts=Facts(consent_void=True)))
    assert (answer.allowed, answer.rules, answer.view, answer.forbid) == (True, ("R32",), "name_address", None)


def test_the_widest_does_not_depend_on_order():
    for views in permutations(["name_address", "whole", "name_dob_address"]):
        assert widest(views) == "whole"
    for views in permutations(["name_address", "name_dob_address"]):
        assert widest(views) == "name_dob_address"


def test_an_unknown_scope_word_is_refused_in_a_question():
    with pytest.raises(ValueError, match="activ_call"):
        Question(LawRole.OFFICER, Category.CAD_FACTS, Purpose.SCENE, scopes=frozenset({"activ_call", "care_team"}))


def test_every_scope_word_says_what_it_claims():
    for word, scope in SCOPES.items():
        assert scope.meaning.endswith("."), word
        assert scope.condition and not scope.condition.endswith("."), word
