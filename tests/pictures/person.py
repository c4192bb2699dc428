"""Pictures of a person's own page."""

import re

from tests.pages.places.place import VISITOR, Seats
from tests.pages.story import UUID
from tests.pictures.camera import Camera


def own_page(camera: Camera, seats: Seats) -> None:
    """A person's own page: the code first, then what is theirs, in both languages."""
    desk = seats["supervisor"]
    giving = desk.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/").split("referrals/")[0] + "own-page/"
    shown = desk.post(giving, language="es")
    link = re.search(r"/me/[^/<]+/", shown)[0]
    camera.take("own-page-code-360-es", VISITOR, link, 360, whole=True)
    seats[VISITOR].post(link, code=re.search(r'<b class="big">(\d{3} \d{3})</b>', shown)[1])
    for language in ("en", "es"):
        camera.take(f"own-page-360-{language}", VISITOR, f"{link}?lang={language}", 360, whole=True)
    for name in ("wish", "questions"):
        camera.take(f"own-page-{name}-360-es", VISITOR, f"{link}{name}/", 360, whole=True)
    camera.take("own-page-correction-360-en", VISITOR, f"{link}ask/amendment/?lang=en", 360, whole=True)
