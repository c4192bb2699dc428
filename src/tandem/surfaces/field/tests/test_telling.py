"""From the phone to colleagues: how the call's information held, and a request to the program."""

import pytest

from tandem.domain.incidents import actions
from tandem.domain.incidents.models import Feedback
from tandem.domain.requests.models import Request
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.tests.phone import Phone
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role, UnitTime
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(night):
    actions.stamp(night.assignment, actor=night.officer, which=UnitTime.ARRIVAL)
    return f"/field/call/{night.assignment}/tell-back/"


def browser(actor):
    return Phone(actor).client


def test_one_tap_where_it_held(night, there):
    officer = browser(night.officer)
    assert "All as described" in officer.get(there).content.decode()
    answer = officer.post(there, {"described": "as_described", "right_kind": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, "/field/")
    assert (Feedback.objects.get().by, Feedback.objects.get().differences) == (night.officer.id, {})


def test_a_few_taps_where_it_did_not(night, there):
    clinician = browser(night.clinician)
    form = clinician.get(there).content.decode()
    assert "hospital" not in form.lower()
    told = {"described": "partly", "right_kind": "no", "weapon": "more", "medical": "other", "thanks": "early"}
    assert clinician.post(there, told).status_code == 302
    assert Feedback.objects.get().differences == {"weapon": "more", "medical": "other"}
    refused = clinician.post(there, {"described": "partly", "right_kind": "yes"})
    assert refused.status_code == 422
    assert 'href="#id_described"' in refused.content.decode()
    assert clinician.post(there, {**told, "medical": "more"}).status_code == 422


def test_it_is_asked_after_the_call_and_no_more_once_said(night, there):
    actions.stamp(night.assignment, actor=night.officer, which=UnitTime.CLEAR)
    officer = browser(night.officer)
    assert there in officer.get("/field/").content.decode()
    officer.post(there, {"described": "as_described", "right_kind": "yes"})
    assert there not in officer.get("/field/").content.decode()
    assert there in browser(night.clinician).get("/field/").content.decode()


def test_only_the_team(night, there):
    assert browser(made.user_with_job(Role.OFFICER)).get(there).status_code == 404


ASKED = {"worry": "Third night at the bus stop.", "person_described": "Older woman, gray coat", "place": "Elm and 3rd"}


def test_an_officer_asks_the_program(night):
    officer = browser(night.officer)
    form = officer.get("/field/ask/").content.decode()
    key = form.split('name="form_key" value="')[1].split('"')[0]
    for _ in range(2):
        answer = officer.post("/field/ask/", {"form_key": key, **ASKED, "how_soon": "days"})
        assert (answer.status_code, answer["Location"]) == (302, "/field/")
    row = Request.objects.get()
    assert (row.asker, row.asker_name, row.made_by) == ("officer", night.officer.name, night.officer.id)
    assert row.organization_id == night.officer.organization_id
    assert row.reference in officer.get("/field/", follow=True).content.decode()


@pytest.mark.fuzz
def test_what_is_missing_is_named_and_kept(night):
    officer = browser(night.officer)
    wrong = (({"worry": ""}, "worry"), ({"place": ""}, "place"), ({"form_key": "x"}, "worry"))
    for values, field in few(wrong, every=2):
        told = {"form_key": "0" * 8 + "-0000-0000-0000-" + "0" * 12, **ASKED, **values}
        answer = officer.post("/field/ask/", told)
        assert answer.status_code == 422
        assert f'href="#id_{field}"' in answer.content.decode()
        assert "gray coat" in answer.content.decode()
    assert not Request.objects.exists()


def test_nobody_else_has_the_officers_form(night):
    assert browser(night.clinician).get("/field/ask/").status_code == 404


def test_another_report_stands_on_the_card(night):
    other = made.call(narrative="Somebody next door has a bat.", caller="Neighbor", callback="555-0188")
    system = Actor.system("test", Permission.INCIDENT_ANSWER)
    actions.answer(other, actor=system, name="weapon", value="in_hand")
    actions.link(other, actor=made.user_with_job(Role.DISPATCHER), primary_id=night.incident)
    card = browser(night.officer).get(f"/field/call/{night.assignment}/").content.decode()
    assert "Somebody next door has a bat." in card and "555-0188" in card
    assert "Weapon: In hand (first report: not asked)" in card
