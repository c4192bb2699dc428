"""A rehearsal as a training evening has it: an instructor, a wall, three phones by code, and the debrief at its end."""

import random
import re

import pytest
from playwright.sync_api import TimeoutError

from tests.browser import PHONE

pytestmark = pytest.mark.browser

WALL = {"width": 1920, "height": 1080}
TABLET = {"width": 1024, "height": 768}
SEATS = {"officer": "Sam Whitlock", "clinician": "Ana Vega", "peer": "Lee Brooks"}
SCENARIO = "Juniper Street"
MOST_STEPS = 60
SECRET = re.compile(r'class="rp-only".*?</section>', re.S)


def join(sit_down, code: str, seat: str, name: str):
    """A guest's phone: the code from the wall, a name, a role."""
    page = sit_down(None, viewport=PHONE)
    page.goto("/rehearse/join/")
    page.fill("#id_code", f" {code.lower()} ")
    page.get_by_role("button", name="Go on").click()
    page.fill("#id_name", name)
    page.locator(f'button[value="A {seat}"]').click()
    page.wait_for_url("**/rehearse/r/**")
    return page


def only(page) -> str:
    """What stands on this phone alone."""
    found = SECRET.search(page.content())
    return re.sub(r"<[^>]+>", " ", found[0]) if found else ""


def play(phones: dict, seed: int) -> int:
    """Whoever may choose does, until it has ended; a phone that shows nothing to choose waits for the others."""
    dice = random.Random(seed)
    for step in range(MOST_STEPS):
        for page in phones.values():
            page.locator(".rp-choice, .rp-wait, .rp-ending").first.wait_for()
        if any(page.locator(".rp-ending").count() for page in phones.values()):
            return step
        for page in dice.sample(list(phones.values()), len(phones)):
            if _chose(page, dice):
                break
    raise AssertionError("the rehearsal did not come to its end")


def _chose(page, dice: random.Random) -> bool:
    """Whether this phone had something to choose and took it. A script, the clock or a colleague may be faster."""
    try:
        page.locator(".rp-choice").first.wait_for(timeout=500)
        value = dice.choice([one.get_attribute("value", timeout=500) for one in page.locator(".rp-choice").all()])
        chosen = page.locator(f'.rp-choice[value="{value}"]')
        chosen.click(timeout=2_000)
    except TimeoutError:
        return False
    chosen.wait_for(state="detached")
    return True


# Each of the three is tried through its door in `surfaces/rehearse/tests`, the stream of a page in `surfaces/shared/tests`.
@pytest.mark.whole
def test_three_phones_a_wall_and_an_instructor_come_to_the_debrief(sit_down):
    desk = sit_down("trainer", viewport=TABLET)
    desk.goto("/rehearse/")
    if desk.get_by_role("button", name="Take the shipped scenarios").count():
        desk.get_by_role("button", name="Take the shipped scenarios").click()
    option = desk.locator("#id_scenario option", has_text=SCENARIO).first.get_attribute("value")
    desk.select_option("#id_scenario", option)
    desk.get_by_label("Guests may join without an account").check()
    desk.get_by_role("button", name="Open the room").click()
    desk.wait_for_url("**/console/")
    code = re.search(r"/r/([A-Z0-9]+)/", desk.url)[1]
    wall = desk.context.new_page()
    wall.set_viewport_size(WALL)
    wall.goto(f"/rehearse/r/{code}/wall/")
    assert code in wall.inner_text("body").replace(" ", "")

    phones = {seat: join(sit_down, code, seat, name) for seat, name in SEATS.items()}
    late = sit_down(None, viewport=PHONE)
    late.goto(f"/rehearse/join/?code={code}")
    late.fill("#id_name", "Kim Late")
    # It can still be pressed, and says who has it.
    late.locator('button[value="A officer"]').click(force=True)
    assert "Sam Whitlock has this role" in late.inner_text("main")

    wall.bring_to_front()
    wall.get_by_role("button", name=re.compile("Begin")).click()
    for page in phones.values():
        page.wait_for_selector(".rp-dock")
    # Each knows something the others' pages do not hold.
    told = {seat: only(page) for seat, page in phones.items()}
    for seat, words in told.items():
        for other, page in phones.items():
            if words and other != seat and words != told[other]:
                assert words.strip().split("  ")[-1].strip() not in page.content()

    officer, clinician = phones["officer"], phones["clinician"]
    officer.get_by_role("button", name="I take it").click()
    officer.get_by_text("You have the lead").wait_for()
    clinician.get_by_role("button", name="I see it").click()
    clinician.locator(".rp-kind").first.click()
    clinician.get_by_text("Sign noted at").wait_for()
    officer.get_by_role("button", name="You take the lead").click()
    officer.locator("#whom .rp-kind", has_text="Ana Vega").click()
    # The dock has a button of the same words; the answer is given in the question's own sheet.
    clinician.locator("dialog.rp-sheet").get_by_role("button", name="I take it", exact=True).click()
    clinician.get_by_text("You have the lead").wait_for()
    officer.get_by_text("Ana Vega").first.wait_for()

    # A phone that was reloaded in the middle is where it was.
    before = clinician.locator(".rp-head h1").inner_text()
    clinician.reload()
    assert clinician.locator(".rp-head h1").inner_text() == before
    clinician.get_by_text("You have the lead").wait_for()

    desk.bring_to_front()
    desk.get_by_role("button", name=re.compile("Pause all")).click()
    officer.get_by_text("Paused").first.wait_for()
    desk.get_by_role("button", name=re.compile("Go on")).first.click()
    officer.wait_for_selector(".rp-dock")

    assert play(phones, seed=3) > 1
    wall.bring_to_front()
    wall.get_by_text("invented").first.wait_for()
    for page in phones.values():
        page.get_by_role("link", name="Open the debrief").click()
        page.wait_for_url("**/debrief/**")
    desk.goto(f"/rehearse/r/{code}/debrief/")
    words = desk.inner_text("main")
    assert "Next time we will" in words and "Ana Vega" in words
