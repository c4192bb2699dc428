"""Every page there is, and who reads it. A new address belongs here, or the sweep's own test fails."""

import re
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from django.urls import URLPattern, get_resolver, resolve

from tandem.demo.cast import PASSWORD
from tests.pages import story
from tests.pages.seats import Seat
from tests.pages.story import UUID
from tests.running import sign_in

VISITOR = ""
# Between the password and the second step: somebody who has an app, and somebody who has none yet. No user name.
HALF, NEW = "  ", "   "
# Numbers of what persons answered: no measure, so nothing to drill into.
OPINIONS = "/measures/what-people-answered/"
# The pages of several measures at once.
ACROSS = ("/measures/equity/", "/measures/unmet-needs/", "/measures/what-helps-whom/")
# A browser of its own, for a screen that nobody signs in at.
WALL = " "
ROLES = ("dispatcher", "clinician", "supervisor", "manager", "privacy", "admin", "agency", "officer", "peer", "trainer")

# Addresses that answer no reader's GET with a page: acts, fragments of a page, and the interface for CAD.
NOT_PAGES = {
    "api/v1/intake/eido",
    "api/v1/consents",
    "care/restrictions/<uuid:restriction_id>/",
    "program/pacts/<uuid:pact_id>/end/",
    "program/pacts/told/<int:notice_id>/",
    "program/part2/review/<int:setting_id>/",
    "criteria/<slug:name>/<int:number>/file/",
    "criteria/<slug:name>/<int:number>/replay/stop/",
    # Rows behind a finished replay, and its sheets: surfaces/plan/tests/test_lab.py, for the sweep has no patience.
    "criteria/<slug:name>/<int:number>/replay/calls/",
    "criteria/<slug:name>/<int:number>/replay/print/",
    "criteria/<slug:name>/<int:number>/draft/",
    "criteria/<slug:name>/<int:number>/rows/",
    "criteria/<slug:name>/<int:number>/columns/",
    "criteria/<slug:name>/<int:number>/ask/",
    "criteria/<slug:name>/<int:number>/sign/",
    "criteria/<slug:name>/<int:number>/take-back/",
    # An approved edition's only: its page is tried in surfaces/plan, so that no sweep puts one in force.
    "criteria/<slug:name>/<int:number>/in-force/",
    "api/v1/intake/calls",
    "api/v1/openapi.json",
    # The root of the interface; it has no page.
    "api/v1/",
    "board/rows/",
    "board/call/<uuid:incident_id>/answer/",
    "shift/sign-on/",
    "shift/<uuid:team_id>/sign-off/",
    "shift/read/",
    "sign-out/",
    "still-here/",
    "lock/",
    "unsaved/",
    "unsaved/take/",
    "passkey/options/",
    "passkey/new/",
    "passkey/sign-in/",
    "second-step/set-up/passkey/",
    "account/passkeys/",
    "account/passkeys/<uuid:passkey_id>/remove/",
    "account/app/",
    "account/recovery-codes/",
    "account/sessions/<uuid:session_id>/end/",
    "program/people/<uuid:user_id>/second-step/",
    "program/people/<uuid:user_id>/sessions/<uuid:session_id>/end/",
    # To the agency's identity provider and back; where none is set up there is no such page.
    "sso/",
    "sso/back/",
    "program/people/told/<int:notice_id>/",
    "program/people/<uuid:user_id>/details/",
    "program/people/<uuid:user_id>/jobs/",
    "program/people/<uuid:user_id>/jobs/<uuid:membership_id>/end/",
    "program/people/<uuid:user_id>/link/",
    "program/people/<uuid:user_id>/enable/",
    "program/people/<uuid:user_id>/reviewed/",
    "program/people/<uuid:user_id>/hand-over/",
    "account/password/",
    "account/sign-out-everywhere/",
    "safety/rows/",
    "program/oversight/rows/",
    "program/oversight/weeks/",
    # Reached only once an order stands in a case: tried in surfaces/program/tests/test_oversight.py.
    "program/oversight/orders/<uuid:seal_id>/lift/",
    "program/cases/<uuid:case_id>/order/",
    "program/oversight/in-need/<uuid:glass_id>/close/",
    "people/<uuid:person_id>/in-need/close/",
    "care/in-need/<uuid:glass_id>/",
    "safety/sos/<uuid:sos_id>/heard/",
    "safety/team/<uuid:assignment_id>/ok/",
    "safety/team/<uuid:assignment_id>/finding-out/",
    "safety/roll/",
    "safety/roll/<uuid:roll_id>/end/",
    "safety/roll/<uuid:roll_id>/<uuid:member_id>/",
    "wall/rows/",
    "program/devices/<uuid:device_id>/end/",
    "program/watch/places/",
    "program/watch/travel/",
    "field/safety/",
    "field/safety/roll/<uuid:roll_id>/",
    "field/call/<uuid:assignment_id>/place/",
    "program/tokens/",
    "program/tokens/consents/",
    "program/import/<uuid:import_id>/stop/",
    "measures/past/sample/",
    "measures/past/<uuid:import_id>/leave/",
    "measures/past/<uuid:import_id>/stop/",
    # Seen while a long file is read: tried in surfaces/insight/past.
    "measures/past/<uuid:import_id>/reading/",
    "measures/past/<uuid:import_id>/take-out/",
    "measures/past/<uuid:import_id>/report.csv",
    # Reached once a file is in: tried in surfaces/insight/past.
    "measures/past/<uuid:import_id>/",
    "program/export/<uuid:request_id>/take-back/",
    "program/export/<uuid:request_id>/download/",
    "program/import/<uuid:import_id>/refused/download/",
    "field/call/<uuid:assignment_id>/stamp/",
    "field/call/<uuid:assignment_id>/check-in/",
    "field/call/<uuid:assignment_id>/write/",
    "field/contact/<uuid:person_id>/<uuid:encounter_id>/screen/task/<int:task_id>/",
    "field/contact/<uuid:person_id>/<uuid:encounter_id>/screen/task/<uuid:task_id>/",
    "people/<uuid:person_id>/tasks/<uuid:task_id>/",
    "field/contact/<uuid:person_id>/<uuid:encounter_id>/close/",
    "people/<uuid:person_id>/describe/<uuid:telling_id>/withdraw/",
    "people/<uuid:person_id>/tasks/<int:task_id>/",
    "field/contact/<uuid:person_id>/<uuid:encounter_id>/transfer/<uuid:transfer_id>/said/",
    "field/contact/<uuid:person_id>/<uuid:encounter_id>/transfer/<uuid:transfer_id>/call-off/",
    "people/<uuid:person_id>/referrals/<uuid:referral_id>/send/",
    "people/<uuid:person_id>/referrals/<uuid:referral_id>/answer/",
    "people/<uuid:person_id>/referrals/<uuid:referral_id>/take-back/",
    "people/<uuid:person_id>/followups/<uuid:followup_id>/take/",
    "people/<uuid:person_id>/followups/<uuid:followup_id>/end/",
    "care/export/<uuid:export_id>/",
    # The phone app and what it talks to: tried in tests/phones.
    "phone/",
    "phone/<path:name>",
    "phone/api/me",
    "phone/api/shift",
    "phone/api/work",
    "phone/api/photo/<uuid:photo_id>",
    "phone/api/left",
    "phone/api/asks/<uuid:tele_id>/take",
    "phone/api/referrals/<uuid:referral_id>/link",
    "phone/api/lease/<str:word>",
    "api/v1/hsds/",
    "api/v1/hsds/services",
    "api/v1/hsds/services/<uuid:service_id>",
}
CALLS_CSV = "Received,Nature,Address\n2026-11-01 10:00,Welfare check,1 Elm St\n2026-11-01,WELFARE CHECK,2 Elm St\n"
OLD_LIST_CSV = "Date,Outcome\n03/04/2024,Engaged\n04/05/2024,engaged \n"

