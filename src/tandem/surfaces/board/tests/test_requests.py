"""The queue of requests: who reads it, who opened what, and the answers to one."""

import re
from uuid import uuid4

import pytest

from tandem.domain.encounters.models import Encounter
from tandem.domain.incidents.models import Incident
from tandem.domain.requests import actions
from tandem.domain.requests.models import Request
from tandem.domain.requests.rules import Asked
from tandem.vocabulary.terms import Role
from tests.short import few

ASKED = {
    "asker": "shelter",
    "worry": "She has sat in the rain since noon.",
    "asker_name": "Ana Ficticia",
    "asker_organization": "Harbor House",
    "asker_phone": "555-0142",
    "person_name": "Rosa Ficticia",
    "person_reach": "555-0177",
    "place": "Bus stop, Elm Street",
}


def ask(**values):
    actions.make(uuid4(), Asked(**{**ASKED, **values}), actor=actions.public_actor())
    return Request.objects.order_by("-made_at")[0]


def page(browser, address, status=200):
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture(scope="module")
def asked(floor):
    return ask()


def address(asked):
    return f"/requests/{asked.pk}/"


def test_the_queue_counts_and_says_who_opened_what(floor, asked):
    desk, care = floor.browser(), floor.browser(clinician := floor.actor(Role.CLINICIAN))
    shown = page(desk, "/requests/")
    assert "1 waiting" in shown and "Rosa Ficticia" in shown and "Nobody has opened it" in shown
    whole = page(care, address(asked))
    assert "555-0177" in whole
    assert clinician.name in page(desk, "/requests/")
    at_desk = page(desk, address(asked))
    assert "555-0177" not in at_desk and "Read by care" in at_desk
    assert f"Also opened by {clinician.name}" in re.sub(r"\s+", " ", at_desk)
    assert "Rosa" not in re.search("<title>.*?</title>", at_desk)[0]


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.OFFICER, Role.PEER, Role.EVALUATOR, Role.ADMIN], every=2))
def test_nobody_else_has_such_a_page(floor, asked, role):
    browser = floor.browser(floor.actor(role))
    page(browser, "/requests/", 404)
    page(browser, address(asked), 404)
    assert browser.post(address(asked), {"verb": "decline", "reason_kind": "not_ours"}).status_code == 404
    assert Request.objects.get().state == "new"


def test_taken_as_a_call_it_is_on_the_board(floor, asked):
    desk = floor.browser()
    told = {"verb": "call", "agency_id": str(floor.police.pk), "place": "Bus stop, Elm and 3rd"}
    answer = desk.post(address(asked), told)
    assert answer.status_code == 303
    call = Incident.objects.get()
    assert answer["Location"] == f"/board/call/{call.pk}/#call"
    shown = page(desk, answer["Location"])
    assert "A partner asked" in shown and "Rosa Ficticia" in shown and "She has sat in the rain" in shown
    assert call.place == "Bus stop, Elm and 3rd"
    assert desk.post(address(asked), told)["Location"] == answer["Location"]
    assert "Open the call" in page(desk, address(asked))
    assert desk.post(address(asked), {"verb": "decline", "reason_kind": "not_ours"}).status_code == 409


def test_a_clinician_reaches_out_and_the_desk_does_not(floor, asked):
    care = floor.browser(floor.actor(Role.CLINICIAN))
    other = ask(person_name="", person_described="", asker="self", asker_name="")
    answer = care.post(address(other), {"verb": "reach-out"})
    assert answer.status_code == 303
    page(care, answer["Location"])
    contact = Encounter.objects.get()
    assert Request.objects.get(pk=other.pk).person_id == contact.person_id
    assert "Open the person" in page(care, address(other))
    assert floor.browser().post(address(asked), {"verb": "reach-out"}).status_code == 404


def test_put_with_a_call_declined_and_opened_again(floor, asked):
    desk = floor.browser()
    call = Incident.objects.get(pk=floor.call())
    assert desk.post(address(asked), {"verb": "put", "number": "99-000001"}).status_code == 422
    assert desk.post(address(asked), {"verb": "put", "number": call.number}).status_code == 303
    assert "Request: " in re.sub(r"<[^>]+>", "", page(desk, f"/board/call/{call.pk}/"))
    assert desk.post(address(asked), {"verb": "reopen"}).status_code == 303
    refused = desk.post(address(asked), {"verb": "decline", "reason_kind": "other", "reason": ""})
    assert refused.status_code == 422
    assert 'href="#id_reason"' in refused.content.decode()
    assert desk.post(address(asked), {"verb": "decline", "reason_kind": "duplicate"})["Location"] == "/requests/"
    assert "Asked before" in page(desk, "/requests/")
    assert desk.post(address(asked), {"verb": "erase"}).status_code == 404


@pytest.mark.fuzz
def test_a_call_needs_an_agency_of_the_program(floor, asked):
    for agency in few(("", "x", str(uuid4())), every=2):
        answer = floor.browser().post(address(asked), {"verb": "call", "agency_id": agency})
        assert answer.status_code == 422
    assert not Incident.objects.exists()


def test_an_unknown_request_is_absent(floor):
    page(floor.browser(), f"/requests/{uuid4()}/", 404)
