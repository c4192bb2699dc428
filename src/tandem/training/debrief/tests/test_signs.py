"""Who could see a sign, who saw it and when: each case planted."""

import random

import pytest

from tandem.training.debrief.reading import read
from tandem.training.debrief.signs import AWAY, ENDED, LASTS_MS, NOT_SHOWN, count_by_seat
from tandem.training.debrief.tests.planted import TEAM, Line
from tandem.vocabulary.training import Happened


def one_sign(line: Line, seats=TEAM):
    (found,) = read(line.rows, seats).signs
    return found


def test_a_sign_has_who_saw_it_when_who_missed_it_and_who_could_not_see_it():
    line = Line()
    line.sign(100, "ears", "officer", "clinician", "peer")
    line.see(111, "clinician", "behavior")
    line.ends(300)
    found = one_sign(line)
    assert [(one.seat, one.after_ms, one.kind) for one in found.seen] == [("clinician", 11_000, "behavior")]
    assert found.missed == ("officer", "peer")
    assert found.could_not == (("dispatcher", NOT_SHOWN),)
    assert set(found.could) == {"officer", "clinician", "peer"}


def test_a_sign_for_everybody_is_one_that_everybody_held_could_see():
    line = Line()
    line.sign(10, "door")
    line.see(12, "peer")
    line.ends(200)
    found = one_sign(line, ("officer", "peer"))
    assert [one.seat for one in found.seen] == ["peer"] and found.missed == ("officer",) and not found.could_not


def test_a_seat_nobody_held_sees_nothing_and_misses_nothing():
    line = Line()
    line.sign(10, "door")
    line.ends(200)
    assert one_sign(line, ("officer", "observer")).missed == ("officer",)


@pytest.mark.parametrize(
    ("pressed", "kind", "sees"),
    [
        (10, "", "latch"),
        (22, "", "radio"),
        (22, "barrier", "latch"),
        (22, "voice", "radio"),
        # A kind that no sign of the story had: kept as noticed, and both are missed.
        (22, "bystander", None),
        # Before the first sign, and long after both.
        (9.9, "", None),
        (81, "", None),
        (80, "", "radio"),
        (75, "barrier", None),
    ],
)
def test_a_press_belongs_to_the_newest_sign_it_fits(pressed, kind, sees):
    line = Line()
    line.sign(10, "latch", kind="barrier")
    line.sign(20, "radio", kind="voice")
    line.see(pressed, "officer", kind)
    line.ends(300)
    rows = sorted(line.rows, key=lambda row: row.at_ms)
    found = read([type(row)(at, row.at_ms, row.seat, row.kind, row.detail) for at, row in enumerate(rows)], ["officer"])
    assert [one.id for one in found.signs if one.seen] == ([sees] if sees else [])
    assert [one.kind for one in found.noticed] == ([] if sees else [kind])


def test_two_presses_see_two_signs_and_a_third_notices_something():
    line = Line()
    line.sign(10, "latch")
    line.sign(20, "radio")
    for at in (22, 24, 26):
        line.see(at, "officer")
    line.ends(300)
    found = read(line.rows, ["officer"])
    assert [one.by("officer").after_ms for one in found.signs] == [14_000, 2_000]
    assert [one.at_ms for one in found.noticed] == [26_000]


def test_a_sign_shown_again_goes_on_and_is_not_counted_twice():
    line = Line()
    line.sign(10, "radio", "officer")
    line.sign(50, "radio", "peer")
    line.see(105, "officer")
    line.ends(300)
    found = one_sign(line)
    assert found.by("officer").after_ms == 95_000 and found.missed == ("peer",)


def test_the_same_sign_long_after_is_another_one():
    line = Line()
    line.sign(10, "radio")
    line.sign(10.001 + 2 * LASTS_MS / 1000, "radio")
    line.ends(600)
    assert len(read(line.rows, TEAM).signs) == 2


def test_a_phone_that_was_away_all_the_while_could_not_see():
    line = Line()
    line.add(5, Happened.DROPPED, "officer")
    line.sign(10, "latch")
    line.add(75, Happened.RETURNED, "officer")
    line.ends(300)
    found = one_sign(line, ("officer", "peer"))
    assert found.could_not == (("officer", AWAY),) and found.missed == ("peer",)


@pytest.mark.parametrize("away", [(5, 30), (12, 90)])
def test_a_phone_that_was_there_for_a_part_of_it_could_see(away):
    line = Line()
    moments = sorted([(away[0], Happened.DROPPED), (away[1], Happened.RETURNED), (10, None)], key=lambda one: one[0])
    for at, kind in moments:
        if kind:
            line.add(at, kind, "officer")
        else:
            line.sign(at, "latch")
    line.ends(300)
    assert one_sign(line, ["officer"]).missed == ("officer",)


def test_a_phone_that_never_came_back_could_not_see_what_came_after():
    line = Line()
    line.add(5, Happened.DROPPED, "officer")
    line.sign(10, "latch")
    line.ends(300)
    assert one_sign(line, ["officer"]).could_not == (("officer", AWAY),)


def test_a_sign_in_the_last_seconds_leaves_no_time_but_counts_for_who_was_quick():
    line = Line()
    line.sign(296, "light")
    line.see(298, "peer")
    line.ends(300)
    found = one_sign(line, ("officer", "peer"))
    assert found.could_not == (("officer", ENDED),) and found.by("peer").after_ms == 2_000


def test_what_was_taken_back_counts_for_nothing():
    line = Line()
    line.sign(10, "latch")
    pressed = line.see(12, "officer")
    line.add(14, Happened.CUE_SEEN, "officer", undoes=pressed)
    line.ends(300)
    found = read(line.rows, ["officer"])
    assert found.signs[0].missed == ("officer",) and found.noticed == ()


def test_every_seat_is_in_exactly_one_place_whatever_happens():
    """A thousand made-up runs: no seat is lost or counted twice, no press sees before it was shown."""
    chance = random.Random(6)
    for _ in range(300):
        line = Line()
        at = 0.0
        for _ in range(chance.randint(0, 25)):
            at += chance.random() * 30
            what = chance.randrange(4)
            seat = chance.choice(TEAM)
            if what == 0:
                line.sign(
                    at, chance.choice("abc"), *chance.sample(TEAM, chance.randint(0, 3)), kind=chance.choice("xy")
                )
            elif what == 1:
                line.see(at, seat, chance.choice(["", "x", "y"]))
            else:
                line.add(at, chance.choice([Happened.DROPPED, Happened.RETURNED]), seat)
        line.ends(at + 1)
        found = read(line.rows, TEAM)
        presses = sum(row.kind == Happened.CUE_SEEN for row in line.rows)
        assert presses == sum(len(one.seen) for one in found.signs) + len(found.noticed)
        for one in found.signs:
            everybody = [*(seen.seat for seen in one.seen), *one.missed, *(seat for seat, _why in one.could_not)]
            assert sorted(everybody) == sorted(TEAM)
            assert all(seen.after_ms >= 0 for seen in one.seen)
        for seat in TEAM:
            seen, could = count_by_seat(found.signs, seat)
            assert 0 <= seen <= could <= len(found.signs)
