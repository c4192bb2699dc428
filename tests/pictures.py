"""Makes docs/screens/*.png from the running program: `python -m tests.pictures [--only PATTERN]`.

A demo city of eight months without a live shift, and a few calls taken, assigned and written up through the same doors
as people use, so that a picture shows nothing that could not be there. One picture is what fits the screen.
"""

import argparse
import json
import os
import re
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.settings")
os.environ.setdefault("TANDEM_SECRET_KEY", "test")
# The pages' addresses are those of the program's own list, which knows the tables.
django.setup()

from tandem.standards.eido.tests.documents import full  # noqa: E402
from tests.browser import launch  # noqa: E402
from tests.pages import story  # noqa: E402
from tests.pages.places import (  # noqa: E402
    HALF,
    NEW,
    VISITOR,
    WALL,
    Seats,
    brought_past,
    files_in_and_out,
    reports,
    second_step,
    studies,
)
from tests.pages.story import UUID  # noqa: E402
from tests.running import ROOT, serving, set_up_second_step  # noqa: E402

SCREENS = ROOT / "docs" / "screens"
DESK = {"width": 1280, "height": 768}
PHONE = {"width": 360, "height": 740}
TALLEST = 1500
GRANT = {"first": "2026-05", "last": "2026-10"}
WIDTHS = {1280: DESK, 360: PHONE}
# The wall is read from across a room.
VIEWS = {
    **WIDTHS,
    1920: {"width": 1920, "height": 1080},
    1024: {"width": 1024, "height": 768},
    1440: {"width": 1440, "height": 900},
}
CALLS = (
    ("12 Mill Lane, by the bus stop", "He shouts at cars. He has not hurt anybody.", {"weapon": "none"}),
    ("77 Orchard Row, flat 3", "She says she can't go on and will not open the door.", {"suicide": "thoughts"}),
    ("Rivermont Library, north door", "An older man, lost, asks for his wife.", {"weapon": "none", "violence": "none"}),
)


class Camera:
    """Takes the picture of one page of one role, at one width and theme."""

    def __init__(self, seats: Seats, only: str):
        self._seats, self._only = seats, only

    def take(self, name: str, role: str, path: str, width: int = 1280, theme: str = "light", do=None, whole=False):
        """`do(page)` is what a hand does first. `whole`: the whole page where it is short."""
        if not re.search(self._only, name):
            return
        page = self._seats[role].page
        page.set_viewport_size(VIEWS[width])
        page.emulate_media(color_scheme=theme)
        page.goto(path)
        if do:
            do(page)
        # Pages with a live stream never come to rest; the short ones do, after telling that they were opened.
        page.wait_for_load_state("networkidle" if whole else "load")
        page.evaluate("() => document.fonts.ready")
        page.mouse.move(0, 0)
        tall = page.evaluate("() => document.documentElement.scrollHeight")
        if whole and not page.locator("dialog:modal").count():
            page.set_viewport_size({"width": width, "height": min(max(tall, VIEWS[width]["height"]), TALLEST)})
        page.screenshot(path=SCREENS / f"{name}.png", animations="disabled", caret="initial")


def key(letter: str):
    """Press one key and wait for the dialog it opens."""

    def press(page) -> None:
        page.keyboard.press(letter)
        page.locator("dialog:modal").wait_for()

    return press


