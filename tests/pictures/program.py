"""Pictures of the program's own rooms: files, trials, oversight, cases, accounts; and of the way in."""

import re

from tests.pages.places.place import HALF, NEW, VISITOR, Seats
from tests.pages.places.program import files_in_and_out
from tests.pages.story import UUID
from tests.pictures.camera import WIDTHS, Camera


def files(camera: Camera, seats: Seats) -> None:
    """A file at each step on its way in, and everything asked for."""
    for place in files_in_and_out(seats):
        step = place.path.strip("/").split("/")[-1]
        name = {"import": "import", "columns": "import-columns", "words": "import-words", "preview": "import-preview"}
        name |= {"export": "export", "exports": "exports"}
        called = name.get(step, "export-request" if "/export/" in place.path else "import-report")
        for width in WIDTHS:
            camera.take(f"{called}-{width}", place.role, place.path, width, whole=True)


def trials(camera: Camera) -> None:
    """The city's planned trial: the list, its page, and its plan being written on."""
    one = "/program/trials/team-or-patrol/1/"
    camera.take("trials-1280", "manager", "/program/trials/")
    for width in WIDTHS:
        camera.take(f"trial-{width}", "supervisor", one, width)
    camera.take("trial-plan-1280", "manager", f"{one}write/")


def oversight(camera: Camera, seats: Seats) -> None:
    """The privacy officer's desk, one opening in need, and the page that opens one."""
    desk = seats["privacy"]
    camera.take("oversight-1280", "privacy", "/program/oversight/")
    camera.take("holds-1280", "privacy", "/program/oversight/holds/")
    camera.take("retention-1280", "privacy", "/program/oversight/retention/")
    one = desk.find("/program/oversight/", rf"/program/oversight/in-need/{UUID}/")
    camera.take("in-need-review-1280", "privacy", one)
    links = dict.fromkeys(re.findall(rf"/people/{UUID}/in-need/", seats["noa.birch"].read("/search/?q=male")))
    need = next(link for link in links if "This is an emergency" in seats["noa.birch"].read(link))
    camera.take("in-need-360", "noa.birch", need, 360)


def releases(camera: Camera, seats: Seats) -> None:
    """The privacy officer's cases: the desk, one case and what leaves; a form that a clinician sends."""
    desk = seats["privacy"].read("/program/cases/")
    access, official = (
        re.search(rf'href="(/program/cases/{UUID}/)">{kind}', desk)[1] for kind in ("Access", "Official")
    )
    camera.take("cases-1280", "privacy", "/program/cases/")
    camera.take("case-1280", "privacy", official)
    camera.take("case-leave-1280", "privacy", f"{access}leave/")
    camera.take("accounting-1280", "privacy", f"{access}accounting/")
    person = seats["clinician"].find("/care/", rf"/people/{UUID}/")
    camera.take("tell-360", "clinician", f"{person}tell/D6/", 360)


def accounts(camera: Camera, seats: Seats) -> None:
    """Letting somebody in, one account and its end, the own account; and measures of hours."""
    admin = seats["admin"]
    camera.take("people-add-1280", "admin", "/program/people/add/")
    organization = re.search(rf'<option value="({UUID})"', admin.read("/program/people/add/"))[1]

    def add(page) -> None:
        admin.prove()
        page.fill("#id_name", "Nora Hartfield")
        page.fill("#id_username", "nora.hartfield")
        page.select_option("#id_organization", organization)
        page.select_option("#id_role", "dispatcher")
        page.get_by_role("button", name="Add this person").click()
        page.locator(".slip").wait_for()

    camera.take("people-links-1280", "admin", "/program/people/add/", do=add)

    def paste(page) -> None:
        page.fill(
            "#id_lines", "Ann Beecroft, ann.b, Clinician, Juniper\nFront Desk, desk, Dispatcher, Nowhere\nTwo, parts"
        )
        page.get_by_role("button", name="Add these people").click()
        page.locator("table").wait_for()

    camera.take("people-bulk-360", "admin", "/program/people/bulk/", 360, do=paste, whole=True)
    person = admin.find("/program/people/?q=grace.amari", rf"/program/people/{UUID}/")
    camera.take("people-person-1280", "admin", person, whole=True)
    camera.take("people-disable-360", "admin", f"{person}disable/", 360, whole=True)
    camera.take("account-1280", "admin", "/account/")
    camera.take("measures-hours-1280", "supervisor", "/measures/unit_hours/")
    camera.take("measures-rate-360", "supervisor", "/measures/calls_per_unit_hour/", 360)


def sign_in_pages(camera: Camera, seats: Seats) -> None:
    """Between the password and the first page; the ten codes; and what asks once more."""
    for place, name in ((HALF, "second-step-360"), (NEW, "set-up-app-360")):
        path = "/second-step/" if place == HALF else "/second-step/set-up/"
        camera.take(name, place, path, 360, whole=True)

    def codes(page) -> None:
        seats["admin"].prove()
        page.get_by_role("button", name="Make ten new recovery codes").click()
        page.locator(".codes").wait_for()

    camera.take("recovery-codes-360", "admin", "/account/", 360, do=codes, whole=True)
    camera.take("step-up-1280", "admin", "/confirm/?next=/account/")
    camera.take("notice-360", VISITOR, "/notice/", 360, whole=True)
