"""The dispatch floor without a mouse: a call taken, answered and assigned by key, the focus always in sight."""

import re

import pytest

from tests.pages.keys import Keys
from tests.pages.seats import Seat
from tests.pages.story import leave_nothing_open, sign_on

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seat(chromium, tandem):
    found = Seat(chromium, tandem, "dispatcher", reduced_motion="reduce")
    yield found
    found.close()


@pytest.fixture
def desk(seat):
    leave_nothing_open(seat)
    sign_on(seat, "Team 3")
    yield seat
    leave_nothing_open(seat)


def test_a_call_is_taken_answered_and_assigned_by_keyboard(desk):
    page, keys = desk.page, Keys(desk.page)
    page.goto("/board/")
    page.locator("html.js").wait_for()
    with page.expect_navigation():
        page.keyboard.press("n")
    keys.tab_to("origin")
    keys.press("Space")
    keys.tab_to("id_place")
    page.keyboard.type("9 Kiln Street")
    keys.tab_to("id_agency")
    keys.saved("r")
    page.wait_for_url("**/intake/")
    keys.tab_to("weapon")
    keys.saved("Space")
    keys.saved("ArrowRight")
    assert keys.focus()["name"] == "weapon", "an answer keeps the focus where it is"
    chosen = page.locator("input[name=weapon]:checked").get_attribute("value")
    call = re.search(r"/board/([0-9a-f-]{36})/", page.url)[1]

    page.goto(f"/board/call/{call}/")
    page.locator(".rec").wait_for()
    keys.press("a")
    page.locator("dialog:modal").wait_for()
    assert page.get_by_role("radio", name=re.compile("Team 3")).is_checked()
    keys.tab_to("Assign")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("On the way").first.wait_for()
    assert chosen and chosen != "unknown"


@pytest.mark.whole
def test_the_keys_of_the_board(desk):
    page, keys = desk.page, Keys(desk.page)
    for place in ("1 Kiln Street", "2 Kiln Street"):
        form = desk.read("/board/new/")
        source = re.search(r'name="source_id" value="([^"]+)"', form)[1]
        agency = re.search(r'<option value="([^"]+)"[^>]*>Rivermont', form)[1]
        desk.post("/board/new/", source_id=source, origin="911", place=place, agency=agency)
    page.goto("/board/")
    page.locator("html.js").wait_for()
    # The open call is where J begins; K goes up, and neither leaves the list.
    below, top = keys.press("j"), keys.press("k")
    assert below["row"] and top["row"] and below["text"] != top["text"]
    assert keys.press("k")["text"] == top["text"]
    assert keys.focus()["ring"] >= 2
    for letter, title in (("a", "Who goes"), ("o", "")):
        before = page.evaluate("() => document.activeElement.innerText")
        keys.press(letter)
        dialog = page.locator("dialog:modal")
        dialog.wait_for()
        assert title in dialog.inner_text()
        # Round and round: the focus never falls out of the dialog onto the page behind it.
        for _stop in range(12):
            here = keys.press("Tab")
            assert here["inDialog"] or here["tag"] == "BODY", here
        keys.press("Escape")
        dialog.wait_for(state="detached" if page.locator("dialog:modal").count() == 0 else "hidden")
        assert page.evaluate("() => document.activeElement.innerText") == before, f"{letter}: focus did not come back"
    keys.press("?")
    page.locator("#keys-help:modal").wait_for()
    told = page.locator("#keys-help").inner_text()
    for letter in ["J", "K", "A", "O", "N"]:
        assert re.search(rf"\b{letter}\b", told), f"{letter} is not in the list of keys"
    keys.press("Escape")
    assert page.locator("dialog:modal").count() == 0


@pytest.mark.whole
def test_the_status_key_and_letters_in_a_field(desk):
    page, keys = desk.page, Keys(desk.page)
    form = desk.read("/board/new/")
    source = re.search(r'name="source_id" value="([^"]+)"', form)[1]
    agency = re.search(r'<option value="([^"]+)"[^>]*>Rivermont', form)[1]
    desk.post("/board/new/", source_id=source, origin="911", place="3 Kiln Street", agency=agency)
    page.goto("/board/")
    page.locator(".rec").wait_for()
    keys.press("a")
    page.locator("dialog:modal").wait_for()
    keys.tab_to("assigned_for")
    page.keyboard.type("Sgt. Nokes")
    assert page.locator("#id_assigned_for").input_value() == "Sgt. Nokes", "letters in a field are letters"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("On the way").first.wait_for()
    keys.press("s")
    page.locator("dialog:modal").get_by_text("Status").first.wait_for()
