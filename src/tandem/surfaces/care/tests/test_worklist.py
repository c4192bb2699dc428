"""The worklist: the day's number, a try and its result, the one queue; and the directory."""

import pytest

from tandem.domain.followups.actions import pass_missed
from tandem.domain.followups.models import Attempt, FollowUp
from tandem.domain.referrals.actions import create
from tandem.domain.releases.models import Opening
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.care.tests.conftest import Known, browser, place
from tandem.surfaces.care.views import worklist
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db


def path(known: Known, verb: str = "") -> str:
    return f"/people/{known.person}/followups/{known.followup}/{verb}"


def test_one_sentence_with_the_days_number_and_one_access_entry_with_the_ids(known: Known):
    shown = browser(known.peer).get("/care/").content.decode()
    assert "One person to reach today." in shown and "One is overdue." in shown
    assert "Theo Brand" in shown and "0 tries of 3" in shown
    assert known.person in Opening.objects.get(kind="care", actor_id=known.peer.id).ids
    assert "Nobody to reach today on your list." in browser(known.peer).get("/care/?whose=mine").content.decode()


def test_another_organization_has_an_empty_day(known: Known):
    shown = browser(made.user_with_job(Role.CLINICIAN)).get("/care/").content.decode()
    assert "Theo Brand" not in shown and "Nobody to reach today." in shown


def test_a_try_keeps_it_open_and_reached_ends_it(known: Known):
    client = browser(known.clinician)
    assert client.post(path(known), {}).status_code == 422
    assert client.post(path(known), {"result": "no_answer", "next_try_at": "1"}).status_code == 303
    assert "1 try of 3" in client.get("/care/").content.decode()
    assert FollowUp.objects.get().next_try_at
    assert client.post(path(known), {"result": "reached", "next_try_at": "1", "note": "Slept"}).status_code == 303
    assert FollowUp.objects.get(pk=known.followup).closed_at and Attempt.objects.count() == 2
    again = client.post(path(known), {"result": "reached"})
    assert again.status_code == 409 and "was closed meanwhile" in again.content.decode()
    assert Attempt.objects.count() == 2


def test_take_it_on_and_end_it_with_a_reason(known: Known):
    client = browser(known.peer)
    assert client.post(path(known, "take/")).status_code == 303
    assert "This follow-up is yours." in client.get(path(known)).content.decode()
    assert "One person to reach today on your list." in client.get("/care/?whose=mine").content.decode()
    assert client.post(path(known, "end/"), {}).status_code == 422
    assert client.post(path(known, "end/"), {"reason": "could_not_reach"}).status_code == 303
    assert FollowUp.objects.get(pk=known.followup).closed_result == "could_not_reach"


def test_the_one_queue_holds_every_open_loop_with_totals_and_pages(known: Known, monkeypatch):
    monkeypatch.setattr(worklist, "PAGE", 2)
    service = place("Lakeside", "psychiatry")
    for _ in range(4):
        create(actor=known.clinician, person_id=known.person, service_id=service, need="psychiatry")
    client = browser(known.clinician)
    first, last = (client.get(f"/care/overdue/?page={n}").content.decode() for n in (1, 99))
    assert "5 promises still open" in first and "1 to 2 of 5." in first and "Next rows" in first
    assert "5 to 5 of 5." in last and "Rows before" in last
    assert "Ask if they agree, then send it" in last and "follow-up" in first


def test_the_directory_finds_by_need_and_only_its_keeper_checks_it(known: Known):
    service = place("Lakeside", "psychiatry")
    client, keeper = browser(known.peer), browser(known.supervisor)
    assert "Lakeside" in client.get("/directory/?need=psychiatry").content.decode()
    assert "Lakeside" not in client.get("/directory/?need=food").content.decode()
    assert "No place fits" in client.get("/directory/?need=psychiatry&open=on").content.decode()
    assert client.post(f"/directory/{service}/", {"capacity": "2 beds"}).status_code == 404
    assert keeper.post(f"/directory/{service}/", {"capacity": "x" * 81}).status_code == 422
    assert keeper.post(f"/directory/{service}/", {"capacity": "2 beds"}).status_code == 303
    shown = client.get(f"/directory/{service}/").content.decode()
    assert "2 beds" in shown and "Checked today" in shown


