"""The one server: pages and API by Django's WSGI application in threads, live streams on the event loop beside it."""

import asyncio
import os
import signal
import threading
from typing import Any
from urllib.parse import quote_from_bytes

import django
from a2wsgi import WSGIMiddleware

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from tandem.foundation.live import stream  # noqa: E402
from tandem.foundation.live.hub import THREADS, Hub  # noqa: E402

# Nothing larger comes in through the web; imports are read from files by the command line.
LARGEST_BODY = 16 * 1_048_576
PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))


def bounded(application):
    """Refuse a body that says it is larger than any page or API takes, before a byte of it is read."""

    def limited(environ: dict[str, Any], start_response):
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = -1
        if 0 <= length <= LARGEST_BODY:
            return application(environ, start_response)
        status, sentence = ("400 Bad Request", b"The length of this request can't be read.")
        if length > 0:
            status, sentence = ("413 Content Too Large", b"This is larger than 16 MB. Send less at a time.")
        start_response(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(sentence)))])
        return [sentence]

    return limited


def _workers() -> int:
    """A thread for each pooled connection that the live views leave."""
    pool = settings.DATABASES["default"]["OPTIONS"].get("pool", {})
    return max(2, min(8, pool.get("max_size", 12) - THREADS))


pages = WSGIMiddleware(bounded(get_wsgi_application()), workers=_workers(), send_queue_size=8)
hub = Hub()


async def application(scope: dict[str, Any], receive, send) -> None:
    """ASGI entry point: `granian --interface asgi --workers 2 tandem.asgi:application`."""
    if scope["type"] == "lifespan":
        return await _lifespan(receive, send)
    if scope["type"] != "http":
        return await pages(scope, receive, send)
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
            _hear_stop(asyncio.get_running_loop())
            await send({"type": "lifespan.startup.complete"})
        else:
            await hub.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return
