"""L4, the reconnect storm: `bin/test --long storm [PHONES]`: 150 phones come back at once with 20 queued forms each.

Every tenth piece brings a photo of 200 kB. Prints the seconds until all is stored, what was lost and doubled, and the
95th percentile of other users' waits meanwhile. Judged by what is lost and doubled; times are read beside the machine.
"""

import hashlib
import http.client
import json
import os
import sys
import threading
import time
import uuid
from pathlib import Path

from tests.phones import ledger, wire
from tests.phones.ledger import Caller

FORMS, PHOTO = 20, 200_000
OTHERS, THINK = 4, 0.5
ALL_STORED_WITHIN, OTHERS_P95 = 120.0, 1.0


def fill(one: Caller) -> list[tuple[str, bytes, str]]:
    """Twenty forms in the queue; the photos that two of them tie, as (id, bytes, hash)."""
    photos = []
    one.say("call.stamp", one.assignment, which="arrival", at=ledger.now())
    one.say("contact.begin", one.contact, person=one.person, assignment=one.assignment, at=ledger.now())
    one.say("contact.set", one.contact, fields={"contact_outcome": "engaged", "distress_before": 8})
    for number in range(3, FORMS):
        if number % 10 == 9:
            body = b"\xff\xd8\xff\xe0" + os.urandom(PHOTO)
            photo, digest = str(uuid.uuid4()), hashlib.sha256(body).hexdigest()
            photos.append((photo, body, digest))
            one.say("photo.add", one.contact, photo=photo, name="stairs.jpg", sha256=digest, bytes=len(body))
        else:
            one.say(
                "contact.set", one.contact, fields={"note": f"Part {number}. " + "He talked about the stairs. " * 20}
            )
    return photos


def come_back(one: Caller, photos: list[tuple[str, bytes, str]], start: threading.Event) -> None:
    """Find a signal: the photos, then the forms, again until all is acknowledged."""
    start.wait()
    left = list(photos)
    for _try in range(200):
        try:
            while left:
                photo, body, digest = left[0]
                kind = {"Tandem-Hash": digest, "Content-Type": "application/octet-stream"}
                status, said = one.line.ask("PUT", f"/phone/api/photo/{photo}", body, **kind)
                if status != 200 or json.loads(said)["hash"] != digest:
                    raise OSError(status)
                left.pop(0)
            one.send()
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
            continue
        if len(one.acknowledged) == len(one.queue):
            return


def look(line: wire.Line, paths: list[str], waits: list[float], over: threading.Event) -> None:
    """Somebody else at work: a page, a moment's thought, the next."""
    while not over.is_set():
        for path in paths:
            began = time.monotonic()
            try:
                status, _body = line.ask("GET", path)
                waits.append(time.monotonic() - began if status == 200 else 60.0)
            except (OSError, http.client.HTTPException):
                waits.append(60.0)
            over.wait(THINK)


def others(port: int) -> list[tuple[wire.Line, list[str]]]:
    """Dispatchers at the board and people at their first page."""
    from tandem.vocabulary.terms import Role
    from tests import made

    found = []
    for number in range(OTHERS):
        role, paths = ((Role.DISPATCHER, ["/board/", "/shift/"]), (Role.CLINICIAN, ["/field/", "/directory/"]))[
            number % 2
        ]
        user = made.user_with_job(role)
        found.append((wire.Line(port, wire.cookie_of(user.id, user.organization_id)), paths))
    return found


def p95(waits: list[float]) -> float:
    ordered = sorted(waits)
    return ordered[int(len(ordered) * 0.95)] if ordered else 0.0


def main() -> int:
    phones = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    with wire.database() as folder:
        server = wire.Server(Path(folder), workers=2)
        try:
            server.start()
            everybody = ledger.callers(phones, server.port)
            photos = [fill(one) for one in everybody]
            for one in everybody:
                one.line.greet()
            start, over, waits = threading.Event(), threading.Event(), []
            lookers = [
                threading.Thread(target=look, args=(*each, waits, over), daemon=True) for each in others(server.port)
            ]
            senders = [
                threading.Thread(target=come_back, args=(one, mine, start))
                for one, mine in zip(everybody, photos, strict=True)
            ]
            for each in (*lookers, *senders):
                each.start()
            began = time.monotonic()
            start.set()
            for each in senders:
                each.join()
            seconds = time.monotonic() - began
            over.set()
            found = ledger.faults(everybody, photos=sum(len(each) for each in photos))
        finally:
            server.kill()
    pieces = phones * FORMS
    lost = [one for one in found if one.startswith(("lost", "not acknowledged"))]
    print(f"storm: {phones} phones, {pieces} forms, {sum(map(len, photos))} photos of {PHOTO // 1000} kB")
    print(
        f"storm: all stored in {seconds:.1f} s (wanted {ALL_STORED_WITHIN:.0f}), {pieces / seconds:.0f} forms a second"
    )
    print(f"storm: lost {len(lost)}, doubled or otherwise wrong {len(found) - len(lost)}")
    print(f"storm: others waited p95 {p95(waits):.2f} s (wanted {OTHERS_P95:.0f}), {len(waits)} looks")
    print(*found[:20], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
