"""A page and who reads it, a seat for each role, and every address there is."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, resolve

from tests.pages.seats import Seat
from tests.running import sign_in

VISITOR = ""
# Between the password and the second step: somebody who has an app, and somebody who has none yet. No user name.
HALF, NEW = "  ", "   "
# A browser of its own, for a screen that nobody signs in at.
WALL = " "
# Numbers of what persons answered: no measure, so nothing to drill into.
OPINIONS = "/measures/what-people-answered/"
ROLES = ("dispatcher", "clinician", "supervisor", "manager", "privacy", "admin", "agency", "officer", "peer", "trainer")


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
