"""The running program whose pages are taken: a demo city without a live shift, and an empty installation."""

import json
import re
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tandem.standards.eido.tests.documents import full
from tests.pages.places.place import Seats
from tests.pictures.camera import Camera
from tests.running import serving, set_up_second_step


@contextmanager
def program(browser, *options: str, days: int = 40) -> Iterator:
    with (
        tempfile.TemporaryDirectory(prefix="tandem-pictures-") as folder,
        serving(Path(folder), *options, days=days) as tandem,
    ):
        seats = Seats(browser, tandem, reduced_motion="reduce")
        yield tandem, seats
        seats.close()


def from_cad(tandem) -> None:
    """One call as the dispatch center's system sends it, placed on the map; CAD has been heard from then on."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    document = re.sub(r"2026-03-01T[0-9:.]+-05:00", now, json.dumps(full()))
    headers = {"Authorization": f"Bearer {tandem.token}", "Content-Type": "application/json"}
    asked = urllib.request.Request(f"{tandem.url}/api/v1/intake/eido", document.encode(), headers)
    with urllib.request.urlopen(asked) as answer:
        answer.read()


def until_counted(seats: Seats) -> None:
    """The worker fills the facts after the first start; until then pages say how far it is."""
    for _ in range(180):
        page = seats["manager"].read("/measures/")
        if "into the measures yet" not in page and "first fill" not in page:
            return
        time.sleep(1)


def set_up(browser, only: str) -> None:
    """The first page of an empty installation."""
    with program(browser, "--empty") as (tandem, seats):
        page = seats[""].page
        page.goto(re.search(r"http://\S+/begin/\S+", tandem.log.read_text())[0])
        page.fill("#id_password", "rivermont-crisis-team")
        page.fill("#id_again", "rivermont-crisis-team")
        page.locator("main form button").click()
        set_up_second_step(page)
        page.wait_for_url("**/program/set-up/")
        Camera(seats, only).take("set-up-1280", "", "/program/set-up/", whole=True)
