"""L4, the reconnect storm: `bin/test --long storm [PHONES]`: 150 phones come back at once with 20 queued forms each.

Every tenth piece brings a photo of 200 kB. Prints the seconds until all is stored, what was lost and doubled, and the
95th percentile of other users' waits meanwhile. Judged by what is lost and doubled; times are read beside the machine.
"""

import hashlib
import http.client
import json
import multiprocessing
import os
import random
import sys
import threading
import time
import uuid
from multiprocessing.connection import Connection
from pathlib import Path

from tests.phones import ledger, wire
from tests.phones.ledger import Caller

FORMS, PHOTO = 20, 200_000
OTHERS, THINK = 4, 0.5
ALL_STORED_WITHIN, OTHERS_P95 = 120.0, 1.0


# Piece → the photo that it ties: (id, bytes, hash).
type Photos = dict[str, tuple[str, bytes, str]]


def fill(one: Caller) -> Photos:
    """Twenty forms in the queue; the photos that two of them tie."""
    photos: Photos = {}
    one.say("call.stamp", one.assignment, which="arrival", at=ledger.now())
    one.say("contact.begin", one.contact, person=one.person, assignment=one.assignment, at=ledger.now())
    one.say("contact.set", one.contact, fields={"contact_outcome": "engaged", "distress_before": 8})
    for number in range(3, FORMS):
        if number % 10 == 9:
            body = b"\xff\xd8\xff\xe0" + os.urandom(PHOTO)
            photo, digest = str(uuid.uuid4()), hashlib.sha256(body).hexdigest()
            tied = one.say("photo.add", one.contact, photo=photo, name="stairs.jpg", sha256=digest, bytes=len(body))
            photos[tied["id"]] = (photo, body, digest)
        else:
            one.say(
                "contact.set", one.contact, fields={"note": f"Part {number}. " + "He talked about the stairs. " * 20}
            )
    return photos


def come_back(one: Caller, photos: Photos, start: threading.Event) -> None:
    """Find a signal: the forms in their order, each photo before the one that ties it, again until all is acknowledged."""
    start.wait()
    for _try in range(200):
        try:
            for some in one.runs():
                if some[0] in photos:
                    send_photo(one, *photos[some[0]])
                one.put_all(some)
        except (OSError, http.client.HTTPException):
            # Cut off, or told to come again: in the time that the server asks for, as the app does.
            time.sleep(random.uniform(2, 7))
        if len(one.acknowledged) == len(one.queue):
            return


def send_photo(one: Caller, photo: str, body: bytes, digest: str) -> None:
    """The bytes of a photo. Raises OSError where they are not acknowledged by their hash."""
    kind = {"Tandem-Hash": digest, "Content-Type": "application/octet-stream"}
    status, said = one.line.ask("PUT", f"/phone/api/photo/{photo}", body, **kind)
    if status != 200 or json.loads(said)["hash"] != digest:
        raise OSError(status)


type Sent = tuple[float, float, list[dict[str, dict]]]


def players(everybody: list[Caller], photos: list[Photos], answer: Connection) -> None:
    """The phones, in a process of their own; answers (seconds, processor seconds, what each was acknowledged)."""
    start = threading.Event()
    senders = [
        threading.Thread(target=come_back, args=(one, mine, start)) for one, mine in zip(everybody, photos, strict=True)
    ]
    for each in senders:
        each.start()
    answer.send("ready")
    answer.recv()
    began, busy = time.monotonic(), time.process_time()
    start.set()
    for each in senders:
        each.join()
    answer.send((time.monotonic() - began, time.process_time() - busy, [one.acknowledged for one in everybody]))


def storm(everybody: list[Caller], photos: list[Photos], port: int) -> tuple[Sent, list[float]]:
    """Let the phones come back while others work; what was sent, and how long each of the others waited."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=players, args=(everybody, photos, there))
    process.start()
    here.recv()
    over, waits, at_work = threading.Event(), [], others(port)
    # A server that has run for a while has loaded its pages.
    past = threading.Event()
    past.set()
    for line, paths in at_work * 4:
        look(line, paths, [], past)
    lookers = [threading.Thread(target=look, args=(*each, waits, over), daemon=True) for each in at_work]
    for each in lookers:
        each.start()
    here.send("go")
    sent = here.recv()
    over.set()
    process.join()
    for one, acknowledged in zip(everybody, sent[2], strict=True):
        one.acknowledged = acknowledged
    return sent, waits


def look(line: wire.Line, paths: list[str], waits: list[float], over: threading.Event) -> None:
    """Somebody else at work: a page, a moment's thought, the next."""
    while True:
        for path in paths:
            began = time.monotonic()
            try:
                status, _body = line.ask("GET", path)
                waits.append(time.monotonic() - began if status == 200 else 60.0)
            except (OSError, http.client.HTTPException):
                waits.append(60.0)
            over.wait(THINK)
        if over.is_set():
            return


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
            (seconds, busy, _acknowledged), waits = storm(everybody, photos, server.port)
            found = ledger.faults(everybody, photos=sum(len(each) for each in photos))
        finally:
            server.kill()
    pieces = phones * FORMS
    lost = [one for one in found if one.startswith(("lost", "not acknowledged"))]
    print(f"storm: {phones} phones, {pieces} forms, {sum(map(len, photos))} photos of {PHOTO // 1000} kB")
    print(
        f"storm: all stored in {seconds:.1f} s (wanted {ALL_STORED_WITHIN:.0f}), {pieces / seconds:.0f} forms a second"
    )
    print(f"storm: the phones themselves used {busy:.0f} processor seconds")
    print(f"storm: lost {len(lost)}, doubled or otherwise wrong {len(found) - len(lost)}")
    print(f"storm: others waited p95 {p95(waits):.2f} s (wanted {OTHERS_P95:.0f}), {len(waits)} looks")
    print(*found[:20], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