# A signed consent and its scan: the demo city has none; surfaces/care tries them.
NOT_PAGES |= {
    "people/<uuid:person_id>/consents/<uuid:consent_id>/",
    "people/<uuid:person_id>/consents/<uuid:consent_id>/download/",
}
# Asking for a clinician by phone, and taking it, are posts.
NOT_PAGES |= {"field/call/<uuid:assignment_id>/tele/", "field/tele/<uuid:tele_id>/take/"}
# A photo taken on a phone: the demo city has none; tests/phones tries them.
NOT_PAGES |= {
    "people/<uuid:person_id>/encounters/<uuid:encounter_id>/photos/<uuid:photo_id>/",
    "people/<uuid:person_id>/encounters/<uuid:encounter_id>/photos/<uuid:photo_id>/file/",
}
# Two tellings of a plan are settled by a post.
NOT_PAGES |= {"people/<uuid:person_id>/plan/settle/<uuid:beside_id>/"}
# The person's record as a file, and a copy of a paper they signed: surfaces/person tries them.
NOT_PAGES |= {"me/<str:token>/save/<str:form>/", "me/<str:token>/consent/<uuid:consent_id>/"}
# What a phone, an instructor and the stream's fragments ask of a rehearsal are posts and pieces of a page.
NOT_PAGES |= {
    "rehearse/open/",
    "rehearse/shelf/",
    "rehearse/r/<str:code>/now/",
    "rehearse/r/<str:code>/do/",
    "rehearse/r/<str:code>/here/",
    "rehearse/r/<str:code>/lead/",
    "rehearse/r/<str:code>/lead/here/",
    "rehearse/r/<str:code>/wall/now/",
    "rehearse/r/<str:code>/console/now/",
}
# Posts of the team's page, and its files for a learning system.
NOT_PAGES |= {
    "rehearse/team/need/",
    "rehearse/team/need/<uuid:need_id>/met/",
    "rehearse/team/rule/",
    "rehearse/team/xapi/",
    "rehearse/team/cmi5/",
}
# What is done with a scenario, its files, and the parts of its page.
NOT_PAGES |= {
    "rehearse/author/<uuid:edition_id>/do/",
    "rehearse/author/<uuid:edition_id>/file/",
    "rehearse/author/<uuid:edition_id>/give/",
    "rehearse/author/<uuid:edition_id>/part/<str:which>/",
}
# What a debrief is told, its fragment, and a film's pieces: tried in surfaces/rehearse.
NOT_PAGES |= {
    "rehearse/r/<str:code>/debrief/now/",
    "rehearse/r/<str:code>/debrief/do/",
    "rehearse/r/<str:code>/film/<uuid:film_id>/",
    "rehearse/r/<str:code>/film/<uuid:film_id>/begin/",
    "rehearse/r/<str:code>/film/<uuid:film_id>/<int:number>/",
}
# Acts on a study, and its files: tried in surfaces/insight/evaluate.
NOT_PAGES |= {f"measures/evaluation/<uuid:study_id>/{act}/" for act in ("run", "stop", "leave")}
NOT_PAGES |= {f"measures/evaluation/<uuid:study_id>/<int:number>/{file}" for file in ("data.csv", "spec.json", "cost/")}
# A run of the reports' long work lives as long as its work; its pages are tried in surfaces/insight/reports.
NOT_PAGES |= {"reports/run/<uuid:run_id>/", "reports/run/<uuid:run_id>/stop/", "public/numbers.csv"}
# A file for a payer is made by the worker: tried in surfaces/insight/grants.
NOT_PAGES |= {"reports/grants/mobile-crisis/<uuid:run_id>/", "reports/grants/mobile-crisis/<uuid:run_id>/file/"}
# A pack and a report are made first, and their files are no pages: tried there too.
NOT_PAGES |= {
    "reports/packs/<uuid:pack_id>/",
    "reports/packs/<uuid:pack_id>/<str:name>/",
    "reports/own/<uuid:report_id>/",
    "reports/own/<uuid:report_id>/<uuid:counted_id>/<str:kind>/",
    "reports/extract/<uuid:extract_id>/",
}
# What is done with a trial, and its files; one that was started is tried in surfaces/program, for the city draws no call.
NOT_PAGES |= {
    "program/trials/<slug:name>/<int:number>/do/",
    "program/trials/<slug:name>/<int:number>/start/",
    "program/trials/<slug:name>/<int:number>/log/",
    "program/trials/<slug:name>/<int:number>/log.csv",
    "program/trials/<slug:name>/<int:number>/seal.json",
}
# Reached only while nothing is set up: an installation of its own shows it.
ONLY_WHEN_EMPTY = {"program/set-up/"}
# Go straight on to another page of this list.
ONWARD = {"", "me/hide/"}
# Of a case about no one person, which the demo city has none of; tried in surfaces/program.
OF_NO_PERSON = {"program/cases/<uuid:case_id>/data-set/"}