def from_cad(tandem) -> None:
    """One call as the dispatch center's system sends it, placed on the map; CAD has been heard from then on."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    document = re.sub(r"2026-03-01T[0-9:.]+-05:00", now, json.dumps(full()))
    headers = {"Authorization": f"Bearer {tandem.token}", "Content-Type": "application/json"}
    asked = urllib.request.Request(f"{tandem.url}/api/v1/intake/eido", document.encode(), headers)
    with urllib.request.urlopen(asked) as answer:
        answer.read()


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


def field(camera: Camera, seats: Seats) -> tuple[str, str]:
    """The phone from arrival to review; the person written about and the partner's link."""
    phone = seats["clinician"]
    on_call = f"/field/call/{story.on_the_phone(phone)}"

    def both(name: str, path: str, do=None) -> None:
        for theme in ("light", "dark"):
            camera.take(f"field-{name}-360-{theme}", "clinician", path, 360, theme, do)

    both("arrival", f"{on_call}/")
    for which in ("arrival", "engagement"):
        phone.post(f"{on_call}/stamp/", which=which)
    both("handoff", f"{on_call}/hand-over/")
    phone.post(f"{on_call}/hand-over/", reason="person_asked")
    both("scene", f"{on_call}/scene/")
    phone.post(f"{on_call}/write/")
    contact = re.match(rf"/field/contact/{UUID}/{UUID}", phone.at)[0]
    both("outcome", f"{contact}/outcome/")
    phone.post(f"{contact}/outcome/", contact_outcome="engaged")
    question = phone.at
    both("question", question)
    for answer in ("yes", "no", "no", "no", "no", "no"):
        if "/question/" in phone.at:
            phone.post(phone.at, answer=answer)
    both("result", f"{contact}/screen/cssrs-screener/result/")
    phone.post(f"{contact}/distress/", distress_before="8", distress_after="4")
    both("distress", f"{contact}/distress/")
    phone.post(f"{contact}/disposition/", disposition="stays_with_support")
    both("disposition", f"{contact}/disposition/")
    both("refer", f"{contact}/refer/")
    both("ask", phone.find(f"{contact}/refer/", rf"{contact}/refer/{UUID}/"))
    link = story.refer(phone, contact)
    note = "He sat down with us on the steps. His sister stays tonight."
    both("note", f"{contact}/note/", lambda page: page.fill("#id_note", note))
    both("review", f"{contact}/review/")
    return f"/people/{contact.split('/')[3]}/", "/" + link.split("/", 3)[3]


def scene(camera: Camera, seats: Seats) -> None:
    """What happened on scene: the menu, three of its pages, the hold on paper, and the officer's page."""
    phone, officer = seats["clinician"], seats["officer"]
    held = story.held(phone)
    phone.post(f"{held}/scene/supplies/", **{"left.food": "2", "left.blanket": "1"})
    camera.take("field-scene-menu-360", "clinician", f"{held}/scene/", 360, whole=True)
    for form in ("force", "cues", "hold"):
        camera.take(f"field-scene-{form}-360", "clinician", f"{held}/scene/{form}/", 360, whole=True)
    camera.take("field-hold-print-360", "clinician", f"{held}/scene/hold/print/", 360, whole=True)
    officer.read("/field/")
    report = f"{re.match(rf'/field/call/{UUID}', officer.at)[0]}/report/"
    camera.take("field-report-360-dark", "officer", report, 360, "dark", whole=True)


def open_why(page) -> None:
    page.locator("[data-open-dialog='#why']").click()


def _oversight(camera: Camera, seats: Seats) -> None:
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


def _left_work(camera: Camera, seats: Seats) -> None:
    """What a phone sent that waits for a supervisor: here something that can't be read."""
    seats["clinician"].put("/phone/api/work", "{}")
    piece = seats["supervisor"].find("/field/left-work/", rf"/field/left-work/{UUID}/")
    camera.take("left-work-1280", "supervisor", "/field/left-work/")
    camera.take("left-work-360", "supervisor", "/field/left-work/", 360)
    camera.take("left-piece-360", "supervisor", piece, 360)


def _releases(camera: Camera, seats: Seats) -> None:
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


def care(camera: Camera, seats: Seats, partner: str) -> None:
    """A person with a past, the worklist, the directory, and what the partner's desk sees."""
    supervisor = seats["supervisor"]
    loop = supervisor.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/")
    person = loop.split("referrals/")[0]
    for width in WIDTHS:
        camera.take(f"person-{width}", "supervisor", person, width)
        camera.take(f"care-{width}", "supervisor", "/care/?whose=team", width)
    camera.take(
        "person-why-1280", "supervisor", person, do=lambda page: page.locator("[data-open-dialog]").first.click()
    )
    camera.take("directory-360", "supervisor", "/directory/", 360)
    camera.take("partner-360-en", "", partner, 360, whole=True)
    camera.take("partner-360-es", "", f"{partner}?lang=es", 360, whole=True)
    camera.take("partner-360-decline", "", f"{partner}?lang=en&answer=decline", 360, whole=True)

    def accept(page) -> None:
        page.get_by_role("button", name="Yes, we expect them").click()
        page.get_by_role("button", name="Seen").wait_for()

    camera.take("partner-360-accepted", "", f"{partner}?lang=en", 360, do=accept, whole=True)
    _releases(camera, seats)
    _oversight(camera, seats)
    _left_work(camera, seats)
    camera.take("access-1280", "privacy", "/program/access/")
    camera.take("ready-1280", "admin", "/program/ready/", whole=True)
    camera.take("ready-360", "privacy", "/program/ready/", 360)
    camera.take("audit-chain-1280", "privacy", "/program/access/chain/")
    camera.take("audit-chain-360", "privacy", "/program/access/chain/", 360, whole=True)


