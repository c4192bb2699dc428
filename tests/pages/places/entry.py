"""Doors of the top bar, what a visitor meets, and the pages between a password and the first page."""

import re

from tandem.demo.cast import PASSWORD
from tests.pages.places.place import HALF, NEW, VISITOR, Place, Seats
from tests.pages.places.program import invited
from tests.pages.seats import Seat


def doors(seat: Seat) -> list[str]:
    """The links of this role's top bar: each must lead somewhere."""
    # A phone's first page has no top bar; the shift page of the same role has.
    bar = None
    for page in ("/", "/shift/"):
        bar = bar or re.search(r'<nav class="doors".*?</nav>', seat.read(page), re.S)
    return re.findall(r'href="([^"]+)"', bar[0])


def visitor(seats: Seats, partner: str) -> list[Place]:
    partner = "/" + partner.split("/", 3)[3]
    paths = ["/sign-in/", "/gallery/", "/gallery/?lang=es", "/gallery/phone/", "/gallery/public/"]
    paths += [partner + after for after in ("", "?lang=es", "?lang=en&answer=decline")]
    absent = [f"/r/{'x' * 40}/", f"/begin/{'x' * 40}/", "/nothing/here/"]
    return [Place(VISITOR, path) for path in paths] + [Place(VISITOR, path, 404) for path in absent]


def second_step(seats: Seats) -> list[Place]:
    """The pages between a right password and the first page."""
    half, new = seats[HALF], seats[NEW]
    half.read("/sign-in/")
    half.post("/sign-in/", username="officer", password=PASSWORD)
    begin = invited(seats["admin"])
    new.read(begin)
    new.post(begin, password="a long word for tests", again="a long word for tests")
    return [Place(VISITOR, "/notice/"), Place(HALF, "/second-step/"), Place(NEW, "/second-step/set-up/")]
