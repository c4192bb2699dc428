"""One Tandem as a newcomer gets it: bin/start's own program with a short past, and a browser to sit down at it.

Started once for all tests that need it. What a test leaves behind, the next one finds: count what grew, not what is.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyotp
import pytest

from tandem.foundation.database.embedded import Urls
from tests.browser import DESK, PATIENCE, launch, require_chromium
from tests.short import LONG

ROOT = Path(__file__).parents[1]
LONGEST_START = 150
# How long the demo city has been there: what the long forms look at needs more than three weeks.
DAYS = 40 if LONG else 24
LONGEST_WAIT_FOR_A_CODE = 35
CODE = re.compile(r'data-demo-code="(\d+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Tandem:
    """A running installation and what its ready file says. `token` and `partner` are "" in an empty one."""

    url: str
    passwords: dict[str, str]
    token: str
    partner: str
    data: Path
    log: Path
    # Cookies of who signed in already, by user name.
    kept: dict[str, list] = field(default_factory=dict)


class DidNotStart(Exception):
    """What the program said instead of serving."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def child_wait(child: subprocess.Popen) -> None:
    """A short wait that ends early when the child does."""
    try:
        child.wait(0.2)
    except subprocess.TimeoutExpired:
        return


@contextmanager
def serving(folder: Path, *options: str, days: int = DAYS, urls: Urls | None = None) -> Iterator[Tandem]:
    """Tandem, serving from `folder`, with a demo city of so many days and no live shift; stopped at the end.

    `urls` are of a database that is there and migrated, as an agency's own; without them it makes itself a server.
    """
    folder.chmod(0o755)
    ready = folder / "ready.json"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "TANDEM_"))}
    environment |= {"TANDEM_DEMO_DAYS": str(days), "TANDEM_FAST_DATABASE": "1"}
    environment |= {"DATABASE_URL": urls.app, "DATABASE_OWNER_URL": urls.owner} if urls else {}
    command = [sys.executable, "-m", "tandem.launch", "--no-shift", "--workers", "1"]
    command += ["--port", str(free_port()), *options]
    command += ["--data", str(folder / "data"), "--ready-file", str(ready)]
    log = folder / "start.log"
    with open(log, "w") as out:
        child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            until = time.monotonic() + LONGEST_START
            while not ready.exists():
                if child.poll() is not None or time.monotonic() > until:
                    raise DidNotStart(log.read_text()[-3000:])
                child_wait(child)
            said = json.loads(ready.read_text())
            yield Tandem(
                url=said["url"],
                passwords={one["username"]: one["password"] for one in said["sign_ins"]},
                token=said["tokens"].get("intake", ""),
                partner=said["links"].get("partner", ""),
                data=folder / "data",
                log=log,
            )
        finally:
            child.send_signal(signal.SIGINT)
            try:
                child.wait(30)
            except subprocess.TimeoutExpired:
                child.kill()


def sign_in(page, tandem: Tandem, username: str) -> None:
    """Through the sign-in page and its second step, as anybody does."""
    page.goto("/sign-in/")
    page.fill("#id_username", username)
    # All of the demo's staff have the one word that the printed sign-ins show.
    page.fill("#id_password", tandem.passwords.get(username) or next(iter(tandem.passwords.values())))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/second-step/" in url)
    # No code is taken twice: somebody who signs in for the third time in a minute waits for the next one.
    until = time.monotonic() + LONGEST_WAIT_FOR_A_CODE
    while not (shown := page.locator("[data-demo-code]")).count() and time.monotonic() < until:
        page.wait_for_timeout(1000)
        page.reload()
    page.fill("#id_code", shown.get_attribute("data-demo-code"))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(lambda url: "/second-step/" not in url)


def sign_in_unseen(context, tandem: Tandem, username: str) -> None:
    """The same two forms, sent without drawing a page; `sign_in` goes through the pages."""
    password = tandem.passwords.get(username) or next(iter(tandem.passwords.values()))
    _send(context, "/sign-in/", context.request.get("/sign-in/").text(), username=username, password=password)
    until = time.monotonic() + LONGEST_WAIT_FOR_A_CODE
    while not (code := CODE.search(shown := context.request.get("/second-step/").text())):
        assert time.monotonic() < until, f"no code is shown to {username}"
        time.sleep(1)
    _send(context, "/second-step/", shown, code=code[1])


def _send(context, path: str, page: str, **form: str) -> None:
    """The form of this page, filled in; where it leads to is not followed."""
    form["csrfmiddlewaretoken"] = TOKEN.search(page)[1]
    answer = context.request.post(path, form=form, max_redirects=0)
    assert answer.status == 302, (path, answer.status)


def come_in(context, tandem: Tandem, username: str):
    """A page of `context`, signed in as `username`. Who signed in before goes on with that sign-in, as in a second window:
    no code is good twice, and a third sign-in within a minute would wait for the next one."""
    page = context.new_page()
    context.add_cookies(tandem.kept.get(username, []))
    if username not in tandem.kept or "/account/" not in context.request.get("/account/").url:
        sign_in_unseen(context, tandem, username)
        tandem.kept[username] = context.cookies()
    return page


def set_up_second_step(page) -> None:
    """On the page that asks for it: an app of the test's own takes the letters and answers with its first code."""
    page.wait_for_url("**/second-step/set-up/")
    secret = page.locator(".spell").inner_text().replace(" ", "")
    page.fill("#id_code", pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Set up and sign in").click()
    page.get_by_role("link", name="I have kept them").click()


@pytest.fixture(scope="session")
def tandem(tmp_path_factory, django_db_setup) -> Iterator[Tandem]:
    """On a copy of the migrated database of the tests: that a newcomer's is made and migrated is tried in `tests/launch`."""
    require_chromium()
    try:
        with (
            django_db_setup.lend("running") as urls,
            serving(tmp_path_factory.mktemp("running"), urls=urls) as running,
        ):
            yield running
    except DidNotStart as said:
        pytest.fail(f"Tandem did not start:\n{said}")


# A module's own: while it is open, Playwright's event loop keeps every other test from starting one.
@pytest.fixture(scope="module")
def chromium(tandem):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = launch(play)
        yield browser
        browser.close()


@pytest.fixture
def sit_down(chromium, tandem):
    """`sit_down("dispatcher")` is a page signed in as that demo user; a name of None is a visitor."""
    open_contexts = []

    def sit(username: str | None, viewport: dict = DESK, **options):
        context = chromium.new_context(viewport=viewport, base_url=tandem.url, **options)
        context.set_default_timeout(PATIENCE)
        open_contexts.append(context)
        page = come_in(context, tandem, username) if username else context.new_page()
        # A script error or a dialog is a fault wherever it happens.
        page.on("pageerror", lambda error: pytest.fail(f"script error on {page.url}: {error}"))
        return page

    yield sit
    for context in open_contexts:
        context.close()