def screenings_and_transfers(camera: Camera, seats: Seats) -> None:
    """Screenings offered and over time, and a transfer from choosing the place to the receiving desk."""
    phone, supervisor = seats["clinician"], seats["supervisor"]
    assignment, contact = story.contact_again(phone)
    camera.take("field-screenings-360-light", "clinician", f"{contact}/screen/", 360)
    (pick, notice, preview, transfer), link = story.told_place(phone, contact)
    for name, path in (("pick", pick), ("notice", notice), ("preview", preview), ("sent", transfer)):
        camera.take(f"field-transfer-{name}-360-light", "clinician", path, 360, whole=True)
    there = phone.find(transfer, rf"/field/call/{assignment}/there/{UUID}/")
    phone.post(there, which="arrived")
    camera.take("field-there-360-light", "clinician", there, 360)
    for language in ("en", "es"):
        camera.take(f"receiving-360-{language}", "", f"{link}?lang={language}", 360, whole=True)
    camera.take("transfers-1280", "supervisor", "/care/transfers/")
    person = supervisor.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/").split("referrals/")[0]
    story.screened_at_desk(supervisor, person)
    camera.take("screenings-1280", "supervisor", f"{person}screenings/")
    camera.take("program-screenings-1280", "admin", "/program/screenings/")


def apart(camera: Camera, seats: Seats) -> None:
    """Alcohol and drugs on the phone, the contact at the desk, the texts it can become, and an author's own notes."""
    contact = story.apart(seats["clinician"])
    person, encounter = contact.split("/")[3:5]
    desk = f"/people/{person}/encounters/{encounter}/"
    camera.take("field-apart-360-light", "clinician", f"{contact}/apart/", 360, whole=True)
    camera.take("field-apart-use-360-light", "clinician", f"{contact}/apart/use/", 360, whole=True)
    camera.take("apart-1280", "clinician", desk, whole=True)
    camera.take("texts-1280", "clinician", f"{desk}texts/", whole=True)
    camera.take("psychotherapy-360", "clinician", f"{desk}own-notes/psychotherapy/", 360, whole=True)


def signing(camera: Camera, seats: Seats, assignment: str) -> None:
    """Notes that owe something, texts to take along, follow-ups by who owes them, and the directory's keeper."""
    desk, author = seats["supervisor"], seats["noa.birch"]
    camera.take("signing-1280", "supervisor", "/signing/")
    note = desk.find("/signing/?state=waiting", rf"/signing/{UUID}/{UUID}/")
    camera.take("signing-read-1280", "supervisor", note)
    back = author.find("/care/", rf"/people/{UUID}/encounters/{UUID}/")
    camera.take("addendum-360", "noa.birch", f"{back}add/", 360, whole=True)
    camera.take("copy-clinical-1280", "noa.birch", f"{back}copy/")
    camera.take("copy-police-360", "clinician", f"/field/call/{assignment}/copy/", 360, whole=True)
    camera.take("owed-1280", "supervisor", "/care/owed/")
    followup = desk.find("/care/?whose=team", rf"/people/{UUID}/followups/{UUID}/")
    camera.take("followup-360", "supervisor", followup, 360, whole=True)
    camera.take("care-rules-1280", "admin", "/program/care/", whole=True)
    listing = desk.find("/directory/", rf"/directory/{UUID}/")
    camera.take("listing-form-1280", "supervisor", f"{listing}edit/", whole=True)
    camera.take("directory-import-1280", "supervisor", "/directory/import/")


def to_states(page) -> None:
    page.get_by_role("heading", name=re.compile("States|Empty")).first.scroll_into_view_if_needed()
    page.evaluate("() => window.scrollBy(0, 500)")


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


def until_counted(seats: Seats) -> None:
    """The worker fills the facts after the first start; until then pages say that nothing is counted yet."""
    for _ in range(180):
        if "into the measures yet" not in seats["manager"].read("/measures/"):
            return
        time.sleep(1)


def numbers_and_rooms(camera: Camera) -> None:
    """Measures, the program's own pages, the way in, and the states of the gallery."""
    for width in WIDTHS:
        camera.take(f"measure-{width}", "supervisor", "/measures/request_to_arrival/", width)
    camera.take("measures-1280", "manager", "/measures/", whole=True)
    camera.take("people-1280", "admin", "/program/people/")
    camera.take("sign-in-360", "", "/sign-in/", 360)
    camera.take("not-found-360", "", "/nothing/here/", 360)
    camera.take("states-360-light", "", "/gallery/", 360, do=to_states)


