"""The copy button in a real browser: written down first, then on the clipboard; nothing on it where that failed."""

import pytest

from tests.pages.seats import Seat
from tests.pages.story import UUID

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def author(chromium, tandem):
    seat = Seat(chromium, tandem, "noa.birch", permissions=["clipboard-read", "clipboard-write"])
    yield seat
    seat.close()


@pytest.mark.whole
def test_copied_and_written_down_and_a_refused_copy_copies_nothing(author):
    contact = author.find("/care/", rf"/people/{UUID}/encounters/{UUID}/")
    page = author.page
    page.goto(f"{contact}copy/")
    page.evaluate("() => navigator.clipboard.writeText('before')")
    page.route("**/copy/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="nothing was copied").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == "before"
    page.unroute("**/copy/")
    page.get_by_role("button", name="nothing was copied").click()
    page.get_by_role("button", name="Copied, and written down").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()").replace("\r\n", "\n") == page.input_value("#id_text")
    page.get_by_role("button", name="Print").click()
    page.get_by_text("Printed by Noa Birchwell").wait_for()
