"""One Tandem as a newcomer gets it, started once for all journeys: bin/start's own program with a short past."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.browser import DESK, launch, require_chromium

ROOT = Path(__file__).parents[2]
LONGEST_START = 150


@dataclass(frozen=True)
class Tandem:
    """A running installation and what its ready file says."""

    url: str
    passwords: dict[str, str]
    token: str
    partner: str
    data: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def tandem(tmp_path_factory) -> Tandem:
    """Serving, with a demo city of forty days and no live shift. Everything is stopped at the end."""
    require_chromium()
    folder = tmp_path_factory.mktemp("journey")
    folder.chmod(0o755)
    ready = folder / "ready.json"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "TANDEM_"))}
    environment |= {"TANDEM_DEMO_DAYS": "40", "TANDEM_FAST_DATABASE": "1"}
    command = [sys.executable, "-m", "tandem.launch", "--no-shift", "--port", str(free_port())]
    command += ["--data", str(folder / "data"), "--ready-file", str(ready)]
    log = open(folder / "start.log", "w+")  # noqa: SIM115 - closed at the end
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + LONGEST_START
        while not ready.exists():
            if child.poll() is not None or time.monotonic() > until:
                log.seek(0)
                pytest.fail(f"Tandem did not start:\n{log.read()[-3000:]}")
            child_wait(child)
        said = json.loads(ready.read_text())
        yield Tandem(
            url=said["url"],
            passwords={one["username"]: one["password"] for one in said["sign_ins"]},
            token=said["tokens"]["intake"],
            partner=said["links"]["partner"],
            data=folder / "data",
        )
    finally:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(30)
        except subprocess.TimeoutExpired:
            child.kill()
        log.close()


def child_wait(child: subprocess.Popen) -> None:
    """A short wait that ends early when the child does."""
    try:
        child.wait(0.2)
    except subprocess.TimeoutExpired:
        return


@pytest.fixture(scope="session")
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
        context.set_default_timeout(10_000)
        open_contexts.append(context)
        page = context.new_page()
        # A script error or a dialog is a fault wherever it happens.
        page.on("pageerror", lambda error: pytest.fail(f"script error on {page.url}: {error}"))
        if username:
            page.goto("/sign-in/")
            page.fill("#id_username", username)
            page.fill("#id_password", tandem.passwords[username])
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url(lambda url: "/sign-in/" not in url)
        return page

    yield sit
    for context in open_contexts:
        context.close()
