"""Playing a scenario: from a moment, by a choice, to the next. The same seed and choices make the same moments.

A moment is all there is to know of where a run stands, so that any can be kept, shown again and gone on from. What a
seat may know of it is `for_seat`; nothing else of a moment goes to a phone.
"""

import json
import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from tandem.training.engine import dialect, story
from tandem.training.engine.dialect import Cue, DialectError, Ending, Window
from tandem.training.engine.scenario import Scenario, begins_with
from tandem.training.engine.story import BadStory, Story
from tandem.vocabulary.training import CueKind, EndingKind, LeadTime, Seat

SEEDS = 2**31 - 1


class NotNow(ValueError):
    """This choice is not open at this moment: somebody was faster, or the story went on."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story. `to` is who hears or sees it, everybody in the room if empty; `by` who speaks, by name."""

    number: int
    text: str
    by: str = ""
    to: frozenset[Seat] = frozenset()
    cue: Cue | None = None
    inject: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. `by` is who may choose it; `after` the seconds at this moment when the clock takes it."""

    id: str
    text: str
    by: frozenset[Seat] = frozenset()
    after: int | None = None
    sensible: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Mood:
    """How the person is, each 0 to 100. Never shown to who plays: people are read, not meters."""

    arousal: int
    trust: int
    danger: int


@dataclass(frozen=True)
class Moment:
    """Where a run stands. `at` is the run's clock in seconds when it was reached; `lines` are new since the last."""

    turn: int
    at: float
    lines: tuple[Line, ...]
    options: tuple[Option, ...]
    mood: Mood
    scene: Mapping[str, str] = field(default_factory=dict)
    window: Window | None = None
    ending: Ending | None = None
    state: str = ""

    @property
    def clock(self) -> Option | None:
        """What happens by itself if nobody chooses."""
        return next((one for one in self.options if one.after is not None), None)


@dataclass(frozen=True)
class SeatView:
    """What one seat may know of a moment. Whether a choice is sensible is not in it."""

    turn: int
    lines: tuple[Line, ...]
    options: tuple[Option, ...]
    ending: Ending | None


def begin(scenario: Scenario, *, seed: int) -> Moment:
    """The first moment of a call. Raises BadStory or DialectError when the scenario can't be played."""
    with story.taken(scenario.compiled, scenario.key) as told:
        told.start(seed % SEEDS)
        for mood, value in begins_with(scenario.top, seed).items():
            told.set(mood, value)
        return _moment(told, turn=0, at=0.0, number=0, before=None)


def choose(scenario: Scenario, moment: Moment, option_id: str, *, at: float) -> Moment:
    """The moment that follows from a choice made when the run's clock showed `at` seconds. Raises NotNow."""
    index = next((index for index, one in enumerate(moment.options) if one.id == option_id), None)
    if index is None or moment.ending:
        raise NotNow("This is not open any more.")
    number = moment.lines[-1].number if moment.lines else _last_number(moment)
    with story.taken(scenario.compiled, scenario.key) as told:
        told.load(_story_state(moment.state))
        told.choose(index)
        return _moment(told, turn=moment.turn + 1, at=max(at, moment.at), number=number, before=moment)


def due(moment: Moment, at: float) -> Option | None:
    """What the clock takes at `at` seconds, if its time has come."""
    one = moment.clock
    return one if one and not moment.ending and at - moment.at >= one.after else None


def point_of_view(scenario: Scenario) -> tuple[Line, ...]:
    """The call as the person lives it, for the whole room before the start; empty where the author wrote none."""
    if not scenario.top.pov:
        return ()
    with story.taken(scenario.compiled, scenario.key) as told:
        told.start(0)
        told.jump(scenario.top.pov)
        return tuple(_line(number, said) for number, said in enumerate(told.lines(), 1) if said.text)


def for_seat(moment: Moment, seat: Seat, *, seed: int) -> SeatView:
    """What this seat may know: its lines, its own choices in an order of their own, and none of anybody else's."""
    mine = [replace(one, sensible=False, after=None) for one in moment.options if seat in one.by]
    random.Random(f"order {seed} {moment.turn} {seat}").shuffle(mine)
    lines = tuple(line for line in moment.lines if not line.to or seat in line.to)
    return SeatView(moment.turn, lines, tuple(mine), moment.ending)


def for_room(moment: Moment) -> tuple[Line, ...]:
    """What everybody in the room sees and hears: the wall's lines."""
    return tuple(line for line in moment.lines if not line.to)


def _moment(told: Story, *, turn: int, at: float, number: int, before: Moment | None) -> Moment:
    scene = dict(before.scene) if before else {}
    window, ending, lines = (before.window if before else None), None, []
    for said in told.lines():
        tags = dialect.of_line(said.tags, said.text)
        scene.update(tags.scene)
        window = tags.window or window
        ending = tags.ending or ending
        if said.text:
            number += 1
            lines.append(_line(number, said))
    options = () if ending else tuple(_option(index, one) for index, one in enumerate(told.choices()))
    if not options and ending is None:
        raise BadStory("the story stops here without an ending")
    return Moment(
        turn=turn,
        at=at,
        lines=tuple(lines),
        options=options,
        mood=Mood(*(_mood(told, name) for name in dialect.MOODS)),
        scene=scene,
        window=window,
        ending=ending,
        state=json.dumps({"line": number, "story": told.save()}),
    )


def _line(number: int, said: story.Said) -> Line:
    tags = dialect.of_line(said.tags, said.text)
    return Line(number, said.text, tags.by, tags.to, tags.cue, tags.inject)


def _option(index: int, one: story.Choice) -> Option:
    tags = dialect.of_choice(one.tags)
    return Option(f"c{index}", one.text, tags.by, tags.after, tags.sensible, tags.asks)


def _mood(told: Story, name: str) -> int:
    """A mood of the story, kept within 0 to 100 there too, so that it never runs away unseen."""
    value = told.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DialectError(name, f"Declare VAR {name} = a number from 0 to 100 at the top.")
    kept = min(100, max(0, round(value)))
    if kept != value:
        told.set(name, kept)
    return kept


def _last_number(moment: Moment) -> int:
    return json.loads(moment.state)["line"]


def _story_state(state: str) -> str:
    return json.loads(state)["story"]


def to_json(moment: Moment) -> dict:
    """A moment as JSON keeps it; `from_json` makes the same moment of it."""
    return json.loads(json.dumps(asdict(moment), default=sorted))


def from_json(kept: Mapping) -> Moment:
    """The moment that `to_json` kept."""
    ending, window = kept["ending"], kept["window"]
    return Moment(
        turn=kept["turn"],
        at=kept["at"],
        lines=tuple(
            Line(one["number"], one["text"], one["by"], _set(one["to"]), _cue(one["cue"]), one["inject"])
            for one in kept["lines"]
        ),
        options=tuple(Option(**{**one, "by": _set(one["by"])}) for one in kept["options"]),
        mood=Mood(**kept["mood"]),
        scene=dict(kept["scene"]),
        window=Window(LeadTime(window["time"]), Seat(window["seat"])) if window else None,
        ending=Ending(EndingKind(ending["kind"]), ending["id"], ending["sentence"]) if ending else None,
        state=kept["state"],
    )


def _set(seats: list[str]) -> frozenset[Seat]:
    return frozenset(Seat(one) for one in seats)


def _cue(kept: Mapping | None) -> Cue | None:
    return Cue(kept["id"], CueKind(kept["kind"]), kept["level"], _set(kept["to"])) if kept else None
