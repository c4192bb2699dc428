"""What is known about a call's information: its signs, other reports of it, and what the team tells the call-taker."""

from uuid import uuid4

import pytest

from tandem.domain.incidents import actions, records
from tandem.domain.incidents.models import Incident
from tandem.foundation.acts.models import Log
from tandem.surfaces.board.doors import board_release
from tandem.vocabulary.terms import Role, UnitTime
from tandem.vocabulary.timeline import Kind
from tests import made
from tests.short import few

FORM = {"origin": "911", "place": "412 Orchard St", "narrative": "He is scared.", "caller_name": "Sister"}


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def of(answer):
    return Incident.objects.get(pk=answer["Location"].split("/")[2])


def test_a_call_taker_marks_what_was_heard_and_who_said_it(floor):
    browser = floor.browser()
    saved = browser.post("/board/new/", {"source_id": str(uuid4()), **FORM, "sign-confused": "caller"})
    assert (of(saved).signs, of(saved).behavioral_health) == ({"confused": "caller"}, True)
    shown = page(browser, saved["Location"])
    assert '<input type="hidden" name="was-confused" value="caller">' in shown
    # A colleague marks another sign meanwhile; this form takes back only its own.
    actions.mark_signs(
        of(saved).pk, {"confused": "caller", "talk_of_dying": "person"}, actor=floor.actor(Role.DISPATCHER)
    )
    form = {**FORM, "sign-confused": "", "was-confused": "caller", "sign-talk_of_dying": "", "was-talk_of_dying": ""}
    browser.post(saved["Location"], form)
    assert of(saved).signs == {"talk_of_dying": "person"}
    board = page(browser, f"/board/call/{of(saved).pk}/")
    assert "Behavioral health: talks of dying" in board
    assert "the person says" in board


def test_none_of_these_with_a_sign_is_refused_and_kept_as_typed(floor):
    told = {"source_id": str(uuid4()), **FORM, "sign-none": "heard", "sign-confused": "heard"}
    answer = floor.browser().post("/board/new/", told)
    assert answer.status_code == 422
    assert "Take one of the two back" in answer.content.decode()
    assert answer.content.decode().count('<option value="heard" selected>') == 2
    assert not Incident.objects.exists()


def test_a_call_type_only_suggests(floor):
    actions.add_pattern("mental", actor=made.user_with_job(Role.ADMIN))
    call = floor.call(call_type="EMS: Mental/behavioral")
    board = page(floor.browser(), f"/board/call/{call}/")
    assert "Behavioral health? Suggested by call type" in board
    assert "Nobody has said so yet." in board
    assert "Suggested by call type: calls of this type usually are" in page(floor.browser(), f"/board/{call}/intake/")
    assert Incident.objects.get().behavioral_health is None


@pytest.fixture(scope="module")
def twins(floor):
    first = floor.call(place="9 Elm St", narrative="A man shouts.")
    second = floor.call(place="9 Elm St", narrative="Somebody has a bat.", caller="Neighbor")
    return first, second


# In its place in `bin/test`: test_linked_by_number_and_refused_with_words; the way back in domain/incidents/tests/test_link.py.
@pytest.mark.whole
def test_linked_by_the_hint_and_back_again(floor, twins):
    first, second = twins
    browser = floor.browser()
    assert f"/board/call/{second}/same/" in page(browser, f"/board/call/{second}/")
    form = page(browser, f"/board/call/{second}/same/")
    assert "A man shouts." in form
    # The call that came first leads unless a human says otherwise.
    assert 'value="other" checked' in form
    answer = browser.post(f"/board/call/{second}/same/", {"twin": str(first), "leads": "other"})
    assert answer.status_code == 303
    board = page(browser, f"/board/call/{first}/")
    assert "Somebody has a bat." in board and "Caller: Neighbor." in board
    assert "2 reports" in board
    assert f'id="call-{second}"' not in board
    assert "1 open, 1 needs a team" in board
    opened = page(browser, f"/board/call/{second}/")
    assert "Another report of" in opened and "Somebody has a bat." in opened
    assert browser.post(f"/board/call/{second}/not-the-same/").status_code == 303
    assert f'id="call-{second}"' in page(browser, "/board/")
    assert Incident.objects.filter(state="open").count() == 2


@pytest.mark.fuzz
def test_linked_by_number_and_refused_with_words(floor, twins):
    first, second = twins
    browser = floor.browser()
    number = Incident.objects.get(pk=first).number
    actions.assign(second, actor=floor.dispatcher, team_id=floor.team())
    said = browser.post(f"/board/call/{second}/same/", {"number": number, "leads": "other"})
    assert said.status_code == 422
    assert "A team is on" in said.content.decode()
    wrong = ({"number": "99-000001", "leads": "this"}, {"leads": "this"}, {"twin": str(first)}, {"twin": "x"})
    for data in few(wrong, every=3):
        assert browser.post(f"/board/call/{second}/same/", data).status_code == 422
    assert browser.post(f"/board/call/{second}/same/", {"number": number, "leads": "this"}).status_code == 303
    assert Incident.objects.get(pk=first).primary_id == second


def test_an_officer_links_nothing(floor, twins):
    browser = floor.browser(floor.actor(Role.OFFICER))
    for name in ("same", "not-the-same"):
        assert browser.get(f"/board/call/{twins[0]}/{name}/").status_code == 404


def test_a_linked_report_shows_as_one_in_a_search(floor, twins):
    first, second = twins
    actions.link(second, actor=floor.dispatcher, primary_id=first)
    assert "Another report" in page(floor.browser(), "/search/?q=9+Elm")


def test_calls_i_took_are_mine_and_say_how_the_information_held(floor):
    browser = floor.browser()
    mine = of(browser.post("/board/new/", {"source_id": str(uuid4()), **FORM, "weapon": "none"})).pk
    floor.call(place="5 Other Street")
    clinician, officer = floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER)
    assignment = made.sent(mine, made.team(clinician, officer))
    actions.stamp(assignment, actor=officer, which=UnitTime.ARRIVAL)
    assert "No team has said anything yet" in page(browser, "/board/taken/")
    actions.tell_back(
        assignment,
        actor=officer,
        described="partly",
        right_kind="yes",
        differences={"weapon": "more"},
        thanks="kept_caller",
    )
    shown = page(browser, "/board/taken/")
    assert "412 Orchard St" in shown and "5 Other Street" not in shown
    assert "Weapon: told none. More than told." in shown
    assert "You kept the caller calm until we came." in shown
    assert "412 Orchard St" not in page(floor.browser(officer), "/board/taken/")
    actions.close(mine, actor=floor.dispatcher, reason="Done")
    assert "More than told." in page(browser, f"/board/call/{mine}/")
    assert Log.objects.filter(kind=Kind.INCIDENT_TOLD_BACK).count() == 1
    release = board_release(floor.dispatcher)
    assert records.call(mine, release=release).feedback[0].by == officer.name


def test_a_reader_without_calls_has_no_such_page(floor):
    assert floor.browser(floor.actor(Role.EVALUATOR)).get("/board/taken/").status_code == 404
