"""From a choice to every phone and the wall, 10 rooms × 6 phones: `python -m tests.performance.rehearsal`.

One room after another, on clocks of their own, chooses every few seconds, as people do. A phone has seen a choice when
its stream brings the fragment of the next turn; the time begins when the choosing phone's request is sent. Walls are
drawn with their scene. Everything runs on this one machine: the server, the database, 70 streams and what measures them.
"""

import asyncio
import random
import re
import statistics
import sys
import time
from uuid import UUID

from tests.performance.serving import Serving, serving

ROOMS = 10
SECONDS = 30
# Between two choices of one room, in seconds.
PAUSE = (2.0, 4.0)
AIM_MS = 150
SEATS = ("dispatcher", "officer", "clinician", "peer", "observer", "observer")
OPTION = re.compile(rb"choose ([0-9]+-[0-9]+) ([0-9]+)")
TURN = re.compile(rb"data-turn=.{0,2}?([0-9]+)")


def open_rooms() -> tuple[str, list[tuple[str, list[str]]]]:
    """A trainer's session cookie, and for each room its code and the keys of its six phones."""
    from tandem.foundation.accounts.actor import Actor
    from tandem.training.library.actions import adopt_shipped
    from tandem.training.library.records import of_name
    from tandem.training.sessions import actions, records
    from tandem.vocabulary.terms import Role
    from tests import made
    from tests.performance.sessions import session_of

    trainer: Actor = made.user_with_job(Role.TRAINER)
    adopt_shipped(actor=trainer)
    scenario = of_name("welfare-check").id
    rooms = []
    for number in range(ROOMS):
        room: UUID = actions.open_room(scenario, actor=trainer, seed=number, guests=True)
        code = records.room(room).code
        keys = [actions.join(code, name=f"Sam {seat}", seat=seat, actor=None) for seat in SEATS]
        actions.start(room, actor=trainer)
        rooms.append((code, keys))
    return session_of(trainer), rooms


class Room:
    """One room's phones and wall, listening; one of its phones chooses."""

    def __init__(self, port: int, code: str, keys: list[str], cookie: str):
        self.port, self.code, self.keys, self.cookie = port, code, keys, cookie
        self.phones = [f"tandem_seat={key}" for key in keys]
        self.sent: dict[int, float] = {}
        self.delays: list[float] = []
        self.wall: list[float] = []
        self.turn = 0

    async def listen(self, path: str, cookie: str, found: list[float]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head[:20]:
            raise RuntimeError(head.decode())
        seen = 0
        while line := await reader.readline():
            shown = TURN.search(line)
            if shown and int(shown[1]) > seen:
                seen = int(shown[1])
                if seen in self.sent:
                    found.append(time.perf_counter() - self.sent[seen])

    async def ask(self, method: str, path: str, cookie: str, body: str = "", token: str = "") -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nHX-Request: true\r\n"
        if token:
            head += f"X-CSRFToken: {token}\r\n"
            cookie += f"; csrftoken={token}"
        head += f"Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write((head + body).encode())
        answer = await reader.read()
        writer.close()
        return answer

    async def play(self, until: float, dice: random.Random) -> None:
        path = f"/rehearse/r/{self.code}/"
        while time.perf_counter() < until:
            await asyncio.sleep(dice.uniform(*PAUSE))
            for phone in self.phones[:4]:
                page = await self.ask("GET", f"{path}now/", phone)
                options = OPTION.findall(page)
                if not options:
                    continue
                option, turn = dice.choice(options)
                self.sent[int(turn) + 1] = time.perf_counter()
                told = f"verb=choose+{option.decode()}+{turn.decode()}"
                await self.ask("POST", f"{path}do/", phone, told, token="t" * 32)
                break
            else:
                return


async def measure(where: Serving, cookie: str, rooms: list[tuple[str, list[str]]]) -> None:
    played = [Room(where.port, code, keys, cookie) for code, keys in rooms]
    tasks = []
    for one in played:
        tasks += [asyncio.create_task(one.listen("/live/rehearsal-phone", phone, one.delays)) for phone in one.phones]
        tasks.append(asyncio.create_task(one.listen(f"/live/rehearsal-wall?code={one.code}&team=A", cookie, one.wall)))
    await asyncio.sleep(3)
    failed = [task for task in tasks if task.done()]
    if failed:
        raise RuntimeError(f"{len(failed)} streams did not open: {failed[0].exception()}")
    until = time.perf_counter() + SECONDS
    await asyncio.gather(*(one.play(until, random.Random(number)) for number, one in enumerate(played)))
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    choices = sum(len(one.sent) for one in played)
    print(f"{choices} choices in {ROOMS} rooms, {len(tasks)} streams")
    say(f"phones (aim p95 {AIM_MS} ms)", [delay for one in played for delay in one.delays])
    say(f"walls (aim p95 {AIM_MS} ms)", [delay for one in played for delay in one.wall])


def say(name: str, seconds: list[float]) -> None:
    if len(seconds) < 2:
        print(f"{name}: nothing heard")
        return
    cuts = statistics.quantiles(seconds, n=20)
    print(f"{name}: {len(seconds)} heard, p50 {cuts[9] * 1000:.0f} ms, p95 {cuts[18] * 1000:.0f} ms")


def main() -> None:
    with serving(calls=1) as where:
        cookie, rooms = open_rooms()
        asyncio.run(measure(where, cookie, rooms))


if __name__ == "__main__":
    sys.exit(main())
