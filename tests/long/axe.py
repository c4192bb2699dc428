"""Every page of every role at both widths, in light and dark, and with text at 200 %: `bin/test --long axe`.

Prints a table, a line for each page and one for each fault, and the count of violations; fails when there is any.
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import launch, require_chromium
from tests.pages import checks
from tests.running import serving

WIDTHS = (360, 1280)
THEMES = ("light", "dark")
# Text in rem follows the size a reader has set, as in the browser's own settings.
DOUBLED = "html { font-size: 200% !important }"
WITH_STYLE = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet]; }"""


def faults_of(page) -> dict[str, list[str]]:
    """Faults of the open page by form: "360 light", …, "360 text 200 %"."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            found[f"{width} {theme}"] = checks.axe(page) + (checks.drawn(page) if theme == "light" else [])
        # A tag of the test's own, which the page's content policy would refuse from anybody else.
        page.evaluate(WITH_STYLE, DOUBLED)
        found[f"{width} text 200 %"] = checks.axe(page) + page.evaluate(checks.TOO_WIDE)
        page.evaluate("() => { document.adoptedStyleSheets = []; }")
    return found


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.settings")
    os.environ.setdefault("TANDEM_SECRET_KEY", "test")
    import django

    # The pages' addresses are those of the program's own list, which knows the tables.
    django.setup()
    from tests.pages.places import places
    from tests.pages.places.place import Seats

    require_chromium()
    total = 0
    with (
        tempfile.TemporaryDirectory(prefix="tandem-axe-") as folder,
        serving(Path(folder)) as tandem,
        sync_playwright() as play,
    ):
        browser = launch(play)
        seats = Seats(browser, tandem, reduced_motion="reduce")
        print(f"{'role':<12}{'faults':>7}  page")
        for place in dict.fromkeys(places(seats, tandem.partner)):
            page = seats[place.role].page
            page.goto(place.path)
            found = faults_of(page)
            count = sum(map(len, found.values()))
            total += count
            print(f"{place.role or 'visitor':<12}{count:>7}  {place.path}", flush=True)
            for form, faults in found.items():
                for fault in faults:
                    print(f"{'':<21}{form}: {fault}", flush=True)
        seats.close()
        browser.close()
    print(f"{total} violations")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
