"""The boundary cases of the matrix, each by its name: what turns a yes into a no at the edge of a fact."""

from dataclasses import replace
from itertools import product

import pytest

from tandem.disclosure import Facts, Question, decide
from tandem.disclosure.forbids import strictest
from tandem.disclosure.scopes import SCOPE_WORDS
from tandem.disclosure.table import RULES
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose

CONSENTS = (Basis.AGREE, Basis.PART2_NAMED, Basis.TPO, Basis.COUNSELING_CONSENT, Basis.PSY_AUTHORIZATION)
REFERRED = Question(
    LawRole.CLINICIAN_OTHER, Category.SCREENING, Purpose.TREATMENT, Basis.PART2_NAMED, True, SCOPE_WORDS
)
NOTE = Question(LawRole.CLINICIAN_SAME, Category.CLINICAL_NOTE, Purpose.TREATMENT, Basis.NONE, True, SCOPE_WORDS)


def resting_on_consent() -> list[Question]:
    return [
        Question(role, category, purpose, basis, True, SCOPE_WORDS)
        for rule in RULES
        for role, category, purpose, basis in product(rule.roles, rule.categories, rule.purposes, rule.grounds)
        if basis in CONSENTS
    ]


def test_boundary_consent_revoked():
    for question in resting_on_consent():
        rules = decide(replace(question, basis=Basis.REVOKED)).rules
        assert not [rule for rule in RULES if rule.id in rules and rule.grounds]


def test_boundary_consent_expired_or_not_whole():
    for question in resting_on_consent():
        answer = decide(replace(question, facts=Facts(consent_void=True)))
        assert not [rule for rule in RULES if rule.id in answer.rules and question.basis in rule.grounds]
    assert decide(replace(REFERRED, facts=Facts(consent_void=True))).forbid == "F8"


def test_boundary_class_recipient_with_no_name_match():
    assert decide(replace(REFERRED, basis=Basis.TPO)).rules == ("R20",)
    assert not decide(replace(REFERRED, basis=Basis.TPO, scopes=SCOPE_WORDS - {"recipient_match"})).allowed


def test_boundary_two_roles_held_by_one_person_never_add_up():
    """A session asks as one role: what either role may not read by itself, nobody reads by having both."""
    for category, purpose in product(LAW_CATEGORIES, Purpose):
        for basis in Basis:
            officer = decide(Question(LawRole.OFFICER, category, purpose, basis, True, SCOPE_WORDS))
            assert not {rule for rule in officer.rules if LawRole.OFFICER not in _rule(rule).roles}
    assert decide(replace(NOTE, facts=Facts(role_not_chosen=True))).forbid == "F6"


def _rule(rule_id: str):
    return next(rule for rule in RULES if rule.id == rule_id)


def test_boundary_officer_who_is_also_a_paramedic():
    emergency = replace(REFERRED, category=Category.PART2_RECORD, purpose=Purpose.EMERGENCY, basis=Basis.NONE)
    assert decide(replace(emergency, facts=Facts(police_medic=True))).rules == ("R24",)
    assert not decide(replace(emergency, category=Category.SCREENING, facts=Facts(police_medic=True))).allowed


def test_boundary_user_moved_agency():
    """At the new agency the old records are another agency's, also the notes the reader wrote there."""
    moved = replace(NOTE, role=LawRole.CLINICIAN_OTHER, facts=Facts(author_own_note=True))
    assert decide(NOTE).allowed and not decide(moved).allowed


@pytest.mark.parametrize("category", [Category.CLINICAL_NOTE, Category.DEMOGRAPHICS, Category.SAFETY_FLAGS])
def test_boundary_person_is_a_staff_member(category):
    staff = replace(NOTE, category=category, facts=Facts(person_is_staff=True))
    assert decide(staff).forbid == "F3"
    assert decide(replace(staff, facts=Facts(person_is_staff=True, in_own_care_team=True))).allowed


def test_boundary_an_entry_mixed_with_part2_text_is_part2():
    mixed = frozenset({Category.PART2_RECORD})
    assert strictest({Category.CLINICAL_NOTE, *mixed}) is Category.PART2_RECORD
    assert not decide(replace(NOTE, facts=Facts(mixed_with=mixed))).allowed
    outside = SCOPE_WORDS - {"same_part2_program"}
    assert not decide(replace(NOTE, category=Category.PART2_RECORD, scopes=outside)).allowed


def test_boundary_merged_persons_keep_each_entrys_own_category():
    """What only a closed entry knows stays closed after a merge, whatever the other entry opens."""
    stub = replace(NOTE, category=Category.DEMOGRAPHICS)
    assert decide(stub).allowed
    assert decide(replace(stub, facts=Facts(from_closed_entry=True))).forbid == "F7"
