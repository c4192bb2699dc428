"""What bears a rule beside its line: Part 2 origin, how one agreed, who wrote it, break-glass, how one came in."""

from dataclasses import replace
from itertools import product

import pytest

from tandem.disclosure import Facts, Question, decide
from tandem.disclosure.scopes import SCOPE_WORDS
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose

OUTSIDE = SCOPE_WORDS - {"same_part2_program"}
PART2_PAPERS = {"part2_notice", "consent_copy", "accounting"}


def ask(role, category, purpose, basis=Basis.NONE, scopes=SCOPE_WORDS, relationship=True, **facts):
    return decide(Question(role, category, purpose, basis, relationship, scopes, Facts(**facts)))


@pytest.mark.parametrize(
    ("role", "category", "purpose", "basis"),
    [
        (LawRole.OFFICER, Category.SAFETY_PLAN, Purpose.SCENE, Basis.PART2_NAMED),
        (LawRole.OFFICER, Category.REFERRAL_STATUS, Purpose.SCENE, Basis.PART2_NAMED),
        (LawRole.CLINICIAN_OTHER, Category.CLINICAL_NOTE, Purpose.TREATMENT, Basis.TPO),
        (LawRole.PRIVACY_OFFICER, Category.SAFETY_PLAN, Purpose.RELEASE, Basis.PART2_NAMED),
    ],
)
def test_a_part2_consent_adds_notice_copy_and_accounting_to_rows_of_part2_origin(role, category, purpose, basis):
    plain = ask(role, category, purpose, basis)
    labelled = ask(role, category, purpose, basis, part2_origin=True)
    assert plain.allowed and not plain.obligations & {"part2_notice", "consent_copy"}
    assert labelled.obligations == plain.obligations | PART2_PAPERS


@pytest.mark.parametrize(
    ("category", "purpose", "basis"),
    [
        (Category.SUD_COUNSELING_NOTE, Purpose.TREATMENT, Basis.COUNSELING_CONSENT),
        (Category.PART2_RECORD, Purpose.TREATMENT, Basis.TPO),
    ],
)
def test_the_two_part2_categories_are_always_of_part2_origin(category, purpose, basis):
    assert ask(LawRole.CLINICIAN_SAME, category, purpose, basis).obligations == {"audit"} | PART2_PAPERS


def test_agree_and_legal_process_never_open_a_row_of_part2_origin():
    for role, category, purpose, scopes in product(LawRole, LAW_CATEGORIES, Purpose, (OUTSIDE, SCOPE_WORDS)):
        without = ask(role, category, purpose, scopes=scopes, part2_origin=True)
        for basis in (Basis.AGREE, Basis.LEGAL_PROCESS):
            opened = ask(role, category, purpose, basis, scopes=scopes, part2_origin=True)
            assert opened == without, (role, category, purpose, basis)


def test_a_row_of_part2_origin_stays_in_its_program_without_a_part2_consent():
    plan = (LawRole.HOSPITAL, Category.SAFETY_PLAN, Purpose.TREATMENT)
    assert ask(*plan, scopes=OUTSIDE).rules == ("R50",)
    assert not ask(*plan, scopes=OUTSIDE, part2_origin=True).allowed
    team = (LawRole.CLINICIAN_SAME, Category.SAFETY_PLAN, Purpose.TREATMENT)
    assert ask(*team, part2_origin=True).rules == ("R10",)
    assert not ask(*team, scopes=OUTSIDE, part2_origin=True).allowed
    own = (LawRole.PERSON_SERVED, Category.SAFETY_PLAN, Purpose.OWN_ACCESS)
    assert ask(*own, scopes=OUTSIDE, part2_origin=True).rules == ("R70",)
    count = (LawRole.EVALUATOR, Category.DEID_AGGREGATE, Purpose.EVALUATION)
    assert ask(*count, scopes=OUTSIDE, part2_origin=True).rules == ("R60",)


