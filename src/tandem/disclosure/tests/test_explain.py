"""The page that says why: the same for everyone with a role, and never at odds with the decision."""

from itertools import product

import pytest

from tandem.disclosure import Question, decide
from tandem.disclosure.explain import NEVER, OWN_NOTES, Standing, explain, why_table
from tandem.disclosure.scopes import SCOPE_WORDS
from tandem.disclosure.table import BY_CELL
from tandem.vocabulary.law import LAW_CATEGORIES, Category, LawRole, Purpose


def test_the_page_agrees_with_the_decision():
    for role, purpose, relationship in product(LawRole, Purpose, (True, False)):
        lines = why_table(role, purpose, relationship)
        assert tuple(line.category for line in lines) == LAW_CATEGORIES, (role, purpose, relationship)
        for line in lines:
            case = (role, line.category, purpose, relationship)
            question = Question(role, line.category, purpose, relationship=relationship, scopes=SCOPE_WORDS)
            assert (line.standing is Standing.OPEN) == decide(question).allowed, case
            assert (line.standing is Standing.NEVER) == (not BY_CELL[role, line.category]), case
            assert bool(line.rule and line.authority) == (line.standing is not Standing.NEVER), case
            assert line.sentence.endswith(".") and "_" not in line.sentence, case


def sentence(role, category, purpose, relationship=True):
    return next(line.sentence for line in why_table(role, purpose, relationship) if line.category is category)


@pytest.mark.parametrize(
    ("role", "category", "purpose", "relationship", "words"),
    [
        (LawRole.OFFICER, Category.PART2_RECORD, Purpose.SCENE, True, NEVER),
        (
            LawRole.OFFICER,
            Category.SAFETY_PLAN,
            Purpose.SCENE,
            True,
            "With the person's agreement or a substance use (Part 2) consent naming your agency: "
            "the responder card only.",
        ),
        (LawRole.HOSPITAL, Category.SCREENING, Purpose.TREATMENT, True, "Open to you: in full."),
        (
            LawRole.CLINICIAN_SAME,
            Category.SCREENING,
            Purpose.TREATMENT,
            False,
            "When you are on the care team: in full.",
        ),
        (
            LawRole.CLINICIAN_SAME,
            Category.PSYCHOTHERAPY_NOTE,
            Purpose.TREATMENT,
            True,
            f"With a separate authorization for psychotherapy notes naming your agency: in full. {OWN_NOTES}",
        ),
        (LawRole.PEER, Category.CLINICAL_NOTE, Purpose.TREATMENT, True, f"{NEVER} {OWN_NOTES}"),
        (
            LawRole.PRIVACY_OFFICER,
            Category.PART2_RECORD,
            Purpose.OWN_ACCESS,
            False,
            "When the person asked for the record, when it is proved who is asking: in full.",
        ),
    ],
)
def test_sentences_are_plain(role, category, purpose, relationship, words):
    assert sentence(role, category, purpose, relationship) == words


def test_every_rule_of_a_cell_is_explained():
    assert [line.rule for line in explain(LawRole.CLINICIAN_OTHER, Category.PART2_RECORD)] == ["R22", "R24"]
    (never,) = explain(LawRole.ADMIN, Category.CLINICAL_NOTE)
    assert (never.standing, never.sentence) == (Standing.NEVER, NEVER)


def test_the_stub_is_for_those_not_yet_on_the_care_team():
    lines = {line.rule: line.sentence for line in explain(LawRole.CLINICAL_SUPERVISOR, Category.DEMOGRAPHICS)}
    assert list(lines) == ["R10", "R12", "R13"]
    assert "before you are on the care team" in lines["R12"]
    assert "up for review" in lines["R13"]


def test_a_release_case_names_the_recipient():
    lines = explain(LawRole.PRIVACY_OFFICER, Category.PSYCHOTHERAPY_NOTE)
    assert any("naming the recipient" in line.sentence for line in lines)
