"""Pictures of the public form, and of the queue behind it."""

from tests.pages import story
from tests.pages.places.place import Seats
from tests.pages.story import UUID
from tests.pictures.camera import Camera


def ways_in(camera: Camera, seats: Seats) -> None:
    """The public form, the queue, and what a call-taker is told."""
    camera.take("ask-360-en", "", "/ask/?lang=en", 360, whole=True)
    camera.take("ask-360-es", "", "/ask/?lang=es", 360, whole=True)
    camera.take("ask-sent-360", "", "/ask/sent/ACD-EFG/", 360)
    camera.take("requests-1280", "dispatcher", "/requests/")
    camera.take("request-1280", "dispatcher", seats["dispatcher"].find("/requests/", rf"/requests/{UUID}/"))
    camera.take("taken-1280", "dispatcher", "/board/taken/")
    desk = seats["dispatcher"]
    first = story.take_call(desk, "9 Elm Street", "A man shouts in the yard.", weapon="none")
    second = story.take_call(desk, "9 Elm Street", "Somebody next door has a bat.", weapon="in_hand")
    desk.post(f"/board/call/{second}/same/", twin=first, leads="other")
    camera.take("board-linked-1280", "dispatcher", f"/board/call/{first}/", whole=True)
    camera.take("ways-in-1280", "admin", "/program/ways-in/")
