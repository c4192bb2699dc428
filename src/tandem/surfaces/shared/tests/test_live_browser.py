"""A live list in a real browser: it keeps its order, never moves under the hand, and says loudly when it is not live.

The pages are served from memory, so that no server and no network is needed.
"""

import json
import mimetypes
import os
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CSP = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
PAGE = """{% extends "shared/layout.html" %}
{% block bar_status %}{% include "shared/live_state.html" only %}{% endblock %}
{% block main %}<section data-live="/stream" data-live-refresh="/rows">{% include "shared/stale.html" only %}
<div data-live-list="calls">{{ rows|safe }}</div></section>
<p><a id="outside" href="#elsewhere" data-key="a" data-key-words="assign">Elsewhere</a>
<input id="field" aria-label="Note"></p>
<form id="act" hx-post="/do" hx-target="#box" hx-swap="outerHTML" hx-sync="this:queue all"></form>
<div id="box"><button form="act" name="verb" value="first">First</button>
<button form="act" name="verb" value="second">Second</button></div>
{% endblock %}"""


def row(name: str, sort: float, word: str = "first") -> str:
    said = f"{name} {word}"
    return (
        f'<article class="qr" id="{name}" data-sort="{sort}" data-say="{said}"><a href="#{name}">{said}</a></article>'
    )


def messages(*html: str, retry: int) -> str:
    return f"retry: {retry}\n\n" + "".join(f"data: {json.dumps({'html': one})}\n\n" for one in html)


def missing(why: str) -> None:
    """Skips loudly; under TANDEM_STRICT=1 a missing browser or build is a failure."""
    (pytest.fail if os.environ.get("TANDEM_STRICT") == "1" else pytest.skip)(why)


@pytest.fixture
def live_page(db):
    """A page whose stream plays the bodies appended to `.bodies`, one a connection, and then refuses."""
    if not CHROMIUM.exists():
        missing("Chromium is not installed: the live list was not tested")
    if not finders.find("built/tandem.js"):
        missing("The pages are not built: the live list was not tested")
    from playwright.sync_api import sync_playwright

    class Script:
        bodies: list[str] = []
        rows = ""
        errors: list[str] = []

    script = Script()
    html = engines["django"].from_string(PAGE).render({"rows": row("a", 1) + row("b", 2) + row("c", 3)})

    def answer(route):
        path = route.request.url.removeprefix("http://tandem.test").split("?")[0].split("#")[0]
        if path == "/":
            route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": CSP})
        elif path == "/rows":
            route.fulfill(body=script.rows, content_type="text/html")
        elif path == "/stream" and script.bodies:
            route.fulfill(body=script.bodies.pop(0), content_type="text/event-stream")
        elif path.startswith("/static/") and (found := finders.find(path.removeprefix("/static/"))):
            route.fulfill(path=found, content_type=mimetypes.guess_type(found)[0] or "font/woff2")
        else:
            route.fulfill(status=503)

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_page()
        page.on("pageerror", lambda error: script.errors.append(str(error)))
        page.route("**/*", answer)
        yield page, script
        browser.close()
    assert script.errors == []


def names(page) -> list[str]:
    return page.locator("[data-live-list] > *").evaluate_all("rows => rows.map(row => row.id)")


def test_a_live_list_orders_speaks_and_says_when_it_is_lost(live_page):
    from playwright.sync_api import expect

    page, script = live_page
    script.bodies = [
        messages(row("c", 0, "changed") + row("d", 1.5, "new"), '<article id="b" data-gone></article>', retry=60_000)
    ]
    page.goto("http://tandem.test/")
    expect(page.locator("#d")).to_be_visible()
    expect(page.locator("#b")).to_have_count(0)
    assert names(page) == ["c", "a", "d"]
    expect(page.locator("#live")).to_have_text("c changed")
    # The scripted connection has ended: the page says so.
    expect(page.locator("[data-live-stale]")).to_contain_text("Not live since")
    expect(page.locator("[data-live-state]")).to_contain_text("Not live since")


@pytest.mark.whole
def test_rows_wait_while_focus_is_in_the_list(live_page):
    from playwright.sync_api import expect

    page, script = live_page
    script.bodies = [messages(row("a", 1), retry=50)]
    page.goto("http://tandem.test/")
    page.locator("#b a").focus()
    # After reconnecting, the page is read again: c is first now, a is gone, b is last and keeps its focus.
    script.rows = row("c", 0, "urgent") + row("b", 9, "calm")
    script.bodies = [messages(row("b", 9, "calm"), retry=60_000)]
    expect(page.locator("#b")).to_contain_text("calm")
    expect(page.locator(".moved")).to_contain_text("moved")
    assert names(page) == ["a", "b", "c"]
    assert page.evaluate("document.activeElement.textContent") == "b calm"
    page.locator("#field").focus()
    expect(page.locator("#a")).to_have_count(0)
    assert names(page) == ["c", "b"]


@pytest.mark.whole
def test_single_keys_stay_out_of_fields_and_can_be_turned_off(live_page):
    from playwright.sync_api import expect

    page, _script = live_page
    page.goto("http://tandem.test/")
    page.locator("#field").focus()
    page.keyboard.type("a?")
    expect(page.locator("#field")).to_have_value("a?")
    page.locator("#outside").focus()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "a first"
    page.keyboard.press("?")
    expect(page.locator("#keys-help")).to_contain_text("assign")
    page.locator("[data-keys-toggle]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys-help")).to_be_hidden()


@pytest.mark.whole
def test_the_readers_theme_holds_over_a_reload(live_page):
    page, _script = live_page
    page.emulate_media(color_scheme="light")
    page.goto("http://tandem.test/")
    page.locator(".wide-only [data-theme-toggle]").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_what_is_drawn_anew_meanwhile_takes_neither_the_answer_nor_the_tap(live_page):
    """A live view draws the target of a tap while that tap is under way, and the button of one that still waits."""
    from playwright.sync_api import expect

    page, _script = live_page
    held = []
    page.route("**/do", lambda route: held.append(route))
    page.goto("http://tandem.test/")
    page.get_by_role("button", name="First").click()
    page.get_by_role("button", name="Second").click()
    page.evaluate("document.getElementById('box').outerHTML = '<div id=\"box\">drawn anew</div>'")
    with page.expect_request("**/do"):
        held[0].fulfill(body='<div id="box">the answer</div>', content_type="text/html")
    expect(page.locator("#box")).to_have_text("the answer")
    assert [one.request.post_data for one in held] == ["verb=first", "verb=second"]
    held[1].fulfill(body='<div id="box">the second answer</div>', content_type="text/html")
    expect(page.locator("#box")).to_have_text("the second answer")
