"""Phones through everything that goes wrong, with whole numbers of tries: `bin/test --long phones [ROUNDS]`.

A part by itself, to go on where one was stopped: `bin/test --long phones histories MANY [FIRST]` plays the seeds from FIRST
on, `cuts MANY` and `kills MANY [SEED]` the other two. Each prints a tally as it goes.

A thousand random histories of five phones; the line cut at each class of byte a hundred times; the server killed by
kill -9 two hundred times in the middle of writing. ROUNDS (default 1000) scales all three, for a short look. Prints
what it found and ends with 1 where anything was lost, doubled or overwritten.
"""

import contextlib
import http.client
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.phones import ledger, wire
from tests.phones.ledger import Caller

CUTS = ("headers", "one_percent", "half", "last_byte", "after_commit")
SERVES_WITHIN = 5.0
BUSY_TRIES = 50
# The tally is told after so many histories.
TOLD_EACH = 25


class Tally:
    """Counts the histories as pytest plays them, and says how far it is."""

    def __init__(self, many: int, first: int):
        self.many, self.first, self.played, self.wrong = many, first, 0, []
        self.began = time.monotonic()
        self.terminal = None

    def pytest_sessionstart(self, session) -> None:
        self.terminal = session.config.pluginmanager.get_plugin("terminalreporter")

    def pytest_runtest_logreport(self, report) -> None:
        if "test_nothing_is_lost" not in report.nodeid or not (report.when == "call" or report.failed):
            return
        self.played += 1
        self.wrong += [report.nodeid] if report.failed else []
        if report.failed or self.played % TOLD_EACH == 0 or self.played == self.many:
            self.terminal.write_line(f"\n{self}", flush=True)

    def __str__(self) -> str:
        last, seconds = self.first + self.played - 1, time.monotonic() - self.began
        return f"histories: seeds {self.first} to {last} of {self.many}, {len(self.wrong)} wrong, {seconds:.0f} s"


def histories(many: int, first: int = 1) -> int:
    """The random histories from this seed on, as pytest plays them, and their twin: a careless server that is caught."""
    os.environ |= {"TANDEM_HISTORIES": str(many), "TANDEM_HISTORY": str(first), "TANDEM_HISTORY_STEPS": "30"}
    import pytest

    return pytest.main(["-q", "-p", "no:cacheprovider", "tests/phones/test_histories.py"], plugins=[Tally(many, first)])


def cuts(server: wire.Server, many: int) -> list[str]:
    """The line breaks at each class of byte, so often; the phone sends again, and there is one row."""
    proxy = wire.Proxy(server.port)
    [one] = ledger.callers(1, proxy.port)
    one.line.greet()
    one.say("contact.begin", one.contact, person=one.person, assignment=one.assignment, at=ledger.now())
    one.say("contact.set", one.contact, fields={"contact_outcome": "engaged"})
    one.send()
    broken = dict.fromkeys(CUTS, 0)
    for number in range(many):
        for which in CUTS:
            body = one.say("contact.set", one.contact, fields={"note": f"Version {number} {which} " + "x" * 2000})
            broken[which] += _cut(one, proxy, _where(which, len(ledger.canonical(body))), body)
            one.send_through()
        if (number + 1) % 10 == 0:
            print(f"cuts: {number + 1} of {many}, {broken}", flush=True)
    proxy.close()
    print(f"cuts: {broken}", flush=True)
    # The twin: a harness that never cuts proves nothing.
    return [f"never cut: {which}" for which, count in broken.items() if count < many] + ledger.faults([one])


def _cut(one: Caller, proxy: wire.Proxy, where: tuple[str, int], body: dict) -> bool:
    """Whether the line broke there; a server that is too busy to answer is asked again, for that is no cut."""
    for _try in range(BUSY_TRIES):
        proxy.cut = where
        one.line.hang_up()
        try:
            one.put(body)
        except ledger.Refused:
            time.sleep(ledger.BUSY)
            continue
        except (OSError, http.client.HTTPException):
            return True
        finally:
            proxy.cut = None
            one.line.hang_up()
        return False
    return False


def _where(which: str, length: int) -> tuple[str, int]:
    return {
        "headers": ("request", 60),
        "one_percent": ("body", max(1, length // 100)),
        "half": ("body", length // 2),
        "last_byte": ("body", length - 1),
        "after_commit": ("response", 0),
    }[which]


def kills(server: wire.Server, many: int, seed: int = 7) -> list[str]:
    """kill -9 of the server in the middle of writing; it serves again within five seconds and nobody lost anything."""
    dice = random.Random(seed)
    everybody = ledger.callers(6, server.port)
    for one in everybody:
        one.line.greet()
        one.say("contact.begin", one.contact, person=one.person, assignment=one.assignment, at=ledger.now())
        one.say("contact.set", one.contact, fields={"contact_outcome": "engaged"})
        one.send_through()
    slow, hit = [], 0
    for number in range(many):
        for one in everybody:
            for part in range(6):
                one.say("contact.set", one.contact, fields={"note": f"Round {number}, {part}: still talking."})
        threads = [threading.Thread(target=_until_broken, args=(one,)) for one in everybody]
        for each in threads:
            each.start()
        time.sleep(dice.uniform(0.02, 0.4))
        server.kill()
        for each in threads:
            each.join()
        hit += sum(len(one.queue) > len(one.acknowledged) for one in everybody) > 0
        seconds = server.start()
        slow += [seconds] if seconds > SERVES_WITHIN else []
        for one in everybody:
            one.send_through()
        if (number + 1) % 20 == 0:
            print(f"kills: {number + 1}, {hit} in the middle of work", flush=True)
    found = ledger.faults(everybody) + ([] if hit else ["no kill hit anything: the harness has no teeth"])
    print(f"kills: {many}, {hit} in the middle of work, {len(slow)} starts over {SERVES_WITHIN} s", flush=True)
    return found


def _until_broken(one: Caller) -> None:
    with contextlib.suppress(OSError, http.client.HTTPException):
        one.send()


def on_the_wire(what, *numbers: int) -> list[str]:
    """One of the two above with a database and a server of its own."""
    with wire.database() as folder:
        server = wire.Server(Path(folder))
        try:
            server.start()
            return what(server, *numbers)
        finally:
            server.kill()


def part(name: str, *numbers: int) -> int:
    """One of the three: 0 where nothing was wrong."""
    if name == "histories":
        return histories(*numbers)
    found = on_the_wire({"cuts": cuts, "kills": kills}[name], *numbers)
    print(f"{name}: {len(found)} wrong", *found[:20], sep="\n", flush=True)
    return 1 if found else 0


def main() -> int:
    if len(sys.argv) > 2:
        return part(sys.argv[1], *map(int, sys.argv[2:]))
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    bad = 0
    # A process of its own for each: a database is chosen once.
    for what, many in (("histories", rounds), ("cuts", max(1, rounds // 10)), ("kills", max(1, rounds // 5))):
        bad |= subprocess.run([sys.executable, "-m", "tests.long.phones", what, str(many)]).returncode
    print("phones: nothing lost, doubled or overwritten" if not bad else "phones: SOMETHING IS WRONG")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
