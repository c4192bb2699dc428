"""A hundred phones that come back at once take turns, and nobody else waits for them (L4)."""

import asyncio
import threading
import time

from tandem.asgi import PHONE_TURNS, Pages


def asked(pages: Pages, path: str, answers: list[str]):
    scope = {"type": "http", "path": path, "method": "PUT", "query_string": b"", "headers": [(b"host", b"x")]}
    scope |= {"http_version": "1.1", "scheme": "http", "server": ("x", 80), "client": ("x", 1), "root_path": ""}

    async def send(event):
        if event["type"] == "http.response.body":
            answers.append(path)

    return pages(scope, None, send)


def test_phones_take_turns_and_leave_threads_to_others():
    lock, running, most = threading.Lock(), [0], [0]

    def slow(environ, start_response):
        phone = environ["PATH_INFO"].startswith("/phone/")
        with lock:
            running[0] += phone
            most[0] = max(most[0], running[0])
        time.sleep(0.02 if phone else 0)
        with lock:
            running[0] -= phone
        start_response("200 OK", [])
        return [b"x"]

    async def storm() -> list[str]:
        pages, answers = Pages(slow, 4), []
        phones = [asyncio.create_task(asked(pages, "/phone/api/work/1", answers)) for _each in range(20)]
        await asyncio.sleep(0.01)
        await asked(pages, "/board/", answers)
        await asyncio.gather(*phones)
        return answers

    answers = asyncio.run(storm())
    assert most[0] == PHONE_TURNS["/phone/api/work/"]
    assert len(answers) == 21 and answers.index("/board/") < 10
