"""The Insight door over HTTP: every number with its n, and every state in words."""

from datetime import timedelta

import duckdb
import pytest

from tandem.foundation import clock
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.measure import GROUPS
from tandem.measures.tables import INCIDENTS
from tandem.surfaces.insight import views
from tandem.surfaces.insight.tests.conftest import signed_in
from tandem.vocabulary.terms import Role
from tests.made import user_with_job

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def page(client, address):
    answer = client.get(address)
    assert "style=" not in answer.content.decode()
    return answer.status_code, " ".join(answer.content.decode().split())


@pytest.fixture
def clinician(facts):
    return signed_in(user_with_job(Role.CLINICIAN))


@pytest.fixture
def evaluator(facts):
    return signed_in(user_with_job(Role.EVALUATOR))


def test_other_roles_meet_an_absent_page(facts):
    for role in (Role.DISPATCHER, Role.OFFICER, Role.PEER, Role.ADMIN, Role.PRIVACY_OFFICER):
        client = signed_in(user_with_job(role))
        for address in ("/measures/", "/measures/request_to_arrival/", "/measures/request_to_arrival/rows/"):
            assert client.get(address).status_code == 404


def test_signed_out_is_sent_to_sign_in(client, facts):
    assert client.get("/measures/")["Location"] == "/sign-in/?next=/measures/"


def test_an_empty_mart_is_not_measurable_and_never_zero(clinician):
    status, text = page(clinician, "/measures/?group=reach")
    assert status == 200
    assert text.count("Not measurable yet</span>") == sum(one.group == "Reach" for one in CATALOGUE.values()) > 3
    status, text = page(clinician, "/measures/loop_closed_14_days/")
    assert status == 200
    assert "Because no referrals have been counted into the measures yet." in text
    assert "0 %" not in text


# In its place in `bin/test`: test_an_empty_mart_is_not_measurable_and_never_zero, of one subject.
@pytest.mark.whole
def test_an_empty_mart_makes_no_measure_of_any_subject_measurable(clinician):
    _status, text = page(clinician, "/measures/?group=all")
    assert text.count("Not measurable yet</span>") == len(CATALOGUE)


def test_a_share_has_its_n_its_interval_and_its_line(clinician, facts, noon):
    for i in range(40):
        facts.encounter(noon - i * DAY, "engaged" if i % 4 else "declined")
    facts.fill()
    status, text = page(clinician, "/measures/contact_outcome_mix/")
    assert status == 200
    assert "75<small> %</small>" in text
    assert "30 of 40 encounters: engaged." in text
    assert "is likely between <b>60 and 86 %</b>" in text
    assert 'class="iv"' in text
    assert "Open the 40 rows" in text
    assert "What happened</h2>" in text


def test_a_gap_is_named_in_chart_and_table(clinician, facts, noon):
    for month in (150, 30):
        for i in range(25):
            facts.call(noon - (month + i % 5) * DAY)
    facts.fill()
    _, text = page(clinician, "/measures/request_to_arrival/")
    assert 'class="gap"' in text
    assert "No data received." in text
    assert "Shown as gaps, not as zero." in text


def test_impossible_times_are_counted_listed_and_reachable(clinician, facts, noon):
    for i in range(30):
        facts.call(noon - i * DAY)
    facts.call(noon - DAY, -5)
    facts.call(noon - DAY, 60 * 30)
    facts.fill()
    _, text = page(clinician, "/measures/request_to_arrival/")
    assert "2 times set aside" in text
    assert "1 arrived before the call came in, 1 over a day. Not averaged, not deleted." in text
    assert "?part=impossible&amp;period=12" in text
    status, text = page(clinician, "/measures/request_to_arrival/rows/?part=impossible")
    assert status == 200
    assert "2 calls" in text


def test_too_few_shows_counts_and_no_percentage(clinician, facts, noon):
    for _ in range(7):
        facts.encounter(noon - DAY)
    facts.fill()
    _, text = page(clinician, "/measures/contact_outcome_mix/")
    assert "Too few for a number" in text
    assert "7 of 7 encounters." in text
    assert "100 %" not in text


def test_a_count_that_fails_did_not_finish_and_is_never_no_data(clinician, monkeypatch, caplog):
    def broken(*_arguments, **_named):
        raise duckdb.IOException("gone")

    monkeypatch.setattr(views, "compute", broken)
    monkeypatch.setattr(views, "compute_all", broken)
    monkeypatch.setattr(views, "rows_behind", broken)
    status, text = page(clinician, "/measures/?group=all")
    assert status == 200
    assert text.count("This count did not finish.") == len(CATALOGUE)
    for address in ("/measures/request_to_arrival/", "/measures/request_to_arrival/rows/"):
        status, text = page(clinician, address)
        assert status == 503
        assert "The count did not finish" in text
        assert "No data" not in text
        reference = text.split("Reference ")[1][:6]
        assert reference in caplog.text