@dataclass(frozen=True)
class Place:
    """A page of one role. `status` is what the browser is told."""

    role: str
    path: str
    status: int = 200

    @property
    def route(self) -> str:
        """The pattern in `urls.py` that answers here; "404" for an address that nothing answers."""
        return "404" if self.status == 404 else resolve(self.path.split("?")[0]).route

    @property
    def kind(self) -> tuple[str, int]:
        """The same for pages that differ in their numbers only: those of one measure and of the next."""
        return (self.route if self.path.startswith("/measures/") else self.path), self.status


def routes(patterns=None, before: str = "") -> set[str]:
    """Every pattern of `tandem.urls`, whole."""
    found = set()
    for one in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(one.pattern)
        found |= {here} if isinstance(one, URLPattern) else routes(one.url_patterns, here)
    return found


class Seats:
    """A seat for each role, taken when first asked for."""

    def __init__(self, browser, tandem, **options):
        self._browser, self._tandem, self._options, self._taken = browser, tandem, options, {}

    def __getitem__(self, role: str) -> Seat:
        if role not in self._taken:
            self._taken[role] = Seat(self._browser, self._tandem, role.strip() or None, **self._options)
        seat = self._taken[role]
        if seat.username and "/sign-in/" in seat.page.url:
            # It rested for a quarter of an hour while others were looked at.
            sign_in(seat.page, self._tandem, seat.username)
        return seat

    def close(self) -> None:
        for seat in self._taken.values():
            seat.close()


