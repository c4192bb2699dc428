"""One scenario, ready to be played: its source, what it compiled to, and what its top says."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tandem.training.engine import dialect, story
from tandem.training.engine.dialect import FileTags
from tandem.vocabulary.training import Risk, Seat


@dataclass(frozen=True)
class Scenario:
    """`compiled` is what ink made of `source`; `translations` by language what each English text is called there."""

    name: str
    number: int
    source: str
    compiled: str
    top: FileTags
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: str = ""

    @property
    def title(self) -> str:
        return self.top.title

    @property
    def person(self) -> str:
        return self.top.person

    @property
    def seats(self) -> tuple[Seat, ...]:
        return self.top.seats

    @property
    def minutes(self) -> int:
        return self.top.minutes

    @property
    def risk(self) -> Risk | None:
        return self.top.risk

    @property
    def languages(self) -> tuple[str, ...]:
        return self.top.languages

    @cached_property
    def key(self) -> str:
        """What is played: the digest of the compiled story."""
        return story.digest(self.compiled)

    def in_language(self, text: str, language: str) -> str:
        """The text in this language, in English where it was not translated."""
        return self.translations.get(language, {}).get(text, text)


def scenario(
    name: str, number: int, *, source: str, compiled: str, translations: Mapping | None = None, notes: str = ""
) -> Scenario:
    """A scenario from its parts. Raises BadStory or DialectError for a story or a top that can't be read."""
    top = dialect.of_file(story.Story(compiled).global_tags)
    return Scenario(name, number, source, compiled, top, translations or {}, notes)


def begins_with(top: FileTags, seed: int) -> dict[str, int]:
    """How the person feels at the start, drawn within what the author allows."""
    dice = random.Random(f"mood {seed}")
    return {mood: dice.randint(*top.vary[mood]) for mood in dialect.MOODS if mood in top.vary}
