"""Each screen of the phone app holds: axe, nothing sideways, nothing cut, no raw code.

In light or dark by turns here; in both, and with text at 200 %, in `bin/test --long phone_screens`.
"""

import pytest

from tests.journeys.night import Hand
from tests.journeys.screens import send, walk
from tests.pages import checks, story
from tests.pages.seats import Seat

pytestmark = pytest.mark.browser


@pytest.mark.whole
def test_every_screen_holds(chromium, tandem):
    desk = Seat(chromium, tandem, "dispatcher")
    send(desk)
    hand = Hand(chromium, tandem, reduced_motion="reduce")
    heard, faults = checks.Listening(hand.page), []
    for number, name in enumerate(walk(hand)):
        hand.page.emulate_media(color_scheme=("light", "dark")[number % 2])
        hand.page.wait_for_timeout(60)
        said = checks.words(hand.page)
        found = checks.axe(hand.page) + checks.drawn(hand.page) + heard.heard()
        found += [one for one in checks.written(said) if "does not say" not in one]
        faults += [f"{name}: {one}" for one in found]
    story.leave_nothing_open(desk)
    desk.close()
    hand.context.close()
    assert not faults, "\n" + "\n".join(faults)
