"""Plays a scenario from moment to moment. A moment is a value: whoever keeps it can go on from it, again and again.

Times are milliseconds of the rehearsal's own clock, which stands still while the room is paused.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from tandem.training.engine import story
from tandem.training.engine.dialect import MOODS, Cue, Ending, LineTags, Window, choice_tags, line_tags
from tandem.training.engine.scenario import Scenario
from tandem.training.engine.story import Choice, Story
from tandem.vocabulary.training import EndingKind, Seat

MOST_SEED = 2**31 - 1
LIMITS = {mood: (0, 100) for mood in MOODS}
# A story that stops without saying how it ended; the check of a scenario refuses it before anybody plays it.
NO_WAY_ON = Ending(EndingKind.MIXED, "no-way-on", "The story goes no further here.")


class CannotChoose(ValueError):
    """This option is not on offer at this moment: somebody chose first, it is over, or its time has not come."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the story. `number` counts from 1 over the whole run; `to` empty means everybody and the wall."""

    number: int
    text: str
    by: str = ""
    to: frozenset[Seat] = frozenset()
    cue: Cue | None = None
    inject: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """`after` is seconds at this moment until the clock takes it; nobody else can. `id` holds within its moment."""

    id: str
    text: str
    by: frozenset[Seat] = frozenset()
    after: int | None = None
    sensible: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Mood:
    """The person's state, 0 to 100 each. Never shown to learners: they read the person."""

    arousal: int
    trust: int
    danger: int


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a run stands. `lines` are those since the moment before; `state` is the runtime's own."""

    turn: int
    at: int
    lines: tuple[Line, ...]
    options: tuple[Option, ...]
    mood: Mood
    scene: Mapping[str, str]
    window: Window | None
    ending: Ending | None
    state: str
    seed: int
    # How many lines of the run stand before these.
    told: int = 0


def begin(scenario: Scenario, *, seed: int, at: int = 0) -> Moment:
    """The first moment. The same seed begins the same. Raises ValueError for a seed outside 0 to 2**31 - 1."""
    if not 0 <= seed <= MOST_SEED:
        raise ValueError("a seed is a whole number from 0 to 2,147,483,647")
    with story.taken(scenario.compiled, scenario.digest) as told:
        told.start(seed)
        chance = Random(f"{seed}:vary")
        for mood in MOODS:
            if mood in scenario.vary:
                told.set(mood, chance.randint(*scenario.vary[mood]))
        return _moment(told, Moment(-1, at, (), (), Mood(0, 0, 0), {}, None, None, "", seed), at)


def choose(scenario: Scenario, moment: Moment, option_id: str, *, at: int) -> Moment:
    """The moment after this option was taken at `at`. Raises CannotChoose; who may choose it is the caller's to ask."""
    index = next((number for number, one in enumerate(moment.options) if one.id == option_id), None)
    if index is None:
        raise CannotChoose("This is no longer on offer.")
    option = moment.options[index]
    if option.after is not None and at - moment.at < option.after * 1000:
        raise CannotChoose("Its time has not come.")
    with story.taken(scenario.compiled, scenario.digest) as told:
        told.load(moment.state)
        told.choose(index)
        return _moment(told, moment, at)


def due(moment: Moment, at: int) -> Option | None:
    """The option that the clock takes at `at`, if its seconds have passed."""
    option = timed(moment)
    return option if option and at - moment.at >= option.after * 1000 else None


def timed(moment: Moment) -> Option | None:
    """The option that the clock will take at this moment; the soonest, if a story has several."""
    waiting = [one for one in moment.options if one.after is not None]
    return min(waiting, key=lambda one: one.after, default=None)


def may_choose(option: Option, seat: Seat) -> bool:
    return option.after is None and seat in option.by


def point_of_view(scenario: Scenario) -> tuple[Line, ...]:
    """The person's own point of view, to be read before playing; nothing where the author wrote none."""
    if not scenario.pov:
        return ()
    with story.taken(scenario.compiled, scenario.digest) as told:
        told.start(0)
        told.jump(scenario.pov)
        return tuple(_line(number, said.text, line_tags(said.tags)) for number, said in enumerate(told.lines(), 1))


def _moment(told: Story, before: Moment, at: int) -> Moment:
    """Tells the story on from `before` to its next choices or its end."""
    lines, scene, window, ending = [], dict(before.scene), before.window, None
    told_before, turn = before.told + len(before.lines), before.turn + 1
    for said in told.lines():
        tags = line_tags(said.tags, said.text)
        scene |= tags.scene
        window = tags.lead[-1] if tags.lead else window
        if tags.ends:
            ending = Ending(*tags.ends, said.text)
        if said.text:
            lines.append(_line(told_before + len(lines) + 1, said.text, tags))
    place = told.place(within=LIMITS)
    mood = Mood(*(place.variables[name] or 0 for name in MOODS))
    options = tuple(_options(place.choices, turn)) if ending is None else ()
    if not options and ending is None:
        ending = NO_WAY_ON
    return Moment(turn, at, tuple(lines), options, mood, scene, window, ending, place.state, before.seed, told_before)


def _line(number: int, text: str, tags: LineTags) -> Line:
    return Line(number, text, tags.by, tags.to, tags.cue, tags.inject)


def _options(choices: tuple[Choice, ...], turn: int) -> Iterator[Option]:
    for index, choice in enumerate(choices):
        tags = choice_tags(choice.tags)
        yield Option(f"{turn}-{index}", choice.text, tags.by, tags.after, tags.sensible, tags.asks)


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A line as a phone shows it: that it is a sign is for the role to see, so the phone is never told."""

    number: int
    text: str
    by: str
    to: frozenset[Seat]
    inject: bool


@dataclass(frozen=True, slots=True)
class SeatOption:
    id: str
    text: str
    asks: bool


@dataclass(frozen=True, slots=True)
class SeatView:
    lines: tuple[SeatLine, ...] = ()
    options: tuple[SeatOption, ...] = field(default=())


def for_seat(moment: Moment, seat: Seat) -> SeatView:
    """What one role sees of a moment: never another's secret, never which option is the sensible one."""
    options = [SeatOption(one.id, one.text, one.asks) for one in moment.options if may_choose(one, seat)]
    Random(f"{moment.seed}:{moment.turn}:{seat}").shuffle(options)
    return SeatView(tuple(seen_by(seat, moment.lines)), tuple(options))


def seen_by(seat: Seat | None, lines: Iterable[Line]) -> list[SeatLine]:
    """The lines that reach a role, or the wall (None): those to everybody and those to it."""
    return [SeatLine(one.number, one.text, one.by, one.to, one.inject) for one in lines if not one.to or seat in one.to]
