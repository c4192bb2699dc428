"""A hundred phones that come back at once take turns, and nobody else waits for them (L4)."""

import asyncio
import threading
import time

from tandem import asgi
from tandem.asgi import PHONE_TURNS, Pages

WORK = "/phone/api/work"


def asked(pages: Pages, path: str, answers: list[tuple[str, int]], **headers: str):
    told = [(b"host", b"x"), *((name.encode(), value.encode()) for name, value in headers.items())]
    scope = {"type": "http", "path": path, "method": "PUT", "query_string": b"", "headers": told}
    scope |= {"http_version": "1.1", "scheme": "http", "server": ("x", 80), "client": ("x", 1), "root_path": ""}

    async def send(event):
        if event["type"] == "http.response.start":
            answers.append((path, event["status"], dict(event["headers"])))

    return pages(scope, None, send)


class Slow:
    """A program that takes its time over what phones send, and counts how many of it are at work."""

    def __init__(self, seconds: float):
        self.seconds, self.lock, self.running, self.most = seconds, threading.Lock(), 0, 0

    def __call__(self, environ, start_response):
        phone = environ["PATH_INFO"].startswith("/phone/")
        with self.lock:
            self.running += phone
            self.most = max(self.most, self.running)
        time.sleep(self.seconds if phone else 0)
        with self.lock:
            self.running -= phone
        start_response("200 OK", [])
        return [b"x"]


def test_phones_take_turns_and_leave_threads_to_others():
    slow = Slow(0.02)

    async def storm() -> list[str]:
        pages, answers = Pages(slow, 4), []
        phones = [asyncio.create_task(asked(pages, WORK, answers)) for _each in range(20)]
        await asyncio.sleep(0.01)
        await asked(pages, "/board/", answers)
        await asyncio.gather(*phones)
        return [path for path, _status, _headers in answers]

    answers = asyncio.run(storm())
    assert slow.most == PHONE_TURNS
    assert len(answers) == 21 and answers.index("/board/") < 10


def test_an_sos_waits_for_no_turn():
    async def storm() -> list[str]:
        pages, answers = Pages(Slow(0.05), 4), []
        phones = [asyncio.create_task(asked(pages, WORK, answers)) for _each in range(5)]
        await asyncio.sleep(0.01)
        sos = asyncio.create_task(asked(pages, f"{WORK}#sos", answers, **{"tandem-urgent": "yes"}))
        await asyncio.gather(*phones, sos)
        return [path for path, _status, _headers in answers]

    assert asyncio.run(storm()).index(f"{WORK}#sos") < 3


def test_who_waited_too_long_is_told_when_to_come_again(monkeypatch):
    monkeypatch.setattr(asgi, "LONGEST_WAIT", 0.02)

    async def storm() -> list[tuple[str, int, dict]]:
        pages, answers = Pages(Slow(0.1), 4), []
        await asyncio.gather(*(asked(pages, WORK, answers) for _each in range(5)))
        # Nobody holds the turn for ever.
        await asked(pages, WORK, answers)
        return answers

    answers = asyncio.run(storm())
    assert sorted(status for _path, status, _headers in answers) == [200, 200, 503, 503, 503, 503]
    told = [int(headers[b"retry-after"]) for _path, status, headers in answers if status == 503]
    assert set(told) <= set(asgi.COME_AGAIN)
