"""From a choice to every phone and the wall, 10 rooms × 6 phones: `python -m tests.performance.rehearsal [seconds]`.

Each room's team chooses every few seconds, quicker than people do, and its officer sees a sign now and then. Every phone
and wall does what its page does: it says "I am here" every four seconds, and when its count-down ends; it never asks for
what its stream brings. A phone has seen a choice when its stream brings the fragment of the next turn; the time begins
when the choosing phone's request is sent. Walls are drawn with their scene.

Everything runs on this one machine: the server, the database, 70 streams and what measures them, which takes a share of
its own. So the processor's time of each is printed, first of rooms in which nobody chooses, then with choices. Where
nobody chooses, the story's own clocks go on: the difference is not what choices cost, `rehearsal_cost` counts that.
"""

import asyncio
import random
import statistics
import sys
import time
from uuid import UUID

from tests.performance.phones import Screen
from tests.performance.processors import postmaster, spent
from tests.performance.serving import Serving, serving

ROOMS = 10
SECONDS = 60
QUIET_SECONDS = 15
# Between two choices of one room, in seconds. In a rehearsal of nine minutes it is about twenty.
PAUSE = (3.0, 9.0)
AIM_MS = 150
SEATS = ("dispatcher", "officer", "clinician", "peer", "observer", "observer")
PLAYING = 4


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
        # No ten calls begin in the same second; nor do their clocks run out together.
        time.sleep(0.7)
    return session_of(trainer), rooms


class Room:
    """One room's phones and wall. `sent` is when the choice that led to a turn was sent."""

    def __init__(self, port: int, code: str, keys: list[str], cookie: str):
        self.sent: dict[int, float] = {}
        at = f"/rehearse/r/{code}/"
        self.path = at
        self.phones = [
            Screen(port, "/live/rehearsal-phone", f"tandem_seat={key}", f"{at}now/", f"{at}here/", self.sent)
            for key in keys
        ]
        wall = f"/live/rehearsal-wall?code={code}&team=A"
        self.wall = Screen(port, wall, cookie, f"{at}wall/now/", f"{at}lead/here/", self.sent)

    @property
    def screens(self) -> list[Screen]:
        return [*self.phones, self.wall]

    async def play(self, until: float, dice: random.Random) -> None:
        """One of the phones that have a choice takes one of its own; the officer sees a sign before every other one."""
        while time.perf_counter() < until:
            await asyncio.sleep(dice.uniform(*PAUSE))
            if dice.random() < 0.5:
                await self.phones[1].tap(f"{self.path}do/", f"sign+{self.phones[1].taps()}")
                await asyncio.sleep(1)
            for phone in dice.sample(self.phones[:PLAYING], PLAYING):
                options = phone.options()
                if options:
                    option, turn = dice.choice(options)
                    self.sent[turn + 1] = time.perf_counter()
                    await phone.tap(f"{self.path}do/", f"choose+{option}+{turn}")
                    break


async def measure(where: Serving, cookie: str, rooms: list[tuple[str, list[str]]], seconds: int, database: int) -> None:
    played = [Room(where.port, code, keys, cookie) for code, keys in rooms]
    screens = [screen for one in played for screen in one.screens]
    tasks = [asyncio.create_task(work) for screen in screens for work in (screen.listen(), screen.stay())]
    await asyncio.sleep(5)
    failed = [task for task in tasks if task.done()]
    if failed:
        raise RuntimeError(f"{len(failed)} streams did not open: {failed[0].exception()}")
    before = spent(where.process, database)
    await asyncio.sleep(QUIET_SECONDS)
    quiet = spent(where.process, database).since(before)
    before = spent(where.process, database)
    until = time.perf_counter() + seconds
    await asyncio.gather(*(one.play(until, random.Random(number)) for number, one in enumerate(played)))
    busy = spent(where.process, database).since(before)
    await asyncio.sleep(1)
    failed = [task.exception() for task in tasks if task.done()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    choices = sum(len(one.sent) for one in played)
    print(f"{choices} choices in {ROOMS} rooms, {len(screens)} streams, {len(failed)} of them lost {failed[:1] or ''}")
    print(f"nobody chooses: {quiet.shares()}")
    print(f"with choices:   {busy.shares()}")
    say("phones", [delay for one in played for phone in one.phones for delay in phone.delays])
    say("walls", [delay for one in played for delay in one.wall.delays])


def say(name: str, seconds: list[float]) -> None:
    if len(seconds) < 2:
        print(f"{name}: nothing heard")
        return
    cuts = [cut * 1000 for cut in statistics.quantiles(seconds, n=20)]
    told = f"p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms (aim {AIM_MS}), max {max(seconds) * 1000:.0f} ms"
    print(f"{name}: {len(seconds)} heard, {told}")


def main(seconds: int = SECONDS) -> None:
    with serving(calls=1) as where:
        cookie, rooms = open_rooms()
        asyncio.run(measure(where, cookie, rooms, seconds, postmaster()))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
