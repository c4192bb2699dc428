"""The dispatch floor without a mouse: a call taken, answered and assigned by key, the focus always in sight."""

import re

import pytest

from tests.pages.seats import Seat
from tests.pages.story import leave_nothing_open, sign_on

pytestmark = pytest.mark.browser
FOCUS = """() => { const e = document.activeElement; const look = getComputedStyle(e);
  const cell = e.closest('label'); const around = cell ? getComputedStyle(cell) : look;
  return {tag: e.tagName, id: e.id, name: e.name || '', text: (e.innerText || '').trim(),
    row: !!e.closest('[data-live-list]'), inDialog: !!e.closest('dialog:modal'),
    ring: Math.max(parseFloat(look.outlineWidth) * (look.outlineStyle !== 'none'),
      parseFloat(around.outlineWidth) * (around.outlineStyle !== 'none'),
      ...[...document.querySelectorAll('.qr:has(:focus-visible)')]
        .map(row => parseFloat(getComputedStyle(row).outlineWidth)))}; }"""


@pytest.fixture
def desk(chromium, tandem):
    seat = Seat(chromium, tandem, "dispatcher", reduced_motion="reduce")
    leave_nothing_open(seat)
    sign_on(seat, "Team 3")
    yield seat
    leave_nothing_open(seat)
    seat.close()


class Keys:
    """Presses keys on a page; every stop of the focus must be drawn."""

    def __init__(self, page):
        self.page = page

    def press(self, *keys: str) -> dict:
        for key in keys:
            self.page.keyboard.press(key)
        return self.focus()

    def focus(self) -> dict:
        return self.page.evaluate(FOCUS)

    def tab_to(self, wanted: str, *, most: int = 60) -> dict:
        """Tab until the focus is on a control with this id, name, or text at its beginning."""
        for _stop in range(most):
            here = self.press("Tab")
            assert here["tag"] == "BODY" or here["ring"] >= 2, f"the focus is not seen on {here}"
            if wanted in (here["id"], here["name"]) or (wanted and here["text"].startswith(wanted)):
                return here
        raise AssertionError(f"no tab stop like {wanted!r} in {most} stops")

    def saved(self, *keys: str) -> None:
        """Press, and wait until the server has answered the form that went by itself."""
        with self.page.expect_response(lambda said: said.request.method == "POST"):
            self.press(*keys)


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
