"""Plays a scenario in every way that matters, within a limit of time: which endings, choices and lines can be reached.

Two places are the same when the story stands at the same choices with the same moods and the same memory; how it got
there does not count. The next to be tried is always the choice that was tried least with one of its place's facts: a
mood this high, a variable of this value. So what is rare is followed first, long before every number of every mood was
seen. After: N. Lipovetzky, H. Geffner, Width and serialization of classical planning problems (ECAI 2012).
"""

import heapq
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from tandem.training.engine import play, story
from tandem.training.engine.dialect import MOODS, DialectError
from tandem.training.engine.play import NO_WAY_ON, Moment, Option
from tandem.training.engine.scenario import Scenario
from tandem.training.engine.skeleton import Skeleton
from tandem.training.engine.story import BadStory
from tandem.vocabulary.training import EndingKind

SEEDS = range(8)
# What a story remembers beyond this many visits makes no place of its own.
MOST_VISITS = 3
# Moods as far apart as this are different facts.
STEP = 5
# Every choice taken and every ending reached: so many steps more, for what depends on how one came.
STEPS_MORE, MOST_STEPS = 1_500, 100_000
PLAYS, LONGEST_PLAY = 24, 150
TOLD_EVERY = 50


@dataclass(slots=True)
class Found:
    """What a search came upon. `whole`: there is nothing more to find. Choices go by their path in the story."""

    endings: dict[str, EndingKind] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    signs: set[str] = field(default_factory=set)
    stuck: set[str] = field(default_factory=set)  # choices after which nothing can happen
    clocks: set[str] = field(default_factory=set)  # choices after which several wait for the clock
    broken: dict[str, str] = field(default_factory=dict)  # choice: what broke
    steps: int = 0
    seconds: float = 0.0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Played:
    """One sensible play: its moments, and the path of the choice that led to each."""

    moments: tuple[Moment, ...]
    choices: tuple[str, ...]

    @property
    def end(self) -> EndingKind | None:
        ending = self.moments[-1].ending
        return ending.kind if ending and ending is not NO_WAY_ON else None


def search(
    scenario: Scenario,
    bones: Skeleton,
    *,
    seconds: float,
    endings: set[str],
    signs: frozenset[str] = frozenset(),
    tell: Callable[[int], None] | None = None,
) -> Found:
    """Plays until everything was seen, or `seconds` have passed. `endings`, `signs`: the ids that the author wrote.

    `tell` is told now and then how many steps were played; what it raises ends the search.
    """
    return _Search(scenario, bones, endings, signs).run(seconds, tell)


