"""Rehearsals, their debrief, and the library of scenarios."""

import re

from tests.pages.places.place import VISITOR, Place, Seats


def rehearsals(seats: Seats) -> list[Place]:
    """A room with a guest's phone, a clinician's in the call, and somebody alone."""
    trainer, phone, guest = seats["trainer"], seats["clinician"], seats[VISITOR]
    edition = re.search(r'<option value="([0-9a-f-]{36})"', trainer.read("/rehearse/"))[1]
    trainer.post("/rehearse/open/", scenario=edition, teams="2", guests="on")
    code = re.search(r'class="rs-big"[^>]*>([A-Z0-9]{6})<', trainer.read("/rehearse/"))[1]
    guest.read(f"/rehearse/join/?code={code}")
    guest.post("/rehearse/join/", code=code, seat="A observer", name="Sam Guest")
    phone.post("/rehearse/join/", code=code, seat="A clinician", language="en")
    trainer.post(f"/rehearse/r/{code}/lead/", verb="start")
    return [
        Place("trainer", "/rehearse/"),
        Place("clinician", "/rehearse/"),
        Place("trainer", "/rehearse/team/"),
        Place("supervisor", "/rehearse/team/"),
        Place("officer", "/rehearse/team/", 404),
        Place(VISITOR, "/rehearse/join/"),
        Place(VISITOR, f"/rehearse/join/?code={code}"),
        Place("officer", f"/rehearse/join/?code={code}"),
        Place("officer", "/rehearse/alone/welfare-check/"),
        Place("clinician", f"/rehearse/r/{code}/"),
        Place(VISITOR, f"/rehearse/r/{code}/"),
        Place("trainer", f"/rehearse/r/{code}/wall/"),
        Place("trainer", f"/rehearse/r/{code}/console/"),
        Place("officer", f"/rehearse/r/{code}/console/", 404),
        *_debrief(seats, code),
    ]


def _debrief(seats: Seats, code: str) -> list[Place]:
    """A question whether to record, and the debrief of a call that the demo city has played to its end."""
    trainer = seats["trainer"]
    trainer.post(f"/rehearse/r/{code}/recording/", verb="ask", team="A")
    played = trainer.find("/rehearse/", r"/rehearse/r/[A-Z0-9]{6}/debrief/")
    return [
        Place("trainer", f"/rehearse/r/{code}/recording/"),
        Place("clinician", f"/rehearse/r/{code}/recording/"),
        Place("trainer", played),
        Place("trainer", f"/rehearse/r/{code}/console/?team=B"),
    ]


def scenarios(seats: Seats) -> list[Place]:
    """The library, an edition in force, and a draft with something to mend."""
    trainer = seats["trainer"]
    held = re.search(r'href="(/rehearse/author/[0-9a-f-]{36}/)"', trainer.read("/rehearse/library/"))[1]
    trainer.post("/rehearse/library/new/", name="a-new-call", source="# title: A new call\nNobody is here.\n")
    draft = trainer.at
    return [
        Place("trainer", "/rehearse/library/"),
        Place("trainer", "/rehearse/library/new/"),
        Place("trainer", "/rehearse/library/bring/"),
        Place("trainer", held),
        Place("trainer", draft),
        Place("supervisor", held),
    ]
