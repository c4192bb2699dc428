"""What one choice costs, and one "I am here": `python -m tests.performance.rehearsal_cost [--profile]`.

One process does it all, one thing after another: the request of the choosing phone through the whole application, then
what the live views draw for six phones and the wall. So the figures hold on a busy machine too: processor time of this
process and of the database, journeys to the database, and the statements in them. The real server has two processes,
and each reads a run for the streams that it holds.
"""

import cProfile
import pstats
import re
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.performance.processors import postmaster, processor_time
from tests.performance.rehearsal import PLAYING, SEATS, open_rooms
from tests.performance.serving import serving

CHOICES = 60
OPTION = re.compile(r"choose ([0-9]+-[0-9]+) ([0-9]+)")


@dataclass
class Cost:
    """Sums over `times` of one thing."""

    name: str
    times: int = 0
    process: float = 0.0
    database: float = 0.0
    journeys: int = 0
    statements: int = 0
    seen: list[str] = field(default_factory=list)

    def __call__(self, execute, sql, params, many, context):
        self.journeys += 1
        self.statements += str(sql).count(";\n") + 1
        self.seen.append(str(sql))
        return execute(sql, params, many, context)

    def said(self) -> str:
        each = max(1, self.times)
        return (
            f"{self.name}: {self.times} times, {1000 * self.process / each:.1f} ms of the server's processor time, "
            f"{1000 * self.database / each:.1f} ms of the database's, {self.journeys / each:.1f} journeys, "
            f"{self.statements / each:.1f} statements"
        )


@contextmanager
def counting(cost: Cost, database: int, profile: cProfile.Profile | None):
    from django.db import connection

    cost.times += 1
    before = processor_time(database), time.process_time()
    with connection.execute_wrapper(cost):
        if profile:
            profile.enable()
        yield
        if profile:
            profile.disable()
    cost.process += time.process_time() - before[1]
    cost.database += processor_time(database) - before[0]


def asked(path: str, cookie: str, body: str = "") -> tuple[int, str]:
    """One POST through the server's own way into Django."""
    from tandem.asgi import pages

    token = "t" * 32
    headers = {
        "host": "localhost",
        "cookie": f"{cookie}; csrftoken={token}",
        "x-csrftoken": token,
        "hx-request": "true",
        "x-tandem-live": "1",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": str(len(body)),
    }
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    start, answer = pages._answer(scope, body.encode())
    return start["status"], answer.decode()


def views(code: str, keys: list[str], session: str) -> Callable[[], dict[str, str]]:
    """Draws what the streams of these phones and their wall get, by audience."""
    from tandem.foundation.live import topics
    from tandem.foundation.live.hub import _with_connection
    from tandem.foundation.live.stream import _open
    from tandem.foundation.live.topics import Asked, Audience, Rendered

    opened = [(topics.TOPICS["rehearsal-phone"], key, {}) for key in keys]
    opened.append((topics.TOPICS["rehearsal-wall"], session.removeprefix("sessionid="), {"code": code, "team": "A"}))
    views = [_open(topic, key, "", query)[1] for topic, key, query in opened]
    shown: dict[Audience, Rendered] = {}

    def hand_out() -> None:
        asked = [Asked(one.audiences[0], {}, one.release, _state(shown.get(one.audiences[0]))) for one in views]
        shown.update(topics.TOPICS["rehearsal-phone"].draw(asked))

    def draw() -> dict[str, str]:
        _with_connection(hand_out)
        return {audience.role: drawn.html for audience, drawn in shown.items()}

    return draw


def _state(drawn) -> object:
    return drawn.state if drawn else None


def measure(session: str, rooms: list, profile: cProfile.Profile | None, here: bool = False) -> list[Cost]:
    database = postmaster()
    choosing, drawing, staying = Cost("the choice itself"), Cost("its drawings"), Cost("“I am here”")
    for code, keys in rooms:
        draw = views(code, keys, session)
        draw()
        cookies = [f"tandem_seat={key}" for key in keys]
        at = f"/rehearse/r/{code}/"
        for cookie in cookies:
            # Nobody is missed by now: the others have just been heard too.
            asked(f"{at}here/", cookie)
        for cookie in cookies * 2:
            with counting(staying, database, profile if here else None):
                status, _nothing = asked(f"{at}here/", cookie)
                assert status == 204, status
        for _step in range(CHOICES // len(rooms)):
            shown = draw()
            options = [(number, OPTION.search(shown[SEATS[number]])) for number in range(PLAYING)]
            number, found = next((each for each in options if each[1]), (0, None))
            if found is None:
                break
            with counting(choosing, database, None if here else profile):
                status, _html = asked(f"{at}do/", cookies[number], f"verb=choose+{found[1]}+{found[2]}")
            assert status in (200, 204), status
            with counting(drawing, database, None if here else profile):
                draw()
    return [choosing, drawing, staying]


def main(*options: str) -> None:
    with serving(calls=1):
        session, rooms = open_rooms()
        profile = cProfile.Profile() if "--profile" in options else None
        for cost in measure(session, rooms, profile, here="--here" in options):
            print(cost.said())
            if "--statements" in options:
                print("\n".join(f"  {one[:2000]}" for one in cost.seen[-cost.journeys // max(1, cost.times) :]))
        if profile:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
