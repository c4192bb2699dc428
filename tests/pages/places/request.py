"""The public form, and the queue behind it."""

import re

from tests.pages.places.place import VISITOR, Place, Seats
from tests.pages.story import UUID


def ways_in(seats: Seats) -> list[Place]:
    """The public form, once the administrator has opened it; the queue behind it; and what a call-taker is told."""
    seats["admin"].post("/program/ways-in/", verb="open")
    visitor = seats[VISITOR]
    key = re.search(r'name="form_key" value="([^"]+)"', visitor.read("/ask/"))[1]
    told = {"asker": "shelter", "worry": "She has sat in the rain since noon.", "place": "Bus stop, Elm Street"}
    visitor.post("/ask/", form_key=key, **told)
    pages = [Place(VISITOR, path) for path in ("/ask/", "/ask/?lang=es", visitor.at, visitor.at + "?lang=es")]
    desk = seats["dispatcher"]
    one = desk.find("/requests/", rf"/requests/{UUID}/")
    pages += [Place("dispatcher", path) for path in ("/requests/", one, "/board/taken/")]
    pages += [Place("supervisor", one), Place("officer", "/field/ask/")]
    return [*pages, Place("admin", "/program/ways-in/")]
