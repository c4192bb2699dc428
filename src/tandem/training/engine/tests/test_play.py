"""One small scenario, played: moods within their limits, the clock's options, scenes that add up, the same by its seed."""

import json
from functools import cache
from pathlib import Path

import pytest

from tandem.training.engine import keeping, play
from tandem.training.engine.dialect import DialectError, Window
from tandem.training.engine.scenario import Scenario, scenario
from tandem.vocabulary.training import CueKind, EndingKind, LeadTime, Risk, Seat

HERE = Path(__file__).parent


@cache
def porch() -> Scenario:
    """Compiled beside its source, so that these tests need no Node; `test_compiling` sees that the two agree."""
    return scenario("porch", (HERE / "porch.ink").read_text(), (HERE / "porch.json").read_text())


def option(moment: play.Moment, begins: str) -> str:
    return next(one.id for one in moment.options if one.text.startswith(begins))


def after(*begins: str, seed: int = 7) -> play.Moment:
    moment = play.begin(porch(), seed=seed)
    for number, words in enumerate(begins, 1):
        moment = play.choose(porch(), moment, option(moment, words), at=number * 30_000)
    return moment


def test_the_top_of_a_file_is_read():
    assert porch().title == "A light on the porch" and porch().person == "Rosa Lind"
    assert porch().seats == (Seat.DISPATCHER, Seat.OFFICER, Seat.CLINICIAN)
    assert porch().minutes == 3 and porch().risk is Risk.RAISED and porch().vary == {"arousal": (50, 70)}


def test_the_first_moment():
    first = play.begin(porch(), seed=7)
    told, whispered = first.lines
    assert told.by == "Neighbor" and told.to == frozenset() and told.cue is None
    assert whispered.cue == play.Cue("no-coat", CueKind.VOICE, 2, frozenset({Seat.DISPATCHER}))
    assert first.scene == {"place": "porch", "light": "dim", "posture": "stand", "who": "rosa"}
    assert 50 <= first.mood.arousal <= 70 and first.ending is None and first.turn == 0


def test_a_scene_adds_up_and_the_lead_stays_until_it_is_said_anew():
    later = after("Send the team")
    assert later.scene["place"] == "porch" and later.scene["face"] == "afraid"
    assert later.window == Window(LeadTime.RIGHT, Seat.CLINICIAN)
    late = play.choose(porch(), later, option(later, "Stay"), at=40_000)
    assert late.window.mark is LeadTime.LATE and late.scene["hands"] == "ears"


def test_moods_stay_between_0_and_100_and_conditions_read_that():
    crowded = after("Send the team", "Walk up")
    assert crowded.mood.arousal == 100
    assert crowded.lines[0].text == "Rosa shuts her eyes and covers her ears."
    assert any(one.text == "Tell her to come down." for one in crowded.options)


def test_an_ending():
    end = after("Send the team", "Walk up", "Tell her")
    assert end.ending.kind is EndingKind.POOR and end.ending.id == "shuts-the-door" and end.options == ()
    assert end.ending.sentence == "Rosa goes inside and shuts the door. Nobody knows how she is."
    with pytest.raises(play.CannotChoose):
        play.choose(porch(), end, "3-0", at=0)


def test_the_clock_takes_its_option_when_its_time_has_come():
    first = play.begin(porch(), seed=7, at=1_000)
    assert play.due(first, 20_999) is None
    waited = play.due(first, 21_000)
    with pytest.raises(play.CannotChoose, match="time has not come"):
        play.choose(porch(), first, waited.id, at=20_999)
    assert play.choose(porch(), first, waited.id, at=21_000).turn == 1


def test_an_option_of_an_earlier_moment_is_no_longer_on_offer():
    with pytest.raises(play.CannotChoose, match="no longer on offer"):
        play.choose(porch(), after("Send the team"), "0-0", at=0)


def test_no_role_sees_what_is_for_another():
    first = play.begin(porch(), seed=7)
    assert [line.text for line in play.for_seat(first, Seat.OFFICER).lines] == [first.lines[0].text]
    assert len(play.for_seat(first, Seat.DISPATCHER).lines) == 2
    assert play.for_seat(first, Seat.OFFICER).options == ()
    assert {one.text[:3] for one in play.for_seat(first, Seat.DISPATCHER).options} == {"Ask", "Sen"}
    shown = repr(play.for_seat(first, Seat.DISPATCHER))
    assert "sensible" not in shown and "cue" not in shown


def test_the_person_has_a_point_of_view():
    assert [line.text for line in play.point_of_view(porch())][1] == "I want it to be quiet."


def test_a_kept_moment_goes_on_in_the_same_way():
    moment = after("Ask if")
    kept = json.loads(json.dumps(keeping.to_json(moment)))
    again = keeping.from_json(kept)
    assert again == moment
    picked = option(moment, "Offer her a coat")
    assert play.choose(porch(), again, picked, at=1) == play.choose(porch(), moment, picked, at=1)


def test_a_choice_that_nobody_may_choose_is_refused():
    with pytest.raises(DialectError, match="who may choose"):
        play.choice_tags(("sensible",))
