"""What the hub holds: a browser's stream, the streams of one audience, and the audiences that are drawn together."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tandem.foundation.live.sessions import DeviceSession, KeySession, LiveSession
from tandem.foundation.live.topics import Audience, Rendered, View

# A browser that is this many messages behind is dropped; it comes back and reads the page again.
MOST_WAITING = 64


def message(html: str) -> bytes:
    """One server-sent event with a fragment."""
    return b"data: " + json.dumps({"html": html}, ensure_ascii=False).encode() + b"\n\n"


def named(events: tuple[tuple[str, Mapping[str, str]], ...]) -> bytes:
    """Named server-sent events, for a client that asks for the rest itself."""
    return b"".join(f"event: {name}\ndata: {json.dumps(dict(ids))}\n\n".encode() for name, ids in events)


class Stream:
    """One browser: a bounded queue of bytes. `None` in it ends the stream."""

    def __init__(self, session: LiveSession | DeviceSession | KeySession, view: View):
        self.session = session
        self.view = view
        self.queue: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_WAITING + 2)
        self.known: set[UUID] = set(view.already)
        self.fresh: set[UUID] = set()
        self.over = False

    def send(self, data: bytes, ids: frozenset[UUID]) -> None:
        if self.over:
            return
        if self.queue.qsize() >= MOST_WAITING:
            self.end()
            return
        self.fresh |= ids - self.known
        self.queue.put_nowait(data)

    def end(self, last: bytes | None = None) -> None:
        """Finish after what waits; `last` is the parting message."""
        if self.over:
            return
        self.over = True
        while self.queue.full():
            self.queue.get_nowait()
        if last and self.queue.qsize() <= MOST_WAITING:
            self.queue.put_nowait(last)
        self.queue.put_nowait(None)


class Table:
    """What is drawn together, from one reading: the audiences of one subject, or one audience by itself."""

    def __init__(self) -> None:
        self.rooms: dict[Audience, Room] = {}
        self.task: asyncio.Task | None = None
        self.rests_until = 0.0


class Room:
    """The streams of one audience, what has been told but not drawn yet, and the state of what was sent last."""

    def __init__(self, audience: Audience, table: Table):
        self.audience = audience
        self.table = table
        self.streams: set[Stream] = set()
        self.told: dict[str, set[UUID]] = {}
        self.shown: Any = None

    @property
    def task(self) -> asyncio.Task | None:
        """The drawing of its table, if there was one."""
        return self.table.task

    def send(self, drawn: Rendered) -> None:
        """Hand a drawing to every stream."""
        self.shown = drawn.state
        data = named(drawn.events) + (message(drawn.html) if drawn.html else b"")
        if data:
            for each in list(self.streams):
                each.send(data, drawn.ids)
