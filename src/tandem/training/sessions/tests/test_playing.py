"""One call from the open room to its end, through the verbs and the views of each reader."""

import dataclasses
import json
from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.training.sessions import actions, records
from tandem.training.sessions.models import Happening
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role
from tests import made

SECRETS = {"officer": "The latch is up.", "peer": "He looks at his sister.", "clinician": "Five words at most."}


def whole(view) -> str:
    """Everything a page could make of a view."""
    return json.dumps(dataclasses.asdict(view), default=str, ensure_ascii=False)


def leaked(view, seat: str) -> list[str]:
    """Secrets of other roles that this view holds."""
    return [text for whose, text in SECRETS.items() if whose != seat and text in whole(view)]


def test_three_phones_play_a_call_to_its_end(table):
    at = table()
    officer, clinician, peer = (at.sit(seat) for seat in ("officer", "clinician", "peer"))
    assert at.view(officer).state == "waiting" and not at.view(officer).choices
    at.start()
    seen = at.view(officer)
    assert (seen.state, seen.turn, [one.text for one in seen.only]) == ("running", 0, ["The latch is up."])
    assert {one.text for one in seen.choices} == {"Step back", "Say nothing"}
    assert at.view(peer).deciding == ("Robin officer", "Robin clinician") and not at.view(peer).choices
    at.choose(officer, "Step back")
    assert [at.view(one).turn for one in (officer, clinician, peer)] == [1, 1, 1]
    assert records.for_wall(at.run()).lines[-1].by == "Jonah"
    actions.pause(at.run(), actor=at.trainer)
    assert at.view(peer).state == "paused"
    with pytest.raises(Conflict, match="paused"):
        actions.choose(clinician, "1-0", turn=1)
    actions.resume(at.run(), actor=at.trainer)
    at.choose(clinician, "Tell him who you are")
    ended = at.view(peer)
    assert (ended.state, ended.ending_kind, ended.ending) == ("ended", "good", "He sits down beside his sister.")
    kinds = at.kinds()
    assert kinds[0] == "incident.received" and kinds[-1] == "rehearsal.ended"
    assert "rehearsal.paused" in kinds and "rehearsal.resumed" in kinds
    actions.end(at.room, actor=at.trainer)
    assert records.room(at.room).over and records.room_of(at.code).id == at.room


def test_no_phone_and_no_wall_ever_holds_the_secret_of_another_role(table):
    at = table()
    phones = [at.sit(seat) for seat in ("officer", "clinician", "peer", "observer")]
    at.start()
    for _turn in range(2):
        for phone in phones:
            assert leaked(at.view(phone), phone.seat) == []
            assert "sensible" not in whole(at.view(phone)) and "arousal" not in whole(at.view(phone))
        wall = records.for_wall(at.run())
        assert leaked(wall, "") == [] and "arousal" not in whole(wall)
        if at.view(phones[0]).turn == 0:
            at.choose(phones[0], "Step back")


def test_a_line_that_went_to_the_wrong_phone_is_caught(table, monkeypatch):
    """The fault is planted: a view that forgets whom a line was told to."""
    at = table()
    peer = at.sit("peer")
    at.start()
    monkeypatch.setattr("tandem.training.sessions.records.phone.knows", lambda line, seat: bool(line.detail.get("to")))
    assert leaked(at.view(peer), "peer") == ["The latch is up."]


def test_who_is_second_is_told_so_and_nothing_is_chosen(table):
    at = table()
    officer, clinician = at.sit("officer"), at.sit("clinician")
    at.start()
    before = at.view(clinician)
    at.choose(officer, "Step back")
    with pytest.raises(Conflict, match="Somebody chose first"):
        actions.choose(clinician, before.choices[0].id, turn=before.turn)
    assert at.kinds().count("rehearsal.chose") == 1
    with pytest.raises(Refusal, match="can't be chosen now"):
        actions.choose(officer, "1-0", turn=1)


def test_the_same_tap_sent_twice_counts_once(table):
    at = table()
    officer = at.sit("officer")
    at.start()
    view = at.view(officer)
    once = uuid4()
    actions.choose(officer, view.choices[0].id, turn=0, once=once)
    actions.choose(officer, view.choices[0].id, turn=0, once=once)
    assert at.kinds().count("rehearsal.chose") == 1


def test_the_clock_goes_on_where_nobody_chooses(table):
    at = table()
    at.sit("officer")
    at.sit("clinician")
    at.sit("peer")
    at.start()
    begun = clock.now()
    with clock.at(begun + timedelta(seconds=10)):
        actions.due(at.run())
        assert at.kinds().count("rehearsal.chose") == 0
    with clock.at(begun + timedelta(seconds=21)):
        actions.due(at.run())
        actions.due(at.run())
    chose = [one for one in records.timeline(at.run()) if one.kind == "rehearsal.chose"]
    assert [(one.seat, one.detail["after"]) for one in chose] == [("", 20)]


def test_a_role_taken_by_two_is_kept_by_the_first(table):
    at = table()
    at.sit("officer", name="Okafor")
    with pytest.raises(Conflict, match="Okafor has this role. Observe, or take clinician?"):
        at.sit("officer")
    late = at.sit("observer")
    with pytest.raises(Conflict, match="Okafor has this role"):
        actions.take_seat(late, "officer")
    actions.take_seat(late, "peer")
    assert {one.seat: one.name for one in records.seats(at.room, "A")}["peer"] == "Robin observer"


def test_only_the_rooms_instructor_leads_it(table):
    at = table()
    officer = at.sit("officer")
    stranger = made.user_with_job(Role.TRAINER)
    for verb in (actions.pause, actions.end_run, actions.resume, actions.start_run):
        with pytest.raises(Absent):
            verb(at.run(), actor=stranger)
        with pytest.raises((Absent, NotAllowed)):
            verb(at.run(), actor=officer.actor)
    with pytest.raises(Absent):
        actions.inject(at.run(), "A siren.", actor=officer.actor)
    with pytest.raises(NotAllowed):
        actions.open_room(at.edition, actor=made.user_with_job(Role.CLINICIAN))
    assert Happening.objects.count() == 0