def test_the_period_is_chosen_in_the_address(clinician, facts, noon):
    for i in range(30):
        facts.encounter(noon - 400 * DAY + i * timedelta(hours=1))
    facts.fill()
    assert "Not measurable yet" in page(clinician, "/measures/contact_outcome_mix/")[1]
    assert "30 of 30 encounters: engaged." in page(clinician, "/measures/contact_outcome_mix/?period=24")[1]
    assert page(clinician, "/measures/contact_outcome_mix/?period=nonsense")[0] == 200


def test_unknown_measure_part_and_page_are_absent(clinician):
    for address in (
        "/measures/nothing/",
        "/measures/nothing/rows/",
        "/measures/request_to_arrival/rows/?part=nothing",
        "/measures/request_to_arrival/rows/?page=0",
        "/measures/request_to_arrival/rows/?page=x",
    ):
        assert clinician.get(address).status_code == 404


def test_an_evaluator_gets_the_count_and_no_row(evaluator, facts, noon):
    for i in range(30):
        facts.encounter(noon - i * timedelta(hours=1))
    facts.fill()
    _, text = page(evaluator, "/measures/contact_outcome_mix/")
    assert "Rows need a clinical role." in text
    assert "Open the" not in text
    _, text = page(evaluator, "/measures/contact_outcome_mix/rows/")
    assert "30 encounters" in text
    assert "Rows need a clinical role." in text


def test_an_evaluator_is_shown_no_small_count(evaluator, facts, noon):
    for _ in range(40):
        facts.encounter(noon - DAY)
    for _ in range(3):
        facts.encounter(noon - DAY, "declined")
    for _ in range(4):
        facts.encounter(noon - DAY, None)
    facts.fill()
    _, text = page(evaluator, "/measures/contact_outcome_mix/")
    assert "Too few on one side to show, of 43 encounters." in text
    assert "Contact outcome unknown<b>under 11</b>" in text
    assert ">n 0<" not in text
    for told in ("40 of 43", "93 %", ">3, 7 %<", "<b>4</b>"):
        assert told not in text


def test_a_small_month_is_blank_for_an_evaluator_and_takes_one_more_with_it(evaluator, facts, noon):
    for days, declined in ((10, 15), (40, 15), (70, 4)):
        for i in range(30):
            facts.encounter(noon - days * DAY, "declined" if i < declined else "engaged")
    facts.fill()
    _, text = page(evaluator, "/measures/contact_outcome_mix/")
    assert text.count("Too few to show to this role") == 2
    assert ">n 0<" not in text


@pytest.mark.whole
def test_an_evaluator_is_not_told_how_few_were_left_out(evaluator, facts, noon):
    for _ in range(3):
        facts.encounter(noon - DAY, None)
    facts.fill()
    for address in ("/measures/", "/measures/?group=reach", "/measures/contact_outcome_mix/"):
        _, text = page(evaluator, address)
        assert "Because none of the few there are can be counted yet." in text
        assert "all 3" not in text


@pytest.mark.whole
def test_the_catalogue_is_grouped_and_searched(evaluator, facts, noon):
    facts.fill()
    page = evaluator.get("/measures/?group=all")
    assert [name for name, _cards in page.context["groups"]] == [*GROUPS]
    found = evaluator.get("/measures/?q=HOSPITAL wait")
    names = [
        card.measure.id for _name, cards in found.context["groups"] for card in cards if card.measure.group == "Hours"
    ]
    assert names == ["officer_wait", "officer_waiting_hours", "officer_hours_returned"]
    nothing = evaluator.get("/measures/?q=%00<script>")
    assert nothing.context["groups"] == [] and "No measure fits" in nothing.content.decode()
    assert "<script>alert" not in nothing.content.decode()


def test_hours_and_rates_are_shown_whole_and_their_shifts_by_unit(facts, noon):
    from tests import made

    clinician = made.user_with_job(Role.CLINICIAN)
    officer = made.user_with_job(Role.OFFICER)
    team = made.team(clinician, officer)
    for _ in range(24):
        facts.shift(noon)
    facts.shift(noon, record=str(team))
    facts.fill()
    client = signed_in(clinician)
    page = client.get("/measures/unit_hours/?period=month").content.decode()
    assert "200" in page and "In 25 shifts." in page and "likely between" not in page
    page = client.get("/measures/calls_per_unit_hour/?period=month").content.decode()
    assert (
        "0.25" in page and "50 calls in 200 hours of 25 shifts." in page and "The true rate is likely between" in page
    )
    page = client.get("/measures/unit_utilization/?period=month").content.decode()
    assert "25.0 of 200 hours in 25 shifts." in page
    opened = client.get("/measures/unit_hours/rows/?part=denominator&period=month").content.decode()
    assert "2 on the team" in opened and officer.name not in opened


def test_the_foot_says_what_is_filled_to_when(clinician, facts):
    _status, empty = page(clinician, "/measures/")
    assert "Not all facts are filled yet" in empty and "Not filled yet" in empty
    facts.fill()
    facts.mart.owe({INCIDENTS: ["2026-01"]}, clock.now() - timedelta(hours=30))
    _status, told = page(clinician, "/measures/request_to_arrival/")
    assert "All facts hold to" in told and "waits" in told and "Not filled yet" not in told