def places(seats: Seats, partner: str) -> list[Place]:
    """Plays the story and gathers every page's address from the pages before it."""
    return [
        *(Place(role, url) for role in ROLES for url in _doors(seats[role])),
        *_plan(seats),
        *_visitor(seats, partner),
        *_ways_in(seats),
        *_desk(seats),
        *_phone(seats),
        *_scene(seats),
        *_apart(seats),
        *_safety(seats),
        *_left_work(seats),
        *_wall(seats),
        *_care(seats),
        *_screenings(seats),
        *_transfers(seats),
        *_signing(seats),
        *_consents(seats),
        *_releases(seats),
        *_directory(seats),
        *_promises(seats),
        *_own_page(seats),
        *_insight(seats),
        *_program(seats),
        *second_step(seats),
        *_oversight(seats),
        *_safety_plan(seats),
        *files_in_and_out(seats),
        *brought_past(seats),
        *costs(seats),
        *studies(seats),
        *rehearsals(seats),
        *scenarios(seats),
        *reports(seats),
        *grants(seats),
        *trials(),
    ]


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


def reports(seats: Seats) -> list[Place]:
    """What leaves as numbers: the public page once it is decided and a month is published, and what is made for it."""
    # The demo city decided it; its page goes out once its facts are filled.
    for _ in range(90):
        if seats[VISITOR].context.request.get("/public/").status == 200:
            break
        time.sleep(1)
    public = ("/public/", "/public/?lang=es", "/public/words/", "/public/counted/", "/public/how/", "/public/rights/")
    return [
        *(Place(VISITOR, path) for path in public),
        *(Place(role, "/reports/") for role in ("admin", "manager", "supervisor")),
        *(Place(role, "/reports/public-page/") for role in ("admin", "manager")),
        Place("supervisor", "/reports/public-page/", 404),
        *(Place("manager", f"/reports/{page}/") for page in ("packs", "goals", "own", "extract")),
        Place("admin", "/reports/extract/", 404),
    ]


def grants(seats: Seats) -> list[Place]:
    """The demo city's grant, its form, its money, and an edition."""
    one = seats["manager"].find("/reports/grants/", rf"/reports/grants/{UUID}/")
    pages = ("/reports/grants/", "/reports/grants/new/", one, f"{one}change/", f"{one}money/", f"{one}editions/1/")
    payer = [Place("supervisor", "/reports/grants/mobile-crisis/"), Place("manager", "/reports/grants/mobile-crisis/")]
    return [*(Place("manager", path) for path in pages), Place("supervisor", one), Place("clinician", one, 404), *payer]


def rehearsals(seats: Seats) -> list[Place]:
    """A room with a guest's phone, a clinician's in the call, and somebody alone."""
    trainer, phone, guest = seats["trainer"], seats["clinician"], seats[VISITOR]
    edition = re.search(r'<option value="([0-9a-f-]{36})"', trainer.read("/rehearse/"))[1]
    trainer.post("/rehearse/open/", scenario=edition, teams="2", guests="on")
    code = re.search(r'class="rs-big"[^>]*>([A-Z0-9]{6})<', trainer.read("/rehearse/"))[1]
    guest.read(f"/rehearse/join/?code={code}")
    guest.post("/rehearse/join/", code=code, seat="A observer", name="Sam Guest")
    phone.post("/rehearse/join/", code=code, seat="A clinician", language="en")
    trainer.post(f"/rehearse/r/{code}/lead/", verb="start")
    return [
        Place("trainer", "/rehearse/"),
        Place("clinician", "/rehearse/"),
        Place("trainer", "/rehearse/team/"),
        Place("supervisor", "/rehearse/team/"),
        Place("officer", "/rehearse/team/", 404),
        Place(VISITOR, "/rehearse/join/"),
        Place(VISITOR, f"/rehearse/join/?code={code}"),
        Place("officer", f"/rehearse/join/?code={code}"),
        Place("officer", "/rehearse/alone/welfare-check/"),
        Place("clinician", f"/rehearse/r/{code}/"),
        Place(VISITOR, f"/rehearse/r/{code}/"),
        Place("trainer", f"/rehearse/r/{code}/wall/"),
        Place("trainer", f"/rehearse/r/{code}/console/"),
        Place("officer", f"/rehearse/r/{code}/console/", 404),
        *_debrief(seats, code),
    ]


