"""The scenarios that ship: each plays to a good end with sense, is another call by another seed, and leaves nobody out."""

from collections import Counter
from itertools import islice

import pytest

from tandem.training.engine import play
from tandem.training.engine.play import Moment, may_choose
from tandem.training.engine.scenario import Scenario
from tandem.training.engine.search import Played, sensible_plays
from tandem.training.engine.words import asked_about
from tandem.training.library.checking import check_file
from tandem.training.library.shipped import FOLDER, scenarios
from tandem.training.library.tests.ink import need_node
from tandem.vocabulary.training import CueKind, EndingKind, LeadTime
from tests.short import tries

NAMES = (
    "knife-in-the-kitchen",
    "next-day-follow-up",
    "older-woman-dementia",
    "repeat-caller-in-calm",
    "teen-and-parent",
    "veteran-intoxicated",
    "welfare-check",
    "wrong-information",
)
IN_SPANISH = ("next-day-follow-up", "welfare-check")
SEEDS = tries(32)
# Moments in a row at which a role may have nothing to choose: as long as the dispatcher asks the caller.
LONGEST_IDLE = 3


@pytest.fixture(scope="module")
def told() -> dict[str, Scenario]:
    need_node()
    return {one.name: one for one in scenarios()}


@pytest.fixture(scope="module")
def plays(told) -> dict[str, list[Played]]:
    """Sensible plays of each, by as many seeds."""
    return {name: list(islice(sensible_plays(one), SEEDS)) for name, one in told.items()}


def test_eight_ship_each_with_its_authors_notes_and_the_persons_own_view(told):
    assert tuple(told) == NAMES
    for name, one in told.items():
        notes = (FOLDER / name / "notes.md").read_text(encoding="utf-8")
        assert "Not yet reviewed by people with lived experience" in notes
        assert all(f"**{head}" in notes for head in ("Aim", "What it teaches", "How it can end", "Sources", "Law"))
        view = play.point_of_view(one)
        assert 4 <= len(view) <= 8
        assert {line.by for line in view} == {one.person.split()[0]}


def test_their_risk_varies_and_two_are_after_the_fact(told):
    assert {str(one.risk) for one in told.values()} == {"low", "raised", "high"}
    assert [name for name, one in told.items() if "follow-up" in one.teaches] == [
        "next-day-follow-up",
        "repeat-caller-in-calm",
    ]


@pytest.mark.fuzz
@pytest.mark.parametrize("name", NAMES)
def test_sensible_play_ends_well_by_every_seed(plays, name):
    assert Counter(one.end for one in plays[name]) == {EndingKind.GOOD: SEEDS}
    assert all(8 <= len(one.moments) <= 16 for one in plays[name])


@pytest.mark.parametrize("name", NAMES)
def test_doing_nothing_is_possible_to_the_end_and_does_not_end_well(told, name):
    for seed in range(4):
        moment = play.begin(told[name], seed=seed)
        while not moment.ending:
            clock = play.timed(moment)
            assert clock is not None, [one.text for one in moment.options]
            moment = play.choose(told[name], moment, clock.id, at=moment.at + 1000 * clock.after)
        assert moment.ending.kind is not EndingKind.GOOD


@pytest.mark.parametrize("name", NAMES)
def test_every_role_has_something_to_do_and_something_only_it_knows(told, plays, name):
    secrets: Counter = Counter()
    for one in plays[name]:
        idle: Counter = Counter()
        for moment in one.moments[:-1]:
            for seat in told[name].seats:
                idle[seat] = 0 if any(may_choose(option, seat) for option in moment.options) else idle[seat] + 1
                assert idle[seat] <= LONGEST_IDLE, (seat, [option.text for option in moment.options])
            secrets.update(seat for line in moment.lines if len(line.to) == 1 for seat in line.to)
    assert set(secrets) == set(told[name].seats)


@pytest.mark.parametrize("name", NAMES)
def test_the_call_is_another_by_another_seed_and_the_same_by_the_same(told, name):
    def call(seed: int) -> list:
        first = play.begin(told[name], seed=seed)
        asks = [one for one in first.options if one.asks]
        assert 3 <= len(asks) <= 5
        answers = [play.choose(told[name], first, one.id, at=4000) for one in asks]
        return [_said(first), *(_said(one) for one in answers), first.mood]

    calls = [call(seed) for seed in range(6)]
    assert calls[0] == call(0)
    heard = {str(one[:-1]) for one in calls}
    assert len(heard) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_signs_are_of_four_kinds_and_hand_offs_can_be_early_right_and_late(plays, name):
    moments = [moment for one in plays[name] for moment in one.moments]
    cues = {line.cue.id: line.cue for moment in moments for line in moment.lines if line.cue}
    assert len(cues) >= 8
    assert len({one.kind for one in cues.values()} & set(CueKind)) >= 4
    assert any(len(one.to) == 1 for one in cues.values())
    windows = {moment.window for moment in moments if moment.window}
    assert {one.mark for one in windows} == set(LeadTime)
    assert len({one.seat for one in windows}) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_no_word_makes_a_person_smaller(told, name):
    one = told[name]
    assert asked_about(one.source) == []
    assert [found for text in one.languages.get("es", {}).values() for found in asked_about(text, "es")] == []


@pytest.mark.parametrize("name", IN_SPANISH)
def test_two_are_in_spanish_too(told, plays, name):
    one = told[name]
    assert one.top.languages == ("en", "es")
    seen = {one.title, *(line.text for line in play.point_of_view(one))}
    for moment in (moment for played in plays[name] for moment in played.moments):
        seen |= {line.text for line in moment.lines} | {option.text for option in moment.options}
    assert seen - one.languages["es"].keys() == set()


@pytest.mark.whole
@pytest.mark.parametrize("name", NAMES)
def test_the_check_reaches_every_ending_and_finds_nothing_to_mend(name):
    """The search over distinct states: within a minute each, every ending that is written, and no finding at all."""
    need_node()
    checked = check_file(FOLDER / name / "scenario.ink", seconds=60).checked
    assert checked.findings == ()
    assert checked.endings == checked.written
    assert 3 <= len(checked.written) <= 6
    assert set(checked.written.values()) == set(EndingKind)
    assert checked.seconds <= 60


def _said(moment: Moment) -> list[str]:
    return [line.text for line in moment.lines]