def files(camera: Camera, seats: Seats) -> None:
    """A file at each step on its way in, and everything asked for."""
    for place in files_in_and_out(seats):
        step = place.path.strip("/").split("/")[-1]
        name = {"import": "import", "columns": "import-columns", "words": "import-words", "preview": "import-preview"}
        name |= {"export": "export", "exports": "exports"}
        called = name.get(step, "export-request" if "/export/" in place.path else "import-report")
        for width in WIDTHS:
            camera.take(f"{called}-{width}", place.role, place.path, width, whole=True)


def brought(camera: Camera, seats: Seats) -> None:
    """An old list at each step of its way into the facts."""
    for place in brought_past(seats):
        step = place.path.strip("/").split("/")[-1]
        if place.role == "manager":
            for width in WIDTHS:
                camera.take(
                    f"past-{step}-{width}".replace("past-past", "past"), place.role, place.path, width, whole=True
                )


def criteria(camera: Camera, seats: Seats) -> None:
    """The table in force, the edition that waits, a row being written, two editions side by side, pathways."""
    for width in WIDTHS:
        camera.take(f"criteria-{width}", "officer", "/criteria/", width)
    camera.take("criteria-draft-1280", "dispatcher", "/criteria/demo-county/2/")
    camera.take("criteria-compare-1280", "dispatcher", "/criteria/demo-county/2/compare/?with=harbor-city/1")
    camera.take("criteria-pathways-1280", "dispatcher", "/criteria/demo-county/2/pathways/")
    seats["manager"].post("/criteria/demo-county/2/draft/")
    camera.take("criteria-row-1280", "manager", f"{seats['manager'].at}row/10/", whole=True)


def trials(camera: Camera) -> None:
    """The city's planned trial: the list, its page, and its plan being written on."""
    one = "/program/trials/team-or-patrol/1/"
    camera.take("trials-1280", "manager", "/program/trials/")
    for width in WIDTHS:
        camera.take(f"trial-{width}", "supervisor", one, width)
    camera.take("trial-plan-1280", "manager", f"{one}write/")


def lab(camera: Camera, seats: Seats) -> None:
    """The list of what can be tried, and one replay whole: a shipped edition beside the one in force."""
    path = "/criteria/harbor-city/1/replay/"
    camera.take("lab-1280", "supervisor", "/criteria/lab/")
    seats["supervisor"].post(path, days="365")
    for _ in range(60):
        if "lab-top" in seats["supervisor"].read(path):
            break
        seats["supervisor"].page.wait_for_timeout(1000)
    for width in WIDTHS:
        camera.take(f"lab-replay-{width}", "supervisor", path, width, whole=True)
    camera.take("lab-ledger-1280", "supervisor", f"{path}calls/?unserved=all", whole=True)


@contextmanager
def program(browser, *options: str, days: int = 40) -> Iterator:
    with (
        tempfile.TemporaryDirectory(prefix="tandem-pictures-") as folder,
        serving(Path(folder), *options, days=days) as tandem,
    ):
        seats = Seats(browser, tandem, reduced_motion="reduce")
        yield tandem, seats
        seats.close()


def set_up(browser, only: str) -> None:
    """The first page of an empty installation."""
    with program(browser, "--empty") as (tandem, seats):
        page = seats[""].page
        page.goto(re.search(r"http://\S+/begin/\S+", tandem.log.read_text())[0])
        page.fill("#id_password", "rivermont-crisis-team")
        page.fill("#id_again", "rivermont-crisis-team")
        page.locator("main form button").click()
        set_up_second_step(page)
        page.wait_for_url("**/program/set-up/")
        Camera(seats, only).take("set-up-1280", "", "/program/set-up/", whole=True)


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