def _debrief(seats: Seats, code: str) -> list[Place]:
    """A question whether to record, and the debrief of a call that the demo city has played to its end."""
    trainer = seats["trainer"]
    trainer.post(f"/rehearse/r/{code}/recording/", verb="ask", team="A")
    played = trainer.find("/rehearse/", r"/rehearse/r/[A-Z0-9]{6}/debrief/")
    return [
        Place("trainer", f"/rehearse/r/{code}/recording/"),
        Place("clinician", f"/rehearse/r/{code}/recording/"),
        Place("trainer", played),
        Place("trainer", f"/rehearse/r/{code}/console/?team=B"),
    ]


def scenarios(seats: Seats) -> list[Place]:
    """The library, an edition in force, and a draft with something to mend."""
    trainer = seats["trainer"]
    held = re.search(r'href="(/rehearse/author/[0-9a-f-]{36}/)"', trainer.read("/rehearse/library/"))[1]
    trainer.post("/rehearse/library/new/", name="a-new-call", source="# title: A new call\nNobody is here.\n")
    draft = trainer.at
    return [
        Place("trainer", "/rehearse/library/"),
        Place("trainer", "/rehearse/library/new/"),
        Place("trainer", "/rehearse/library/bring/"),
        Place("trainer", held),
        Place("trainer", draft),
        Place("supervisor", held),
    ]


def _doors(seat: Seat) -> list[str]:
    """The links of this role's top bar: each must lead somewhere."""
    # A phone's first page has no top bar; the shift page of the same role has.
    bar = None
    for page in ("/", "/shift/"):
        bar = bar or re.search(r'<nav class="doors".*?</nav>', seat.read(page), re.S)
    return re.findall(r'href="([^"]+)"', bar[0])


def _plan(seats: Seats) -> list[Place]:
    """The criteria as they are read, signed and written: a draft of the sweep's own."""
    writer = seats["manager"]
    writer.post("/criteria/demo-county/1/draft/")
    draft = writer.at
    shared = ["/criteria/", "/criteria/demo-county/1/", "/criteria/demo-county/2/", "/criteria/harbor-city/1/overlaps/"]
    shared.append("/criteria/demo-county/2/compare/?with=harbor-city/1")
    shared += ["/criteria/lab/", "/criteria/demo-county/2/replay/", "/criteria/demo-county/1/replay/"]
    writer.post("/criteria/harbor-city/1/replay/", days="365")
    shared.append("/criteria/harbor-city/1/replay/")
    parts = "row/10/ row/27/ row/5/new/ about/ cases/ cases/3/ cases/new/ pathways/ pathways/1/ pathways/new/ withdraw/"
    return [
        *(
            Place("manager", path)
            for path in [*shared, draft, "/criteria/upload/", *(draft + p for p in parts.split())]
        ),
        Place("dispatcher", "/criteria/demo-county/2/"),
        Place("admin", "/criteria/signers/"),
    ]


def _visitor(seats: Seats, partner: str) -> list[Place]:
    partner = "/" + partner.split("/", 3)[3]
    paths = ["/sign-in/", "/gallery/", "/gallery/?lang=es", "/gallery/phone/", "/gallery/public/"]
    paths += [partner + after for after in ("", "?lang=es", "?lang=en&answer=decline")]
    absent = [f"/r/{'x' * 40}/", f"/begin/{'x' * 40}/", "/nothing/here/"]
    return [Place(VISITOR, path) for path in paths] + [Place(VISITOR, path, 404) for path in absent]


def _ways_in(seats: Seats) -> list[Place]:
    """The public form, once the administrator has opened it; the queue behind it; and what a call-taker is told."""
    seats["admin"].post("/program/ways-in/", verb="open")
    visitor = seats[VISITOR]
    key = re.search(r'name="form_key" value="([^"]+)"', visitor.read("/ask/"))[1]
    told = {"asker": "shelter", "worry": "She has sat in the rain since noon.", "place": "Bus stop, Elm Street"}
    visitor.post("/ask/", form_key=key, **told)
    pages = [Place(VISITOR, path) for path in ("/ask/", "/ask/?lang=es", visitor.at, visitor.at + "?lang=es")]
    desk = seats["dispatcher"]
    one = desk.find("/requests/", rf"/requests/{UUID}/")
    pages += [Place("dispatcher", path) for path in ("/requests/", one, "/board/taken/")]
    pages += [Place("supervisor", one), Place("officer", "/field/ask/")]
    return [*pages, Place("admin", "/program/ways-in/")]


