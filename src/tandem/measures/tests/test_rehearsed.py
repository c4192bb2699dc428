"""A planted pattern is found, noise is not, and nothing is said where there is too little to say."""

import random
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from tandem.foundation.marts import Mart
from tandem.measures.rehearsed import handoffs, played, signs
from tandem.measures.rehearsed.clear import stand_clear
from tandem.measures.rehearsed.share import Share
from tandem.measures.statistics import wilson
from tandem.measures.tables import HANDOFFS, REHEARSALS, SIGNS, TABLES
from tandem.vocabulary.facts import HandoffFact, RehearsalFact, SignFact, World

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
KINDS = ("environment", "behavior", "voice", "bystander", "barrier")
SEATS = ("dispatcher", "officer", "clinician", "peer")
TEAMS = ("North", "South", "East", "Night")


def sign(run: int, kind: str, seat: str, *, missed: bool, team: str = "North", seconds: float = 9.0) -> SignFact:
    at = NOON + timedelta(hours=run)
    return SignFact(
        World.REHEARSED,
        f"r{run}",
        "RPD",
        team,
        "night",
        "welfare-check",
        "c1",
        kind,
        seat,
        at,
        None if missed else seconds,
    )


def season(dice: random.Random, share, runs: int = 40) -> list[SignFact]:
    """Rehearsals of four teams; each run has a good or a bad day of its own. `share(kind, seat, team)` is the truth."""
    found = []
    for run in range(runs):
        team, day = TEAMS[run % len(TEAMS)], dice.gauss(0, 0.08)
        for kind, seat, _ in product(KINDS, SEATS, range(2)):
            truth = min(0.95, max(0.05, share(kind, seat, team) + day))
            found.append(sign(run, kind, seat, missed=dice.random() < truth, team=team))
    return found


def test_a_team_that_misses_voice_signs_is_found_and_named_alone():
    dice = random.Random(7)
    told = season(dice, lambda kind, seat, team: 0.7 if (kind, team) == ("voice", "Night") else 0.3)
    clear = stand_clear(signs.missed(told, signs.by_kind_and_team))
    assert [one.key for one in clear] == [("voice", "Night")]
    assert clear[0].share.interval()[0] > clear[0].rest.interval()[1]


def test_officers_who_miss_voice_signs_are_found_by_seat():
    dice = random.Random(8)
    told = season(dice, lambda kind, seat, team: 0.7 if (kind, seat) == ("voice", "officer") else 0.3)
    assert [one.key for one in stand_clear(signs.missed(told, signs.by_kind_and_seat))] == [("voice", "officer")]


def test_noise_shows_no_pattern():
    """Two dozen seasons in which all miss alike: at most one in twenty may name anybody (Holm), with its own chance."""
    named = {signs.by_kind_and_team: 0, signs.by_kind_and_seat: 0}
    for seed in range(24):
        told = season(random.Random(seed), lambda *_: 0.3)
        for by in named:
            named[by] += bool(stand_clear(signs.missed(told, by)))
    assert max(named.values()) <= 4


def test_signs_of_one_run_are_not_taken_for_many():
    together, apart = Share.of([(10, 10), (0, 10)] * 3), Share.of([(5, 10)] * 6)
    assert (together.k, together.n) == (apart.k, apart.n) == (30, 60)
    assert together.design_effect > 10 and apart.design_effect == 1
    low, high = together.interval()
    assert low < apart.interval()[0] and high > apart.interval()[1]
    assert apart.interval() == wilson(30, 60)
    assert 0 <= low < high <= 1


@pytest.mark.parametrize(("k", "n"), [(0, 0), (2, 6), (9, 9)])
def test_under_ten_there_is_a_count_and_no_share(k, n):
    share = Share.of([(k, n)])
    assert (share.k, share.n, share.few, share.value, share.interval()) == (k, n, True, None, None)
    assert stand_clear({"one": share, "other": Share.of([(1, 20)] * 9)}) == []


def test_a_difference_that_is_certain_and_small_is_not_named():
    groups = {"a": Share.of([(35, 100)] * 90), "b": Share.of([(30, 100)] * 90)}
    assert stand_clear(groups) == []


def test_times_are_of_seen_signs_only_and_say_how_many():
    told = [sign(n, "voice", "peer", missed=n % 2 == 0, seconds=float(n)) for n in range(40)]
    of = signs.times(told, lambda one: one.kind)["voice"]
    assert (of.n, of.median) == (20, 20.0)
    assert signs.times(told[:6], lambda one: one.kind)["voice"].median is None


def test_hand_offs_by_shift():
    told = [
        HandoffFact(
            World.REHEARSED, f"r{n}", "RPD", "North", shift, "welfare-check", NOON, "officer", "clinician", mark
        )
        for n, (shift, mark) in enumerate(
            [("day", "clean")] * 12 + [("night", "unclear")] * 8 + [("night", "clean")] * 4
        )
    ]
    by = handoffs.handed(told, lambda one: one.shift)
    assert by["day"].not_clean.value == 0 and by["night"].counts == {"unclear": 8, "clean": 4}
    assert by["night"].not_clean.interval() == wilson(8, 12)


def rehearsal(number: int, scenario: str, ending: str | None) -> RehearsalFact:
    at = NOON + timedelta(days=number % 25)
    return RehearsalFact(
        World.REHEARSED, f"r{number}", "RPD", "North", "day", scenario, f"{scenario}/1", at, 600, 3, False, ending, 2, 5
    )


def test_scenarios_that_need_more_come_first_and_one_never_played_is_there():
    told = [rehearsal(n, "steady", "good") for n in range(15)] + [
        rehearsal(20 + n, "mixed", "good" if n < 8 else "poor") for n in range(12)
    ]
    told += [rehearsal(50, "seldom", "good"), rehearsal(51, "seldom", None)]
    of = {one.scenario: one for one in played.played(told, ["steady", "never"])}
    assert of["steady"].steady and of["steady"].more == 0
    assert not of["mixed"].steady and of["mixed"].more > 0
    assert (of["seldom"].times, of["seldom"].good.n, of["seldom"].more) == (2, 1, 9)
    assert (of["never"].times, of["never"].more) == (0, 10)
    assert [one.scenario for one in played.played(told, ["never"])][-1] == "steady"
    assert (of["mixed"].asked.k, of["mixed"].asked.n) == (24, 60)


def test_the_mart_keeps_worlds_and_agencies_apart(tmp_path):
    mart = Mart(tmp_path)
    whole = {"since": NOON - timedelta(days=1), "until": NOON + timedelta(days=30)}
    assert signs.rows(mart, **whole) == handoffs.rows(mart, **whole) == played.rows(mart, **whole) == []
    mine = sign(1, "voice", "peer", missed=True)
    real = SignFact(**{**vars(mine), "world": World.REAL})
    theirs = SignFact(**{**vars(mine), "agency": "Other"})
    mart.write(SIGNS, TABLES[SIGNS].schema, [mine, real, theirs], partition="2026-10")
    mart.write(REHEARSALS, TABLES[REHEARSALS].schema, [rehearsal(1, "steady", None)], partition="2026-10")
    mart.write(HANDOFFS, TABLES[HANDOFFS].schema, [], partition="2026-10")
    assert signs.rows(mart, **whole, agency="RPD") == [mine]
    assert signs.rows(mart, **whole) == [mine, theirs]
    assert len(played.rows(mart, **whole)) == 1
