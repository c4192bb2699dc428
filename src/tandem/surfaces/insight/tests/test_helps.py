"""The page of what helps whom: its warnings, its numbers, and nothing small for an evaluator."""

from datetime import timedelta

import pytest

from tandem.measures.tables import INTERVENTIONS
from tandem.surfaces.insight.tests.conftest import signed_in
from tandem.vocabulary.facts import InterventionFact
from tandem.vocabulary.terms import Role
from tests.made import user_with_job

DAY = timedelta(days=1)
PAGE = "/measures/what-helps-whom/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def used(facts, noon):
    """Sixty uses each of two ways; forty of each for women, fifteen for men, five for nobody known."""
    for i in range(120):
        gender = "woman" if i < 80 else "man" if i < 110 else None
        row = InterventionFact(
            "real", f"w{i}", None, "Juniper", noon - (i % 20) * DAY, "time" if i % 2 else "choices", "yes", "engaged", 8,
            4 if i % 3 else 8, "none", False, False, gender=gender,
        )  # fmt: skip
        facts.rows[INTERVENTIONS].append(row)
    facts.fill()


def text_of(role: Role, address: str = PAGE) -> str:
    answer = signed_in(user_with_job(role)).get(address)
    assert answer.status_code == 200 and "style=" not in answer.content.decode()
    return " ".join(answer.content.decode().split())


def test_it_says_what_was_counted_and_why_it_is_no_effect(used):
    text = text_of(Role.CLINICAL_SUPERVISOR)
    assert "Nothing teams do stands out by more than chance explains, for anyone." in text
    assert "None of this is an effect." in text and "It says nothing about the next person." in text
    assert "40 of 60" in text and "not shown" not in text
    by_gender = text_of(Role.CLINICAL_SUPERVISOR, f"{PAGE}?for=gender")
    assert "Woman or girl" in by_gender and "15: too few to say" in by_gender


def test_an_evaluator_is_shown_no_small_group_nor_what_gives_it_away(used):
    text = text_of(Role.EVALUATOR, f"{PAGE}?for=gender")
    assert "not shown" in text and "15: too few to say" not in text and "5: too few" not in text


def test_other_words_and_other_roles_meet_an_absent_page(used):
    assert signed_in(user_with_job(Role.CLINICIAN)).get(f"{PAGE}?for=name").status_code == 404
    assert signed_in(user_with_job(Role.OFFICER)).get(PAGE).status_code == 404
