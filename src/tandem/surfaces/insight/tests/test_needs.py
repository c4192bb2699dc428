"""The page of unmet needs: whole for a supervisor, without small counts for an evaluator, absent for others."""

from datetime import timedelta

import pytest

from tandem.domain.referrals.rules import DeclineReason, FailReason
from tandem.surfaces.insight.needs import _runs
from tandem.surfaces.insight.tests.conftest import signed_in
from tandem.vocabulary.terms import Role
from tandem.vocabulary.unmet import Unmet
from tests.made import user_with_job

DAY = timedelta(days=1)
PAGE = "/measures/unmet-needs/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def city(facts, noon):
    for i in range(60):
        facts.referral(noon - (60 + i % 5) * DAY, DAY if i < 20 else None, need="food")
        facts.call(noon - (60 + i % 5) * DAY, None if i < 45 else 9, recommended="team_alone", area="North")
    for _ in range(3):
        facts.referral(noon - 60 * DAY, need="psychiatry", state="declined", reason="declined_full")
    facts.fill()


def text_of(role: Role) -> str:
    answer = signed_in(user_with_job(role)).get(PAGE)
    assert answer.status_code == 200 and "style=" not in answer.content.decode()
    return " ".join(answer.content.decode().split())


def test_a_supervisor_reads_what_is_missing_most_and_what_is_not_recorded(city):
    text = text_of(Role.CLINICAL_SUPERVISOR)
    assert "Most often unmet: food, 40 times of 60. No team reached 75 % of the calls meant for one, 45 of 60." in text
    assert "declined: full 3" in text and "What is not recorded" in text and "too few" in text
    assert "not shown" not in text and 'class="pt"' in text


def test_an_evaluator_is_shown_no_small_need(city):
    text = text_of(Role.EVALUATOR)
    assert "not shown" in text and "declined: full 3" not in text and "of 3<" not in text


def test_nothing_counted_says_so_and_others_meet_an_absent_page(facts):
    facts.fill()
    assert "Too little is counted to say what is missing most." in text_of(Role.CLINICIAN)
    assert signed_in(user_with_job(Role.OFFICER)).get(PAGE).status_code == 404


def test_hours_next_to_each_other_are_one_run_over_midnight_too():
    assert _runs([2, 3, 4, 9]) == ["02:00 to 04:59", "09:00 to 09:59"]
    assert _runs([22, 23, 0, 1]) == ["22:00 to 01:59"]


def test_every_reason_a_service_may_choose_has_a_word():
    codes = {f"declined_{one}" for one in DeclineReason} | {f"failed_{one}" for one in FailReason}
    assert codes <= set(Unmet)