def plans(camera: Camera, seats: Seats) -> None:
    """A safety plan that two people changed at once, its paper in Spanish, the preference card, an agency's phones."""
    desk, admin = seats["supervisor"], seats["admin"]
    whole = desk.find("/care/?whose=team", rf"/people/{UUID}/followups/{UUID}/").split("followups/")[0]
    told = {"language": "en", "made": "together", "by_myself": "Walk to the river", "living_for": "My dog"}
    desk.read(f"{whole}plan/write/")
    for base, words in (("0", "Walk to the river"), ("1", "Sit on the steps"), ("1", "Call my sister")):
        desk.post(f"{whole}plan/write/", **told | {"base": base, "by_myself": words})
    camera.take("plan-1280", "supervisor", f"{whole}plan/", whole=True)
    camera.take("plan-write-360", "supervisor", f"{whole}plan/write/", 360, whole=True)
    camera.take("plan-print-360-es", "supervisor", f"{whole}plan/print/?lang=es", 360, whole=True)
    card = {"comes": "woman", "helps": "Knock softly.", "avoid": "The doorway.", "language": "", "words": ""}
    desk.post(f"{whole}card/", base="", made="together", comes_words="", **card)
    camera.take("card-1280", "supervisor", f"{whole}card/", whole=True)
    phone = admin.find("/program/", rf"/program/agencies/{UUID}/phone/")
    camera.take("program-phone-360", "admin", phone, 360, whole=True)


def by_phone(camera: Camera, seats: Seats, assignment: str) -> None:
    """The officer of this call asked for a clinician by phone."""
    officer = seats["officer"]
    officer.read(f"/field/call/{assignment}/scene/")
    officer.post(f"/field/call/{assignment}/tele/")
    camera.take("field-tele-360-light", "officer", f"/field/call/{assignment}/scene/", 360)
    officer.post(f"/field/call/{assignment}/tele/", end="1")


def rehearsing(camera: Camera, seats: Seats) -> None:
    """A call rehearsed by a clinician and an officer, with somebody who observes."""
    trainer = seats["trainer"]
    edition = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>Welfare check', trainer.read("/rehearse/"))[1]
    trainer.post("/rehearse/open/", scenario=edition, teams="1", guests="on")
    code = re.search(r'class="rs-big"[^>]*>([A-Z0-9]{6})<', trainer.read("/rehearse/"))[1]
    camera.take("rehearse-start-1280", "trainer", "/rehearse/", whole=True)
    camera.take("rehearse-team-1280", "trainer", "/rehearse/team/", whole=True)
    camera.take("rehearse-team-360", "trainer", "/rehearse/team/", 360)
    camera.take("rehearse-join-360", "peer", f"/rehearse/join/?code={code}", 360, whole=True)
    here = f"/rehearse/r/{code}/"
    for role in ("clinician", "officer"):
        seats[role].post("/rehearse/join/", code=code, seat=f"A {role}")
    seats["peer"].post("/rehearse/join/", code=code, seat="A observer")
    camera.take("rehearse-waiting-360", "clinician", here, 360)
    trainer.post(f"{here}lead/", verb="start")
    camera.take("rehearse-phone-clinician-360", "clinician", here, 360)
    seats["officer"].post(f"{here}do/", verb="take 0")
    camera.take("rehearse-phone-officer-360", "officer", here, 360)
    seats["officer"].post(f"{here}do/", verb="offer clinician 1")
    camera.take("rehearse-asked-360", "clinician", here, 360)
    seats["clinician"].post(f"{here}do/", verb="yes")
    seats["clinician"].post(f"{here}do/", verb="sign 1")
    camera.take("rehearse-sign-360", "clinician", here, 360)
    seats["peer"].post(f"{here}do/", verb="mark space less")
    camera.take("rehearse-observer-360", "peer", here, 360, whole=True)
    trainer.post(f"{here}lead/", verb="end")


def scenarios(camera: Camera, seats: Seats) -> None:
    """The shelf, an edition in force, and a draft with something to mend."""
    trainer = seats["trainer"]
    camera.take("rehearse-library-1280", "trainer", "/rehearse/library/", whole=True)
    held = re.search(r'href="(/rehearse/author/[0-9a-f-]{36}/)"', trainer.read("/rehearse/library/"))[1]
    camera.take("rehearse-author-1440", "trainer", held, 1440, whole=True)
    camera.take("rehearse-author-1280", "trainer", held, whole=True)
    camera.take("rehearse-author-360", "trainer", held, 360, whole=True)
    text = trainer.read(f"{held}file/") + "\n=== nobody_comes ===\nThe EDP waits.\n-> END\n"
    trainer.post("/rehearse/library/new/", name="a-second-call", source=text)
    camera.take("rehearse-author-findings-1440", "trainer", trainer.at, 1440, whole=True)


