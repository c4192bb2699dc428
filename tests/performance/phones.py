"""A phone or a wall of a rehearsal without its browser: it listens, says that it is there, and taps what it is shown.

It keeps the last fragment as bytes and looks into it only when it has to, so that what measures takes little of the
machine it measures on.
"""

import asyncio
import re
import time

CONTACT_SECONDS = 4.0
# The page looks each 200 ms whether its count-down ended, and asks once a second while nothing comes.
LOOK_SECONDS = 0.2
TURN_SECONDS = 0.35
TURN = re.compile(rb"data-turn=.{0,2}?([0-9]+)")
CLOCK = re.compile(rb"data-run-clock=.{0,2}?([0-9]+)")
NEXT = re.compile(rb"data-next=.{0,2}?([0-9]+)")
ASKS = re.compile(rb"data-asks=.{0,2}?([0-9]+)")
OPTION = re.compile(rb"choose ([0-9]+-[0-9]+) ([0-9]+)")
TAPS = re.compile(rb"sign ([0-9]+)")
# The numbers stand in the first tag of a fragment.
HEAD = 600
TOKEN = "t" * 32


class Connection:
    """One kept connection for requests one after another, as a browser has it."""

    def __init__(self, port: int, cookie: str):
        self.port, self.cookie = port, cookie
        self.turn = asyncio.Lock()
        self.open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: str = "") -> tuple[int, bytes]:
        async with self.turn:
            self.open = self.open or await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
            reader, writer = self.open
            head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nHX-Request: true\r\nX-Tandem-Quiet: 1\r\nX-Tandem-Live: 1\r\n"
            head += f"X-CSRFToken: {TOKEN}\r\nCookie: {self.cookie}; csrftoken={TOKEN}\r\n"
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write((head + body).encode())
            answer = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = re.search(rb"content-length: *([0-9]+)", answer)
            return int(answer[9:12]), await reader.readexactly(int(length[1]) if length else 0)


class Screen:
    """`sent`: when the choice that led to a turn was sent; `delays`: seconds from there to its fragment here."""

    def __init__(self, port: int, stream: str, cookie: str, now: str, here: str, sent: dict[int, float]):
        self.port, self.stream, self.cookie, self.now, self.here = port, stream, cookie, now, here
        self.asking = Connection(port, cookie)
        self.sent = sent
        self.delays: list[float] = []
        self.shown = b""
        self.turn = 0
        self.due: float | None = None

    def options(self) -> list[tuple[str, int]]:
        """What this phone may choose now, with the turn."""
        return [(option.decode(), int(turn)) for option, turn in OPTION.findall(self.shown)]

    def taps(self) -> str:
        found = TAPS.search(self.shown)
        return found[1].decode() if found else "0"

    def look(self, fragment: bytes) -> None:
        head = fragment[:HEAD]
        turn = TURN.search(head)
        if turn is None:
            return
        self.shown, now = fragment, time.perf_counter()
        clock, due = CLOCK.search(head), NEXT.search(head)
        asks = ASKS.search(head)
        wait = 0.03 + TURN_SECONDS * int(asks[1] if asks else 0)
        self.due = now + (int(due[1]) - int(clock[1])) / 1000 + wait if clock and due else None
        if int(turn[1]) > self.turn:
            self.turn = int(turn[1])
            if self.turn in self.sent:
                self.delays.append(now - self.sent[self.turn])

    async def listen(self) -> None:
        status, page = await self.asking.ask("GET", self.now)
        if status != 200:
            raise RuntimeError(f"{self.now}: {status}")
        self.look(page)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        writer.write(f"GET {self.stream} HTTP/1.1\r\nHost: localhost\r\nCookie: {self.cookie}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head[:20]:
            raise RuntimeError(head.decode())
        while line := await reader.readline():
            self.look(line)
        raise RuntimeError("The stream ended.")

    async def stay(self) -> None:
        """Say "I am here" every few seconds, and when the count-down has ended."""
        said = time.perf_counter() - CONTACT_SECONDS * (id(self) % 97) / 97
        asked = 0.0
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = time.perf_counter()
            ended = self.due is not None and now >= self.due and now - asked > 1
            if ended or now - said > CONTACT_SECONDS:
                if ended:
                    asked = now
                else:
                    said = now
                await self.asking.ask("POST", self.here)

    async def tap(self, path: str, verb: str) -> None:
        status, page = await self.asking.ask("POST", path, f"verb={verb}")
        if status == 200:
            self.look(page)
