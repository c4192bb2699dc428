"""Each forbid beats a planted allow, and leaves standing exactly what it says."""

from dataclasses import fields, replace
from itertools import product

import pytest

from tandem.disclosure import Facts, Question, decide
from tandem.disclosure.forbids import FORBIDS, STRICTNESS, strictest
from tandem.disclosure.question import NO_FACTS
from tandem.disclosure.scopes import SCOPE_WORDS
from tandem.disclosure.table import RULES
from tandem.disclosure.tests.test_rules import question_for
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose

CASES = {f"R{n}" for n in range(80, 89)}
MIXED = frozenset({Category.PSYCHOTHERAPY_NOTE})
CONSENTS = {
    Basis.AGREE,
    Basis.PART2_NAMED,
    Basis.TPO,
    Basis.COUNSELING_CONSENT,
    Basis.PSY_AUTHORIZATION,
    Basis.PROCEEDINGS_CONSENT,
}
FORBIDDEN = {
    "sealed": ("F1", Facts(sealed=True), set()),
    "sealed, within the order": ("F1", Facts(sealed=True, within_sealing_order=True), CASES),
    "restricted": (
        "F2",
        Facts(restricted=True),
        {"R04", "R23", "R24", "R70", "R71", "R81", "R82", "R83", "R84"},
    ),
    "staff": (
        "F3",
        Facts(person_is_staff=True),
        {"R23", "R24", "R50", "R70", "R71"} | CASES,
    ),
    "minor alone consents": ("F4", Facts(guardian=True, minor_alone_consents=True), set()),
    "age unknown": ("F4", Facts(guardian=True, age_unknown=True), set()),
    "papers unproved": ("F4", Facts(representative=True, papers_unproved=True), set()),
    "guardian without papers": ("F4", Facts(guardian=True, papers_unproved=True), set()),
    "harm feared": ("F4", Facts(representative=True, harm_feared=True), set()),
    "no agreement": ("F5", Facts(between_organizations_without_agreement=True), {"R04", "R23", "R24", "R50"} | CASES),
    "no agreement, named by link": (
        "F5",
        Facts(between_organizations_without_agreement=True, recipient_named_in_signed_agreement=True),
        {"R04", "R15", "R17", "R20", "R21", "R22", "R23", "R24", "R50", "R51"} | CASES,
    ),
    "disabled": ("F6", Facts(actor_disabled=True), set()),
    "no second factor": ("F6", Facts(no_second_factor=True), set()),
    "role not chosen": ("F6", Facts(role_not_chosen=True), set()),
    "from a closed entry": ("F7", Facts(from_closed_entry=True), set()),
    "void consent": ("F8", Facts(consent_void=True), {rule.id for rule in RULES if not rule.grounds & CONSENTS}),
}


def test_a_forbid_beats_every_planted_allow_but_those_it_leaves():
    for rule, (name, (forbid, facts, stands)) in product(RULES, FORBIDDEN.items()):
        case, planted = (name, rule.id), question_for(rule)
        allowed, answer = decide(planted), decide(replace(planted, facts=facts))
        assert allowed.allowed, case
        if rule.id in stands:
            assert answer == allowed, case
        elif answer.allowed:
            # R11 is planted in an emergency, R10 too: an agreed restriction gives way there.
            gives_way = forbid == "F2" and planted.purpose is Purpose.EMERGENCY and rule.id in ("R10", "R11")
            assert gives_way, case
        else:
            shut = (answer.forbid, answer.rules, answer.view, answer.obligations)
            assert shut == (forbid, (), None, frozenset()), case


def ask(role, category, purpose, basis=Basis.NONE, **facts):
    return decide(Question(role, category, purpose, basis, True, SCOPE_WORDS, Facts(**facts)))


def test_every_forbid_of_the_law_has_a_line():
    assert {forbid.id for forbid in FORBIDS} == {f"F{n}" for n in range(1, 10)}


def test_every_default_fact_is_harmless():
    assert not any(getattr(NO_FACTS, field.name) for field in fields(Facts))


def test_a_restriction_stops_treatment_but_not_emergency_or_order():
    same = LawRole.CLINICIAN_SAME
    assert ask(same, Category.SCREENING, Purpose.TREATMENT, restricted=True).forbid == "F2"
    assert ask(same, Category.SCREENING, Purpose.EMERGENCY, restricted=True).rules == ("R10",)
    officer = LawRole.PRIVACY_OFFICER
    assert ask(officer, Category.SCREENING, Purpose.RELEASE, Basis.LEGAL_PROCESS, restricted=True).forbid == "F2"
    assert ask(officer, Category.SCREENING, Purpose.RELEASE, Basis.COURT_ORDER, restricted=True).allowed
    # A court order in hand does not lift it for a rule that does not rest on the order.
    assert ask(same, Category.SCREENING, Purpose.TREATMENT, Basis.COURT_ORDER, restricted=True).forbid == "F2"