def test_a_psychotherapy_note_with_substance_content_needs_more_than_its_own_authorization():
    note = (LawRole.HOSPITAL, Category.PSYCHOTHERAPY_NOTE, Purpose.TREATMENT, Basis.PSY_AUTHORIZATION, OUTSIDE)
    assert ask(*note).rules == ("R15",)
    mixed = frozenset({Category.PART2_RECORD})
    assert not ask(*note, mixed_with=mixed).allowed
    release = (LawRole.PRIVACY_OFFICER, Category.PSYCHOTHERAPY_NOTE, Purpose.RELEASE, Basis.PSY_AUTHORIZATION)
    assert ask(*release).rules == ("R88",)
    assert not ask(*release, mixed_with=mixed).allowed


def test_a_court_order_opens_a_row_of_part2_origin_only_with_findings_and_subpoena():
    release = (LawRole.PRIVACY_OFFICER, Category.SAFETY_PLAN, Purpose.RELEASE, Basis.COURT_ORDER)
    assert ask(*release, scopes=OUTSIDE, part2_origin=True).rules == ("R80",)
    for word in ("order_findings", "order_with_subpoena"):
        assert not ask(*release, scopes=OUTSIDE - {word}, part2_origin=True).allowed


@pytest.mark.parametrize(
    ("role", "category", "purpose", "rule", "heard", "heard_by_provider"),
    [
        (LawRole.OFFICER, Category.SAFETY_PLAN, Purpose.SCENE, "R05", True, True),
        (LawRole.OFFICER, Category.REFERRAL_STATUS, Purpose.SCENE, "R06", False, False),
        (LawRole.DISPATCHER, Category.SAFETY_PLAN, Purpose.DISPATCH, "R31", True, True),
        (LawRole.CLINICIAN_OTHER, Category.SCREENING, Purpose.TREATMENT, "R20", False, True),
        (LawRole.CLINICIAN_OTHER, Category.REFERRAL_STATUS, Purpose.REFERRAL, "R21", False, True),
        (LawRole.PEER, Category.SAFETY_PLAN, Purpose.SCENE, "R41", False, True),
        (LawRole.HOSPITAL, Category.REFERRAL_STATUS, Purpose.TREATMENT, "R51", False, False),
        (LawRole.PRIVACY_OFFICER, Category.SCREENING, Purpose.RELEASE, "R80", False, False),
    ],
)
def test_a_spoken_yes_bears_only_some_rules(role, category, purpose, rule, heard, heard_by_provider):
    def opens(**facts):
        return rule in ask(role, category, purpose, Basis.AGREE, **facts).rules

    assert opens()
    assert opens(agreement_spoken=True) is heard
    assert opens(agreement_spoken=True, receiver_treats=True) is heard_by_provider


NOTES = (Category.CLINICAL_NOTE, Category.PART2_RECORD, Category.SUD_COUNSELING_NOTE, Category.PSYCHOTHERAPY_NOTE)


@pytest.mark.parametrize("category", NOTES)
def test_an_author_reads_the_own_note_and_only_seal_and_sign_in_stop_it(category):
    def own(**facts):
        role = LawRole.CLINICIAN_SAME
        return ask(role, category, Purpose.TREATMENT, scopes=frozenset(), relationship=False, **facts)

    assert not own().allowed
    assert own(author_own_note=True).rules == ("author",)
    stopped = {
        fact: own(author_own_note=True, **{fact: True}).forbid
        for fact in ("sealed", "restricted", "person_is_staff", "between_organizations_without_agreement",
                     "actor_disabled", "no_second_factor", "role_not_chosen", "from_closed_entry", "consent_void")
    }  # fmt: skip
    assert {fact: forbid for fact, forbid in stopped.items() if forbid} == {
        "sealed": "F1",
        "actor_disabled": "F6",
        "no_second_factor": "F6",
        "role_not_chosen": "F6",
    }


def test_authorship_opens_notes_only_and_to_those_who_write_them():
    for role, category, purpose in (
        (LawRole.CLINICIAN_SAME, Category.SCREENING, Purpose.TREATMENT),
        (LawRole.OFFICER, Category.CLINICAL_NOTE, Purpose.SCENE),
        (LawRole.CLINICIAN_OTHER, Category.CLINICAL_NOTE, Purpose.TREATMENT),
        (LawRole.CLINICIAN_SAME, Category.PSYCHOTHERAPY_NOTE, Purpose.OPERATIONS),
    ):
        assert not ask(role, category, purpose, scopes=frozenset(), author_own_note=True).allowed


