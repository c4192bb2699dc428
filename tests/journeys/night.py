"""A hand on the phone app: it taps what is on the screen by its words, counts, and can lose the signal."""

import random
import re
from contextlib import contextmanager
from functools import reduce

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser import PHONE
from tests.pages.seats import Seat

PIN = "482913"
WORK = "**/phone/api/work"


class Hand:
    """One person's phone. `tap` takes the words of a button, link or choice; `taps` counts."""

    def __init__(self, browser, tandem, username: str = "clinician", **options):
        self.seat = Seat(browser, tandem, username, viewport=PHONE, has_touch=True, is_mobile=True, **options)
        self.context, self.page, self.taps = self.seat.context, self.seat.page, 0

    def open(self) -> "Hand":
        """The app for the first time: a PIN is set, and the shift is taken."""
        self.page.goto("/phone/")
        self.page.get_by_label("PIN", exact=True).fill(PIN)
        self.page.get_by_label("The same PIN again").fill(PIN)
        self.page.get_by_role("button", name="Set the PIN").click()
        self.page.get_by_role("heading", name="My call").wait_for()
        # From here on everything the app is made of lies on the phone.
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return self

    def unlock(self) -> "Hand":
        self.page.get_by_label("PIN", exact=True).fill(PIN)
        self.page.get_by_role("button", name="Open", exact=True).click()
        return self

    def tap(self, words: str | re.Pattern, *, exact: bool = True) -> "Hand":
        roles = ("button", "link", "radio", "checkbox")
        # A tap before this one may still be drawing what comes next.
        ways = [self.page.get_by_role(role, name=words, exact=exact) for role in roles]
        reduce(lambda one, other: one.or_(other), ways).locator("visible=true").first.wait_for()
        for role in roles:
            found = self.page.get_by_role(role, name=words, exact=exact).locator("visible=true")
            if found.count():
                break
        # A choice is drawn by its label; the label is what a thumb meets.
        if role in ("radio", "checkbox"):
            found.first.click(force=True)
        else:
            found.first.click()
        self.taps += 1
        return self

    def see(self, words: str | re.Pattern) -> "Hand":
        self.page.get_by_text(words).locator("visible=true").first.wait_for()
        return self

    def at(self, place: str) -> "Hand":
        self.page.wait_for_url(re.compile(f"#.*{place}"))
        return self

    def rate(self, row: str, number: int) -> "Hand":
        self.page.get_by_role("group", name=re.compile(row)).get_by_role("radio", name=str(number), exact=True).check(
            force=True
        )
        self.taps += 1
        return self

    def queue(self) -> "Hand":
        """To the page of what waits and what is sent, by the mark that stands on every page."""
        if not self.page.url.endswith("#/queue"):
            self.page.locator("a[href='#/queue']").first.click()
        return self.at("queue")

    def home(self) -> "Hand":
        self.page.goto("/phone/#/")
        return self

    def no_signal(self) -> None:
        self.context.set_offline(True)

    def signal(self) -> None:
        self.context.set_offline(False)

    @contextmanager
    def flapping(self, seed: int):
        """A line that breaks before, or after, the server took a piece: every second time, by chance."""
        chance = random.Random(seed)

        def cut(route):
            fate = chance.random()
            if fate < 0.25:
                return route.abort("connectionfailed")
            if fate < 0.5:
                # The server took it and the answer was lost.
                route.fetch()
                return route.abort("connectionreset")
            return route.continue_()

        self.context.route(WORK, cut)
        yield
        # One that is still on its way comes to its end first.
        self.context.unroute_all(behavior="wait")

    def all_sent(self) -> "Hand":
        """Everything has the server's receipt. What still waits is the failure's words."""
        told = self.page.get_by_text(re.compile("^All sent")).locator("visible=true").first
        try:
            told.wait_for(timeout=30_000)
        except PlaywrightTimeout:
            raise AssertionError(self.page.locator("body").inner_text()) from None
        return self
