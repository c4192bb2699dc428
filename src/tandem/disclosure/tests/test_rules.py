"""Every rule of the table: it allows what it says and nothing one step beside it."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from tandem.disclosure import Question, decide
from tandem.disclosure.columns import BASES, CATEGORIES, PURPOSES, ROLES
from tandem.disclosure.table import RULES, Rule
from tandem.disclosure.tests.asking import every_cell
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose

IDS = [rule.id for rule in RULES]


def question_for(rule: Rule) -> Question:
    """A question the rule allows, with exactly the scope it needs."""
    return Question(
        role=min(rule.roles),
        category=min(rule.categories),
        purpose=min(rule.purposes),
        basis=min(rule.grounds or {Basis.NONE}),
        relationship=bool(rule.relationship),
        scopes=rule.scope,
    )


def test_every_rule_allows_all_it_lists():
    for rule in RULES:
        base = question_for(rule)
        for role, category, purpose, basis in product(rule.roles, rule.categories, rule.purposes, rule.bases):
            answer = decide(replace(base, role=role, category=category, purpose=purpose, basis=basis))
            assert answer.allowed and rule.id in answer.rules, (rule.id, answer)
            assert answer.obligations >= rule.obligations and rule.authority in answer.authority, (rule.id, answer)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_every_rule_stops_one_step_beside_what_it_lists(rule: Rule):
    base = question_for(rule)
    beside = [
        (column, value)
        for column, known, held in (
            ("role", ROLES, rule.roles),
            ("category", CATEGORIES, rule.categories),
            ("purpose", PURPOSES, rule.purposes),
            ("basis", BASES, rule.bases),
        )
        for value in known.values()
        if value not in held
    ]
    if rule.relationship is not None:
        beside.append(("relationship", not rule.relationship))
    beside += [("scopes", rule.scope - {word}) for word in rule.scope]
    columns = {column for column, _ in beside}
    assert columns >= {"category", "purpose", "scopes"} and ("role" in columns or rule.roles == set(LawRole))
    for column, value in beside:
        assert rule.id not in decide(replace(base, **{column: value})).rules, (column, value)
    denied = {column for column, value in beside if not decide(replace(base, **{column: value})).allowed}
    assert denied == columns, "each dimension has a neighbour that is a no"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.grounds], ids=lambda rule: rule.id)
def test_a_revoked_consent_is_no_basis(rule: Rule):
    for basis in (Basis.REVOKED, Basis.NONE):
        assert rule.id not in decide(replace(question_for(rule), basis=basis)).rules


def test_the_matrix_is_the_plain_product_of_the_table():
    count = 0
    for role, category, purpose, basis, relationship, decision, rules in every_cell():
        count += 1
        expected = tuple(
            rule.id
            for rule in RULES
            if role in rule.roles
            and category in rule.categories
            and purpose in rule.purposes
            and basis in rule.bases
            and rule.relationship in (None, relationship)
        )
        assert rules == expected
        assert decision == ("allow" if expected else "deny")
    assert count == 34_320


def test_without_relationship_only_the_listed_rules_open():
    rules = {rule for *_, relationship, _, found in every_cell() if not relationship for rule in found}
    privacy_officer = {rule for rule in IDS if rule >= "R80"}
    # R04 is a push: the statement was sent to this reader, who may not be on the call.
    assert rules == {"R02", "R03", "R04", "R12", "R13", "R16", "R30", "R60"} | privacy_officer


def test_the_rules_that_meet_are_known():
    """A change of the table that makes two more rules meet is looked at by a person."""
    assert {found for *_, found in every_cell() if len(found) > 1} == {
        ("R01", "R07"),
        ("R07", "R32"),
        ("R20", "R21"),
        ("R30", "R33"),
        ("R40", "R41"),
    }


SHUT_TO_POLICE = {
    Category.CLINICAL_NOTE,
    Category.SCREENING,
    Category.PART2_RECORD,
    Category.SUD_COUNSELING_NOTE,
    Category.PSYCHOTHERAPY_NOTE,
    Category.ACCESS_LOG,
}


def test_police_and_dispatch_never_see_clinical_or_part2_records():
    seen = {
        (role, category)
        for role, category, *_, decision, _ in every_cell()
        if role in (LawRole.OFFICER, LawRole.DISPATCHER) and decision == "allow"
    }
    assert not {category for _, category in seen} & SHUT_TO_POLICE
    assert (LawRole.OFFICER, Category.SAFETY_PLAN) in seen


def test_a_treatment_consent_opens_nothing_to_police():
    for role, _, _, basis, _, _, rules in every_cell():
        if role in (LawRole.OFFICER, LawRole.DISPATCHER) and basis is Basis.TPO:
            assert not {rule for rule in rules if next(r for r in RULES if r.id == rule).grounds}


def test_agree_opens_no_part2_record():
    for _, category, _, basis, _, _, rules in every_cell():
        if basis is Basis.AGREE and category in (Category.PART2_RECORD, Category.SUD_COUNSELING_NOTE):
            assert not [rule for rule in rules if next(r for r in RULES if r.id == rule).grounds]


def test_a_rule_that_rests_on_a_consent_asks_whom_it_names():
    """R80 is the release case itself: the privacy officer reads the row, and what leaves is what the paper names."""
    asks = {rule.id for rule in RULES if "recipient_match" in rule.scope}
    orders = {Basis.COURT_ORDER, Basis.LEGAL_PROCESS}
    assert asks == {rule.id for rule in RULES if rule.grounds - orders} - {"R80"}


def test_evaluator_and_admin_see_numbers_only():
    for role, category, *_, decision, rules in every_cell():
        if role in (LawRole.EVALUATOR, LawRole.ADMIN) and decision == "allow":
            assert category is Category.DEID_AGGREGATE and rules == ("R60",)


def test_investigation_reads_own_calls_and_narrative_only():
    rules = {rule for _, _, purpose, *_, found in every_cell() if purpose is Purpose.INVESTIGATION for rule in found}
    assert rules == {"R02", "R03"}


@pytest.mark.shared
def test_the_table_carries_every_rule_of_the_design(shared):
    design = (shared / "data" / "law" / "disclosure-rules.csv").read_text("utf-8").splitlines()
    ours = (Path(__file__).parents[1] / "rules.csv").read_text("utf-8").splitlines()
    assert ours == design
    assert len(RULES) == len(design) - 1
