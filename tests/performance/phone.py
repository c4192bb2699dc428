"""The phone app's numbers, beside what is wanted: `python -m tests.performance.phone [ROUNDS]`.

First load by bytes; usable on a slow line and from the phone's own cache (medians); a tap, and saving a piece without
signal, at six times slower processors. Figures of this machine, to be read beside each other.
"""

import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import launch, require_chromium
from tests.running import serving

# WebPageTest's "3G slow": 400 kbit/s each way, 400 ms there and back.
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 6
# How long until the next frame after a tap was handled, as the page itself sees it.
TAP = """selector => new Promise(done => { const one = document.querySelector(selector); const began = performance.now();
  one.click(); const handled = performance.now() - began;
  requestAnimationFrame(() => setTimeout(() => done([handled, performance.now() - began]))); })"""

KEPT = "() => performance.getEntriesByName('piece-kept').map(one => one.duration)"


def usable(page, url: str) -> float:
    """Seconds from asking for the app until somebody can type the PIN."""
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.get_by_label("PIN", exact=True).wait_for(timeout=60_000)
    return time.perf_counter() - began


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.settings")
    os.environ.setdefault("TANDEM_SECRET_KEY", "test")
    import django

    django.setup()
    from tests.journeys.night import Hand
    from tests.journeys.screens import send
    from tests.pages.seats import Seat

    require_chromium()
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with (
        tempfile.TemporaryDirectory(prefix="tandem-phone-") as folder,
        serving(Path(folder)) as tandem,
        sync_playwright() as play,
    ):
        browser = launch(play)
        desk = Seat(browser, tandem, "dispatcher")
        send(desk)
        slow = []
        for _round in range(3):
            fresh = Hand(browser, tandem)
            line = fresh.context.new_cdp_session(fresh.page)
            line.send("Network.enable")
            line.send("Network.emulateNetworkConditions", SLOW_3G)
            slow.append(usable(fresh.page, f"{tandem.url}/phone/"))
            fresh.context.close()
        hand = Hand(browser, tandem).open().see("412 Orchard St")
        hand.no_signal()
        cached = [usable(hand.page, f"{tandem.url}/phone/") for _round in range(rounds)]
        hand.unlock().see("412 Orchard St").tap(re.compile("412 Orchard"), exact=False).tap("Arrived").at("scene")
        hand.tap("Write it up").at("outcome").tap("Engaged").at("ask")
        contact = hand.page.url.partition("#")[2].split("/ask")[0]
        hand.page.evaluate("address => { location.hash = address; }", f"{contact}/distress")
        hand.page.get_by_role("group").first.wait_for()
        # First at this machine's own speed, for what is stored; then slower, for what a thumb feels.
        for number in range(rounds):
            hand.page.evaluate(TAP, f"input[type=radio][value='{number % 10}']")
            hand.page.wait_for_timeout(150)
        own = hand.page.evaluate(KEPT)
        hand.context.new_cdp_session(hand.page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        taps = []
        for number in range(rounds + 2):
            selector = f"input[type=radio][value='{number % 10}']"
            taps.append(hand.page.evaluate(TAP, selector))
            hand.page.wait_for_timeout(150)
        slower = hand.page.evaluate(KEPT)[len(own) :]
        browser.close()
    taps = taps[2:]
    told = {
        "usable on slow 3G, s (5 wanted)": statistics.median(slow),
        f"usable from cache, s, median of {rounds} (1 wanted)": statistics.median(cached),
        "a tap handled at 6 x slower, ms, median": statistics.median(one for one, _paint in taps),
        "a tap painted at 6 x slower, ms, median (50 wanted)": statistics.median(paint for _one, paint in taps),
        "a piece stored without signal, ms, median (50 wanted)": statistics.median(own),
        "the same at 6 x slower, ms, median": statistics.median(slower),
    }
    for words, value in told.items():
        print(f"{words:<60}{value:>10.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