def _desk(seats: Seats) -> list[Place]:
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


def _phone(seats: Seats) -> list[Place]:
    """The phone's pages, and a contact without a call that is closed already."""
    phone = seats["clinician"]
    assignment = story.on_the_phone(phone)
    contact, _link = story.write_up(phone, assignment)
    on_call = f"/field/call/{assignment}"
    question = phone.find(
        f"{contact}/screen/cssrs-screener/result/", rf"{contact}/screen/cssrs-screener/question/[^/]+/"
    )
    referral = phone.find(f"{contact}/refer/", rf"{contact}/referral/{UUID}/")
    ask = phone.find(f"{contact}/refer/", rf"{contact}/refer/{UUID}/")
    pages = [
        f"{on_call}/{page}" for page in ("", "tell-back/", "scene/", "fix/arrival/", "hand-over/", "who/", "copy/")
    ]
    pages += [f"{contact}/{page}/" for page in ("outcome", "screen", "distress", "disposition", "refer")]
    pages.append(f"{contact}/screen/cssrs-screener/result/")
    pages += [f"{contact}/{page}/" for page in ("note", "review")]
    closed = story.walked_up(phone)
    pages += [question, referral, ask, "/field/new/", f"{closed}/review/", f"{closed}/reopen/"]
    person = f"/people/{contact.split('/')[3]}/"
    pages += [person, phone.find(person, rf"{person}agreement/{UUID}/stop/")]
    return [Place("clinician", path) for path in pages]


def _scene(seats: Seats) -> list[Place]:
    """What happened on scene, with a hold on paper, and the officer's page of the same call."""
    phone = seats["clinician"]
    held = story.held(phone)
    forms = ("force", "cues", "risk", "access", "family", "supplies", "hold", "hold/print")
    pages = [f"{held}/scene/", *(f"{held}/scene/{form}/" for form in forms), f"{held}/disposition/"]
    officer = seats["officer"]
    officer.read("/field/")
    on_call = re.match(rf"/field/call/{UUID}", officer.at)[0]
    return [*(Place("clinician", path) for path in pages), Place("officer", f"{on_call}/report/")]


def _apart(seats: Seats) -> list[Place]:
    """Alcohol and drugs of the walk-in of the phone's story: the page of taps, a screening, the texts, the own notes."""
    phone = seats["clinician"]
    contact = story.apart(phone)
    person, encounter = contact.split("/")[3:5]
    desk = f"/people/{person}/encounters/{encounter}/"
    pages = [f"{contact}/apart/", f"{contact}/apart/use/"]
    pages += [f"{contact}/screen/audit-c/question/1/", f"{contact}/screen/audit-c/result/"]
    pages += [desk, f"{desk}texts/", f"{desk}copy/apart/", f"/people/{person}/emergency/"]
    pages += [f"{desk}own-notes/{kind}/" for kind in ("counseling", "psychotherapy")]
    return [Place("clinician", path) for path in pages]


def _left_work(seats: Seats) -> list[Place]:
    """A piece that can't be read, as the supervisor of its author finds it."""
    desk = seats["supervisor"]
    assert seats["clinician"].put("/phone/api/work", "{}") == 400
    return [
        Place("supervisor", path)
        for path in ("/field/left-work/", desk.find("/field/left-work/", rf"/field/left-work/{UUID}/"))
    ]


def _safety(seats: Seats) -> list[Place]:
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


def _wall(seats: Seats) -> list[Place]:
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


def _care(seats: Seats) -> list[Place]:
    care = seats["supervisor"]
    person = care.find("/care/?whose=team", rf"/people/{UUID}/followups/{UUID}/").split("/followups/")[0] + "/"
    with_loop = care.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/")
    whole = with_loop.split("referrals/")[0]
    paths = ["/care/", "/care/?whose=team", "/care/overdue/", "/directory/", with_loop, whole, person]
    paths += [f"{whole}{page}/" for page in ("why", "describe", "caution", "agreement", "refer")]
    paths.append(care.find(whole, rf"{whole}encounters/{UUID}/"))
    paths.append(care.find("/care/?whose=team", rf"/people/{UUID}/followups/{UUID}/"))
    paths.append(care.find(f"{whole}refer/", rf"{whole}refer/{UUID}/"))
    paths.append(care.find("/directory/", rf"/directory/{UUID}/"))
    return [Place("supervisor", path) for path in paths]


