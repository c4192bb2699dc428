"""Phones through everything that goes wrong, with whole numbers of tries: `bin/test --long phones [ROUNDS]`.

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


def histories(many: int) -> int:
    """The random histories, as pytest plays them."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/phones/test_histories.py"]
    return subprocess.run(
        command, env=os.environ | {"TANDEM_HISTORIES": str(many), "TANDEM_HISTORY_STEPS": "30"}
    ).returncode


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
            proxy.cut = _where(which, len(ledger.canonical(body)))
            one.line.hang_up()
            try:
                one.put(body)
            except (OSError, http.client.HTTPException):
                broken[which] += 1
            proxy.cut = None
            one.line.hang_up()
            one.put(body)
    proxy.close()
    print(f"cuts: {broken}", flush=True)
    # The twin: a harness that never cuts proves nothing.
    return [f"never cut: {which}" for which, count in broken.items() if count < many] + ledger.faults([one])


def _where(which: str, length: int) -> tuple[str, int]:
    head = 400
    return {
        "headers": ("request", 60),
        "one_percent": ("request", head + max(1, length // 100)),
        "half": ("request", head + length // 2),
        "last_byte": ("request", head + length - 60),
        "after_commit": ("response", 0),
    }[which]


def kills(server: wire.Server, many: int) -> list[str]:
    """kill -9 of the server in the middle of writing; it serves again within five seconds and nobody lost anything."""
    dice = random.Random(7)
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


def on_the_wire(what, many: int) -> list[str]:
    """One of the two above with a database and a server of its own."""
    with wire.database() as folder:
        server = wire.Server(Path(folder))
        try:
            server.start()
            return what(server, many)
        finally:
            server.kill()


def main() -> int:
    if len(sys.argv) > 2:
        # A process of its own for each: a database is chosen once.
        found = on_the_wire({"cuts": cuts, "kills": kills}[sys.argv[1]], int(sys.argv[2]))
        print(f"{sys.argv[1]}: {len(found)} wrong", *found[:20], sep="\n")
        return 1 if found else 0
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    bad = histories(rounds)
    for what, many in (("cuts", max(1, rounds // 10)), ("kills", max(1, rounds // 5))):
        bad |= subprocess.run([sys.executable, "-m", "tests.long.phones", what, str(many)]).returncode
    print("phones: nothing lost, doubled or overwritten" if not bad else "phones: SOMETHING IS WRONG")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
