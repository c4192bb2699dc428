"""Every screen of the phone app in turn: for axe, for the layout, and for pictures.

On one call of one clinician (`walk`); then those of an officer alone, who asks for a clinician by phone, and of whoever
takes it (`by_phone`).
"""

import re
from collections.abc import Iterator

from tests.journeys.night import Hand
from tests.pages import story
from tests.pages.seats import Seat

CALM = {"weapon": "in_reach", "violence": "none", "medical": "none", "will_talk": "yes"}


def send(desk: Seat) -> None:
    """One call for the phone's team."""
    story.leave_nothing_open(desk)
    call = story.take_call(
        desk, "412 Orchard St, Apt 3", "He paces and talks to himself.", person="Male, about 30, red jacket", **CALM
    )
    story.sign_on(desk, "Team 9")
    story.send_team(desk, call, "Team 9")


def send_alone(desk: Seat) -> None:
    """One call for an officer alone; the clinician is on shift at a desk."""
    clinician, officer = story.MEMBERS
    story.leave_nothing_open(desk)
    call = story.take_call(
        desk, "27 Larkspur Ct", "She sits on the curb and cries.", person="Female, about 40, gray coat", **CALM
    )
    story.sign_on(desk, "Desk 1", (clinician,))
    story.sign_on(desk, "Patrol 12", (officer,))
    story.send_team(desk, call, "Patrol 12")


def by_phone(officer: Hand, clinician: Hand) -> Iterator[tuple[Hand, str]]:
    """Whose phone shows which screen, once it is on."""
    officer.open().see("27 Larkspur Ct")
    yield officer, "officer-home"
    officer.tap(re.compile("27 Larkspur"), exact=False).at(r"call/[^/]+$")
    yield officer, "officer-card"
    officer.tap("Arrived").at("scene").all_sent()
    yield officer, "officer-scene"
    officer.tap("Arrest, force, injuries").at("report")
    yield officer, "report"
    officer.page.evaluate("() => [...document.querySelectorAll('h2')].at(-1).scrollIntoView({block: 'start'})")
    yield officer, "report-below"
    officer.tap("Keep").at("scene").tap("Ask a clinician by phone").see(re.compile("Nobody took it yet|next signal"))
    officer.all_sent()
    officer.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    yield officer, "by-phone-asked"
    clinician.open().see("Patrol 12 asks for a clinician by phone")
    yield clinician, "by-phone-ask"
    clinician.tap("Take it").at(r"call/[^/]+$")
    yield clinician, "by-phone-card"
    call = clinician.page.url.partition("#")[2]
    clinician.page.evaluate("address => { location.hash = address; }", f"{call}/scene")
    clinician.at("scene").see("You are there by phone")
    yield clinician, "by-phone-scene"
    officer.see("By phone")
    officer.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    yield officer, "by-phone-there"
    officer.tap("Hand over").see(re.compile("leads because"))
    officer.tap("Calmer now, ready to talk").all_sent()
    clinician.see("You lead. Hand the lead back before you hang up.")
    yield clinician, "by-phone-lead"
    clinician.tap("Hand back").see(re.compile("leads because"))
    yield clinician, "hand-back"
    clinician.tap("Safety changed").all_sent().see("I am off the phone")
    yield clinician, "by-phone-handed-back"


def walk(hand: Hand) -> Iterator[str]:
    """The name of each screen, once it is on. Nothing on one is left undone for the next."""
    page = hand.page

    def at(address: str) -> None:
        page.evaluate("address => { location.hash = address; }", address)
        page.wait_for_function("address => location.hash === '#' + address", arg=address)
        page.locator("h1").locator("visible=true").first.wait_for()

    page.goto("/phone/")
    page.get_by_label("PIN", exact=True).wait_for()
    yield "pin"
    hand.open().see("412 Orchard St")
    yield "home"
    hand.tap(re.compile("412 Orchard"), exact=False)
    hand.at(r"call/[^/]+$")
    yield "card"
    call = page.url.partition("#")[2]
    hand.tap("Arrived").at("scene")
    hand.all_sent()
    yield "scene"
    hand.tap(re.compile("Hand over"), exact=False).see(re.compile("leads"))
    yield "hand-over"
    page.keyboard.press("Escape")
    at(f"{call}/fix/arrival")
    yield "fix"
    at(f"{call}/who")
    yield "who"
    at(f"{call}/police")
    yield "police"
    at(f"{call}/scene")
    hand.tap("Write it up").at("outcome")
    yield "outcome"
    contact = re.search(r"/contact/[^/]+", page.url)[0]
    hand.tap("Engaged").at("ask")
    yield "ask"
    # Yes to the plan: the highest concern, with its tasks.
    for answer in ("Yes", "Yes", "Yes", "No", "Yes", "No"):
        if "/ask/" not in page.url:
            break
        before = page.url
        hand.tap(answer)
        page.wait_for_function("before => location.href !== before", arg=before)
    hand.at("result")
    yield "result"
    at(f"{contact}/screen")
    yield "screenings"
    at(f"{contact}/distress")
    hand.rate("When we came", 8).rate("Now", 4)
    yield "distress"
    hand.tap("Decirlo en español").see(re.compile("¿Cómo estaba usted"))
    yield "distress-es"
    hand.tap("Continue").at("next").tap(re.compile("Stays with a support person"), exact=False)
    yield "next"
    hand.tap("Add a referral").at("refer")
    yield "refer"
    hand.tap(re.compile("Lakeside Walk-in"), exact=False).see(re.compile("Van a recibir"))
    yield "refer-ask-es"
    hand.tap("Say it in English").see(re.compile("May we tell"))
    yield "refer-ask"
    at(f"{contact}/note")
    page.locator("textarea").first.fill("He sat down with us on the steps. His sister stays tonight.")
    yield "note"
    hand.tap("Review").at("review").all_sent()
    # The same note is changed here without signal, and at another screen.
    hand.no_signal()
    at(f"{contact}/note")
    page.locator("textarea").first.fill("No answer at first. Then he sat down with us on the steps.")
    hand.tap("Review").at("review")
    hand.seat.post(f"/field{call}/write/")
    web = re.match(rf"/field/contact/{story.UUID}/{story.UUID}/", hand.seat.at)[0]
    hand.seat.post(f"{web}note/", note="He sat with us. His sister has the spare key.")
    hand.signal()
    hand.see(re.compile("needs you")).queue()
    yield "queue-needs-you"
    hand.tap("Choose").see(re.compile("Whatever you pick"))
    yield "conflict"
    hand.tap(re.compile("Keep both"), exact=False).all_sent()
    at(f"{contact}/apart")
    yield "apart"
    at(f"{contact}/scene")
    forms = page.locator(f"a[href^='#{contact}/scene/']").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    yield "scene-forms"
    for form in dict.fromkeys(forms):
        at(form[1:])
        yield f"form-{form.rpartition('/')[2]}"
    at(f"{contact}/photo")
    yield "photo"
    at(f"{contact}/plan")
    yield "plan"
    at(f"{contact}/card")
    yield "preference-card"
    hand.no_signal()
    at(f"{contact}/review")
    yield "review"
    hand.tap("Clear and close").see("It waits on this phone")
    yield "closed"
    hand.queue().see(re.compile(r"\d+ waiting"))
    yield "queue"
    page.locator("a[href^='#/queue/']").first.click()
    hand.at(r"queue/")
    yield "piece"
    for name in ("menu", "about", "sign-out", "new"):
        at(f"/{name}")
        yield name
    page.reload()
    page.get_by_label("PIN", exact=True).wait_for()
    yield "locked"
    hand.signal()
    hand.unlock().all_sent()
