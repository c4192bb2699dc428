"""The streams of a rehearsal: a phone's is opened by its seat's key alone, a wall's by the room's instructor alone."""

from types import SimpleNamespace

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
