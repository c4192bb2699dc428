"""A scenario as the engine plays it: its source, its compiled story, its languages and the facts at its top."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tandem.training.engine import story
from tandem.training.engine.dialect import FileTags, file_tags
from tandem.vocabulary.training import Risk, Seat


@dataclass(frozen=True, slots=True)
class Scenario:
    """`number` is the edition's. `languages` maps a language to {English text: its text}. `digest` is the story's."""

    name: str
    number: int
    source: str
    compiled: str
    digest: str
    top: FileTags
    languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.top.title

    @property
    def person(self) -> str:
        return self.top.person

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The roles played, in the order dispatcher, officer, clinician, peer."""
        return self.top.seats

    @property
    def minutes(self) -> int:
        return self.top.minutes

    @property
    def risk(self) -> Risk:
        return self.top.risk

    @property
    def teaches(self) -> tuple[str, ...]:
        return self.top.teaches

    @property
    def vary(self) -> Mapping[str, tuple[int, int]]:
        """Where a mood begins, lowest and highest: the seed picks between."""
        return self.top.vary

    @property
    def pov(self) -> str:
        """The part that tells the person's own point of view; empty when there is none."""
        return self.top.pov

    def said(self, text: str, language: str) -> str:
        """A text of the story in a language; in English where nobody has translated it."""
        return self.languages.get(language, {}).get(text, text)


def scenario(
    name: str, source: str, compiled: str, *, languages: Mapping[str, Mapping[str, str]] | None = None, number: int = 0
) -> Scenario:
    """A scenario of its compiled story (ink's JSON). Raises BadStory or DialectError."""
    key = story.digest(compiled)
    with story.taken(compiled, key) as told:
        top = file_tags(told.global_tags)
    return Scenario(name, number, source, compiled, key, top, languages or {})