def _safety_plan(seats: Seats) -> list[Place]:
    """A plan from the empty form to its paper, two tellings of one part, the preference card, and an agency's phones."""
    care, admin = seats["supervisor"], seats["admin"]
    whole = care.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/").split("referrals/")[0]
    told = {"language": "en", "made": "together", "by_myself": "Walk to the river", "living_for": "My dog"}
    care.read(f"{whole}plan/write/")
    care.post(f"{whole}plan/write/", base="0", **told)
    care.post(f"{whole}plan/write/", base="1", **told | {"by_myself": "Sit on the steps"})
    care.post(f"{whole}plan/write/", base="1", **told | {"by_myself": "Call my sister"})
    pages = [f"{whole}plan/{page}" for page in ("", "?lang=es", "write/", "print/?lang=es", "versions/2/")]
    phone = admin.find("/program/", rf"/program/agencies/{UUID}/phone/")
    return [*(Place("supervisor", path) for path in (*pages, f"{whole}card/")), Place("admin", phone)]


def _consents(seats: Seats) -> list[Place]:
    """A written consent from the empty form to the signed copy; limits, notices, and agreements between organizations."""
    care, admin = seats["supervisor"], seats["admin"]
    whole = care.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/").split("referrals/")[0]
    paths = [f"{whole}{page}/" for page in ("consent", "notice", "restriction")]
    pacts = ["/program/pacts/", "/program/pacts/new/", admin.find("/program/pacts/", rf"/program/part2/{UUID}/")]
    return [
        *(Place("supervisor", path) for path in (*paths, "/care/restrictions/", "/care/notices/")),
        *(Place("admin", path) for path in pacts),
        Place("privacy", "/program/pacts/"),
    ]


def _signing(seats: Seats) -> list[Place]:
    """The supervisor's queue, one note to decide on, and an addendum by the one who wrote up the walk-in."""
    desk, author = seats["supervisor"], seats["noa.birch"]
    note = desk.find("/signing/?state=waiting", rf"/signing/{UUID}/{UUID}/")
    back = author.find("/care/", rf"/people/{UUID}/encounters/{UUID}/")
    pages = ["/signing/", "/signing/?state=returned", note]
    return [
        Place("noa.birch", f"{back}copy/"),
        *(Place("supervisor", path) for path in pages),
        Place("noa.birch", f"{back}add/"),
    ]


HIDDEN = re.compile(r'<input type="hidden" name="(?!csrf)([^"]+)" value="([^"]*)"')


def _releases(seats: Seats) -> list[Place]:
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


def _own_page(seats: Seats) -> list[Place]:
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


def _promises(seats: Seats) -> list[Place]:
    """Who owes what, one follow-up given away and asked about, and the rules behind them."""
    desk = seats["supervisor"]
    one = desk.find("/care/?whose=team", rf"/people/{UUID}/followups/{UUID}/")
    pages = ["/care/owed/", "/care/overdue/?unit=Team%201", f"{one}give/", f"{one}wishes/"]
    return [*(Place("supervisor", path) for path in pages), Place("admin", "/program/care/")]


def _directory(seats: Seats) -> list[Place]:
    """The pages of whoever keeps the directory; an administrator may too."""
    one = seats["supervisor"].find("/directory/", rf"/directory/{UUID}/")
    pages = ["/directory/?retired=on&language=es", "/directory/new/", "/directory/import/", f"{one}edit/"]
    return [*(Place("supervisor", path) for path in pages), Place("admin", "/directory/")]


def _insight(seats: Seats) -> list[Place]:
    found = re.findall(r'href="(/measures/[a-z0-9_-]+/)', seats["supervisor"].read("/measures/"))
    other = (OPINIONS, "/measures/past/", "/measures/cost/", "/measures/evaluation/", *ACROSS)
    measures = [one for one in dict.fromkeys(found) if one not in other]
    pages = [Place("manager", path) for path in ["/measures/", *measures]]
    pages += [Place("manager", f"{measures[0]}rows/?part=denominator")]
    pages += [Place("manager", "/measures/hold_share/by/gender/")]
    pages += [Place("supervisor", "/measures/hold_share/by/age_band/")]
    pages += [
        Place(who, path) for path in (*ACROSS, "/measures/?group=care-afterwards") for who in ("manager", "supervisor")
    ]
    return pages + [Place("supervisor", f"{path}rows/?part=denominator") for path in measures]


def _program(seats: Seats) -> list[Place]:
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


def _oversight(seats: Seats) -> list[Place]:
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


def _people(admin: Seat) -> list[Place]:
    """Somebody is let in; the link that is shown once is read here, and its page by a visitor."""
    begin = _invited(admin)
    return [
        *(Place("admin", f"/program/people/{page}") for page in ("", "?show=waiting", "add/", "bulk/", "links/")),
        Place(VISITOR, begin),
    ]


