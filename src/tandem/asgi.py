"""The one server: pages and API by Django's WSGI application in threads, live streams on the event loop beside it."""

import asyncio
import contextlib
import contextvars
import gc
import os
import secrets
import signal
import threading
from functools import partial
from io import BytesIO
from typing import Any
from urllib.parse import quote_from_bytes

import django
from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import build_environ

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from tandem.foundation.live import stream  # noqa: E402
from tandem.foundation.live.hub import THREADS, Hub  # noqa: E402

# Nothing larger comes in through the web, but for a file at the door that takes files to import.
LARGEST_BODY = 16 * 1_048_576
LARGEST_FILE_BODY = 65 * 1_048_576
FILE_DOORS = ("/program/import/",)
# The phone's own address of a live view.
STREAMS = {"/phone/api/events": f"{stream.PREFIX}phone-app"}
# Answers that are too large to be held: files are handed out piece by piece.
DOWNLOADS = "/download/"
# A body up to here is read before a thread is taken: a slow line then holds up nobody else.
SMALL_BODY = 65_536
# How many requests of phones this process has at work at once; when a hundred of them find a signal together, everybody
# else still finds a thread free and the processor's time. The phones wait their turn, their bodies read, but for the
# largest photos, which take a thread for as long as their line takes. One that waited for so many seconds is told to
# come again: it may have gone by then.
PHONE_PATHS = ("/phone/api/work", "/phone/api/photo/")
PHONE_BODY = 1_048_576
PHONE_TURNS, PHONE_LARGE, LONGEST_WAIT = 1, 2, 45
COME_AGAIN = range(2, 8)
# What a phone says of a request that waits for nobody: an SOS, the answer to a roll call.
URGENT = b"tandem-urgent"
# How long the first requests wait for the live views to listen, at most.
LISTENING_SECONDS = 5.0
PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))


def bounded(application):
    """Refuse a body that says it is larger than any page or API takes, before a byte of it is read."""

    def limited(environ: dict[str, Any], start_response):
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = -1
        most = LARGEST_FILE_BODY if environ.get("PATH_INFO") in FILE_DOORS else LARGEST_BODY
        if 0 <= length <= most:
            return application(environ, start_response)
        status, sentence = ("400 Bad Request", b"The length of this request can't be read.")
        if length > 0:
            megabytes = most // 1_048_576
            status, sentence = ("413 Content Too Large", b"This is larger than %d MB. Send less at a time." % megabytes)
        start_response(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(sentence)))])
        return [sentence]

    return limited


def _workers() -> int:
    """A thread for each pooled connection that the live views leave."""
    pool = settings.DATABASES["default"]["OPTIONS"].get("pool", {})
    return max(2, min(8, pool.get("max_size", 12) - THREADS))


class Pages:
    """Django's WSGI application in threads. Each request with a small body goes into its thread and comes back once.

    The ready-made bridge goes back and forth for each part of an answer, and each of these journeys waits for the
    loop's turn; it is kept for large bodies, which it reads piece by piece, and for files that are handed out.
    """

    def __init__(self, wsgi, threads: int):
        self.wsgi = wsgi
        self.piecewise = WSGIMiddleware(wsgi, workers=threads, send_queue_size=8)
        self.turns, self.large = asyncio.Semaphore(PHONE_TURNS), asyncio.Semaphore(PHONE_LARGE)

    async def __call__(self, scope: dict[str, Any], receive, send) -> None:
        phone, length = scope["path"].startswith(PHONE_PATHS), _body_length(scope)
        turns = self.turns
        if length is None or length > (PHONE_BODY if phone else SMALL_BODY) or scope["path"].endswith(DOWNLOADS):
            serve, turns = partial(self.piecewise, scope, receive, send), self.large
        else:
            serve = partial(self._at_once, scope, await _whole(receive) if length else b"", send)
        if not phone or URGENT in dict(scope["headers"]):
            return await serve()
        try:
            await asyncio.wait_for(turns.acquire(), LONGEST_WAIT)
        except TimeoutError:
            return await _come_again(send)
        try:
            await serve()
        finally:
            turns.release()

    async def _at_once(self, scope: dict[str, Any], body: bytes, send) -> None:
        work = contextvars.copy_context().run
        loop = asyncio.get_running_loop()
        start, whole = await loop.run_in_executor(self.piecewise.executor, work, self._answer, scope, body)
        await send(start)
        await send({"type": "http.response.body", "body": whole})

    def _answer(self, scope: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """Run one request to its end, the return of its database connection included."""
        start: dict[str, Any] = {"type": "http.response.start"}

        def start_response(status: str, headers: list[tuple[str, str]], _error=None) -> None:
            start["status"] = int(status[:3])
            start["headers"] = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]

        parts = self.wsgi(build_environ(scope, BytesIO(body)), start_response)
        try:
            return start, b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()


async def _come_again(send) -> None:
    """503, with a time that differs, so that those who waited together do not come together."""
    seconds = str(secrets.choice(COME_AGAIN)).encode()
    headers = [(b"content-type", b"application/json"), (b"retry-after", seconds), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": b'{"problems": []}'})


def _body_length(scope: dict[str, Any]) -> int | None:
    """The bytes a request says it brings, 0 where it brings none, None where that can't be known before reading."""
    headers = dict(scope["headers"])
    if b"transfer-encoding" in headers:
        return None
    length = headers.get(b"content-length", b"0")
    return int(length) if length.isdigit() else None


async def _whole(receive) -> bytes:
    """The body, or as much of it as came."""
    parts, more = [], True
    while more:
        event = await receive()
        parts.append(event.get("body", b""))
        more = event.get("more_body", False)
    return b"".join(parts)


pages = Pages(bounded(get_wsgi_application()), _workers())
hub = Hub()


async def application(scope: dict[str, Any], receive, send) -> None:
    """ASGI entry point: `granian --interface asgi --workers 2 tandem.asgi:application`."""
    if scope["type"] == "lifespan":
        return await _lifespan(receive, send)
    if scope["type"] != "http":
        return await pages.piecewise(scope, receive, send)
    scope = {**scope, "path": STREAMS.get(scope["path"], scope["path"])}
    if scope["path"].startswith(stream.PREFIX):
        return await stream.serve(hub, scope, receive, send)

    async def received() -> dict[str, Any]:
        # The server hands out a future; the thread that reads a body needs a coroutine.
        return await receive()

    # A raw byte that no address may hold is quoted, as a browser would have done.
    scope = {**scope, "query_string": quote_from_bytes(scope["query_string"], safe=PRINTABLE).encode()}
    return await pages(scope, received, send)


def _hear_stop(loop: asyncio.AbstractEventLoop) -> None:
    """End the streams as soon as the server is told to stop: it waits for open ones before it says so itself."""
    if threading.current_thread() is not threading.main_thread():
        return
    for each in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(each)

        def told(number, frame, before=before):
            loop.call_soon_threadsafe(hub.end_all)
            if callable(before):
                before(number, frame)

        signal.signal(each, told)


async def _lifespan(receive, send) -> None:
    while True:
        event = await receive()
        if event["type"] == "lifespan.startup":
            hub.start()
            # A board that opens before is sent away. Without the database, pages are served all the same.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(hub.listening.wait(), LISTENING_SECONDS)
            # What is loaded by now stays: the collector need not look through it again and again.
            gc.freeze()
            _hear_stop(asyncio.get_running_loop())
            await send({"type": "lifespan.startup.complete"})
        else:
            await hub.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return
