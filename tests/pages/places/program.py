"""Pages of the program's own rooms: people, files in and out, oversight, cases, and trials."""

import re
import uuid

from tests.pages.places.place import VISITOR, Place, Seats
from tests.pages.seats import Seat
from tests.pages.story import UUID

CALLS_CSV = "Received,Nature,Address\n2026-11-01 10:00,Welfare check,1 Elm St\n2026-11-01,WELFARE CHECK,2 Elm St\n"
HIDDEN = re.compile(r'<input type="hidden" name="(?!csrf)([^"]+)" value="([^"]*)"')


def program(seats: Seats) -> list[Place]:
    local = [Place("agency", path) for path in ("/program/people/", "/program/people/add/", "/program/locks/")]
    return [
        *_people(seats["admin"]),
        *_accounts(seats["admin"]),
        *local,
        Place("admin", seats["admin"].find("/program/", rf"/program/tokens/{UUID}/end/")),
        *(Place(one, "/program/ready/") for one in ("admin", "privacy")),
        Place("privacy", "/program/access/"),
        Place("privacy", "/program/access/chain/"),
    ]


def _people(admin: Seat) -> list[Place]:
    """Somebody is let in; the link that is shown once is read here, and its page by a visitor."""
    begin = invited(admin)
    return [
        *(Place("admin", f"/program/people/{page}") for page in ("", "?show=waiting", "add/", "bulk/", "links/")),
        Place(VISITOR, begin),
    ]


def invited(admin: Seat) -> str:
    """The link of somebody just let in."""
    organization = re.search(rf'<option value="({UUID})"', admin.read("/program/people/add/"))[1]
    name = f"new-{uuid.uuid4().hex[:8]}"
    told = {"name": "Nora Hartfield", "username": name, "organization": organization, "role": "dispatcher"}
    return re.search(r"/begin/[^/<\s\"]+/", admin.post("/program/people/add/", **told, profession=""))[0]


def _accounts(admin: Seat) -> list[Place]:
    person = admin.find("/program/people/?q=grace.amari", rf"/program/people/{UUID}/")
    change = admin.find(person, rf"{person}jobs/{UUID}/change/")
    agency = admin.find("/program/", rf"/program/agencies/{UUID}/")
    pages = [
        "/program/",
        "/program/locks/",
        "/program/rules/",
        "/account/",
        "/confirm/",
        person,
        f"{person}disable/",
        change,
        agency,
    ]
    return [Place("admin", path) for path in pages]


def oversight(seats: Seats) -> list[Place]:
    """The privacy officer's desk, one opening in need, and the page that opens one."""
    desk, care = seats["privacy"], seats["noa.birch"]
    there = "/program/oversight/"
    told = {"title": "A lost phone", "what_happened": "Left on a bus.", "discovered_on": "2026-03-02", "affected": "12"}
    desk.post(f"{there}breaches/new/", **told)
    incident = desk.at
    one = desk.find("/program/oversight/", rf"/program/oversight/in-need/{UUID}/")
    links = dict.fromkeys(re.findall(rf"/people/{UUID}/in-need/", care.read("/search/?q=male")))
    # Whoever is on the care team goes straight on to the record.
    need = next(link for link in links if "This is an emergency" in care.read(link))
    return [
        *(Place("privacy", path) for path in ("/program/oversight/", one, f"{there}orders/", f"{there}breaches/new/")),
        *(Place("privacy", path) for path in (f"{there}breaches/", incident, "/program/expunge/")),
        *_holds(desk),
        Place("noa.birch", need),
        Place("supervisor", "/care/in-need/"),
    ]


def _holds(desk: Seat) -> list[Place]:
    """The legal holds, the page that places one, the one the demo city has, and what is past its period."""
    there = "/program/oversight/holds/"
    one = desk.find(there, rf"{there}{UUID}/")
    return [Place("privacy", path) for path in (there, f"{there}new/", one, "/program/oversight/retention/")]


def releases(seats: Seats) -> list[Place]:
    """The privacy officer's cases as the demo has them, what a clinician tells somebody outside, and a list as a file."""
    privacy = seats["privacy"]
    desk = privacy.read("/program/cases/")
    access, official = (
        re.search(rf'href="(/program/cases/{UUID}/)">{kind}', desk)[1] for kind in ("Access", "Official")
    )
    paths = ["/program/cases/", "/program/cases/new/", "/program/cases/lists/", access, official]
    paths += [f"{access}leave/", f"{access}accounting/", f"{official}form/D1/"]
    paths.append(privacy.find(official, rf"{official}sent/{UUID}/"))
    phone = seats["clinician"]
    tell = f"{phone.find('/care/', rf'/people/{UUID}/')}tell/"
    said = {"tie": "sister", "asked": "agreed", "line": "Safe tonight.", "way": "voice"}
    to = {"recipient_name": "Ann Calloway", "recipient_address": "555-0134"}
    read = phone.post(f"{tell}D6/", **said, **to, step="read")
    phone.post(f"{tell}D6/", **dict(HIDDEN.findall(read)), step="send")
    care = [Place("clinician", path) for path in (tell, f"{tell}D6/", f"{tell}D3/", phone.at)]
    return [*(Place("privacy", path) for path in paths), *care, Place("supervisor", "/care/export/")]


def files_in_and_out(seats: Seats) -> list[Place]:
    """An import at each of its steps; the one that is over and the export asked for are the demo city's."""
    admin = seats["admin"]
    admin.send("/program/import/", "file", "county.csv", CALLS_CSV)
    steps = re.search(rf"/program/import/{UUID}/", admin.at)[0]
    form = admin.read(f"{steps}columns/")
    picked = dict(re.findall(r'name="(column_\w+)"[^>]*>.*?<option value="([^"]*)" selected', form, re.S))
    agency = re.search(rf'<option value="({UUID})" selected', form)[1]
    told = {"source": f"sweep-{uuid.uuid4().hex[:8]}", "agency": agency, "zone": "America/New_York", "date_form": "any"}
    admin.post(f"{steps}columns/", header="on", **told, **picked)
    pages = ["/program/import/", f"{steps}columns/", f"{steps}words/", f"{steps}preview/", "/program/export/"]
    over = re.search(rf"/program/import/{UUID}/", admin.read("/program/import/"))
    asked = re.search(rf"/program/export/{UUID}/", admin.read("/program/export/"))
    pages += [one[0] for one in (over, asked) if one]
    return [*(Place("admin", path) for path in pages), Place("privacy", "/program/exports/")]


def trials() -> list[Place]:
    """The city's planned trial, as who plans, signs and watches reads it."""
    one = "/program/trials/team-or-patrol/1/"
    return [
        *(Place(role, "/program/trials/") for role in ("manager", "privacy")),
        *(Place(role, one) for role in ("manager", "supervisor", "dispatcher")),
        *(Place("manager", path) for path in ("/program/trials/new/", f"{one}write/", f"{one}withdraw/")),
        Place("clinician", one, 404),
        Place("supervisor", f"{one}write/", 404),
    ]