def second_step(seats: Seats) -> list[Place]:
    """The pages between a right password and the first page."""
    half, new = seats[HALF], seats[NEW]
    half.read("/sign-in/")
    half.post("/sign-in/", username="officer", password=PASSWORD)
    begin = _invited(seats["admin"])
    new.read(begin)
    new.post(begin, password="a long word for tests", again="a long word for tests")
    return [Place(VISITOR, "/notice/"), Place(HALF, "/second-step/"), Place(NEW, "/second-step/set-up/")]


def _invited(admin: Seat) -> str:
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


def brought_past(seats: Seats) -> list[Place]:
    """An old list at each of its steps, with spellings to merge and an order of day and month to ask about."""
    manager = seats["manager"]
    manager.send("/measures/past/", "file", "old.csv", OLD_LIST_CSV)
    steps = re.search(rf"/measures/past/{UUID}/", manager.at)[0]
    form = manager.read(f"{steps}columns/")
    picked = dict(re.findall(r'name="(column_\w+)"[^>]*>.*?<option value="([^"]*)" selected', form, re.S))
    agency = re.search(r'name="fixed_agency".*?<option value="([^"]+)"', form.replace('<option value=""', ""), re.S)[1]
    manager.post(f"{steps}columns/", zone="America/New_York", source="sweep", fixed_agency=agency, **picked)
    manager.post(f"{steps}spellings/", **dict.fromkeys(("contact_outcome_0", "contact_outcome_1"), "engaged"))
    pages = [f"{steps}columns/", f"{steps}spellings/", f"{steps}times/"]
    manager.post(f"{steps}times/", order_0="month", zone="America/New_York")
    return [Place("manager", path) for path in ("/measures/past/", *pages, f"{steps}look/")] + [
        Place("admin", "/measures/past/")
    ]


def studies(seats: Seats) -> list[Place]:
    """A study at each of its steps, stamped and run where the city is long enough to carry it, and the list of all."""
    manager, page = seats["manager"], "/measures/evaluation/"
    said = {"question": "Does a team reach more calls?", "change": "A second desk", "hope": "more", "came": "at_once"}
    here = datetime.now(UTC)
    index = here.year * 12 + here.month - 5
    manager.post(f"{page}new/", month=f"{index // 12:04d}-{index % 12 + 1:02d}", **said)
    study = re.search(rf"{page}{UUID}/", manager.at)[0]
    manager.post(f"{study}step/where/", by="area")
    manager.post(f"{study}step/counted/", measure="eligible_served", counts="share", every="week", words="")
    steps = [f"{study}step/{step}/" for step in ("changed", "where", "counted", "compared", "check")]
    manager.post(steps[3], answers=(200, 422), design="its", seasons="0")
    if manager.at.endswith("/check/"):
        manager.post(steps[4], verb="on")
        for _ in range(60):
            if "Check it by hand" in manager.read(study):
                break
            time.sleep(1)
    return [*(Place("manager", path) for path in (page, f"{page}new/", study, *steps)), Place("supervisor", page)]


def costs(seats: Seats) -> list[Place]:
    """The cost page with the demo city's figures, its form, and what a payer is told."""
    pages = (
        "/measures/cost/",
        "/measures/cost/?cost=average",
        "/measures/cost/change/",
        "/measures/cost/for/hospitals/",
    )
    return [*(Place("manager", path) for path in pages), Place("admin", "/measures/cost/")]


def _screenings(seats: Seats) -> list[Place]:
    """A screening begun and one finished at a desk, and what the program offers."""
    care = seats["supervisor"]
    person = care.find("/care/?whose=team", rf"/people/{UUID}/referrals/{UUID}/").split("referrals/")[0]
    paths = [*story.screened_at_desk(care, person), f"{person}screenings/"]
    return [*(Place("supervisor", path) for path in paths), Place("admin", "/program/screenings/")]


def _transfers(seats: Seats) -> list[Place]:
    """A transfer told by link, at each of its steps, and the page of the receiving desk."""
    phone = seats["clinician"]
    assignment, contact = story.contact_again(phone)
    pages, link = story.told_place(phone, contact)
    there = phone.find(pages[-1], rf"/field/call/{assignment}/there/{UUID}/")
    for which in ("arrived", "officer_free"):
        phone.post(there, which=which)
    pages += [there, f"{there}fix/arrived/"]
    answers = ("", "?lang=es", "?lang=en&answer=cant_take", "?lang=en&answer=took_over")
    return [
        *(Place("clinician", path) for path in pages),
        *(Place(VISITOR, link + query) for query in answers),
        Place(VISITOR, f"/h/{'x' * 40}/", 404),
        Place("supervisor", "/care/transfers/"),
    ]
