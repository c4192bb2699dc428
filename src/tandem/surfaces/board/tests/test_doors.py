"""Who finds which page. Forbidden looks exactly like absent."""

from uuid import uuid4

import pytest

from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

ALL = set(Role)
PAGES = {
    "/board/": {Role.DISPATCHER},
    "/board/rows/": {Role.DISPATCHER},
    "/board/closed/": {Role.DISPATCHER},
    "/board/new/": {Role.DISPATCHER, Role.OFFICER, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR},
    "/search/?q=Elm": {Role.DISPATCHER, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR},
    "/shift/": {Role.DISPATCHER, Role.OFFICER, Role.CLINICIAN, Role.PEER, Role.CLINICAL_SUPERVISOR},
}
CALL_PAGES = ("/board/call/{}/", "/board/call/{}/assign/", "/board/{}/intake/")


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.OFFICER, *sorted(ALL - {Role.OFFICER})], every=5))
def test_each_role_finds_its_pages_and_no_other(floor, role):
    browser = floor.browser(floor.actor(role))
    for page, roles in PAGES.items():
        assert browser.get(page).status_code == (200 if role in roles else 404), page


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few(sorted(ALL - {Role.DISPATCHER}), every=9))
def test_a_call_of_others_is_absent(floor, role):
    browser = floor.browser(floor.actor(role))
    call = floor.call()
    for page in CALL_PAGES:
        real, none = browser.get(page.format(call)), browser.get(page.format(uuid4()))
        assert (real.status_code, none.status_code) == (404, 404), page


def test_nobody_signed_in_is_asked_to(client, db):
    answer = client.get("/board/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_the_one_who_took_a_call_may_go_on_with_it(floor):
    officer = floor.actor(Role.OFFICER)
    browser = floor.browser(officer)
    saved = browser.post("/board/new/", {"source_id": str(uuid4()), "origin": "walk_up", "place": "Elm Street"})
    assert saved.status_code == 303
    assert browser.get(saved["Location"]).status_code == 200
    other = floor.browser(floor.actor(Role.OFFICER))
    assert other.get(saved["Location"]).status_code == 404


def test_the_team_on_a_call_may_answer_its_questions(floor):
    clinician, officer = floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER)
    call = floor.call()
    made.sent(call, made.team(clinician, officer))
    assert floor.browser(clinician).get(f"/board/{call}/intake/").status_code == 200


def test_only_dispatch_assigns(floor):
    officer = floor.actor(Role.OFFICER)
    call = floor.call()
    made.sent(call, made.team(floor.actor(Role.CLINICIAN), officer))
    assert floor.browser(officer).get(f"/board/call/{call}/assign/").status_code == 404


def test_dispatch_finds_calls_and_never_people_by_name(floor):
    person = made.person(family_name="Quillfeather", given_name="Theo")
    floor.call(person, place="9 Elm Street")
    browser = floor.browser()
    assert "9 Elm Street" in browser.get("/search/?q=elm").content.decode()
    assert "Nothing found" in browser.get("/search/?q=Quillfeather").content.decode()


def test_a_clinician_finds_people_of_the_own_organization(floor):
    clinician = floor.actor(Role.CLINICIAN)
    made.person(clinician, family_name="Quillfeather", given_name="Theo")
    made.person(floor.dispatcher, family_name="Quillfeather", given_name="Elsewhere")
    shown = floor.browser(clinician).get("/search/?q=quill").content.decode()
    assert "Theo Quillfeather" in shown
    assert "Elsewhere" not in shown


@pytest.mark.parametrize("text", ["\x00", "a" * 121])
def test_a_search_that_cannot_be_read_says_why(floor, text):
    answer = floor.browser().get("/search/", {"q": text})
    assert answer.status_code == 400
    assert "id_q-error" in answer.content.decode()
