"""A recording of the room through its own door: everybody's yes or nothing, pieces in order, gone when it is taken back."""

import hashlib
from copy import copy
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.rehearse.tests.conftest import signed_in
from tandem.surfaces.rehearse.tests.test_phone import joined
from tandem.training.debrief import actions
from tandem.training.debrief.models import Piece, Recording
from tandem.training.sessions import actions as sessions
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import again

FILM = b"\x1a\x45\xdf\xa3" + b"faces of a room" * 40


class Filmed:
    def __init__(self, at):
        self.at = at
        self.phones = {"officer": joined(at, "officer", Role.OFFICER), "peer": joined(at, "peer", Role.PEER)}
        self.trainer = signed_in(at.trainer)
        self.page = f"/rehearse/r/{at.code}/recording/"
        assert self.trainer.post(self.page, {"verb": "ask", "team": "A"}).status_code == 302
        self.asked = Recording.objects.latest("asked_at").pk

    @property
    def film(self) -> Recording:
        return Recording.objects.get(pk=self.asked)

    @property
    def url(self) -> str:
        return f"/rehearse/r/{self.at.code}/film/{self.film.pk}/"

    def say(self, who, verb):
        return self.phones[who].post(self.page, {"verb": verb, "film": str(self.film.pk)})

    def all_agree(self):
        for who in self.phones:
            assert self.say(who, "yes").status_code == 302
        return self

    def begin(self, client=None):
        return (client or self.trainer).post(f"{self.url}begin/")

    def send(self, number=0, content=FILM, *, client=None, kind="video/webm;codecs=vp8,opus", digest=None, **head):
        told = {"X-Sha256": digest or hashlib.sha256(content).hexdigest(), "X-Ago": "0", "X-Lasts": "10000", **head}
        client = client or self.trainer
        return client.post(f"{self.url}{number}/", content, content_type=kind, headers=told)


def anew(once):
    found = copy(once)
    found.trainer = again(once.trainer)
    found.phones = {seat: again(client) for seat, client in once.phones.items()}
    return found


def run(filmed):
    filmed.all_agree()
    filmed.at.start()
    assert filmed.begin().json() == {"next": 0}
    return filmed


@pytest.fixture(scope="module")
def asked_once(table):
    return Filmed(table())


@pytest.fixture(scope="module")
def run_once(table):
    return run(Filmed(table()))


@pytest.fixture
def filmed(asked_once):
    """Asked, and nobody has answered."""
    return anew(asked_once)


@pytest.fixture
def running(run_once):
    """All agreed, and the camera has begun."""
    return anew(run_once)


def test_nothing_is_recorded_until_each_one_said_yes_on_their_own_phone(filmed):
    filmed.at.start()
    assert "asks: may this rehearsal be recorded?" in filmed.phones["peer"].get(filmed.page).content.decode()
    assert filmed.begin().status_code == 409
    filmed.say("officer", "yes")
    assert filmed.begin().status_code == 409 and filmed.send().status_code == 409
    filmed.say("peer", "yes")
    assert "Be the camera" in filmed.phones["peer"].get(filmed.page).content.decode()
    assert filmed.begin(filmed.phones["peer"]).json() == {"next": 0}
    assert filmed.send(client=filmed.phones["peer"]).json() == {"next": 1}


def test_one_no_ends_the_question_for_everybody(filmed):
    filmed.at.start()
    filmed.say("officer", "yes")
    filmed.say("peer", "no")
    assert filmed.film.state == "refused" and filmed.begin().status_code in (404, 409)
    page = filmed.phones["officer"].get(filmed.page).content.decode()
    assert "Not everybody agreed. Nothing is recorded." in page and "peer" not in page.lower().split("main")[1]


def test_who_comes_in_later_is_asked_before_anything_more_is_taken(running):
    assert running.send(0).status_code == 200
    late = joined(running.at, "observer")
    told = running.send(1)
    assert told.status_code == 409 and "Not everybody has agreed" in told.json()["error"]
    late.post(running.page, {"verb": "yes", "film": str(running.film.pk)})
    assert running.send(1).json() == {"next": 2}


def test_a_guest_who_leaves_before_the_end_leaves_no_film(table):
    at = table(guests=True)
    guest = Client()
    guest.post("/rehearse/join/", {"code": at.code, "seat": "A clinician", "name": "Sam Guest"})
    filmed = Filmed(at)
    filmed.phones["clinician"] = guest
    run(filmed)
    filmed.send()
    guest.post(f"/rehearse/r/{at.code}/do/", {"verb": "leave"})
    assert filmed.send(1).status_code == 409
    assert filmed.film.gone_why == "guest_left" and not filmed.film.key


