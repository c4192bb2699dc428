"""A night on the phone app: no network, network, a flapping one; nothing is lost, sent twice or overwritten."""

import re

import pytest

from tests.journeys.night import Hand
from tests.pages import story
from tests.pages.seats import Seat

pytestmark = pytest.mark.browser
MOST_TAPS = 20
MINE = "She agreed to call her doctor. Her neighbor has the key."
THEIRS = "She agreed to call her doctor. We come back on Tuesday."
CALM = {"weapon": "none", "violence": "none", "medical": "none", "will_talk": "yes"}


@pytest.fixture
def desk(chromium, tandem):
    seat = Seat(chromium, tandem, "dispatcher")
    story.leave_nothing_open(seat)
    story.sign_on(seat, "Team 9")
    yield seat
    story.leave_nothing_open(seat)
    seat.close()


@pytest.fixture
def hand(chromium, tandem, desk):
    made = Hand(chromium, tandem)
    yield made
    made.context.close()


def send(desk: Seat, place: str, person: str, narrative: str) -> None:
    story.send_team(desk, story.take_call(desk, place, narrative, person=person, **CALM), "Team 9")


def begin(hand: Hand, place: str) -> None:
    """From the first page to the distress of the commonest call."""
    hand.tap(re.compile(place), exact=False).tap("Arrived").tap("Engaged now").tap("Write it up").tap("Engaged")
    for _question in range(3):
        hand.at("ask").tap("No")
    hand.at("distress")


def contact_on_the_web(chromium, tandem) -> tuple[Seat, str]:
    """The same clinician at another screen, and the address of the contact on its pages."""
    web = Seat(chromium, tandem, "clinician")
    assignment = story.on_the_phone(web)
    web.post(f"/field/call/{assignment}/write/")
    return web, re.match(rf"/field/contact/{story.UUID}/{story.UUID}/", web.at)[0]


# Long for the five minutes: `tests/phones` (histories, faults, conversations) and the phone's own tests stand in for it.
# That news come whatever the line does is in `clients/field/src/shift/tests/events.test.ts`.
@pytest.mark.whole
def test_a_whole_shift_with_the_network_off_on_and_flapping(chromium, tandem, desk, hand):
    send(desk, "12 Alder Court", "Male, about 30, red jacket", "He walks up and down and talks to himself.")
    hand.open().see("12 Alder Court")

    # Off: the commonest call, from the doorway to closed. What is typed outlives a phone that goes out.
    hand.no_signal()
    hand.taps = -1
    begin(hand, "12 Alder Court")
    hand.rate("When we came", 8).rate("Now", 4).tap("Continue")
    hand.tap(re.compile("Stays with a support person"), exact=False).tap("Add a referral")
    hand.tap(re.compile("Lakeside Walk-in"), exact=False).tap("Crisis stabilization")
    hand.tap(re.compile("They said yes"), exact=False).at("note")
    hand.page.locator("textarea").first.fill("He sat down with us on the steps. His sister stays tonight.")
    hand.tap("Review").at("review").tap("Clear and close").see("It waits on this phone")
    assert hand.taps <= MOST_TAPS, hand.taps
    hand.queue().see(re.compile(r"\d+ waiting"))
    assert not hand.page.get_by_text("Sent ", exact=False).count(), "nothing has the server's receipt yet"
    assert "12 Alder Court" in desk.read("/board/") and "On the way" in desk.read("/board/")

    # The phone goes out and is opened again, still without signal: the lock names nobody, the work is there.
    hand.page.reload()
    hand.page.get_by_label("PIN", exact=True).wait_for()
    assert not re.search("Alder|Verano|red jacket", hand.page.locator("body").inner_text())
    hand.unlock().queue().see(re.compile(r"\d+ waiting"))

    # On: everything arrives once, and closing signed the note.
    hand.signal()
    hand.all_sent()
    board = desk.read("/board/")
    assert "12 Alder Court" not in board or "On the way" not in board
    signed = Seat(chromium, tandem, "clinician")
    assert "/field/contact/" not in signed.read("/field/"), "nothing is left to write up"
    signed.close()

    # Flapping: requests break on their way there, and answers on their way back.
    send(desk, "40 Orchard Street", "Woman, about 50, green coat", "She sits in the stairwell.")
    hand.home().see("40 Orchard Street")
    with hand.flapping(seed=7):
        begin(hand, "40 Orchard Street")
        hand.rate("When we came", 7).rate("Now", 3).tap("Continue")
        hand.tap(re.compile("Resolved on scene"), exact=False).tap("Skip").at("note")
        hand.page.locator("textarea").first.fill("She agreed to call her doctor.")
        hand.tap("Review").at("review")
    hand.all_sent()
    web, contact = contact_on_the_web(chromium, tandem)
    assert "She agreed to call her doctor." in web.read(f"{contact}note/")

    # Two editors: the note was changed here without signal, and there. Both stand until a human chooses.
    hand.no_signal()
    hand.page.get_by_role("link", name=re.compile("Note")).first.click()
    hand.page.locator("textarea").first.fill(MINE)
    hand.tap("Review").at("review")
    web.post(f"{contact}note/", note=THEIRS)
    hand.signal()
    hand.see(re.compile("needs you")).queue().tap("Choose").see(MINE).see(THEIRS)
    assert THEIRS in web.read(f"{contact}note/"), "nothing was overwritten in silence"
    hand.tap(re.compile("Keep both"), exact=False).all_sent()
    kept = web.read(f"{contact}note/")
    assert MINE.rpartition(". ")[2] in kept and THEIRS in kept
    web.close()
