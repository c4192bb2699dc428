"""The matrix people read, cell by cell, against the table.

R read, s a part of it, c only with a consent, p only with a Part 2 consent (a treatment consent is enough), n only with
its own separate consent, x only in a release case or an access request, - never for any purpose. Each role is taken
with its own purpose and in relationship. Where print and table differ the table is law: a receiving hospital reads the
safety plan without a consent (R50), a peer of the same program reads the Part 2 plan (R42), the person the access log.
"""

import pytest

from tandem.disclosure import Question, decide
from tandem.disclosure.scopes import SCOPE_WORDS
from tandem.disclosure.table import BY_CELL
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose

ROLES = {
    LawRole.OFFICER: (Purpose.SCENE,),
    LawRole.CLINICIAN_SAME: (Purpose.TREATMENT,),
    LawRole.CLINICIAN_OTHER: (Purpose.TREATMENT,),
    LawRole.DISPATCHER: (Purpose.DISPATCH,),
    LawRole.PEER: (Purpose.TREATMENT,),
    LawRole.HOSPITAL: (Purpose.TREATMENT,),
    LawRole.EVALUATOR: (Purpose.EVALUATION,),
    LawRole.ADMIN: (Purpose.SYSADMIN,),
    LawRole.PERSON_SERVED: (Purpose.OWN_ACCESS,),
    LawRole.PRIVACY_OFFICER: (Purpose.RELEASE, Purpose.OWN_ACCESS),
}
SUMMARY = """
cad_facts            R   R   -   R   R   -   -  -  R  x
safety_flags         s   R   c   s   R   R   -  -  -  x
demographics         s   R   c   s   R   R   -  -  R  x
clinical_note        -   R   c   -   -   R   -  -  R  x
screening            -   R   c   -   -   R   -  -  R  x
part2_record         -   R   p   -   s   p   -  -  R  x
sud_counseling_note  -   n   n   -   -   n   -  -  -  x
psychotherapy_note   -   n   n   -   -   n   -  -  -  x
safety_plan          sc  R   c   sc  R   R   -  -  R  x
referral_status      sc  R   c   -   R   c   -  -  R  x
le_narrative         R   -   -   -   -   -   -  -  -  -
access_log           -   -   -   -   -   -   -  -  R  x
"""
CELLS = [
    (Category(category), role, code)
    for category, *codes in (line.split() for line in SUMMARY.strip().splitlines())
    for role, code in zip(ROLES, codes, strict=True)
]
OWN_CONSENT = {
    Category.SUD_COUNSELING_NOTE: Basis.COUNSELING_CONSENT,
    Category.PSYCHOTHERAPY_NOTE: Basis.PSY_AUTHORIZATION,
}


def bases_that_open(role: LawRole, category: Category, purposes: tuple[Purpose, ...]) -> dict[Basis, str | None]:
    answers = (
        (basis, decide(Question(role, category, purpose, basis, True, SCOPE_WORDS)))
        for purpose in purposes
        for basis in Basis
    )
    return {basis: answer.view for basis, answer in answers if answer.allowed}


def test_each_cell_of_the_printed_matrix():
    assert len(CELLS) == 120
    for category, role, code in CELLS:
        cell, found = (category, role, code), bases_that_open(role, category, ROLES[role])
        if code == "-":
            assert not found and not BY_CELL[role, category], cell
        elif code in ("R", "s"):
            assert set(found) == set(Basis), cell
            assert (found[Basis.NONE] == "whole") == (code == "R"), cell
        elif code == "sc":
            assert set(found) == {Basis.AGREE, Basis.PART2_NAMED} and "whole" not in found.values(), cell
        elif code == "c":
            assert set(found) == {Basis.AGREE, Basis.PART2_NAMED, Basis.TPO}, cell
        elif code == "p":
            assert set(found) == {Basis.PART2_NAMED, Basis.TPO}, cell
        elif code == "n":
            assert set(found) == {OWN_CONSENT[category]}, cell
        else:
            assert found, cell
            case = Question(role, category, Purpose.RELEASE, Basis.COURT_ORDER, True, SCOPE_WORDS - {"release_case"})
            asked = Question(role, category, Purpose.OWN_ACCESS, Basis.NONE, True, SCOPE_WORDS - {"access_request"})
            assert not decide(case).allowed and not decide(asked).allowed, cell


def test_numbers_without_names_are_for_everyone():
    for role in LawRole:
        answer = decide(Question(role, Category.DEID_AGGREGATE, Purpose.EVALUATION, scopes=SCOPE_WORDS))
        assert (answer.allowed, answer.view) == (True, "k11")


@pytest.mark.parametrize("category", LAW_CATEGORIES)
def test_a_hospital_in_an_emergency_gets_the_extract_and_never_the_notes(category):
    answer = decide(Question(LawRole.HOSPITAL, category, Purpose.EMERGENCY, Basis.NONE, True, SCOPE_WORDS))
    if category is Category.PART2_RECORD:
        assert answer.view == "emergency_extract"
        assert answer.obligations == {"emergency_record", "accounting"}
    else:
        assert answer.rules in ((), ("R23",))


def test_views_of_rules_with_two_words_go_to_the_category_they_fit():
    def view(role, category, purpose):
        return decide(Question(role, category, purpose, Basis.NONE, True, SCOPE_WORDS)).view

    assert view(LawRole.OFFICER, Category.CAD_FACTS, Purpose.SCENE) == "whole"
    assert view(LawRole.OFFICER, Category.SAFETY_FLAGS, Purpose.SCENE) == "published_flags"
    assert view(LawRole.OFFICER, Category.DEMOGRAPHICS, Purpose.SCENE) == "name_dob_address"
    assert view(LawRole.DISPATCHER, Category.DEMOGRAPHICS, Purpose.DISPATCH) == "name_address"
