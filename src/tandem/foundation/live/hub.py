"""The hub of one process: listens once, renders once per audience, hands the bytes to every stream of it."""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.conninfo import make_conninfo

from tandem.foundation.acts.act import LIVE_CHANNEL
from tandem.foundation.database import reach
from tandem.foundation.live import sessions
from tandem.foundation.live.sessions import DeviceSession, KeySession, LiveSession
from tandem.foundation.live.tables import Room, Stream, Table
from tandem.foundation.live.topics import PULSE, TOPICS, Asked, Audience, Rendered, Told, View

log = logging.getLogger("tandem.live")

# Changes that come closer together than this are drawn together. On a busy machine the pause grows to what the drawing
# before took, so that live views never take more than half of the time, up to a limit that nobody sees as late.
BURST_SECONDS = 0.005
LONGEST_PAUSE = 0.1
# The browser calls 20 s of silence "not live".
BEAT_SECONDS = 8.0
CHECK_SECONDS = 1.5
SEEN_SECONDS = 1.0
LONGEST_BACKOFF = 10.0
THREADS = 3

BEAT = b"event: beat\ndata: {}\n\n"
GONE = b"event: gone\ndata: {}\n\n"


class Hub:
    """Everything live in this process. Lives on one event loop; `open` and `close` are called from it."""

    def __init__(self) -> None:
        self.rooms: dict[Audience, Room] = {}
        self.tables: dict[Hashable, Table] = {}
        self.streams: set[Stream] = set()
        self.listening = asyncio.Event()
        self._tasks: list[asyncio.Task] = []
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="live")

    def start(self) -> None:
        """Begin to listen. Idempotent."""
        if not self._tasks:
            self._tasks = [asyncio.create_task(each()) for each in (self._listen, self._check, self._note, self._pulse)]

    def end_all(self) -> None:
        """End every stream; the browsers come back, to this server or the next."""
        for stream in list(self.streams):
            stream.end()

    async def stop(self) -> None:
        """End every stream and the listening."""
        self.end_all()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def in_thread(self, work: Callable, *args: Any) -> Any:
        """Run database work in a thread and give its connection back to the pool."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, _with_connection, work, *args)

    def join(self, session: LiveSession | DeviceSession | KeySession, view: View) -> Stream:
        """Add a stream to the rooms of its audiences."""
        stream = Stream(session, view)
        self.streams.add(stream)
        for audience in view.audiences:
            room = self.rooms.get(audience) or self._room(audience)
            room.streams.add(stream)
            # What a new page shows is not known here.
            room.shown = None
        self.tell(view.missed, only=view.audiences)
        return stream

    def _room(self, audience: Audience) -> Room:
        table = self.tables.setdefault(_table(audience), Table())
        room = self.rooms[audience] = table.rooms[audience] = Room(audience, table)
        return room

    def leave(self, stream: Stream) -> None:
        """Forget a stream; a room without streams is forgotten too."""
        self.streams.discard(stream)
        for audience in stream.view.audiences:
            room = self.rooms.get(audience)
            if room:
                room.streams.discard(stream)
                if not room.streams:
                    del self.rooms[audience], room.table.rooms[audience]
                    if not room.table.rooms:
                        del self.tables[_table(audience)]

    def tell(self, told: Told, *, only: tuple[Audience, ...] | None = None) -> None:
        """Say what changed to every room that hears it; each draws it soon, once."""
        for audience in list(self.rooms) if only is None else only:
            room = self.rooms[audience]
            heard = {topic: ids for topic, ids in told.items() if _hears(audience, topic, ids)}
            if not heard:
                continue
            for topic, ids in heard.items():
                room.told.setdefault(topic, set()).update(ids)
            if room.table.task is None or room.table.task.done():
                room.table.task = asyncio.create_task(self._draw(room.table))

    async def _draw(self, table: Table) -> None:
        while any(room.told and room.streams for room in table.rooms.values()):
            # The first change goes out at once; the ones right behind it share the next drawing.
            wait = table.rests_until - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            waiting = [room for room in table.rooms.values() if room.told and room.streams]
            if not waiting:
                return
            asked = [_asked(room) for room in waiting]
            began = time.monotonic()
            try:
                await self.in_thread(self._hand_out, asked, asyncio.get_running_loop())
            except Exception:
                # A view that can't be drawn must not look live: its streams end, and the pages are read again.
                log.exception("A live view could not be drawn: %s", waiting[0].audience.name)
                for each in [stream for room in waiting for stream in room.streams]:
                    each.end()
                continue
            now = time.monotonic()
            table.rests_until = now + min(LONGEST_PAUSE, max(BURST_SECONDS, now - began))

    def _hand_out(self, asked: list[Asked], loop: asyncio.AbstractEventLoop) -> None:
        """Draw, in a thread; each audience is sent its own as soon as that is drawn."""
        for audience, drawn in TOPICS[asked[0].audience.name].draw(asked):
            loop.call_soon_threadsafe(self._send, audience, drawn)

    def _send(self, audience: Audience, drawn: Rendered) -> None:
        room = self.rooms.get(audience)
        if room:
            room.send(drawn)

    async def _listen(self) -> None:
        backoff = 0.2
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(_address(), autocommit=True) as listener:
                    await listener.execute(f"LISTEN {LIVE_CHANNEL}")
                    self.listening.set()
                    backoff = 0.2
                    async for notice in listener.notifies():
                        self._heard(notice.payload)
            except (psycopg.Error, OSError) as error:
                log.warning("Live views lost the database, trying again: %s", type(error).__name__)
            self.listening.clear()
            # What was missed is unknown. Ended streams come back, and their pages are read again.
            for stream in list(self.streams):
                stream.end()
            await asyncio.sleep(backoff)
            backoff = min(LONGEST_BACKOFF, backoff * 2)

    def _heard(self, payload: str) -> None:
        try:
            heard = json.loads(payload)
            told = {heard["topic"]: frozenset(UUID(one) for one in heard["ids"])}
        except (ValueError, KeyError, TypeError):
            log.warning("A live notice could not be read.")
            return
        self.tell(told)

    async def _check(self) -> None:
        """End streams whose session, job or account is over."""
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            if not self.streams:
                continue
            try:
                over = await self.in_thread(sessions.ended, [stream.session for stream in self.streams])
            except Exception:
                # Without the database nobody can say that the right still holds.
                log.exception("Live sessions could not be checked.")
                over = {stream.session.key for stream in self.streams}
            for stream in list(self.streams):
                if stream.session.key in over:
                    stream.end(GONE)

    async def _note(self) -> None:
        """Write what came into view, a batch a second for each stream that saw something new."""
        while True:
            await asyncio.sleep(SEEN_SECONDS)
            for stream in list(self.streams):
                if not stream.fresh:
                    continue
                ids, stream.fresh = stream.fresh, set()
                stream.known |= ids
                try:
                    await self.in_thread(stream.view.seen, sorted(ids))
                except Exception:
                    # What can't be logged is not shown any longer.
                    log.exception("An access entry of a live view could not be written.")
                    stream.end()

    async def _pulse(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            self.tell({PULSE: frozenset()})


def _address() -> str:
    """Where to listen: the application's own database, outside its pool."""
    of = settings.DATABASES["default"]
    parts = {
        "dbname": of["NAME"],
        "user": of["USER"],
        "password": of["PASSWORD"],
        "host": of["HOST"],
        "port": of["PORT"],
    }
    return make_conninfo(**{name: value for name, value in parts.items() if value}, application_name="tandem-live")


def _table(audience: Audience) -> Hashable:
    together = TOPICS[audience.name].together
    return (together, audience.subject) if together and audience.subject else audience


def _asked(room: Room) -> Asked:
    told = {topic: frozenset(ids) for topic, ids in room.told.items()}
    room.told = {}
    return Asked(room.audience, told, next(iter(room.streams)).view.release, room.shown)


def _hears(audience: Audience, topic: str, ids: frozenset[UUID]) -> bool:
    if topic not in TOPICS[audience.name].hears:
        return False
    return audience.subject is None or topic == PULSE or audience.subject in ids


def _with_connection(work: Callable, *args: Any) -> Any:
    try:
        # One drawing is one transaction that begins with nothing open, as a request is.
        with reach.fresh():
            return work(*args)
    finally:
        with contextlib.suppress(Exception):
            connections.close_all()