class _Search:
    def __init__(self, scenario: Scenario, bones: Skeleton, endings: set[str], signs: frozenset[str]):
        self.scenario, self.bones, self.endings, self.signs = scenario, bones, endings, signs
        self.found = Found()
        self.seen: set[int] = set()
        self.tried: Counter = Counter()
        self.waiting: list = []
        self.order = count()
        self.last_new = 0

    def run(self, seconds: float, tell: Callable[[int], None] | None = None) -> Found:
        began = time.monotonic()
        for seed in SEEDS:
            self.step(partial(play.begin, self.scenario, seed=seed), "")
        while self.waiting and time.monotonic() - began < seconds and self.found.steps < MOST_STEPS:
            if tell and self.found.steps % TOLD_EVERY == 0:
                tell(self.found.steps)
            tried, *order, path, facts, moment, index = heapq.heappop(self.waiting)
            now = self.rarest(path, facts)
            if now > tried:
                heapq.heappush(self.waiting, (now, *order, path, facts, moment, index))
                continue
            self.tried.update([(path, fact) for fact in facts])
            option = moment.options[index]
            self.step(partial(play.choose, self.scenario, moment, option.id, at=_when(moment, option)), path)
            if self.found.steps - self.last_new > STEPS_MORE and self.all_seen():
                break
        self.found.whole = not self.waiting
        self.found.seconds = time.monotonic() - began
        return self.found

    def all_seen(self) -> bool:
        found = self.found
        everything = self.bones.choices.keys() <= found.taken and self.endings <= found.endings.keys()
        return everything and self.signs <= found.signs

    def step(self, make: Callable[[], Moment], choice: str) -> None:
        found = self.found
        found.steps += 1
        if choice and choice not in found.taken:
            found.taken.add(choice)
            self.last_new = found.steps
        if choice in found.broken:
            return
        try:
            moment = make()
        except (BadStory, DialectError) as error:
            found.broken[choice] = str(error)
            return
        found.texts.update(line.text for line in moment.lines)
        found.signs.update(line.cue.id for line in moment.lines if line.cue)
        if moment.ending:
            if moment.ending is NO_WAY_ON:
                found.stuck.add(choice)
            elif moment.ending.id not in found.endings:
                found.endings[moment.ending.id] = moment.ending.kind
                self.last_new = found.steps
            return
        self.offer(moment, choice)

    def offer(self, moment: Moment, choice: str) -> None:
        paths, facts, place = at(moment, self.bones.by_chance)
        if place in self.seen:
            return
        self.seen.add(place)
        self.found.offered.update(paths)
        self.found.texts.update(option.text for option in moment.options)
        if sum(1 for option in moment.options if option.after is not None) > 1:
            self.found.clocks.add(choice)
        for index, path in enumerate(paths):
            # Of two as rare the deeper comes first: endings lie deep.
            order = (self.rarest(path, facts), -moment.turn, next(self.order))
            heapq.heappush(self.waiting, (*order, path, facts, moment, index))

    def rarest(self, path: str, facts: list[tuple[str, object]]) -> int:
        """How often this choice was taken with the fact it was taken with least."""
        return min(self.tried[path, fact] for fact in facts)


def at(moment: Moment, by_chance: bool = False) -> tuple[list[str], list[tuple[str, object]], int]:
    """The paths of the choices on offer, the facts of the place, and a number for it."""
    kept = json.loads(moment.state)
    flow = kept["flows"][kept["currentFlowName"]]
    paths = [one["originalChoicePath"] for one in flow["currentChoices"]]
    variables = kept["variablesState"]
    told = [
        paths,
        variables,
        {name: min(times, MOST_VISITS) for name, times in kept["visitCounts"].items()},
        [thread["callstack"] for thread in flow["callstack"]["threads"]],
        (kept["storySeed"], kept["previousRandom"]) if by_chance else None,
    ]
    facts = [(mood, getattr(moment.mood, mood) // STEP) for mood in MOODS]
    facts += [(name, repr(value)[:40]) for name, value in variables.items() if name not in MOODS]
    return paths, facts, hash(json.dumps(told, sort_keys=True))


def sensible_plays(scenario: Scenario) -> Iterator[Played]:
    """Plays in which everybody does what the author calls sensible: by each seed another of those on offer.

    Where nothing is sensible the clock goes on, and where there is no clock, somebody does something. A story that
    breaks ends its play there. Raises BadStory or DialectError when it cannot even begin.
    """
    for seed in range(PLAYS):
        moment = play.begin(scenario, seed=seed)
        moments, choices = [moment], [""]
        while not moment.ending and len(moments) < LONGEST_PLAY:
            options = [one for one in moment.options if one.sensible]
            if not options:
                clock = play.timed(moment)
                options = [clock] if clock else list(moment.options)
            option = options[_pick(seed, len(moments), len(options))]
            paths, _, _ = at(moment)
            try:
                after = play.choose(scenario, moment, option.id, at=_when(moment, option))
            except (BadStory, DialectError):
                break
            choices.append(paths[moment.options.index(option)])
            moments.append(after)
            moment = after
        yield Played(tuple(moments), tuple(choices))


def _pick(seed: int, turn: int, options: int) -> int:
    # The first play takes the first of each, the others go through them evenly.
    return int(story.digest(f"{seed}:{turn}")[:8], 16) % options if seed else 0


def _when(moment: Moment, option: Option) -> int:
    return moment.at + 1000 * (option.after if option.after is not None else 8)