def test_the_care_team_reads_a_colleague():
    inside = dict(person_is_staff=True, in_own_care_team=True)
    assert ask(LawRole.CLINICIAN_SAME, Category.CLINICAL_NOTE, Purpose.TREATMENT, **inside).allowed
    assert ask(LawRole.CLINICIAN_SAME, Category.CLINICAL_NOTE, Purpose.TREATMENT, person_is_staff=True).forbid == "F3"


def test_a_representative_with_proved_papers_is_not_forbidden():
    for facts in (dict(representative=True), dict(guardian=True), dict(minor_alone_consents=True, age_unknown=True)):
        assert ask(LawRole.PRIVACY_OFFICER, Category.SCREENING, Purpose.OWN_ACCESS, **facts).rules == ("R84",)


def test_an_entry_that_mixes_is_asked_for_as_its_strictest():
    assert strictest([Category.CLINICAL_NOTE, Category.PART2_RECORD, Category.CAD_FACTS]) is Category.PART2_RECORD
    assert set(STRICTNESS) == set(Category)
    mixed = frozenset({Category.PART2_RECORD})
    ours = LawRole.CLINICIAN_SAME
    assert ask(ours, Category.CLINICAL_NOTE, Purpose.TREATMENT, mixed_with=mixed).forbid == "F7"
    light = frozenset({Category.CLINICAL_NOTE})
    assert ask(ours, Category.PART2_RECORD, Purpose.TREATMENT, mixed_with=light).rules == ("R11",)
    assert ask(LawRole.HOSPITAL, Category.SCREENING, Purpose.TREATMENT, mixed_with=MIXED).forbid == "F7"
    police = frozenset({Category.LE_NARRATIVE})
    note = frozenset({Category.CLINICAL_NOTE})
    assert ask(LawRole.OFFICER, Category.LE_NARRATIVE, Purpose.SCENE, mixed_with=note).forbid == "F7"
    assert ask(ours, Category.CLINICAL_NOTE, Purpose.TREATMENT, mixed_with=police).rules == ("R10",)


@pytest.mark.parametrize("basis", [Basis.PART2_NAMED, Basis.TPO])
@pytest.mark.parametrize("role", [LawRole.CLINICIAN_OTHER, LawRole.HOSPITAL])
def test_a_general_consent_is_no_basis_in_a_proceeding(role, basis):
    assert ask(role, Category.PART2_RECORD, Purpose.TREATMENT, basis).rules == ("R22",)
    assert ask(role, Category.PART2_RECORD, Purpose.TREATMENT, basis, proceeding=True).forbid == "F9"


def test_a_proceeding_needs_its_own_consent_or_an_order():
    release = (LawRole.PRIVACY_OFFICER, Category.PART2_RECORD, Purpose.RELEASE)
    assert ask(*release, Basis.PART2_NAMED, proceeding=True).forbid == "F9"
    assert ask(*release, Basis.PROCEEDINGS_CONSENT, proceeding=True).rules == ("R86",)
    assert ask(*release, Basis.COURT_ORDER, proceeding=True).rules == ("R81",)
    other = (LawRole.PRIVACY_OFFICER, Category.SAFETY_PLAN, Purpose.RELEASE)
    assert ask(*other, Basis.PART2_NAMED, proceeding=True).allowed
    assert ask(*other, Basis.PART2_NAMED, proceeding=True, part2_origin=True).forbid == "F9"
    assert ask(*other, Basis.AGREE, proceeding=True).forbid == "F9"
    assert ask(*other, Basis.AGREE, proceeding=True, authorization_names_proceeding=True).rules == ("R80",)


def test_a_forbid_that_took_nothing_is_not_named():
    answer = ask(LawRole.OFFICER, Category.CLINICAL_NOTE, Purpose.SCENE, sealed=True)
    assert (answer.allowed, answer.forbid) == (False, None)


def test_the_first_forbid_in_table_order_is_the_one_named():
    answer = ask(LawRole.CLINICIAN_SAME, Category.SCREENING, Purpose.TREATMENT, role_not_chosen=True, sealed=True)
    assert answer.forbid == "F1"
    both = dict(author_own_note=True, restricted=True, role_not_chosen=True)
    assert ask(LawRole.CLINICIAN_SAME, Category.CLINICAL_NOTE, Purpose.TREATMENT, **both).forbid == "F2"


def test_a_forbid_for_one_role_holds_for_that_role_only():
    only = replace(FORBIDS[0], roles=frozenset({LawRole.PEER}), relationship=True)
    question = Question(LawRole.PEER, Category.SAFETY_PLAN, Purpose.SCENE, relationship=True, facts=Facts(sealed=True))
    assert only.holds(question)
    assert not only.holds(replace(question, role=LawRole.OFFICER))
    assert not only.holds(replace(question, relationship=False))
