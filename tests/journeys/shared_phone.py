"""What the proofs of a shared phone have in common: a call to be on, what lies on the phone, and a second build of the app."""

import http.client
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyotp

from tandem.demo.cast import code_secret
from tests.journeys.night import Hand
from tests.pages import story
from tests.pages.seats import Seat

OFFICER = "Marcus Tellerby"
CALM = {"weapon": "none", "violence": "none", "medical": "none", "will_talk": "yes"}
# Everything in the app's database, bytes as the letters they would be.
LIES = """async () => {
  const asked = (ask) => new Promise((done, no) => {
    ask.onsuccess = () => done(ask.result); ask.onerror = () => no(ask.error); });
  const db = await asked(indexedDB.open("tandem-field"));
  const letters = (bytes) => Array.from(bytes, (one) => String.fromCharCode(one)).join("");
  const text = (value) => value instanceof ArrayBuffer ? letters(new Uint8Array(value))
    : ArrayBuffer.isView(value) ? letters(new Uint8Array(value.buffer))
    : Array.isArray(value) ? value.map(text)
    : value && typeof value === "object"
      ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, text(one)])) : value;
  const rows = {};
  for (const name of db.objectStoreNames) rows[name] = text(await asked(db.transaction(name).objectStore(name).getAll()));
  db.close();
  return rows;
}"""


def lies(hand: Hand) -> dict[str, list[dict]]:
    """What lies on this phone, table by table, as somebody with its disk could read it."""
    return hand.page.evaluate(LIES)


def until(hand: Hand, true, seconds: float = 10) -> dict[str, list[dict]]:
    """What lies on the phone once `true` of it; AssertionError with it after so long."""
    for _ in range(int(seconds * 5)):
        found = lies(hand)
        if true(found):
            return found
        hand.page.wait_for_timeout(200)
    raise AssertionError({name: [{**row, "sealed": "…", "left": "…"} for row in rows] for name, rows in found.items()})


def send(desk: Seat, place: str, unit: str, person: str = "Woman, about 40, red jacket") -> None:
    """A quiet call at `place`, and the team of that name on its way."""
    story.send_team(
        desk, story.take_call(desk, place, "She sits on the steps and does not speak.", person=person, **CALM), unit
    )


def alone(desk: Seat, unit: str, name: str) -> None:
    """One person on shift alone, by phone; a free team they are still on is signed off first."""
    shift = desk.read("/shift/")
    for team in re.findall(r'<article class="unit">.*?</article>', shift, re.S):
        off = re.search(r'action="(/shift/[^"]+/sign-off/)"', team)
        if off and name.split()[-1] in team:
            desk.post(off[1])
    member = re.search(rf'value="({story.UUID})"[^>]*><span><b>{name}', desk.read("/shift/"))[1]
    desk.post(
        "/shift/sign-on/", unit=unit, phone="555-0188", until=story.in_four_hours(), members=[member], by_phone="on"
    )


def on_call(desk: Seat, hand: Hand, name: str, place: str, unit: str = "Team 9") -> Hand:
    """The app open on a call that the team of `name` and the officer was just sent to."""
    story.sign_on(desk, unit, (name, OFFICER))
    send(desk, place, unit)
    return hand.open().see(place)


def arrive_unsent(hand: Hand, place: str) -> Hand:
    """Arrived without signal: a piece of work that only this phone has."""
    hand.no_signal()
    return hand.tap(re.compile(place), exact=False).tap("Arrived").queue().see(re.compile("1 waiting"))


def unsent(rows: dict[str, list[dict]]) -> list[dict]:
    return [one for one in rows["queue"] if one["state"] not in ("sent", "review")]


def sign_in_again(hand: Hand, tandem, username: str) -> None:
    """On the same phone, whatever code the last sign-in used: one of the half minutes around this one is still good."""
    page = hand.context.new_page()
    hand.context.clear_cookies()
    for step in (1, 0, -1):
        page.goto("/sign-in/?next=/phone/")
        page.fill("#id_username", username)
        page.fill("#id_password", next(iter(tandem.passwords.values())))
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/second-step/" in url)
        page.fill("#id_code", code(username, step))
        page.get_by_role("button", name="Go on").click()
        page.wait_for_load_state()
        if "/second-step/" not in page.url:
            tandem.kept[username] = hand.context.cookies()
            return page.close()
    raise AssertionError(f"no code of {username} is left in this minute")


def code(username: str, step: int) -> str:
    return pyotp.TOTP(code_secret(username)).at(datetime.now(UTC), counter_offset=step)


class _Front(BaseHTTPRequestHandler):
    """Passes everything on to the installation, and serves the app's second build once there is one."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server: _Server = self.server
        if self.path.startswith("/phone/api/events"):
            # A stream would hold this thread; the app lives without.
            return self._say(503, [], b"")
        asked = self.path.replace(server.fresh, server.script)
        line = http.client.HTTPConnection("localhost", server.behind, timeout=30)
        length = int(self.headers.get("Content-Length") or 0)
        # Unpacked, because what passes here is changed on its way.
        plain = {**dict(self.headers), "Accept-Encoding": "identity"}
        line.request(self.command, asked, self.rfile.read(length) if length else None, plain)
        answer = line.getresponse()
        body = answer.read()
        line.close()
        if server.newer and self.path in ("/phone/", "/phone/index.html", "/phone/sw.js"):
            body = server.second(body.decode()).encode()
        if asked != self.path:
            body += b';document.documentElement.dataset.build="second";'
        kept = [
            one
            for one in answer.getheaders()
            if one[0].lower() not in ("content-length", "transfer-encoding", "connection")
        ]
        return self._say(answer.status, kept, body)

    do_POST = do_PUT = do_GET

    def _say(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in (*headers, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    newer = False
    script = fresh = ""
    behind = 0

    def second(self, text: str) -> str:
        """The page and its worker as another build has them: another script, and another fingerprint of the page."""
        text = text.replace(self.script, self.fresh)
        text = re.sub(r'("?url"?:"index\.html","?revision"?:")[0-9a-f]+', r"\g<1>" + "f" * 32, text)
        return re.sub(r'("?revision"?:")[0-9a-f]+(","?url"?:"index\.html")', r"\g<1>" + "f" * 32 + r"\g<2>", text)


@contextmanager
def two_builds(tandem) -> Iterator[_Server]:
    """An address before the installation where `newer = True` brings out the second build of the app."""
    server = _Server(("127.0.0.1", 0), _Front)
    server.behind = int(tandem.url.rpartition(":")[2].strip("/"))
    line = http.client.HTTPConnection("localhost", server.behind, timeout=30)
    line.request("GET", "/phone/")
    server.script = re.search(r'src="/phone/([^"]+\.js)"', line.getresponse().read().decode())[1]
    line.close()
    name, dot, ending = server.script.rpartition(".")
    server.fresh = f"{name[:-4]}2222{dot}{ending}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
