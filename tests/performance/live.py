"""From commit to 50 boards at 50 changes a second, beside one raw LISTEN: `python -m tests.performance.live`.

Each change is a real answer to a call, made by a process of its own that says when its commit came back. A board has
seen it when the message with that call's row arrives. All of it runs on this one machine, whose clock all share.
"""

import asyncio
import bisect
import contextlib
import json
import statistics
import subprocess
import sys
import threading
import time
from uuid import UUID

import psycopg

from tests.performance.serving import Serving, serving

BOARDS = 50
PER_SECOND = 50
SECONDS = 8
WRITERS = 2
# A listener may hear of a change before the writer's own commit has come back.
EARLY = 0.02

Heard = list[tuple[str, float]]


def write(calls: list[UUID]) -> None:
    """The writing process: answers one call after another, and prints `call time` for each commit."""
    import django

    django.setup()
    from tandem.foundation.database import reach

    # What a benchmark makes, it makes as a command does; the server it measures begins with nothing open.
    reach.standing("benchmark")
    from tandem.domain.incidents.actions import answer
    from tandem.foundation.accounts.actor import Actor
    from tandem.vocabulary.permissions import Permission

    actor = Actor.system("benchmark", Permission.INCIDENT_ANSWER)
    began = time.perf_counter()

    def share(first: int) -> None:
        for turn in range(first, SECONDS * PER_SECOND, WRITERS):
            time.sleep(max(0.0, began + turn / PER_SECOND - time.perf_counter()))
            call = calls[turn % len(calls)]
            answer(call, actor=actor, name="violence", value=("threat", "none")[turn // len(calls) % 2])
            # One write a line, so that two threads never share one.
            sys.stdout.write(f"{call} {time.perf_counter()}\n")
            sys.stdout.flush()

    writers = [threading.Thread(target=share, args=(first,)) for first in range(WRITERS)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()


async def _raw(where: Serving, heard: Heard) -> None:
    async with await psycopg.AsyncConnection.connect(where.database_url, autocommit=True) as listener:
        await listener.execute("LISTEN tandem_live")
        async for notice in listener.notifies():
            now = time.perf_counter()
            told = json.loads(notice.payload)
            if told["topic"] == "board":
                heard += [(one, now) for one in told["ids"]]


async def _board(where: Serving, heard: Heard) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", where.port, limit=2**20)
    writer.write(f"GET /live/board HTTP/1.1\r\nHost: localhost\r\nCookie: {where.cookie}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head[:20]:
        raise RuntimeError(head.decode())
    while line := await reader.readline():
        if line.startswith(b'data: {"html"'):
            now = time.perf_counter()
            ids = (part[:36].decode() for part in line.split(b'id=\\"call-')[1:])
            heard += [(one, now) for one in ids if one.count("-") == 4]


def delays(heard: Heard, committed: dict[str, list[float]]) -> list[float]:
    """Seconds from each commit to each hearing of it."""
    found = []
    for call, at in heard:
        times = committed.get(call, [])
        place = bisect.bisect_right(times, at + EARLY)
        if place:
            found.append(max(0.0, at - times[place - 1]))
    return found


async def _measure(where: Serving) -> None:
    raw: Heard = []
    boards: Heard = []
    tasks = [asyncio.create_task(_raw(where, raw))]
    tasks += [asyncio.create_task(_board(where, boards)) for _ in range(BOARDS)]
    await asyncio.sleep(3)
    command = [sys.executable, "-m", "tests.performance.live", *(str(one) for one in where.calls)]
    writer = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    said, _ = await writer.communicate()
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.gather(*tasks, return_exceptions=True)
    committed: dict[str, list[float]] = {}
    for call, at in (line.split() for line in said.decode().splitlines()):
        committed.setdefault(call, []).append(float(at))
    for times in committed.values():
        times.sort()
    changes = sum(map(len, committed.values()))
    print(f"{changes} changes at {PER_SECOND}/s, {len(boards)} rows on {BOARDS} boards")
    _say("raw LISTEN", delays(raw, committed))
    _say(f"{BOARDS} boards (aim p95 50 ms)", delays(boards, committed))


def _say(name: str, seconds: list[float]) -> None:
    cuts = statistics.quantiles(seconds, n=20)
    print(f"{name}: p50 {cuts[9] * 1000:.1f} ms, p95 {cuts[18] * 1000:.1f} ms")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write([UUID(one) for one in sys.argv[1:]])
    else:
        with serving() as where:
            asyncio.run(_measure(where))
