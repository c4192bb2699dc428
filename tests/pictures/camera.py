"""Takes one picture: what fits the screen."""

import re

from tests.pages.places.place import Seats
from tests.running import ROOT

SCREENS = ROOT / "docs" / "screens"
DESK = {"width": 1280, "height": 768}
PHONE = {"width": 360, "height": 740}
TALLEST = 1500
WIDTHS = {1280: DESK, 360: PHONE}
# The wall is read from across a room.
VIEWS = {
    **WIDTHS,
    1920: {"width": 1920, "height": 1080},
    1024: {"width": 1024, "height": 768},
    1440: {"width": 1440, "height": 900},
}


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