def test_pieces_come_in_order_whole_and_once(running):
    assert running.send(1).json()["error"] == "Piece 0 comes first."
    assert running.send(0).json() == {"next": 1}
    # The answer was lost and the camera sends it again: taken for granted.
    assert running.send(0).json() == {"next": 1}
    other = running.send(0, FILM + b"other")
    assert other.status_code == 409 and "another piece 0" in other.json()["error"]
    assert running.send(1, FILM + b"1").json() == {"next": 2}
    assert running.begin().json() == {"next": 2}
    assert Piece.objects.count() == 2


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "how",
    few(
        [
            {"content": b"<html>not a film</html>"},
            {"kind": "text/html"},
            {"kind": "image/png"},
            {"content": b""},
            {"content": FILM[:4] + bytes(6 * 1_048_576)},
            {"digest": "0" * 64},
            {"X-Lasts": "0"},
            {"X-Lasts": "999999"},
            {"X-Lasts": "a\u0660"},
            {"X-Ago": "99999999"},
            {"X-Ago": "-5"},
            {"X-Ago": "600000"},
        ],
        every=4,
    ),
)
def test_what_is_no_such_piece_is_refused_and_not_kept(running, how):
    how = {
        name: value.encode("utf-8").decode("latin-1") if name.startswith("X-") else value for name, value in how.items()
    }
    answer = running.send(**how)
    assert answer.status_code == 422 and answer.json()["error"], how
    assert not Piece.objects.exists()


def test_a_piece_lies_sealed_on_the_disk_and_is_given_back_whole(running):
    running.send()
    files = [path for path in (settings.DATA_DIR / "attachments").iterdir() if FILM[:40] in path.read_bytes()]
    assert files == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM debriefs_recording")
        assert running.film.key.encode() not in b"".join(bytes(row[0] or b"") for row in cursor.fetchall())
    answer = running.phones["peer"].get(f"{running.url}0/")
    assert answer.content == FILM and answer["Content-Type"] == "video/webm"
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"] == "no-store"
    part = running.phones["peer"].get(f"{running.url}0/", headers={"Range": "bytes=4-9"})
    assert (part.status_code, part.content, part["Content-Range"]) == (206, FILM[4:10], f"bytes 4-9/{len(FILM)}")
    assert running.phones["peer"].get(f"{running.url}0/", headers={"Range": "bytes=99999-"}).status_code == 416


@pytest.mark.fuzz
def test_nobody_else_sees_or_sends_anything(running):
    running.send()
    others = [signed_in(made.user_with_job(Role.TRAINER)), signed_in(made.user_with_job(Role.ADMIN)), Client()]
    for client in few(others, every=2):
        for path in ("", "0/"):
            assert client.get(running.url + path).status_code == 404
        assert running.begin(client).status_code == 404 and running.send(1, client=client).status_code == 404
        assert client.get(running.page).status_code == 404
        assert client.post(running.page, {"verb": "delete", "film": str(running.film.pk)}).status_code == 404
    assert running.phones["peer"].post(running.page, {"verb": "ask"}).status_code == 404
    assert running.phones["peer"].post(running.page, {"verb": "yes", "film": "x"}).status_code == 404
    assert running.film.gone_at is None


@pytest.mark.fuzz
@pytest.mark.parametrize("how", few(["delete", "no"], every=2))
def test_whoever_agreed_takes_it_back_and_it_is_gone_at_once_for_everybody(running, how):
    running.send()
    before = len(list((settings.DATA_DIR / "attachments").iterdir()))
    running.say("peer", how)
    assert len(list((settings.DATA_DIR / "attachments").iterdir())) == before - 1
    assert (
        running.trainer.get(f"{running.url}0/").status_code == 404
        and running.trainer.get(running.url).status_code == 404
    )
    assert running.send(1).status_code == 409 and running.begin().status_code == 409
    assert (running.film.state, running.film.key) == ("deleted", "")
    assert "The film was deleted on" in running.phones["officer"].get(running.page).content.decode()


def test_a_film_is_deleted_on_its_day_and_a_sentence_stays(running):
    running.send()
    sessions.end(running.at.room, actor=running.at.trainer)
    stop = running.trainer.post(running.page, {"verb": "stop", "team": "A", "film": str(running.film.pk)})
    assert stop.status_code == 302 and running.film.state == "stopped"
    debrief = f"/rehearse/r/{running.at.code}/debrief/"
    assert "data-film=" in running.trainer.get(debrief).content.decode()
    assert running.trainer.get(running.url).json()["pieces"][0]["lasts"] == 10_000
    night = Actor.system("Days of a recording", Permission.TRAINING_PLAY)
    assert actions.delete_due(actor=night) == 0
    with clock.at(clock.now() + timedelta(days=14)):
        assert actions.delete_due(actor=night) == 1
        assert actions.delete_due(actor=night) == 0
    assert running.trainer.get(f"{running.url}0/").status_code == 404
    page = running.trainer.get(debrief).content.decode()
    assert "The film was deleted on" in page and "data-film=" not in page


# In its place in `bin/test`: training/debrief/tests/test_rules.py, test_the_run_s_clock_stands_while_paused_and_before_it_began.
@pytest.mark.whole
def test_a_film_lies_on_the_run_s_clock_also_after_a_pause(filmed):
    run(filmed)
    played = filmed.at.run()
    begun = clock.now()
    with clock.at(begun + timedelta(seconds=30)):
        sessions.pause(played, actor=filmed.at.trainer)
    with clock.at(begun + timedelta(seconds=90)):
        sessions.resume(played, actor=filmed.at.trainer)
    with clock.at(begun + timedelta(seconds=100)):
        filmed.send(0, **{"X-Ago": "5000"})
        filmed.send(1, FILM + b"1", **{"X-Ago": "40000"})
    at = list(Piece.objects.order_by("number").values_list("at_ms", flat=True))
    assert [round(each / 1000) for each in at] == [35, 30]
