"""Which live views exist, who opens one, and who renders what changed. Rooms above register theirs at start-up."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tandem.foundation.live.sessions import KeySession

# Told by the hub itself every few seconds, for what changes by the passing of time alone.
PULSE = "pulse"

# Topic → ids of what changed, as the acts told them.
Told = Mapping[str, frozenset[UUID]]


@dataclass(frozen=True)
class Audience:
    """Everyone who gets the very same bytes. `about` narrows it to those who look at one thing.

    An audience with a `subject` is woken by that id only (and by the pulse), whatever else its topics tell.
    """

    name: str
    role: str
    organization_id: UUID | None
    about: str = ""
    subject: UUID | None = None


@dataclass(frozen=True)
class View:
    """One open stream, as its opener allows it.

    `release` is handed to the renderer unread. `seen` writes an access entry for ids that came into view; it is called
    in a thread, at most once a second. `already` are ids whose entry was written at opening, `missed` what happened
    between the drawing of the page and the opening of its stream.
    """

    audiences: tuple[Audience, ...]
    release: Any
    seen: Callable[[list[UUID]], None]
    already: frozenset[UUID] = frozenset()
    missed: Told = field(default_factory=dict)


@dataclass(frozen=True)
class Rendered:
    """A fragment for one audience, and the ids of the rows in it. `events` are named ones instead, with ids only.

    `state` is what the fragment was drawn from: the next drawing is told it, and may find that nothing has changed.
    """

    html: str
    ids: frozenset[UUID] = frozenset()
    events: tuple[tuple[str, Mapping[str, str]], ...] = ()
    state: Any = None


@dataclass(frozen=True)
class Asked:
    """One audience to be drawn again. `shown`: the state of what all its streams were sent last, None if that is unknown."""

    audience: Audience
    told: Told
    release: Any
    shown: Any = None


@dataclass(frozen=True)
class Key:
    """Another way into a stream than a signed-in session: the cookie a room above gave out, and whose it is now."""

    cookie: str
    find: Callable[[str | None, str], KeySession | None]


Opener = Callable[[Any, Mapping[str, str]], View | None]
Renderer = Callable[[Audience, Told, Any], Rendered]
# Draws several audiences of one subject from one reading. Each goes out as it comes; one that is left out stays as it is.
Together = Callable[[Sequence[Asked]], Iterator[tuple[Audience, Rendered]]]


@dataclass(frozen=True)
class Topic:
    opener: Opener
    renderer: Renderer | None
    hears: frozenset[str]
    for_device: bool = False
    key: Key | None = None
    together: Together | None = None

    def draw(self, asked: Sequence[Asked]) -> Iterator[tuple[Audience, Rendered]]:
        """Draw these audiences; all of them come at once where they are drawn together, and one alone otherwise."""
        if self.together:
            yield from self.together(asked)
            return
        for one in asked:
            yield one.audience, self.renderer(one.audience, one.told, one.release)


TOPICS: dict[str, Topic] = {}


def register(
    name: str,
    opener: Opener,
    renderer: Renderer | None = None,
    *,
    together: Together | None = None,
    hears: tuple[str, ...] = (),
    for_device: bool = False,
    key: Key | None = None,
) -> None:
    """Serve `/live/<name>`. Both callables run in a thread.

    `opener(session, query)` opens one list release for the stream, or answers None, which looks like a page that does
    not exist. `renderer(audience, told, release)` draws what changed, once for all of an audience; topics that share a
    `together` have the audiences of one subject drawn by it in one transaction instead. `hears` are the topics of
    `Act.tell` (by default `name`), and `PULSE`. `for_device`: a paired device opens it, and no person does.
    With a `key`, whoever holds it opens the stream, and nobody else.
    """
    TOPICS[name] = Topic(opener, renderer, frozenset(hears or (name,)), for_device, key, together)
