"""The same seed and the same choices make the same moments, whoever plays beside; a kept moment is the moment."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.training.engine import keeping, play, story
from tandem.training.engine.dialect import MOODS
from tandem.training.engine.scripted import SOONEST, scripted
from tandem.training.engine.tests.test_play import porch
from tandem.vocabulary.training import PLAYED, Seat
from tests.short import tries

SEEDS = st.integers(0, play.MOST_SEED)
CHOICES = st.lists(st.integers(0, 9), max_size=8)
WAITS = st.integers(0, 100_000)


def run(seed: int, choices: list[int], wait: int, *, kept: bool = False) -> list[play.Moment]:
    moments = [play.begin(porch(), seed=seed)]
    for number in choices:
        moment = moments[-1]
        if moment.ending:
            break
        option = moment.options[number % len(moment.options)]
        if kept:
            moment = keeping.from_json(json.loads(json.dumps(keeping.to_json(moment))))
        at = moment.at + wait + (option.after or 0) * 1000
        moments.append(play.choose(porch(), moment, option.id, at=at))
    return moments


@settings(max_examples=tries(60), deadline=None)
@given(SEEDS, CHOICES, WAITS, SEEDS)
def test_the_same_seed_and_choices_make_the_same_moments(seed, choices, wait, other):
    first = run(seed, choices, wait)
    # Another run in between stands on the same story's object.
    run(other, choices[::-1], wait)
    assert run(seed, choices, wait) == first
    assert run(seed, choices, wait, kept=True) == first


@settings(max_examples=tries(40), deadline=None)
@given(SEEDS, CHOICES)
def test_every_moment_can_be_kept_is_within_limits_and_hides_what_is_another_roles(seed, choices):
    for moment in run(seed, choices, 0):
        assert keeping.from_json(keeping.to_json(moment)) == moment
        assert all(0 <= getattr(moment.mood, mood) <= 100 for mood in MOODS)
        assert bool(moment.options) != bool(moment.ending)
        assert len({option.id for option in moment.options}) == len(moment.options)
        for seat in Seat:
            view = play.for_seat(moment, seat)
            assert view == play.for_seat(moment, seat)
            secret = {line.text for line in moment.lines if line.to and seat not in line.to}
            assert not secret & {line.text for line in view.lines}
            assert {option.id for option in view.options} == {
                option.id for option in moment.options if play.may_choose(option, seat)
            }


@settings(max_examples=tries(40), deadline=None)
@given(SEEDS)
def test_scripted_seats_come_to_an_end_and_do_the_same_again(seed):
    def alone() -> list[play.Moment]:
        moments = [play.begin(porch(), seed=seed)]
        while not (moment := moments[-1]).ending:
            acts = [act for seat in PLAYED if (act := scripted(moment, seat, seed))]
            clock = play.timed(moment)
            assert all(option.by and wait >= SOONEST and (not clock or wait < clock.after) for option, wait in acts)
            assert acts or clock, "nobody acts and no clock runs"
            option, wait = min(acts, key=lambda act: act[1]) if acts else (clock, clock.after)
            moments.append(play.choose(porch(), moment, option.id, at=moment.at + int(wait * 1000)))
        return moments

    assert alone() == alone()


def test_a_seed_words_the_call_and_the_mood_otherwise():
    begun = [play.begin(porch(), seed=seed) for seed in range(30)]
    assert len({moment.lines[0].text for moment in begun}) == 2
    assert len({moment.mood.arousal for moment in begun}) > 5


def test_the_order_of_options_differs_between_moments_and_never_tells_which_is_sensible():
    begun = [play.begin(porch(), seed=seed) for seed in range(40)]
    orders = {tuple(option.text for option in play.for_seat(moment, Seat.DISPATCHER).options) for moment in begun}
    assert len(orders) == 2


def test_a_broken_or_foreign_moment_is_refused():
    kept = keeping.to_json(play.begin(porch(), seed=1))
    for wrong in ({}, {**kept, "version": 0}, {**kept, "mood": [1]}, {**kept, "ending": ["splendid", "x", "y"]}):
        try:
            keeping.from_json(wrong)
        except ValueError:
            continue
        raise AssertionError(wrong)
    moment = keeping.from_json({**kept, "state": '{"no": "state"}'})
    try:
        play.choose(porch(), moment, moment.options[0].id, at=0)
    except story.BadStory:
        pass
    else:
        raise AssertionError("a foreign state was played")


def test_two_threads_play_two_runs_of_one_story():
    from concurrent.futures import ThreadPoolExecutor

    wanted = [run(seed, [0, 1, 0], 0) for seed in range(16)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda seed: run(seed, [0, 1, 0], 0), range(16))) == wanted
