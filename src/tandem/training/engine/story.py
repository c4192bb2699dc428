"""The only file that knows the runtime of ink stories (bink, a native library).

A story is written by people of an agency and is not trusted: each step has a limit of lines and of time, so that a
story that runs in a circle is stopped and thrown away. A story's object serves one step at a time; idle ones are kept,
for reading a long story anew costs more than the step.
"""

import hashlib
import json
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bink.story import Story as Runtime

LINES, SECONDS = 2_000, 2.0
# A round of the runtime, in milliseconds: how soon a circle is noticed.
ROUND_MS = 100.0
# Deeper than any author nests, and far from where a native parser would run out of stack.
DEEPEST = 200
IDLE_STORIES, IDLE_EACH = 24, 4


CIRCLE = "the story runs in a circle and never offers a choice"


class BadStory(ValueError):
    """The compiled story cannot be read or played. The message says why, in words of the runtime."""


class EndlessStory(BadStory):
    """The story runs in a circle without ever offering a choice."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line as the story said it, with its tags as written and without the tags of the whole file."""

    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """`path` is where it stands in the compiled story."""

    text: str
    tags: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a story stands: what `load` takes, the choices on offer, and the variables that are not as at the start."""

    state: str
    choices: tuple[Choice, ...]
    variables: dict[str, Any]
    # What else decides how the story goes on: where it stands and what was read how often.
    read: dict[str, int]


class Story:
    """One story at one place. Not for two threads at once: take it from `taken`."""

    def __init__(self, compiled: str):
        """Raises BadStory when the text is no compiled ink story."""
        if depth(compiled) > DEEPEST:
            raise BadStory("the story is nested too deeply")
        try:
            self._runtime = Runtime(compiled.lstrip("\ufeff"))
            self.global_tags = tuple(self._runtime.get_global_tags())
            self._fresh = json.loads(self._runtime.save_state())
        except (RuntimeError, ValueError) as error:
            raise BadStory(f"the story cannot be read: {error}") from error
        self._defaults = {name: self._first_value(name) for name in _declared(compiled)}
        self._untold = False
        self._state = ""

    def _first_value(self, name: str) -> object:
        try:
            return self._runtime.get_variable(name)
        except (RuntimeError, TypeError):
            # A way kept in a variable has no value outside the story.
            return None

    def start(self, seed: int) -> None:
        """Back to the beginning; `seed` (0 to 2**31 - 1) decides every shuffle of the story."""
        self._state = ""
        self._runtime.load_state(json.dumps({**self._fresh, "storySeed": seed}))
        self._untold = True

    def load(self, state: str) -> None:
        """To the place that `state`, of `place`, keeps. Raises BadStory."""
        self._untold = False
        if state == self._state:
            # It stands there already: a run that goes straight on reads nothing anew.
            return
        try:
            self._runtime.load_state(state)
        except RuntimeError as error:
            raise BadStory(f"this moment cannot be read: {error}") from error

    def place(self, *, within: Mapping[str, tuple[int, int]] | None = None) -> Place:
        """Where the story stands. `within` puts whole-number variables back between two limits.

        Everything is read from the saved state, which has to be made in any case: asking the library for each choice,
        tag and variable takes four times as long as the step itself.
        """
        state = self._runtime.save_state()
        kept = json.loads(state)
        variables = kept["variablesState"]
        beyond = False
        for name, (low, high) in (within or {}).items():
            value = variables.get(name, self._defaults.get(name))
            back = _between(value, low, high)
            if back != value or isinstance(value, bool | float):
                beyond = beyond or value is not None
                variables[name] = back
        self._state = "" if beyond else state
        if beyond:
            state = json.dumps(kept)
        for name in within or ():
            variables.setdefault(name, self._defaults.get(name))
        found = kept["flows"][kept["currentFlowName"]]["currentChoices"]
        choices = tuple(
            Choice(one["text"].strip(), tuple(one.get("tags", ())), one["originalChoicePath"]) for one in found
        )
        return Place(state, choices, variables, kept["visitCounts"])

    def jump(self, knot: str) -> None:
        """To a part of the story by its name. Raises BadStory when there is none."""
        try:
            self._state = ""
            self._runtime.choose_path_string(knot)
        except RuntimeError as error:
            raise BadStory(f"there is no part called {knot}") from error
        self._untold = False

    def set(self, name: str, value: int) -> None:
        self._state = ""
        self._runtime.set_variable(name, value)

    def lines(self) -> Iterator[Said]:
        """Tells the story up to the next choice or its end, a line at a time; lines of blanks are left out.

        Raises EndlessStory after 2,000 lines or 2 seconds, BadStory when the story breaks. The story is lost then.
        """
        runtime, until = self._runtime, time.monotonic() + SECONDS
        for _ in range(LINES):
            try:
                if not runtime.can_continue():
                    return
                while not runtime.continue_async(ROUND_MS):
                    if time.monotonic() > until:
                        raise EndlessStory(CIRCLE)
                text, tags = runtime.get_current_text().strip(), tuple(runtime.get_current_tags())
            except RuntimeError as error:
                raise BadStory(f"the story breaks here: {_plainly(error)}") from error
            if self._untold:
                self._untold = False
                tags = _without(tags, self.global_tags)
            if text or tags:
                yield Said(text, tags)
            if time.monotonic() > until:
                break
        raise EndlessStory(CIRCLE)

    def choose(self, index: int) -> None:
        """Takes a choice. Raises BadStory when there is none of this number."""
        try:
            self._state = ""
            self._runtime.choose_choice_index(index)
        except RuntimeError as error:
            raise BadStory(f"this choice cannot be taken: {error}") from error


def _plainly(error: RuntimeError) -> str:
    words = str(error)
    if "panic" in words:
        return "it divides by zero, or reckons with what is no number"
    return words.removeprefix("Invalid story state: ").removeprefix("ERROR: ")[:200]


_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_BRACKET = re.compile(r"[\[\]{}]")


def depth(compiled: str) -> int:
    """How deep brackets stand within brackets, counted without reading the text as JSON: strings are skipped."""
    deepest = now = 0
    for bracket in _BRACKET.findall(_STRING.sub("", compiled)):
        now += 1 if bracket in "[{" else -1
        deepest = max(deepest, now)
    return deepest


def _declared(compiled: str) -> set[str]:
    """Names of the variables that the story declares, whose first values a saved state leaves out."""
    return {json.loads(f'"{name}"') for name in re.findall(r'\{"VAR=":"([^"]+)"\}', compiled)}


def _between(value: object, low: int, high: int) -> int:
    # Whatever a story made of it: infinity is full, and what is no number is nothing.
    number = value if isinstance(value, int | float) and value == value else 0
    return round(min(high, max(low, number)))


def digest(compiled: str) -> str:
    return hashlib.sha256(compiled.encode("utf-8", "surrogatepass")).hexdigest()


_idle: OrderedDict[str, list[Story]] = OrderedDict()
_lock = threading.Lock()


@contextmanager
def taken(compiled: str, key: str) -> Iterator[Story]:
    """A story for one step; `key` is the digest of `compiled`. After any error the story is not used again."""
    with _lock:
        waiting = _idle.get(key)
        story = waiting.pop() if waiting else None
    story = story or Story(compiled)
    yield story
    with _lock:
        waiting = _idle.setdefault(key, [])
        _idle.move_to_end(key)
        if len(waiting) < IDLE_EACH:
            waiting.append(story)
        while len(_idle) > IDLE_STORIES:
            _idle.popitem(last=False)


def _without(tags: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    left = list(tags)
    for tag in known:
        if tag in left:
            left.remove(tag)
    return tuple(left)
