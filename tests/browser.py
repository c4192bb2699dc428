"""A real browser for tests: Debian's Chromium through Playwright. Skips loudly where there is none."""

import os
from pathlib import Path

import pytest

CHROMIUM = Path(os.environ.get("TANDEM_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Milliseconds that a page may take; a test that passes never waits so long, on a busy machine either.
PATIENCE = 30_000
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


def require_chromium() -> None:
    """Skip, saying so, without Chromium; fail under TANDEM_STRICT=1."""
    if not CHROMIUM.exists():
        refuse = pytest.fail if os.environ.get("TANDEM_STRICT") == "1" else pytest.skip
        refuse(f"Chromium is not at {CHROMIUM}: nothing was tried in a browser")


def launch(playwright):
    """Chromium, headless, without calls of its own to the network."""
    return playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
