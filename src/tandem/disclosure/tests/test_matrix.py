"""The printed matrix against a second reading of the table, written from its text and sharing nothing with the first."""

from collections import Counter
from importlib.resources import files
from itertools import product

from tandem.disclosure import combine
from tandem.disclosure.matrix import cells
from tandem.disclosure.table import parse
from tandem.disclosure.tests.asking import every_cell
from tandem.vocabulary.law import LawRole

TEXT = files("tandem.disclosure").joinpath("rules.csv").read_text("utf-8")
# Spelled out here once more, so that a word dropped from the vocabulary is missed.
ROLES = [
    "officer",
    "clinician_same",
    "clinical_supervisor",
    "clinician_other",
    "dispatcher",
    "peer",
    "hospital",
    "evaluator",
    "admin",
    "person_served",
    "privacy_officer",
]
CATEGORIES = [
    "cad_facts",
    "safety_flags",
    "demographics",
    "clinical_note",
    "screening",
    "part2_record",
    "sud_counseling_note",
    "psychotherapy_note",
    "safety_plan",
    "referral_status",
    "le_narrative",
    "deid_aggregate",
    "access_log",
]
PURPOSES = [
    "scene",
    "treatment",
    "referral",
    "emergency",
    "dispatch",
    "operations",
    "investigation",
    "imminent_threat",
    "evaluation",
    "sysadmin",
    "own_access",
    "release",
]
BASES = [
    "none",
    "revoked",
    "agree",
    "part2_named",
    "tpo",
    "counseling_consent",
    "psy_authorization",
    "proceedings_consent",
    "court_order",
    "legal_process",
]


def columns(line: str) -> list[str]:
    """One line of the table as its columns; a comma between quotation marks is part of its column."""
    found, quoted = [""], False
    for letter in line:
        if letter == '"':
            quoted = not quoted
        elif letter == "," and not quoted:
            found.append("")
        else:
            found[-1] += letter
    return found


def naive(text: str) -> dict[tuple, tuple[str, ...]]:
    """The rules that open each cell, by looking at every cell of every line."""
    opened = {cell: () for cell in product(ROLES, CATEGORIES, PURPOSES, BASES, ("yes", "no"))}
    for line in text.strip().split("\n")[1:]:
        rule, roles, categories, purposes, bases, relationship, *_ = columns(line)
        sides = ["yes", "no"] if relationship == "any" else [relationship]
        listed = [roles.split(), categories.split(), purposes.split(), BASES if bases == "*" else bases.split(), sides]
        for cell in product(*listed):
            opened[cell] += (rule,)
    return opened


def printed(matrix=cells) -> dict[tuple, tuple[str, ...]]:
    found = {}
    for role, category, purpose, basis, relationship, decision, rules in matrix():
        found[role.value, category.value, purpose.value, basis.value, "yes" if relationship else "no"] = rules
        assert decision == ("allow" if rules else "deny")
    return found


def test_the_matrix_equals_a_second_reading_of_the_table():
    ours, theirs = printed(every_cell), naive(TEXT)
    assert len(ours) == 34_320
    assert ours == theirs


def test_the_order_is_stable():
    assert list(printed(every_cell)) == list(product(ROLES, CATEGORIES, PURPOSES, BASES, ("yes", "no")))


def test_how_much_is_open_to_each_role():
    """A change of the table changes a number here, and somebody says why."""
    assert Counter(cell[0] for cell, rules in printed(every_cell).items() if rules) == {
        LawRole.OFFICER: 200,
        LawRole.CLINICIAN_SAME: 442,
        LawRole.CLINICAL_SUPERVISOR: 602,
        LawRole.CLINICIAN_OTHER: 170,
        LawRole.DISPATCHER: 126,
        LawRole.PEER: 260,
        LawRole.HOSPITAL: 199,
        LawRole.EVALUATOR: 80,
        LawRole.ADMIN: 80,
        LawRole.PERSON_SERVED: 160,
        LawRole.PRIVACY_OFFICER: 332,
    }


def test_a_planted_change_of_one_rule_changes_exactly_its_cells(monkeypatch):
    planted = TEXT.replace(
        "R50,hospital,demographics safety_flags clinical_note screening safety_plan,",
        "R50,hospital officer,demographics safety_flags clinical_note safety_plan,",
    )
    rules = parse(planted)
    by_cell = {key: tuple(r for r in rules if key[0] in r.roles and key[1] in r.categories) for key in combine.BY_CELL}
    before = printed(every_cell)
    monkeypatch.setattr(combine, "BY_CELL", by_cell)
    after = printed()
    changed = {cell for cell in before if before[cell] != after[cell]}
    lost = set(product(["hospital"], ["screening"], ["treatment"], BASES, ["yes"]))
    won = set(
        product(
            ["officer"], ["demographics", "safety_flags", "clinical_note", "safety_plan"], ["treatment"], BASES, ["yes"]
        )
    )
    assert changed == lost | won and after == naive(planted)
