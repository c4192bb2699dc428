"""Every screen of the phone app in light, in dark and with text at 200 %: `bin/test --long phone_screens [--pictures] [WALK]`.

Prints a line for each fault and the count; fails when there is any. With `--pictures` what is seen in light and dark is
kept in docs/screens/phone/. WALK is `clinician` or `by-phone`; none of them means both.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import launch, require_chromium
from tests.long.axe import DOUBLED, THEMES, WITH_STYLE
from tests.pages import checks
from tests.running import ROOT, serving

PICTURES = ROOT / "docs" / "screens" / "phone"


def faults_of(page, name: str, pictures: bool) -> list[str]:
    found = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        page.wait_for_timeout(80)
        if pictures:
            page.screenshot(path=PICTURES / f"{name}-360-{theme}.png")
        found += [f"{theme}: {one}" for one in checks.axe(page) + (checks.drawn(page) if theme == "light" else [])]
    page.evaluate(WITH_STYLE, DOUBLED)
    found += [f"text 200 %: {one}" for one in checks.axe(page) + page.evaluate(checks.TOO_WIDE)]
    page.evaluate("() => { document.adoptedStyleSheets = []; }")
    said = [one for one in checks.written(checks.words(page)) if "does not say" not in one]
    return [f"{name}: {one}" for one in found + said]


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.settings")
    os.environ.setdefault("TANDEM_SECRET_KEY", "test")
    import django

    django.setup()
    from tests.journeys.night import Hand
    from tests.journeys.screens import by_phone, send, send_alone, walk
    from tests.pages.seats import Seat

    require_chromium()
    pictures, faults, names = "--pictures" in sys.argv, [], []
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="tandem-phone-") as folder,
        serving(Path(folder)) as tandem,
        sync_playwright() as play,
    ):
        browser = launch(play)
        desk = Seat(browser, tandem, "dispatcher")
        heard = {}

        def sit(username: str) -> Hand:
            hand = Hand(browser, tandem, username, reduced_motion="reduce")
            heard[hand] = checks.Listening(hand.page)
            return hand

        def shown() -> Iterator[tuple[Hand, str]]:
            if "by-phone" not in sys.argv:
                send(desk)
                hand = sit("clinician")
                yield from ((hand, name) for name in walk(hand))
            if "clinician" not in sys.argv:
                send_alone(desk)
                yield from by_phone(sit("officer"), sit("clinician"))

        for hand, name in shown():
            found = faults_of(hand.page, name, pictures) + [f"{name}: {one}" for one in heard[hand].heard()]
            print(f"{name:<20}{len(found):>4}", *found, sep="\n    ", flush=True)
            faults += found
            names.append(name)
        browser.close()
    print(f"{len(names)} screens, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
