"""Pictures of the board, and of everybody's safety."""

import re
import uuid

from tests.pages import story
from tests.pages.places.place import WALL, Seats
from tests.pages.story import UUID
from tests.pictures.camera import WIDTHS, Camera

CALLS = (
    ("12 Mill Lane, by the bus stop", "He shouts at cars. He has not hurt anybody.", {"weapon": "none"}),
    ("77 Orchard Row, flat 3", "She says she can't go on and will not open the door.", {"suicide": "thoughts"}),
    ("Rivermont Library, north door", "An older man, lost, asks for his wife.", {"weapon": "none", "violence": "none"}),
)


def key(letter: str):
    """Press one key and wait for the dialog it opens."""

    def press(page) -> None:
        page.keyboard.press(letter)
        page.locator("dialog:modal").wait_for()

    return press


def board(camera: Camera, seats: Seats) -> str:
    """Calls, teams, and the board in its states; the call that a team is sent to."""
    desk = seats["dispatcher"]
    for place, words, answers in CALLS:
        story.take_call(desk, place, words, "", **answers)
    call = story.take_call(
        desk,
        "412 Larkspur Court",
        "He walks up and down on the steps and talks to himself. Don't send a crowd.",
        "Male, about 30, red jacket",
        weapon="none",
        violence="none",
        medical="none",
    )
    story.sign_on(desk, "Team 3")
    story.sign_on(desk, "Team 5", ("Grace Amaridge", "Ivy Trankell"))
    desk.post(f"/board/call/{call}/answer/", weapon="in_reach")
    here = f"/board/call/{call}/"
    camera.take("board-assign-1280", "dispatcher", here, do=key("a"))
    camera.take("board-override-1280", "dispatcher", here, do=key("o"))
    story.send_team(desk, story_call(desk, CALLS[0][0]), "Team 5")
    for theme in ("light", "dark"):
        camera.take(f"board-1280-{theme}", "dispatcher", here, theme=theme)
    camera.take("board-360-dark", "dispatcher", "/board/", 360, "dark")
    for width in WIDTHS:
        camera.take(f"intake-{width}", "dispatcher", f"/board/{call}/intake/", width)
        camera.take(f"shift-{width}", "dispatcher", "/shift/", width)
    story.send_team(desk, call, "Team 3")
    return call


def story_call(desk, place: str) -> str:
    """The id of the open call at `place`."""
    return re.search(rf'/board/call/({UUID})/(?:#call)?"[^>]*>{re.escape(place)}', desk.read("/board/"))[1]


def safety(camera: Camera, seats: Seats) -> None:
    """An SOS on the board and the phone, everybody's safety, a caution due for review, and the wall with its settings."""
    desk, phone, admin, screen = (seats[one] for one in ("dispatcher", "officer", "admin", WALL))
    sos = str(uuid.uuid4())
    phone.post("/field/safety/sos/", id=sos)
    camera.take("board-sos-1280", "dispatcher", "/board/")
    camera.take("field-sos-360-dark", "officer", "/field/", 360, "dark")
    camera.take("safety-1280", "dispatcher", "/safety/")
    link = re.search(r"/wall/pair/[^/<\s\"]+/", admin.post("/program/devices/", name="Wall in dispatch room 2"))[0]
    screen.read(link)
    screen.post(link)
    camera.take("wall-1920", WALL, "/wall/", 1920, "dark")
    camera.take("devices-1280", "admin", "/program/devices/")
    camera.take("watch-1280", "admin", "/program/watch/", whole=True)
    camera.take("cautions-1280", "supervisor", "/cautions/")
    desk.post(f"/safety/sos/{sos}/heard/", back="/safety/")
    desk.post(f"/safety/sos/{sos}/stand-down/", reason="Spoke by radio, safe in the car.")