NO_TEAM = SCOPE_WORDS - {"care_team"}


def glass(category, purpose=Purpose.EMERGENCY, scopes=NO_TEAM, role=LawRole.CLINICIAN_SAME, **facts):
    return ask(role, category, purpose, scopes=scopes, relationship=False, break_glass=True, **facts)


def test_break_glass_stands_for_the_care_team_and_is_reviewed():
    answer = glass(Category.CLINICAL_NOTE)
    assert answer.rules == ("R10",)
    assert answer.obligations == {"audit", "accounting", "break_glass_review"}
    assert not ask(LawRole.CLINICIAN_SAME, Category.CLINICAL_NOTE, Purpose.EMERGENCY, relationship=False).allowed


def test_break_glass_beside_the_stub_shows_the_whole():
    answer = glass(Category.DEMOGRAPHICS, Purpose.TREATMENT)
    assert (answer.rules, answer.view) == (("R10", "R12"), "whole")
    assert "break_glass_review" in answer.obligations


def test_break_glass_reaches_part2_only_in_an_emergency_in_the_program_with_the_record_of_2_51():
    assert glass(Category.PART2_RECORD, emergency_recorded=True).obligations >= {"emergency_record", "accounting"}
    assert not glass(Category.PART2_RECORD).allowed
    assert not glass(Category.PART2_RECORD, Purpose.TREATMENT, emergency_recorded=True).allowed
    outside = NO_TEAM - {"same_part2_program"}
    assert not glass(Category.PART2_RECORD, scopes=outside, emergency_recorded=True).allowed


def test_break_glass_changes_no_other_rule():
    for role, category, purpose, basis in product(LawRole, LAW_CATEGORIES, Purpose, Basis):
        asked = Question(role, category, purpose, basis, False, NO_TEAM)
        broken = decide(replace(asked, facts=Facts(break_glass=True, emergency_recorded=True)))
        assert {*broken.rules} - {*decide(asked).rules} <= {"R10", "R11"}, (role, category, purpose, basis)


def test_break_glass_leaves_seals_and_staff_shut():
    assert glass(Category.CLINICAL_NOTE, sealed=True).forbid == "F1"
    assert glass(Category.CLINICAL_NOTE, person_is_staff=True).forbid == "F3"


def test_a_member_of_the_care_team_is_not_reviewed_for_an_open_break_glass():
    answer = ask(LawRole.CLINICIAN_SAME, Category.CLINICAL_NOTE, Purpose.TREATMENT, break_glass=True)
    assert answer.obligations == {"audit"}


def test_a_medic_whom_police_employ_gets_the_emergency_extract_only():
    opened = {
        rule
        for category in LAW_CATEGORIES
        for purpose in Purpose
        for basis in Basis
        for rule in ask(LawRole.CLINICIAN_OTHER, category, purpose, basis, police_medic=True).rules
    }
    assert opened == {"R24"}


def test_a_link_is_never_for_an_emergency():
    assert ask(LawRole.CLINICIAN_OTHER, Category.SCREENING, Purpose.EMERGENCY).allowed
    assert not ask(LawRole.CLINICIAN_OTHER, Category.SCREENING, Purpose.EMERGENCY, by_link=True).allowed
    assert ask(LawRole.CLINICIAN_OTHER, Category.SCREENING, Purpose.TREATMENT, Basis.AGREE, by_link=True).allowed


def test_a_shelter_by_link_reads_the_referral_on_a_signed_agreement_and_nothing_else():
    def opened(**facts):
        return {
            rule
            for category in LAW_CATEGORIES
            for purpose in Purpose
            for rule in ask(
                LawRole.CLINICIAN_OTHER, category, purpose, Basis.AGREE, by_link=True, link_not_provider=True, **facts
            ).rules
        }

    assert opened() == {"R21"}
    assert opened(agreement_spoken=True, receiver_treats=True) == set()
