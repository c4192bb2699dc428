"""One answer in words: every way to a yes that is named is one, and a no never speaks of a record."""

from random import Random

import pytest

from tandem.disclosure import Facts, Question, decide
from tandem.disclosure.forbids import FORBIDS
from tandem.disclosure.scopes import SCOPE_WORDS
from tandem.disclosure.table import BY_CELL
from tandem.disclosure.tests import asking
from tandem.disclosure.told import FORBID_WORDS, ROLE_WORDS, told, ways
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose


def test_every_way_named_is_a_way():
    chance = Random(7)
    for _ in range(1_500):
        question = asking.question(chance)
        for way in ways(question):
            assert way.rule in decide(way.question).rules
            assert way.question.facts == question.facts, "facts are not argued away"
            assert decide(question).allowed or way.words


def test_a_no_names_every_rule_that_could_open_the_cell():
    for (role, category), rules in BY_CELL.items():
        question = Question(role, category, Purpose.SYSADMIN)
        assert {way.rule for way in ways(question)} == {rule.id for rule in rules}
        answer = told(question)
        assert answer.startswith(("No: ", "Yes, ")) and "_" not in answer


def test_a_consent_is_named_after_the_agency_that_would_need_it():
    question = Question(LawRole.CLINICIAN_OTHER, Category.PART2_RECORD, Purpose.TREATMENT, relationship=True)
    assert told(question, "St. Anne's").splitlines() == [
        "No: Substance use records (Part 2), clinician of another agency, for treatment.",
        "What would make it a yes: a substance use (Part 2) consent or a consent for treatment and payment naming "
        "St. Anne's (rule R22).",
        "What would make it a yes: for an emergency, while you are treating the person, when your job there is "
        "medical, when it is stated why consent can't be had (rule R24).",
    ]


def test_police_are_told_whom_to_ask():
    said = told(Question(LawRole.OFFICER, Category.CLINICAL_NOTE, Purpose.SCENE, relationship=True))
    assert said.endswith("What would make it a yes: Nothing here. Ask the clinician to publish a caution.")


def test_a_yes_names_rule_authority_and_what_it_obliges():
    question = Question(
        LawRole.HOSPITAL, Category.PART2_RECORD, Purpose.TREATMENT, Basis.TPO, True, frozenset({"recipient_match"})
    )
    said = told(question)
    assert said.startswith("Yes, in full: ") and "Rule: R22." in said and "Authority: 2.31,2.32,2.33." in said
    assert said.count("Obliges: ") == 3


@pytest.mark.parametrize(
    ("fact", "forbid"),
    [("sealed", "F1"), ("restricted", "F2"), ("person_is_staff", "F3"), ("no_second_factor", "F6"),
     ("between_organizations_without_agreement", "F5"), ("from_closed_entry", "F7")],
)  # fmt: skip
def test_a_forbid_says_what_lifts_it(fact, forbid):
    note = (LawRole.CLINICIAN_SAME, Category.CLINICAL_NOTE, Purpose.TREATMENT, Basis.NONE, True, SCOPE_WORDS)
    said = told(Question(*note, Facts(**{fact: True})))
    assert f"Forbid {forbid}: {FORBID_WORDS[forbid][0]}." in said and FORBID_WORDS[forbid][1] in said


def test_every_forbid_and_every_role_has_words():
    assert set(FORBID_WORDS) == {one.id for one in FORBIDS}
    assert set(ROLE_WORDS) == set(LawRole)
