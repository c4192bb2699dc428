"""A person's own page."""

import re

from tests.pages.places.place import OPINIONS, VISITOR, Place, Seats
from tests.pages.story import UUID


def own_page(seats: Seats) -> list[Place]:
    """A person's own page, given by the desk and opened with its code; the link alone, and one that opens nothing."""
    care = seats["supervisor"]
    loop = care.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/")
    giving = loop.split("referrals/")[0] + "own-page/"
    shown = care.post(giving, language="es")
    link = re.search(r"/me/[^/<]+/", shown)[0]
    code = re.search(r'<b class="big">(\d{3} \d{3})</b>', shown)[1]
    seats[VISITOR].post(f"{link}?lang=en", code=code)
    after = ("", "?lang=en&all=1", "?lang=en&apart=1", "wish/", "ask/amendment/", "ask/access/", "questions/")
    opened = [Place(VISITOR, link + one) for one in after] + [Place("supervisor", OPINIONS)]
    return [Place("supervisor", giving), *opened, Place(VISITOR, f"/me/{'x' * 40}/", 404)]
