"""The check-in card on the phone: on every page, for one team, with roll call, SOS and place."""

from uuid import uuid4

import pytest

from tandem.domain.incidents.actions import stamp
from tandem.domain.incidents.models import Assignment
from tandem.domain.safety import actions, records
from tandem.surfaces.field import live
from tandem.surfaces.field.tests.phone import Phone
from tandem.vocabulary.terms import Role, UnitTime
from tests import made
from tests.short import few

JSON = {"Accept": "application/json"}


def stamped(night):
    stamp(night.assignment, actor=night.clinician, which=UnitTime.ARRIVAL)
    return night.phone().client


@pytest.mark.fuzz
def test_the_card_is_on_every_page_of_the_phone(night):
    client = stamped(night)
    person = f"/field/call/{night.assignment}/"
    for path in few((f"{person}scene/", "/field/", f"{person}hand-over/", "/field/new/", person), every=3):
        page = client.get(path, follow=True).content.decode()
        assert 'id="safety-card"' in page and 'data-sos="/field/safety/sos/"' in page and "OK, 20 more min" in page


def test_sos_once_however_often_it_is_sent(night):
    client, sos = stamped(night), str(uuid4())
    for _try in range(3):
        answer = client.post("/field/safety/sos/", {"id": sos, "at": "2026-01-01T00:00:00Z"}, headers=JSON)
        assert answer.json()["state"] == "waiting" and "Call 911 or use radio" in answer.json()["words"]
    (found,) = records.open_sos()
    desk = made.user_with_job(Role.DISPATCHER)
    actions.hear(found.id, actor=desk)
    answer = client.post("/field/safety/sos/", {"id": sos}, headers=JSON).json()
    assert answer["state"] == "heard" and desk.name in answer["words"]
    page = client.get("/field/safety/").content.decode()
    assert "Your SOS" in page and "data-rings" not in page, "the phone of whoever needs help stays silent"
    down = f"/field/safety/sos/{found.id}/stand-down/"
    assert client.get(down).status_code == 200
    assert client.post(down, {"reason": ""}).status_code == 422
    assert client.post(down, {"reason": "Pressed by mistake"}).status_code == 302
    assert client.post("/field/safety/sos/", {"id": sos}, headers=JSON).json()["state"] == "over"
    assert records.open_sos() == []


def test_sos_without_a_script_and_with_broken_words(night):
    client = stamped(night)
    page = client.get("/field/safety/sos/").content.decode()
    assert "Send SOS now" in page
    answer = client.post("/field/safety/sos/", {"id": "no id", "at": "\x00soon"}, follow=True)
    assert answer.status_code == 200 and "Call 911 or use radio" in answer.content.decode()
    assert len(records.open_sos()) == 1


def test_the_team_hears_an_sos_and_strangers_do_not(night):
    client = stamped(night)
    actions.raise_sos(uuid4(), actor=night.officer)
    assert 'data-rings="sos"' in client.get("/field/safety/").content.decode()
    others = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.PEER)
    made.team(*others)
    assert "SOS from" not in Phone(others[0]).client.get("/field/safety/").content.decode()
    (sos,) = records.open_sos()
    assert client.get(f"/field/safety/sos/{sos.id}/stand-down/").status_code == 404
    assert client.post("/field/safety/sos/", {"id": str(sos.id)}, headers=JSON).status_code == 404


def test_im_ok(night):
    client = stamped(night)
    roll = actions.ask(actor=made.user_with_job(Role.DISPATCHER))
    page = client.get("/field/safety/").content.decode()
    assert "Roll call: are you OK?" in page
    answer = client.post(f"/field/safety/roll/{roll}/", headers={"HX-Request": "true"})
    assert 'id="safety-card"' in answer.content.decode() and "Roll call" not in answer.content.decode()
    stranger = Phone(made.user_with_job(Role.PEER)).client
    assert stranger.post(f"/field/safety/roll/{roll}/").status_code == 404


def test_a_check_in_from_the_middle_of_a_note_keeps_the_page(night):
    client = stamped(night)
    answer = client.post(f"/field/call/{night.assignment}/check-in/", headers={"HX-Request": "true"})
    assert answer.status_code == 200 and "OK, 20 more min" in answer.content.decode()
    assert client.post(f"/field/call/{night.assignment}/check-in/").status_code == 302


def test_a_place_is_shared_only_when_told_and_stopped(night):
    client, address = stamped(night), f"/field/call/{night.assignment}/place/"
    assert "Share my place for this call" in client.get("/field/safety/").content.decode()
    assert client.post(address, {"latitude": "39.7", "longitude": "-105"}).status_code == 302
    assert "last place is shared" in client.get("/field/safety/").content.decode()
    for wrong in ({}, {"latitude": "north", "longitude": "1"}, {"latitude": "nan", "longitude": "1"}):
        assert client.post(address, wrong).status_code == 400
    assert client.post(address, {"stop": "1"}).status_code == 302
    assert Assignment.objects.get(pk=night.assignment).shared_at is None
    stranger = Phone(made.user_with_job(Role.OFFICER)).client
    assert stranger.post(address, {"latitude": "1", "longitude": "1"}).status_code == 404


def test_the_card_has_a_stream_of_its_own(night):
    from tandem.foundation.live import LiveSession
    from tandem.foundation.organizations.models import Membership

    stamped(night)
    session = LiveSession(
        "k" * 32, Membership.objects.select_related("user", "organization").get(user_id=night.officer.id)
    )
    view = live.open_view(session, {})
    actions.raise_sos(uuid4(), actor=night.clinician)
    drawn = live.render(view.audiences[0], {"safety": frozenset([night.team])}, view.release)
    assert 'data-rings="sos"' in drawn.html and view.audiences[0].about == str(night.officer.id)
    desk = made.user_with_job(Role.DISPATCHER)
    session = LiveSession("k" * 32, Membership.objects.select_related("user", "organization").get(user_id=desk.id))
    assert live.open_view(session, {}) is None
