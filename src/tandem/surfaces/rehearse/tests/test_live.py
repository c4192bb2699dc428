"""The streams of a rehearsal: a phone's is opened by its seat's key alone, a wall's by the room's instructor alone."""

from types import SimpleNamespace

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tandem.foundation.live import sessions
from tandem.foundation.live.stream import _open
from tandem.foundation.live.topics import TOPICS, Asked
from tandem.foundation.organizations.models import Membership
from tandem.surfaces.rehearse import live
from tandem.training.sessions import actions
from tandem.training.sessions.rules import team_id
from tandem.vocabulary.terms import Role
from tests import made


def joined(at, seat: str, team: str = "A") -> str:
    return actions.join(at.code, name="Sam", seat=seat, team=team, actor=made.user_with_job(Role.PEER))


def test_a_phones_stream_holds_what_its_seat_may_know(table):
    at = table(teams=2)
    keys = {seat: joined(at, seat) for seat in ("officer", "peer")}
    at.start()
    topic = TOPICS[live.PHONE]
    for seat, key in keys.items():
        session, view = _open(topic, key, "", {})
        assert [one.subject for one in view.audiences] == [team_id(at.room, "A")]
        [(_audience, drawn)] = topic.draw([Asked(view.audiences[0], {}, view.release)])
        html = drawn.html
        assert ("The latch is up." in html) is (seat == "officer")
        assert ("He looks at his sister." in html) is (seat == "peer")
        assert session.address == ""
    for nothing in (None, "", "tds_nothing", "ä", "x" * 5000):
        assert _open(topic, nothing, "", {}) is None


def test_a_seat_that_was_given_back_ends_its_stream(table):
    at = table()
    session, _view = _open(TOPICS[live.PHONE], joined(at, "peer"), "", {})
    assert sessions.ended([session]) == set()
    actions.leave(session.held)
    assert sessions.ended([session]) == {session.key}


def test_only_the_instructor_opens_the_wall_and_the_console(table):
    at = table()

    def session_of(actor):
        job = Membership.objects.select_related("user", "organization").get(user_id=actor.id)
        return SimpleNamespace(membership=job, key="x" * 12, address="")

    for name in (live.WALL, live.CONSOLE):
        opener = TOPICS[name].opener
        assert opener(session_of(at.trainer), {"code": at.code, "team": "A"})
        assert opener(session_of(made.user_with_job(Role.TRAINER)), {"code": at.code, "team": "A"}) is None
        assert opener(session_of(made.user_with_job(Role.CLINICIAN)), {"code": at.code, "team": "A"}) is None
        assert opener(session_of(at.trainer), {"code": "ZZZZZZ"}) is None


def test_who_would_see_nothing_new_is_sent_nothing(table):
    at = table()
    keys = {seat: joined(at, seat) for seat in ("officer", "peer")}
    at.start()
    topic = TOPICS[live.PHONE]
    views = {seat: _open(topic, key, "", {})[1] for seat, key in keys.items()}
    drawn = dict(topic.draw([Asked(one.audiences[0], {}, one.release) for one in views.values()]))
    shown = {one.role: rendered.state for one, rendered in drawn.items()}
    assert set(shown) == set(keys)
    actions.see_cue(views["peer"].release)
    again = [Asked(one.audiences[0], {}, one.release, shown[seat]) for seat, one in views.items()]
    # A sign is its seat's own until the debrief.
    assert [one.role for one, _rendered in topic.draw(again)] == ["peer"]


def test_a_choice_of_a_phone_whose_stream_is_heard_is_short_and_the_stream_brings_it_to_all(table):
    at = table(guests=True)
    keys = {seat: actions.join(at.code, name="Sam", seat=seat, actor=None) for seat in ("officer", "clinician", "peer")}
    at.start()
    topic = TOPICS[live.PHONE]
    views = [_open(topic, key, "", {})[1] for key in keys.values()]
    list(topic.draw([Asked(one.audiences[0], {}, one.release) for one in views]))
    client = Client(headers={"hx-request": "true", "x-tandem-live": "1"})
    client.cookies["tandem_seat"] = keys["officer"]
    with CaptureQueriesContext(connection) as choosing:
        assert client.post(f"/rehearse/r/{at.code}/do/", {"verb": "choose 0-0 0"}).status_code == 204
    with CaptureQueriesContext(connection) as drawing:
        drawn = list(topic.draw([Asked(one.audiences[0], {}, one.release) for one in views]))
    assert ['data-turn="1"' in rendered.html for _audience, rendered in drawn] == [True] * 3
    # Two of them are the program's name and zone, which a server keeps, and two more the test's own transaction.
    assert len(choosing) <= 15 and len(drawing) <= 3, [one["sql"][:80] for one in [*choosing, *drawing]]
    refused = client.post(f"/rehearse/r/{at.code}/do/", {"verb": "choose 9-9 1"})
    assert refused.status_code == 422 and b'role="alert"' in refused.content
