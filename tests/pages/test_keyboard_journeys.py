"""Whole journeys without a mouse: what people do here from the first page to the last, the focus always in sight."""

import re

import pytest

from tests.browser import DESK, PHONE
from tests.pages.keys import Keys
from tests.pages.seats import Seat
from tests.pages.story import UUID, leave_nothing_open, on_the_phone, refer, send_team, sign_on, take_call

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(chromium, tandem):
    seat = Seat(chromium, tandem, "dispatcher", reduced_motion="reduce")
    leave_nothing_open(seat)
    yield seat
    leave_nothing_open(seat)
    seat.close()


@pytest.fixture(scope="module")
def night(chromium, tandem, desk):
    """A team on a call with one person, seen from the phone of its clinician."""
    sign_on(desk, "Team 3")
    send_team(desk, take_call(desk, "14 Kiln Street", "She cries.", "Female, about 50", weapon="none"), "Team 3")
    phone = Seat(chromium, tandem, "clinician", viewport=PHONE, reduced_motion="reduce")
    yield phone
    phone.close()


def met(phone: Seat) -> str:
    """A contact without a call, with somebody who talks to the team; its address."""
    form = phone.read("/field/new/")
    word = re.search(r'name="once" value="([^"]*)"', form)[1]
    phone.post("/field/new/", once=word, appearance="Female, about 60, green coat")
    contact = re.match(rf"/field/contact/{UUID}/{UUID}", phone.at)[0]
    phone.post(f"{contact}/outcome/", contact_outcome="engaged")
    return contact


def signed_only(phone: Seat, contact: str) -> str:
    """The page that asks for a signature: of the first service that is no registered provider."""
    for service in re.findall(rf"{contact}/refer/{UUID}/", phone.read(f"{contact}/refer/")):
        if "data-signature-pad" in phone.read(service):
            return service
    raise AssertionError("every service here is a registered provider")


@pytest.fixture
def visitor(chromium, tandem):
    seat = Seat(chromium, tandem, None, viewport=PHONE, reduced_motion="reduce")
    yield seat.page
    seat.close()


@pytest.mark.whole
def test_signing_in_and_choosing_a_job(visitor, tandem):
    keys = Keys(visitor)
    visitor.set_viewport_size(DESK)
    visitor.goto("/sign-in/")
    keys.write("id_username", "grace.amari")
    keys.write("id_password", "not the word")
    keys.follow("Enter")
    assert "errors" in visitor.evaluate("() => document.activeElement.className"), "what is wrong is read first"
    keys.tab_to("id_username")
    visitor.keyboard.press("ControlOrMeta+a")
    visitor.keyboard.type("grace.amari")
    keys.write("id_password", next(iter(tandem.passwords.values())))
    keys.follow("Enter", to="**/second-step/**")
    keys.write("id_code", visitor.locator("[data-demo-code]").get_attribute("data-demo-code"))
    keys.follow("Enter", to="**/choose-role/")
    keys.go("Clinical supervisor")
    assert visitor.request.get("/signing/").status == 200, "the job chosen is the one at work"


@pytest.mark.whole
def test_a_call_at_the_intake_form(desk):
    page, keys = desk.page, Keys(desk.page)
    page.goto("/board/")
    page.locator("html.js").wait_for()
    keys.follow("n")
    keys.choose("origin", "911")
    keys.write("id_place", "18 Kiln Street")
    keys.tab_to("id_agency")
    keys.saved("r")
    page.wait_for_url("**/intake/")
    keys.write("id_caller_name", "His brother")
    keys.write("id_callback", "555-0142")
    keys.write("id_narrative", "He has locked himself in.")
    keys.choose("weapon", "none")
    keys.write("id_person", "Male, about 20, blue shirt")
    keys.tab_to("About the person")
    keys.press("Enter")
    opened = keys.press("Tab")
    assert opened["tag"] == "INPUT" and opened["ring"] >= 2, "what Enter opened is the next stop"
    keys.go("Save the call")
    page.get_by_text("18 Kiln Street").first.wait_for()


@pytest.mark.whole
def test_a_write_up_on_the_phone(night):
    page, keys = night.page, Keys(night.page)
    assignment = on_the_phone(night)
    night.post(f"/field/call/{assignment}/stamp/", which="arrival")
    night.post(f"/field/call/{assignment}/stamp/", which="engagement")
    page.goto(f"/field/call/{assignment}/scene/")
    page.locator("html.js").wait_for()
    keys.go("Write it up")
    keys.go("Engaged")
    while "/question/" in page.url:
        # The answers open a moment after the page, for whoever tapped twice on the one before.
        page.locator("[data-hold] button:enabled").first.wait_for()
        keys.go("No")
    assert "/result/" in page.url
    keys.go("Continue")
    keys.choose("distress_before", "8")
    keys.choose("distress_after", "4")
    keys.go("Continue")
    keys.go("Stays")
    keys.write("id_disposition_detail", "With her sister")
    keys.go("Skip")
    keys.write("id_note", "We spoke for half an hour. She will call her sister.")
    keys.go("Sign")
    assert page.url.endswith("/review/")
    keys.go("Clear and close")
    assert page.url.endswith("/field/"), "closed, and back at the first page"


