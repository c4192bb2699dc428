"""One look serves a whole team: read once, never with another's secret, never with what was rolled back; and heartbeats."""

from datetime import timedelta

import pytest
from django.db import transaction

from tandem.foundation import clock
from tandem.training.sessions import actions, records
from tandem.training.sessions.records import kept

SECRETS = {"officer": "The latch is up.", "peer": "He looks at his sister.", "clinician": "Five words at most."}


@pytest.fixture
def team(table):
    at = table()
    at.phones = {seat: at.sit(seat) for seat in ("officer", "clinician", "peer", "observer")}
    at.start()
    kept._kept.clear()
    return at


def test_one_look_shows_every_phone_and_the_wall_in_three_statements(team, django_assert_num_queries):
    with django_assert_num_queries(3):
        look = records.Look(team.room, "A")
        shown = {seat: look.phone(sitting) for seat, sitting in team.phones.items()}
        wall = look.wall("es")
    for seat, view in shown.items():
        assert [whose for whose, text in SECRETS.items() if whose != seat and text in str(view)] == []
    assert not any(text in str(wall) for text in SECRETS.values())
    assert "Jonah está en la puerta." in str(wall.lines)
    # Nothing has happened since: the lines are known.
    with django_assert_num_queries(2):
        assert records.Look(team.room, "A").phone(team.phones["peer"]).only == shown["peer"].only


def test_a_look_after_a_choice_reads_what_is_new_and_shows_what_a_page_shows(team):
    records.Look(team.room, "A").wall()
    before = len(kept._kept[team.run()])
    team.choose(team.phones["officer"], "Step back")
    actions.see_cue(team.phones["peer"])
    look = records.Look(team.room, "A")
    with clock.at(clock.now()):
        for sitting in team.phones.values():
            page, stream = records.for_phone(team.run(), sitting), look.phone(sitting)
            assert (page.turn, page.heard, page.only, page.choices, page.taps) == (
                (stream.turn, stream.heard, stream.only, stream.choices, stream.taps)
            )
    assert len(kept._kept[team.run()]) == records.timeline(team.run())[-1].number > before
    assert [number for number, _at in look.wall().steps] == [
        one.number for one in records.timeline(team.run()) if one.has_moment
    ]


def test_what_was_rolled_back_is_never_kept(team):
    records.Look(team.room, "A").wall()
    run = team.run()
    held = kept._kept[run]
    with pytest.raises(RuntimeError), transaction.atomic():
        team.choose(team.phones["officer"], "Step back")
        # A page that is drawn inside its own act reads on, and keeps nothing.
        assert records.for_phone(run, team.phones["officer"]).turn == 1
        raise RuntimeError
    assert kept._kept[run] == held
    team.choose(team.phones["officer"], "Say nothing")
    lines = [one.detail.get("text") for one in records.Look(team.room, "A")._reading.happened]
    assert "Say nothing" in lines and "Step back" not in lines


def test_a_branch_has_lines_of_its_own(team):
    begun = records.timeline(team.run())[0].number
    team.choose(team.phones["officer"], "Step back")
    assert records.Look(team.room, "A").wall().turn == 1
    actions.rewind(team.run(), begun, actor=team.trainer)
    assert records.Look(team.room, "A").wall().turn == 0


def test_a_heartbeat_in_a_calm_room_is_one_statement(team, django_assert_num_queries):
    peer = team.phones["peer"]
    actions.stay(peer)
    with clock.at(clock.now() + timedelta(seconds=4)), django_assert_num_queries(1):
        actions.stay(peer)
    kinds = team.kinds()
    # It was heard then, so that it is not missed yet, although nobody else was heard at all.
    with clock.at(clock.now() + timedelta(seconds=14)):
        actions.stay(team.phones["officer"])
    assert team.kinds()[len(kinds) :] == ["rehearsal.dropped"] * 2


def test_what_is_due_happens_at_whichever_heartbeat_comes_first(team):
    with clock.at(clock.now() + timedelta(seconds=10)):
        for sitting in team.phones.values():
            actions.stay(sitting)
    with clock.at(clock.now() + timedelta(seconds=21)):
        actions.stay(team.phones["observer"])
        actions.stay(team.phones["peer"])
        assert team.view(team.phones["peer"]).turn == 1
    assert team.kinds().count("rehearsal.chose") == 1


def test_one_page_asks_first_when_a_count_down_ends(team):
    look = records.Look(team.room, "A")
    assert [look.phone(sitting).asks for sitting in team.phones.values()] == [0, 1, 2, 3]
    assert look.wall().asks == 4
