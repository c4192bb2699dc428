"""The cost page as shipped, with a program's own figures typed, and what is typed wrong."""

import pytest

from tandem.measures.cost.models import Figures
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import sit

pytestmark = pytest.mark.django_db
PAGE, CHANGE = "/measures/cost/", "/measures/cost/change/"
TYPED = {
    "team.low": "900,000",
    "team.used": "1,130,000",
    "team.high": "1,250,000",
    "team.source": "Program ledger, Jul 2025 to Jun 2026",
    "price.ed_visit.average.used": "$630",
    "price.ed_visit.source": "AHRQ brief 257",
    "price.ed_visit.year": "2017",
    "effect.ed_visit.low": "-50",
    "effect.ed_visit.used": "300",
    "effect.ed_visit.high": "700",
    "effect.ed_visit.source": "Expected by the hospital",
    "billing.contacts.used": "900",
    "billing.rate.used": "320",
    "plan.0.source": "County general fund",
    "plan.0.used": "820000",
    "plan.0.certain": "voted",
    "plan.0.ends": "Dec 2027",
    "why": "First figures",
}


@pytest.fixture
def evaluator(client, settings, tmp_path):
    settings.MART_DIR = tmp_path / "marts"
    made.program()
    sit(client, made.user_with_job(Role.EVALUATOR))
    return client


def told(answer) -> str:
    return answer.content.decode()


def test_as_shipped_it_says_what_is_missing_and_no_number(evaluator):
    page = told(evaluator.get(PAGE))
    assert "We can&#x27;t say yet" in page and "What the team costs in a year is not typed in yet." in page
    assert "$630" in page and "AHRQ" in page and "unknown" in page and "pays, who saves" not in page


def test_typed_figures_make_the_page_and_stay_readable(evaluator):
    answer = evaluator.post(CHANGE, {**TYPED, "seen": "0"})
    assert answer.status_code == 302, answer.context["errors"]
    page = told(evaluator.get(PAGE))
    assert "The team costs more than it frees, and those who save are not those who pay." in page
    assert "not priced, not zero" in page and "First figures" in page and "County general fund" in page
    assert "has no sure source" in page
    assert evaluator.get(PAGE, {"cost": "average"}).status_code == 200
    assert "In a year: pays about $288,000" in told(evaluator.get(f"{PAGE}for/medicaid/"))
    assert evaluator.get(f"{PAGE}for/nobody/").status_code == 404
    # What was typed stands in the form again, and a second change is a second edition.
    assert 'value="1130000"' in told(evaluator.get(CHANGE))
    assert evaluator.post(CHANGE, {**TYPED, "seen": str(Figures.objects.get().pk), "why": "Again"}).status_code == 302
    assert Figures.objects.count() == 2


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("wrong", "field"),
    few(
        [
            ({"team.low": "2,000,000"}, "team"),
            ({"team.used": "much"}, "team"),
            ({"team.source": ""}, "team.source"),
            ({"price.ed_visit.year": "17"}, "price.ed_visit.year"),
            ({"billing.rate.used": ""}, "billing.rate"),
            ({"plan.0.used": "nan"}, "plan.0"),
            ({"why": ""}, "why"),
        ],
        every=3,
    ),
)
def test_what_cannot_stand_is_named_and_stays_typed(evaluator, wrong, field):
    answer = evaluator.post(CHANGE, {**TYPED, **wrong, "seen": "0"})
    assert answer.status_code == 422 and f"id_{field}" in dict(answer.context["errors"])
    assert "Program ledger" in told(answer) or field == "team.source"
    assert not Figures.objects.exists()


def test_two_who_change_at_once_lose_nothing(evaluator):
    assert evaluator.post(CHANGE, {**TYPED, "seen": "0"}).status_code == 302
    answer = evaluator.post(CHANGE, {**TYPED, "seen": "0", "why": "Mine"})
    assert answer.status_code == 409 and "Mine" in told(answer) and Figures.objects.count() == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLINICIAN, Role.DISPATCHER])
def test_for_others_there_is_no_such_page(client, role):
    made.program()
    sit(client, made.user_with_job(role))
    assert {client.get(PAGE).status_code, client.get(CHANGE).status_code} == {404}


def test_a_supervisor_reads_and_does_not_write(client, settings, tmp_path):
    settings.MART_DIR = tmp_path / "marts"
    made.program()
    sit(client, made.user_with_job(Role.CLINICAL_SUPERVISOR))
    assert client.get(PAGE).status_code == 200 and client.post(CHANGE, TYPED).status_code == 404