@pytest.mark.whole
def test_a_referral_the_person_agrees_to(night):
    page, keys = night.page, Keys(night.page)
    page.goto(f"{met(night)}/refer/")
    page.locator("html.js").wait_for()
    keys.write("id_q", "Lakeside")
    keys.go("Show")
    keys.go("Lakeside Walk-in Crisis Center")
    keys.tab_to("id_need-crisis_stabilization")
    keys.press("Space")
    keys.tab_to("Add when and why")
    keys.press("Enter")
    keys.choose("when", "tomorrow")
    keys.write("id_why", "She wants to talk with somebody tomorrow.")
    keys.go("They said yes, I heard it")
    keys.tab_to("id_link")
    assert "/r/" in page.locator("#id_link").input_value()
    keys.go("To the note")


@pytest.mark.whole
def test_a_signature_drawn_with_keys(night):
    """A place that is no registered provider wants a signature; whoever can't draw with a finger has the arrows."""
    page, keys = night.page, Keys(night.page)
    contact = met(night)
    page.goto(signed_only(night, contact))
    page.locator("html.js").wait_for()
    keys.tab_to("id_signature")
    keys.press(*["ArrowRight"] * 3, "Space", *["ArrowUp", "ArrowRight"] * 4, "Space", "ArrowLeft")
    drawn = page.locator("input[name=signature]").input_value()
    assert drawn.count("M") == 1 and drawn.count("L") == 8, drawn
    keys.go("Signed. Send")
    page.get_by_text("The link for their desk").wait_for()


@pytest.mark.whole
def test_a_partner_answers_by_link(night, visitor):
    keys = Keys(visitor)
    visitor.goto(refer(night, met(night)))
    visitor.locator("html.js").wait_for()
    keys.tab_to("Skip to the content")
    assert keys.press("Enter")["id"] == "main"
    keys.go("No, we can")
    keys.choose("reason_kind", "full")
    keys.go("Back")
    keys.go("Yes, we expect them")
    keys.go("Seen")
    keys.go("Undo")
    keys.go("Seen")
    keys.go("Done")
    assert "Finished. The loop is closed." in visitor.locator("h1").inner_text()


@pytest.mark.whole
def test_a_person_s_own_page(night, visitor):
    contact = met(night)
    refer(night, contact)
    shown = night.post(f"/people/{contact.split('/')[3]}/own-page/", language="en")
    link, code = re.search(r"/me/[^/<]+/", shown)[0], re.search(r'<b class="big">(\d{3} \d{3})</b>', shown)[1]
    keys = Keys(visitor)
    visitor.goto(link)
    visitor.locator("html.js").wait_for()
    keys.write("id_code", code.replace(" ", ""))
    keys.follow("Enter")
    keys.go("Stop sharing")
    # The question is the next thing after the place the link leads to, and it is asked before anything stops.
    assert keys.press("Tab")["text"] == "Stop sharing"
    keys.follow("Enter")
    assert "Nothing goes there since." in visitor.locator("main").inner_text()
    keys.tab_to("Close and hide")


@pytest.mark.whole
def test_a_request_in_spanish(chromium, tandem, visitor):
    admin = Seat(chromium, tandem, "admin")
    admin.post("/program/ways-in/", verb="open")
    admin.close()
    keys = Keys(visitor)
    visitor.goto("/ask/")
    visitor.locator("html.js").wait_for()
    keys.go("Español")
    keys.tab_to("Pedir ayuda")
    keys.follow("Enter")
    assert "errors" in visitor.evaluate("() => document.activeElement.className")
    keys.tab_to("Elija")
    keys.press("Enter")
    assert keys.focus()["name"] == "asker", "an error leads into its own field"
    keys.press("Space", "ArrowRight")
    keys.write("id_worry", "No ha comido en tres días.")
    keys.write("id_place", "La parada de Elm Street")
    keys.choose("how_soon", "days")
    keys.go("Pedir ayuda")
    assert "Lo recibimos" in visitor.locator("h1").inner_text()
    assert visitor.locator("html").get_attribute("lang") == "es"
