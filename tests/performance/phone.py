"""The phone app's numbers, beside what is wanted: `python -m tests.performance.phone [ROUNDS]`.

First load by bytes; usable on a slow line and from the phone's own cache (medians); a tap, and saving a piece without
signal, at six times slower processors. Figures of this machine, to be read beside each other.

What a person feels of a tap is the time from lifting the finger until the screen shows it. Chrome measures that itself,
for touches that came through the browser and not for `click()`: Event Timing's `duration`, the same that Interaction to
Next Paint is made of, in steps of 8 ms (https://w3c.github.io/event-timing/). So real touches are sent, held 90 ms as a
thumb holds, and the `click` entries are read. The duration holds what no app can change: the browser makes a click of a
touch (hit tests, hover, focus: some 15 to 25 ms at six times slower) and waits for the screen's next beat (up to 16 ms).
It also grows with whatever else the machine does. Therefore the thread's own work for a tap stands beside it, in
processor time and so hardly moved by other programs, with the part of our scripts, of styles and of layout; it counts
all that a tap sets off, also the sealing and storing after the picture.

Until November 2026 this program called `click()` and waited for requestAnimationFrame and then for a timer: that counted
the timer behind the picture, and not the touch before it.
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
# How long the page's handlers take, without any touch.
HANDLED = """selector => { const one = document.querySelector(selector); const began = performance.now();
  one.click(); return performance.now() - began; }"""
# Clicks that the browser made of touches, as Chrome timed them.
WATCH = """() => { window.clicks = []; new PerformanceObserver(list => list.getEntriesByName('click').forEach(
  one => one.interactionId && window.clicks.push(one.duration))).observe({type: 'event', durationThreshold: 16}); }"""
HELD_MS = 90
WORK = {
    "TaskDuration": "all of it",
    "ScriptDuration": "scripts",
    "RecalcStyleDuration": "styles",
    "LayoutDuration": "layout",
}

KEPT = "() => performance.getEntriesByName('piece-kept').map(one => one.duration)"


def usable(page, url: str) -> float:
    """Seconds from asking for the app until somebody can type the PIN."""
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.get_by_label("PIN", exact=True).wait_for(timeout=60_000)
    return time.perf_counter() - began


def touch(page, line, selector: str) -> None:
    """A thumb on what a label stands for, lifted after as long as people hold."""
    box = page.locator(f"label:has(> {selector})").first.bounding_box()
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    line.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    page.wait_for_timeout(HELD_MS)
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def worked(line) -> dict[str, float]:
    """What the page's thread has worked so far, in milliseconds of processor time."""
    found = {one["name"]: one["value"] * 1000 for one in line.send("Performance.getMetrics")["metrics"]}
    return {name: found[name] for name in WORK}


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
        page, line = hand.page, hand.context.new_cdp_session(hand.page)
        numbers = [f"input[type=radio][value='{number % 10}']" for number in range(rounds + 2)]
        # First at this machine's own speed, for what is stored; then slower, for what a thumb feels.
        for selector in numbers[2:]:
            page.evaluate(HANDLED, selector)
            page.wait_for_timeout(150)
        own = page.evaluate(KEPT)
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        handled = []
        for selector in numbers:
            handled.append(page.evaluate(HANDLED, selector))
            page.wait_for_timeout(300)
        line.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.evaluate(WATCH)
        before = worked(line)
        for selector in numbers:
            touch(page, line, selector)
            page.wait_for_timeout(400)
        after = worked(line)
        felt = page.evaluate("window.clicks")
        slower = page.evaluate(KEPT)[len(own) :]
        browser.close()
    told = {
        "usable on slow 3G, s (5 wanted)": statistics.median(slow),
        f"usable from cache, s, median of {rounds} (1 wanted)": statistics.median(cached),
        "a tap at 6 x slower, lifted to shown, ms, median (50 wanted)": statistics.median(felt),
        "its handlers, ms, median": statistics.median(handled[2:]),
        **{
            f"the thread's work for it, {words}, ms": (after[name] - before[name]) / len(numbers)
            for name, words in WORK.items()
        },
        "a piece stored without signal, ms, median (50 wanted)": statistics.median(own),
        "the same at 6 x slower, ms, median": statistics.median(slower),
    }
    for words, value in told.items():
        print(f"{words:<64}{value:>10.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