def test_a_loop_and_a_follow_up_of_one_look_are_one_entry(known: Known):
    create(actor=known.clinician, person_id=known.person, service_id=place("Lakeside", "food"), need="food")
    shown = browser(known.clinician).get("/care/").content.decode()
    assert "Theo Brand</a> to Lakeside" in shown and "1 of 1." in shown
    assert Opening.objects.filter(kind="care").count() == 1


@pytest.mark.fuzz
def test_overdue_by_team_and_by_who_owes_it_for_the_supervisor(known: Known):
    client = browser(known.supervisor)
    shown = client.get("/care/owed/").content.decode()
    assert "One follow-up is overdue" in shown and "Nobody took it" in shown and "A contact without a call" in shown
    browser(known.peer).post(path(known, "take/"))
    assert known.peer.name in client.get("/care/owed/").content.decode()
    of_peer = client.get(f"/care/overdue/?owner={known.peer.id}").content.decode()
    assert "Theo Brand" in of_peer and f"Overdue follow-ups of {known.peer.name}" in of_peer
    assert "Theo Brand" not in client.get(f"/care/overdue/?owner={known.clinician.id}").content.decode()
    assert "Theo Brand" in client.get("/care/overdue/?unit=").content.decode()
    for odd in few(("?unit=%00%0a<b>", "?owner=x", "?page=-1"), every=3):
        assert client.get(f"/care/overdue/{odd}").status_code == 200
    assert browser(known.peer).get("/care/owed/").status_code == 404


@pytest.mark.fuzz
def test_given_to_a_colleague_and_asked_how_to_reach_them(known: Known):
    client = browser(known.clinician)
    assert known.peer.name in client.get(path(known, "give/")).content.decode()
    for bad in few((str(known.person), "", "x"), every=3):
        assert client.post(path(known, "give/"), {"to": bad}).status_code == 422
    assert client.post(path(known, "give/"), {"to": str(known.peer.id)}).status_code == 303
    assert "One person to reach today on your list." in browser(known.peer).get("/care/?whose=mine").content.decode()
    told = {"way": "call", "part_of_day": "evening", "message_safe": "no", "wish": "CANARY-brother listens"}
    assert client.post(path(known, "wishes/"), told | {"way": "fax"}).status_code == 422
    assert client.post(path(known, "wishes/"), told).status_code == 303
    seen = browser(known.peer)
    listed, page = seen.get("/care/").content.decode(), seen.get(path(known)).content.decode()
    for shown in (listed, page):
        # A peer must know before dialing; the person's own words are clinical.
        assert "t leave a message" in shown and "A call." in shown and "CANARY" not in shown
    assert "CANARY-brother listens" in client.get(path(known)).content.decode()


def test_done_plans_the_next_and_missed_is_said(known: Known):
    pass_missed(actor=Actor.system("test", Permission.FOLLOWUP_WRITE))
    client = browser(known.clinician)
    assert FollowUp.objects.count() == 1
    with clock.at(clock.now() + made.timedelta(days=3)):
        pass_missed(actor=Actor.system("test", Permission.FOLLOWUP_WRITE))
        shown = client.get("/care/").content.decode()
        assert "7 days after" in shown and "Theo Brand" in shown
        week = FollowUp.objects.get(window="week")
        page = client.get(f"/people/{known.person}/followups/{week.pk}/").content.decode()
        assert "The 24 to 72 h window was missed." in page
        assert "The window passed with nobody reached." in client.get(f"/people/{known.person}/").content.decode()
