"""The safety of a team in a real browser: the SOS button, the sound, and sharing a place."""

import re

import pytest

from tests.browser import PHONE
from tests.pages.seats import Seat
from tests.pages.story import leave_nothing_open, send_team, sign_on, take_call

pytestmark = pytest.mark.browser
RINGING = "() => document.documentElement.dataset.ringing || ''"
WORDS = "[data-sos-words]"


@pytest.fixture
def night(chromium, tandem):
    """A desk, and an officer's phone whose team is on scene."""
    desk = Seat(chromium, tandem, "dispatcher", reduced_motion="reduce")
    leave_nothing_open(desk)
    sign_on(desk, "Team 3")
    call = take_call(desk, "5 Kiln Street", "He shouts.", "Male, about 30", weapon="none")
    send_team(desk, call, "Team 3")
    phone = Seat(
        chromium,
        tandem,
        "officer",
        viewport=PHONE,
        permissions=["geolocation"],
        geolocation={"latitude": 39.74, "longitude": -104.99},
    )
    phone.read("/field/")
    on_call = re.match(r"/field/call/[0-9a-f-]{36}", phone.at)[0]
    phone.post(f"{on_call}/stamp/", which="arrival")
    phone.page.goto(f"{on_call}/scene/")
    phone.page.locator("html.js").wait_for()
    yield desk, phone
    stand_down(desk)
    leave_nothing_open(desk)
    for seat in (desk, phone):
        seat.close()


def stand_down(desk: Seat) -> None:
    for sos in dict.fromkeys(re.findall(r"/safety/sos/([0-9a-f-]{36})/", desk.read("/safety/"))):
        desk.post(f"/safety/sos/{sos}/heard/", back="/safety/")
        desk.post(f"/safety/sos/{sos}/stand-down/", reason="The test is over.")


@pytest.mark.whole
def test_sos_by_hold_over_a_bad_line_until_it_is_heard(night):
    desk, phone = night
    board, page = desk.page, phone.page
    board.goto("/board/")
    board.locator(".live").wait_for()
    page.route("**/field/safety/sos/", lambda route: route.abort())
    button = page.locator("header [data-sos]")
    button.click()
    page.wait_for_timeout(300)
    assert "Not" not in page.locator(WORDS).inner_text(), "a short tap sends nothing"
    button.click(delay=1200)
    page.get_by_text("Not sent yet, trying again. Call 911 or use radio.").wait_for()
    page.reload()
    page.get_by_text("Not sent yet, trying again").wait_for()
    assert board.locator(".alarm.sos").count() == 0
    page.unroute("**/field/safety/sos/")
    board.locator(".alarm.sos[data-rings=sos]").wait_for(timeout=12_000)
    page.get_by_text("Not heard yet. Call 911 or use radio.", exact=True).wait_for()
    assert "Marcus Tellerby, Team 3" in board.locator(".alarm.sos").inner_text()
    board.wait_for_function("() => document.documentElement.dataset.ringing === 'sos'")
    board.locator("h2").first.click()
    board.mouse.click(600, 500)
    board.keyboard.press("Escape")
    board.wait_for_timeout(700)
    assert board.evaluate(RINGING) == "sos", "a click elsewhere is no act"
    board.get_by_role("button", name="I hear it").click()
    board.get_by_text("Heard by Dana Whitcombe").wait_for()
    board.wait_for_timeout(700)
    assert board.evaluate(RINGING) == ""
    page.get_by_text(re.compile("Dana Whitcombe heard it")).first.wait_for()
    assert page.evaluate(RINGING) == "", "whoever pressed it keeps a silent phone"


def test_sos_by_keyboard_and_on_the_team_s_phone_within_a_second(night, sit_down):
    _desk, phone = night
    mate = sit_down("clinician", PHONE)
    mate.goto("/field/")
    mate.locator("#safety-card").wait_for()
    mate.wait_for_timeout(500)
    page = phone.page
    page.locator("header [data-sos]").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Press Enter again to send SOS.").wait_for()
    page.keyboard.press("Enter")
    mate.get_by_text("SOS from Marcus Tellerby").wait_for(timeout=2_000)
    mate.wait_for_function("() => document.documentElement.dataset.ringing === 'sos'")


@pytest.mark.whole
def test_a_late_check_in_sounds_at_zero_and_the_switch_says_when_it_is_off(night):
    desk, _phone = night
    board = desk.page
    board.clock.install()
    board.goto("/board/")
    board.locator("[data-rings-at]").first.wait_for()
    board.clock.run_for(1_000)
    assert board.evaluate(RINGING) == ""
    # A page at rest asks before it locks itself; any key says that somebody is there (2.2.1).
    board.clock.fast_forward(13 * 60_000 + 10_000)
    board.clock.run_for(1_000)
    board.keyboard.press("Shift")
    board.clock.fast_forward(8 * 60_000)
    board.clock.run_for(1_000)
    assert board.evaluate(RINGING) == "late"
    switch = board.locator("[data-sound-switch]").first
    if "blocked" in switch.inner_text():
        switch.click()
        board.clock.run_for(1_000)
    switch.click()
    board.clock.run_for(1_000)
    assert board.evaluate(RINGING) == "" and "Sound is off on this desk" in switch.inner_text()
    board.reload()
    board.clock.run_for(1_000)
    assert "Sound is off on this desk" in board.locator("[data-sound-switch]").first.inner_text()


@pytest.mark.whole
def test_a_place_is_shared_only_at_a_tap(night):
    desk, phone = night
    page = phone.page
    page.wait_for_timeout(600)
    assert "Shares its place" not in desk.read("/safety/"), "off until somebody taps it"
    page.get_by_role("button", name="Share my place for this call").click()
    page.get_by_role("button", name="Stop sharing").wait_for()
    assert "Shares its place" in desk.read("/safety/")
    page.get_by_role("button", name="Stop sharing").click()
    page.get_by_role("button", name="Share my place for this call").wait_for()
    assert "Shares its place" not in desk.read("/safety/")