def debrief(camera: Camera, seats: Seats) -> None:
    """The debrief of the demo city's rehearsal, and the question whether to record the next one."""
    trainer, phone = seats["trainer"], seats["clinician"]
    played = trainer.find("/rehearse/", r"/rehearse/r/[A-Z0-9]{6}/debrief/")
    camera.take("debrief-1280", "trainer", played)
    camera.take("debrief-360", "clinician", played, 360)
    edition = re.search(r'<option value="([0-9a-f-]{36})"', trainer.read("/rehearse/"))[1]
    trainer.post("/rehearse/open/", scenario=edition, teams="1")
    code = re.search(r"/rehearse/r/([A-Z0-9]{6})/", trainer.at)[1]
    phone.post("/rehearse/join/", code=code, seat="A clinician", language="en")
    trainer.post(f"/rehearse/r/{code}/recording/", verb="ask", team="A")
    camera.take("recording-360", "clinician", f"/rehearse/r/{code}/recording/", 360)


def rehearsal_stage(camera: Camera, seats: Seats) -> None:
    """A room's wall and console: waiting, calm, rising, paused and over, played by two phones."""
    trainer = seats["trainer"]
    option = r'<option value="([0-9a-f-]{36})"[^>]*>\s*Welfare check'
    edition = re.search(option, trainer.read("/rehearse/"))[1]
    trainer.post("/rehearse/open/", scenario=edition, teams="2")
    code = re.search(r"/rehearse/r/([A-Z0-9]{6})/", trainer.at)[1]
    room = f"/rehearse/r/{code}/"
    camera.take("rehearse-wall-waiting", "trainer", f"{room}wall/", 1920)
    players = ("dispatcher", "officer", "clinician", "peer")
    for seat in players:
        seats[seat].post("/rehearse/join/", code=code, seat=f"A {seat}", language="en")
    trainer.post(f"{room}lead/", verb="start")
    camera.take("rehearse-wall-first", "trainer", f"{room}wall/", 1920)
    for step in range(12):
        for seat in players:
            choice = re.search(r'value="(choose [^"]+)"', seats[seat].read(room))
            if choice:
                seats[seat].post(f"{room}do/", verb=choice[1])
                break
        if step in (3, 6, 9):
            camera.take(f"rehearse-wall-{step}", "trainer", f"{room}wall/", 1920)
    camera.take("rehearse-console-1024", "trainer", f"{room}console/", 1024)
    trainer.post(f"{room}lead/", verb="pause_all")
    camera.take("rehearse-wall-paused", "trainer", f"{room}wall/", 1920)
    trainer.post(f"{room}lead/", verb="end")
    camera.take("rehearse-wall-ended", "trainer", f"{room}wall/", 1920)
    camera.take("rehearse-console-ended-1024", "trainer", f"{room}console/", 1024)


def money_and_promises(camera: Camera, seats: Seats) -> None:
    """The demo city's grant, and the list with what is due next."""
    one = seats["manager"].find("/reports/grants/", r"/reports/grants/[0-9a-f-]{36}/")
    for width in (1280, 360):
        camera.take(f"grant-{width}", "manager", one, width, whole=True)
    camera.take("grants-360", "manager", "/reports/grants/", 360, whole=True)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="only pictures whose name this pattern finds")
    only = parser.parse_args().only
    SCREENS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = launch(play)
        with program(browser, days=240) as (tandem, seats):
            camera = Camera(seats, only)
            from_cad(tandem)
            until_counted(seats)
            numbers_and_rooms(camera)
            files(camera, seats)
            brought(camera, seats)
            criteria(camera, seats)
            lab(camera, seats)
            trials(camera)
            board(camera, seats)
            safety(camera, seats)
            ways_in(camera, seats)
            _person, link = field(camera, seats)
            scene(camera, seats)
            by_phone(camera, seats, story.on_the_phone(seats["clinician"]))
            signing(camera, seats, story.on_the_phone(seats["clinician"]))
            care(camera, seats, link)
            screenings_and_transfers(camera, seats)
            apart(camera, seats)
            accounts(camera, seats)
            second_step(seats)
            sign_in_pages(camera, seats)
            own_page(camera, seats)
            plans(camera, seats)
            debrief(camera, seats)
            rehearsing(camera, seats)
            scenarios(camera, seats)
            rehearsal_stage(camera, seats)
            leaving_as_numbers(camera, seats)
            money_and_promises(camera, seats)
            evaluating(camera, seats)
            several_measures(camera)
        set_up(browser, only)
        browser.close()
    size = sum(one.stat().st_size for one in SCREENS.glob("*.png"))
    print(f"{len(list(SCREENS.glob('*.png')))} pictures, {size / 1e6:.1f} MB in {SCREENS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
