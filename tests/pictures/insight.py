"""Pictures of numbers: measures, old lists, studies, and what leaves as a report."""

import re
import time
from datetime import date, timedelta

from tests.pages.places.insight import brought_past, reports, studies
from tests.pages.places.place import VISITOR, Seats
from tests.pages.story import UUID
from tests.pictures.camera import WIDTHS, Camera

GRANT = {"first": "2026-05", "last": "2026-10"}
PAYER = "/reports/grants/mobile-crisis/"


def to_states(page) -> None:
    page.get_by_role("heading", name=re.compile("States|Empty")).first.scroll_into_view_if_needed()
    page.evaluate("() => window.scrollBy(0, 500)")


def numbers_and_rooms(camera: Camera) -> None:
    """Measures, the program's own pages, the way in, and the states of the gallery."""
    for width in WIDTHS:
        camera.take(f"measure-{width}", "supervisor", "/measures/request_to_arrival/", width)
    camera.take("measures-1280", "manager", "/measures/", whole=True)
    camera.take("people-1280", "admin", "/program/people/")
    camera.take("sign-in-360", "", "/sign-in/", 360)
    camera.take("not-found-360", "", "/nothing/here/", 360)
    camera.take("states-360-light", "", "/gallery/", 360, do=to_states)


def brought(camera: Camera, seats: Seats) -> None:
    """An old list at each step of its way into the facts."""
    for place in brought_past(seats):
        step = place.path.strip("/").split("/")[-1]
        if place.role == "manager":
            for width in WIDTHS:
                camera.take(
                    f"past-{step}-{width}".replace("past-past", "past"), place.role, place.path, width, whole=True
                )


def several_measures(camera: Camera) -> None:
    """The first page of measures, the pages of several at once, and who is missing from one."""
    camera.take("measures-360", "manager", "/measures/", 360, whole=True)
    for width in WIDTHS:
        camera.take(f"equity-{width}", "supervisor", "/measures/equity/?by=race", width, whole=True)
        camera.take(f"unmet-needs-{width}", "supervisor", "/measures/unmet-needs/", width, whole=True)
        camera.take(f"what-helps-whom-{width}", "supervisor", "/measures/what-helps-whom/", width, whole=True)
    camera.take("who-is-missing-1280", "supervisor", "/measures/distress_mix/", whole=True)


def evaluating(camera: Camera, seats: Seats) -> None:
    """A study at each of its five steps, and its result."""
    for place in studies(seats):
        step = place.path.strip("/").split("/")[-1]
        called = "result" if re.fullmatch(UUID, step) else "list" if step == "evaluation" else step
        if place.role == "manager":
            for width in WIDTHS:
                camera.take(f"evaluate-{called}-{width}", place.role, place.path, width, whole=True)


def leaving_as_numbers(camera: Camera, seats: Seats) -> None:
    """The public page and a review pack: what a neighbor reads, and what a council reads."""
    reports(seats)
    for width in (1280, 360):
        camera.take(f"public-page-{width}", VISITOR, "/public/", width, whole=True)
    camera.take("public-page-360-es", VISITOR, "/public/?lang=es", 360, whole=True)
    manager = seats["manager"]
    manager.post("/reports/packs/", title="", ask="A third evening team, $495,000 a year.", **GRANT)
    run, pack = manager.at, None
    for _ in range(60):
        pack = re.search(r"/reports/packs/[0-9a-f-]{36}/", manager.read(run))
        if pack:
            camera.take("review-pack-1280", "manager", pack[0], whole=True)
            break
        time.sleep(1)
    camera.take("reports-own-1280", "manager", "/reports/own/")


def money_and_promises(camera: Camera, seats: Seats) -> None:
    """The demo city's grant, and the list with what is due next."""
    one = seats["manager"].find("/reports/grants/", r"/reports/grants/[0-9a-f-]{36}/")
    for width in (1280, 360):
        camera.take(f"grant-{width}", "manager", one, width, whole=True)
    camera.take("grants-360", "manager", "/reports/grants/", 360, whole=True)
    _terms(seats)
    for width in WIDTHS:
        camera.take(f"payer-{width}", "supervisor", _over_the_autumn(), width, whole=True)


def _terms(seats: Seats) -> None:
    said = {"payer": "State Medicaid (made up)", "payer_address": "1 Capitol Sq, Rivermont", "code": "H2011"}
    said |= {"modifiers": "", "units": "eight", "place": "15", "source": "Billing manual of the demo city"}
    seats["manager"].post(PAYER, verb="terms", seen="0", **said)


def _over_the_autumn() -> str:
    """The last month that is over, in days."""
    last = date.today().replace(day=1) - timedelta(days=1)
    return f"{PAYER}?since={last.replace(day=1)}&until={last}"
