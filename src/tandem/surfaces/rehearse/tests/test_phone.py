"""Phones through their own door: a code, a role, a choice that moves all of them; and nobody else's secret."""

import pytest

from tandem.surfaces.rehearse.tests.conftest import signed_in
from tandem.training.sessions import records
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import LONG, few

SECRETS = {"officer": "The latch is up.", "peer": "He looks at his sister.", "clinician": "Five words at most."}


def joined(at, seat: str, role: Role = Role.CLINICIAN):
    client = signed_in(made.user_with_job(role))
    answer = client.post("/rehearse/join/", {"code": at.code.lower(), "seat": f"A {seat}"})
    assert (answer.status_code, answer.url) == (302, f"/rehearse/r/{at.code}/"), answer.content.decode()
    return client


def shown(client, at) -> str:
    answer = client.get(f"/rehearse/r/{at.code}/")
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    return answer.content.decode()


def test_three_phones_join_by_code_and_one_choice_moves_all(table):
    at = table()
    phones = {seat: joined(at, seat) for seat in ("officer", "clinician", "peer")}
    assert "begins the call" in shown(phones["peer"], at)
    trainer = signed_in(at.trainer)
    lead = f"/rehearse/r/{at.code}/lead/"
    assert trainer.post(lead, {"verb": "start"}).status_code == 302
    assert "Step back" in shown(phones["officer"], at)
    answer = phones["officer"].post(f"/rehearse/r/{at.code}/do/", {"verb": "choose 0-0 0"})
    assert answer.status_code == 302
    for client in phones.values():
        assert "Who are you?" in shown(client, at)
    trainer.post(lead, {"verb": "pause_all"})
    assert "Paused" in shown(phones["peer"], at)
    trainer.post(lead, {"verb": "end"})
    assert "The rehearsal has ended" in shown(phones["peer"], at)


def test_no_page_of_a_phone_holds_the_secret_of_another(table):
    at = table()
    phones = {seat: joined(at, seat) for seat in ("officer", "clinician", "peer", "observer")}
    at.start()
    # After a choice too in the long form, and in training/sessions, test_no_phone_and_no_wall_ever_holds….
    for number in range(2 if LONG else 1):
        for seat, client in phones.items():
            pages = shown(client, at) + client.get(f"/rehearse/r/{at.code}/now/").content.decode()
            assert [whose for whose, text in SECRETS.items() if whose != seat and text in pages] == []
        if LONG and number == 0:
            phones["officer"].post(f"/rehearse/r/{at.code}/do/", {"verb": "choose 0-0 0"})


def test_what_an_instructor_does_is_absent_for_everybody_else(table):
    at = table()
    officer = joined(at, "officer", Role.OFFICER)
    other = signed_in(made.user_with_job(Role.TRAINER))
    nothing = officer.post("/rehearse/r/ZZZZZZ/lead/", {"verb": "start"})
    for client in (officer, other):
        for path in ("lead/", "lead/here/"):
            answer = client.post(f"/rehearse/r/{at.code}/{path}", {"verb": "start"})
            assert answer.status_code == 404
        assert answer.content.count(b"<h1") == nothing.content.count(b"<h1")
    assert records.room(at.room).state == "waiting"


@pytest.mark.parametrize(("guests", "status"), [(True, 200), (False, 302)])
def test_a_guest_joins_only_where_the_room_allows(table, client, guests, status):
    at = table(guests=guests)
    assert client.get(f"/rehearse/join/?code={at.code}").status_code == status
    answer = client.post("/rehearse/join/", {"code": at.code, "seat": "A peer", "name": "Sam Guest"})
    assert answer.status_code == 302
    assert (answer.url == f"/rehearse/r/{at.code}/") is guests
    assert client.get("/rehearse/").status_code == 302


@pytest.mark.fuzz
@pytest.mark.parametrize("code", few(["", "ZZZZZZ", "0O1IL5", "x" * 400, "\x00", "ä" * 6, "<b>hi"], every=3))
def test_a_wrong_code_says_what_to_do(table, client, code):
    answer = client.get("/rehearse/join/", {"code": code})
    assert answer.status_code in (200, 422)
    assert "<b>hi" not in answer.content.decode()


@pytest.mark.fuzz
def test_a_tap_that_makes_no_sense_changes_nothing(table):
    at = table()
    officer = joined(at, "officer")
    at.start()
    before = at.kinds()
    verbs = ["", "choose", "choose 9-9 0", "choose 0-0 x", "kind 1 anger", "seat boss", "offer \x00", "x" * 900]
    for verb in few(verbs, every=4):
        answer = officer.post(f"/rehearse/r/{at.code}/do/", {"verb": verb})
        assert answer.status_code == 422 and 'role="alert"' in answer.content.decode(), verb
        assert at.kinds() == before, verb
