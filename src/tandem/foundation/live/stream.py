"""The event stream as ASGI: `/live/<topic>` for a signed-in browser, and nothing at all for anybody else."""

import asyncio
import contextlib
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings

from tandem.foundation.live import sessions
from tandem.foundation.live.hub import BEAT, BEAT_SECONDS, Hub, Stream
from tandem.foundation.live.topics import TOPICS, Topic, View
from tandem.foundation.organizations import devices

PREFIX = "/live/"
SLOWEST_SEND_SECONDS = 10.0
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


async def serve(hub: Hub, scope: dict[str, Any], receive, send) -> None:
    """Answer one request below `/live/`. A stream that may not be opened is 404, whatever the reason."""
    hub.start()
    topic = TOPICS.get(scope["path"].removeprefix(PREFIX))
    if scope["method"] != "GET" or topic is None or not _own_page(scope):
        return await _answer(send, 404)
    if not hub.listening.is_set():
        return await _answer(send, 503)
    query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    address = (scope.get("client") or ("", 0))[0]
    name = devices.COOKIE if topic.for_device else topic.key.cookie if topic.key else settings.SESSION_COOKIE_NAME
    opened = await hub.in_thread(_open, topic, _cookie(scope, name), address, query)
    if opened is None:
        return await _answer(send, 404)
    stream = hub.join(*opened)
    leaving = asyncio.create_task(_left(receive))
    writing = asyncio.create_task(_write(stream, send))
    try:
        await asyncio.wait({leaving, writing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        hub.leave(stream)
        for task in (leaving, writing):
            task.cancel()
        await asyncio.gather(leaving, writing, return_exceptions=True)


def _open(topic: Topic, key: str | None, address: str, query: dict[str, str]) -> tuple[Any, View] | None:
    if topic.key:
        session = topic.key.find(key, address)
    else:
        session = sessions.find_device(key, address) if topic.for_device else sessions.find(key, address)
    view = topic.opener(session, query) if session else None
    return (session, view) if view else None


def _header(scope: dict[str, Any], name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _own_page(scope: dict[str, Any]) -> bool:
    """Whether the browser opens the stream from a page of this site, as far as it says."""
    return _header(scope, b"sec-fetch-site") in ("", "same-origin")


def _cookie(scope: dict[str, Any], name: str) -> str | None:
    try:
        found = SimpleCookie(_header(scope, b"cookie")).get(name)
    except CookieError:
        return None
    return found.value if found else None


async def _answer(send, status: int) -> None:
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _left(receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(stream: Stream, send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    data: bytes | None = BEAT
    while data is not None:
        body = {"type": "http.response.body", "body": data, "more_body": True}
        await asyncio.wait_for(send(body), SLOWEST_SEND_SECONDS)
        try:
            data = await asyncio.wait_for(stream.queue.get(), BEAT_SECONDS)
        except TimeoutError:
            data = BEAT
    with contextlib.suppress(Exception):
        await send({"type": "http.response.body", "body": b"", "more_body": False})
