"""Pages of the dispatcher: calls, everybody's safety, cautions, and the wall."""

import re
import uuid

from tests.pages import story
from tests.pages.places.place import VISITOR, WALL, Place, Seats
from tests.pages.seats import Seat
from tests.pages.story import UUID


def desk(seats: Seats) -> list[Place]:
    desk = seats["dispatcher"]
    call = story.take_call(
        desk,
        "412 Larkspur Court",
        "He walks up and down on the steps and talks to himself.",
        "Male, about 30, red jacket",
        weapon="in_reach",
        violence="none",
        medical="none",
        will_talk="yes",
    )
    story.sign_on(desk, "Team 3")
    story.send_team(desk, call, "Team 3")
    waiting = story.take_call(desk, "77 Orchard Row", "She says she can't go on.", suicide="thoughts")
    paths = ["/choose-role/", "/board/", "/board/closed/", "/board/new/", "/shift/", "/search/", "/search/?q=Larkspur"]
    paths += [f"/board/{call}/intake/", f"/board/call/{call}/", f"/board/call/{waiting}/"]
    verbs = "same assign override status time lead release person caution wrong-person correct close cancel"
    paths += [f"/board/call/{call}/{verb}/" for verb in verbs.split()]
    paths.append(desk.find(f"/board/call/{call}/", r"/board/rule/.*"))
    return [Place("dispatcher", path) for path in paths]


def safety(seats: Seats) -> list[Place]:
    """An SOS, a roll call and a check-in interval, as the desk, the supervisor and the phone see them."""
    desk, phone = seats["dispatcher"], seats["officer"]
    sos = str(uuid.uuid4())
    phone.post("/field/safety/sos/", id=sos)
    desk.post("/safety/roll/", team="")
    interval = desk.find("/safety/", rf"/safety/team/{UUID}/interval/")
    pages = [Place("officer", path) for path in ("/field/safety/sos/", f"/field/safety/sos/{sos}/stand-down/")]
    pages += [Place("dispatcher", path) for path in ("/safety/", interval, f"/safety/sos/{sos}/stand-down/")]
    pages += [Place("dispatcher", path) for path in _cautions(seats)]
    return [*pages, Place("supervisor", "/safety/"), Place("supervisor", "/cautions/")]


def _cautions(seats: Seats) -> list[str]:
    """One caution of dispatch's own, due for review, and what can be done to it."""
    desk = seats["dispatcher"]
    call = re.search(rf"/board/call/({UUID})/caution/", desk.read(_call_with_person(desk)))[1]
    form = desk.read(f"/board/call/{call}/caution/")
    person = re.search(rf'name="person" value="({UUID})"', form)[1]
    desk.post(f"/board/call/{call}/caution/", person=person, words="Dog behind the side gate", expires_at="7")
    caution = desk.find("/cautions/", rf"/cautions/{UUID}/")
    return ["/cautions/", caution, *(f"{caution}{verb}/" for verb in ("renew", "correct", "withdraw"))]


def _call_with_person(desk: Seat) -> str:
    """The page of an open call that a person is on."""
    board = desk.read("/board/")
    calls = dict.fromkeys(re.findall(rf"/board/call/{UUID}/", board))
    return next(one for one in calls if "/caution/" in desk.read(one))


def wall(seats: Seats) -> list[Place]:
    """A screen that is paired, another that waits, and what an administrator sets for both."""
    admin, screen = seats["admin"], seats[WALL]
    link = r"/wall/pair/[^/<\s\"]+/"
    first, second = (
        re.search(link, admin.post("/program/devices/", name=f"Wall {uuid.uuid4().hex[:8]}"))[0] for _screen in range(2)
    )
    screen.read(first)
    screen.post(first)
    pages = [Place("admin", path) for path in ("/program/devices/", "/program/watch/")]
    return [*pages, Place(WALL, "/wall/"), Place(VISITOR, second)]
