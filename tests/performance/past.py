"""A messy old list through the whole wizard, by its pages: `python -m tests.performance.past [ROWS]`, 50,000 unless told.

A server and a worker as `bin/start` runs them, on a durable database of their own. For the list as CSV and as XLSX it
prints the seconds of each step as a browser waits for them, the longest single request, the peak memory of each
process, and the report, counted again from its CSV: rows = refused + kept, and what was planted is what was found.
"""

import contextlib
import csv
import io
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.performance.forms import Forms
from tests.performance.old_lists import as_sheet, as_text
from tests.performance.serving import _free_port, _until_ready

TOKEN = "t" * 32
LONGEST_WAIT = 900
BAR = 'hx-trigger="every 2s"'


class Browser:
    """One signed-in visitor who follows where pages lead. `slowest` is the longest single request, with its path."""

    def __init__(self, port: int, cookie: str):
        self._port, self._cookie = port, f"{cookie}; csrftoken={TOKEN}"
        self.slowest, self.bars = (0.0, ""), 0
        self.at, self.text = "", ""

    def get(self, path: str) -> str:
        return self._go("GET", path, b"", "")

    def post(self, path: str, form: dict[str, str]) -> str:
        body = urlencode(form | {"csrfmiddlewaretoken": TOKEN}).encode()
        return self._go("POST", path, body, "application/x-www-form-urlencoded")

    def send(self, path: str, file: Path) -> str:
        edge = secrets.token_hex(8)
        head = f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n--{edge}\r\n'
        head += f'Content-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
        body = head.encode() + file.read_bytes() + f"\r\n--{edge}--\r\n".encode()
        return self._go("POST", path, body, f"multipart/form-data; boundary={edge}")

    def _go(self, method: str, path: str, body: bytes, kind: str) -> str:
        while True:
            began = time.perf_counter()
            asked = HTTPConnection("127.0.0.1", self._port, timeout=120)
            told = {"Cookie": self._cookie, "Host": "localhost"} | ({"Content-Type": kind} if kind else {})
            asked.request(method, path, body, told)
            answer = asked.getresponse()
            text = answer.read().decode("utf-8", "replace")
            self.slowest = max(self.slowest, (time.perf_counter() - began, f"{method} {path.rpartition('past/')[2]}"))
            asked.close()
            if answer.status == 302:
                there = urlsplit(answer.headers["Location"])
                method, body, kind = "GET", b"", ""
                path = there.path + (f"?{there.query}" if there.query else "")
                continue
            if answer.status != 200:
                raise RuntimeError(f"{method} {path} answered {answer.status}: {text[:400]}")
            self.at, self.text = path, text
            return text

    def wait(self) -> str:
        """Stay on a page with a bar until what it waits for is over, as the page itself does."""
        until = time.monotonic() + LONGEST_WAIT
        while BAR in self.text:
            if time.monotonic() > until:
                raise RuntimeError(f"{self.at} never ended")
            self.bars += "<progress" in self.text
            time.sleep(0.5)
            self.get(self.at)
        return self.text


class Memory(threading.Thread):
    """The peak resident memory (MB) of the server's and the worker's processes, and of what they start."""

    def __init__(self, named: dict[str, int]):
        super().__init__(daemon=True)
        self._named, self.peaks, self._over = named, defaultdict(float), threading.Event()

    def run(self) -> None:
        while not self._over.wait(0.1):
            for name, root in self._named.items():
                for one, command in _family(root):
                    what = "reader of spreadsheets" if "tabular.sheet" in command else name
                    with contextlib.suppress(OSError, IndexError, ValueError):
                        status = Path(f"/proc/{one}/status").read_text()
                        peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
                        self.peaks[what] = max(self.peaks[what], peak)

    def end(self) -> None:
        self._over.set()

    def spent(self) -> float:
        """Seconds of a processor that the server and the worker took so far, with what they started."""
        ticks = 0
        for one, _command in (each for root in self._named.values() for each in _family(root)):
            with contextlib.suppress(OSError):
                told = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
                # utime and stime, and those of children that ended.
                ticks += sum(map(int, told[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")


def _family(root: int) -> list[tuple[int, str]]:
    found, todo = [], [root]
    while todo:
        one = todo.pop()
        with contextlib.suppress(OSError):
            command = Path(f"/proc/{one}/cmdline").read_text().replace("\0", " ")
            found.append((one, command))
            # A program is the child of the thread that started it.
            for thread in Path(f"/proc/{one}/task").iterdir():
                todo += [int(child) for child in (thread / "children").read_text().split()]
    return found


def through(browser: Browser, file: Path, planted: Counter, spent=lambda: 0.0) -> None:
    """The whole way of one file, each step timed; ends with it taken out again. `spent` tells seconds of a processor."""
    seconds: dict[str, tuple[float, float]] = {}

    @contextlib.contextmanager
    def step(name: str):
        began, worked = time.perf_counter(), spent()
        yield
        browser.wait()
        before = seconds.get(name, (0.0, 0.0))
        seconds[name] = before[0] + time.perf_counter() - began, before[1] + spent() - worked

    print(f"\n{file.name}: {file.stat().st_size / 1_048_576:.1f} MB, {planted['rows']:,} rows below the names")
    with step("send, and find its names"):
        browser.send("/measures/past/", file)
    where = browser.at.removesuffix("columns/")
    if "Call / Case #" not in browser.text:
        raise RuntimeError("the two rows of names were not found")
    with step("columns, and read the whole file"):
        form = Forms(browser.text).holding("zone", "source")
        browser.post(f"{where}columns/", form | {"source": f"old list {file.suffix}"})
    with step("spellings, and try every row"):
        browser.post(f"{where}spellings/", Forms(browser.text).holding("csrfmiddlewaretoken", but="username"))
    asked = 0
    while "/times/" in browser.at:
        asked += 1
        with step("times, and try every row again"):
            form = Forms(browser.text).holding("zone", "repeats", answered=True)
            browser.post(f"{where}times/", form)
        if asked > 5:
            raise RuntimeError("the questions never end")
    with step("keep the mapping"):
        browser.post(f"{where}look/", {"verb": "save", "save_as": "Old list"})
    with step("bring in"):
        browser.post(f"{where}look/", {"verb": "start"})
    if "The file is in" not in browser.text:
        raise RuntimeError(f"it did not come in: {browser.text[-3000:]}")
    with step("report"):
        page = browser.get(where)
    with step("report as CSV"):
        report = browser.get(f"{where}report.csv")
    with step("take out"):
        browser.post(f"{where}take-out/", {})
    for name, (taken, worked) in seconds.items():
        print(f"  {name}: {taken:.1f} s, {worked:.1f} s of a processor")
    print(
        f"  the longest single request: {browser.slowest[0]:.1f} s ({browser.slowest[1]}); seen with a bar: {browser.bars}"
    )
    _prove(report, page, planted)


def _prove(report: str, page: str, planted: Counter) -> None:
    """Count the report again from its lines, against the page and against what was planted."""
    by, why = defaultdict(set), Counter()
    for row, became, _field, reason in list(csv.reader(io.StringIO(report)))[1:]:
        by[became].add(row)
        why[became, reason.split(";")[0].split(",")[0]] += 1
    shown = Forms(page).facts
    rows = planted["rows"]
    kept, refused = int(shown["Kept"]), len(by["Refused"])
    something = set().union(*(found for became, found in by.items() if became != "Refused"))
    stood = int(shown["Kept as they stood"])
    for became in ("Mended", "Set aside", "Left unknown", "Refused"):
        print(f"  {became.lower()}: {len(by[became]):,} rows")
    print(
        f"  {rows:,} rows = {refused:,} refused + {stood:,} kept as they stood + {len(something):,} kept with something said"
    )
    wrong = []
    if rows != refused + kept or kept != stood + len(something) or by["Refused"] & something:
        wrong.append(
            f"the sum: {rows} rows, {kept} kept, {refused} refused, {stood} as they stood, {len(something)} more"
        )
    for what, reason in REASONS.items():
        found = sum(n for (became, one), n in why.items() if became == "Refused" and one.startswith(reason))
        if found != planted[what]:
            wrong.append(f"{what}: {planted[what]} planted, {found} refused")
    if wrong:
        raise RuntimeError("; ".join(wrong) + f"; {dict(why)}")
    print(f"  refused as planted: {', '.join(f'{planted[what]} {what}' for what in REASONS if planted[what])}")


# What is planted, and the beginning of the sentence that refuses it.
REASONS = {
    "repeat": "The same row",
    "header again": "The names of the columns",
    "no date": "Without the day",
    "torn": "The row can't be split",
}


def main(count: int) -> None:
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tandem.settings"
    from tandem.foundation.database.access import opened

    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tandem-performance-")))
        folder.chmod(0o755)
        os.environ |= stack.enter_context(opened(folder))
        import django

        django.setup()
        from tandem.foundation.database import reach

        # What a benchmark makes, it makes as a command does; the server it measures begins with nothing open.
        reach.standing("benchmark")
        from django.core.management import call_command

        from tandem.vocabulary.terms import OrganizationKind, Role
        from tests import made
        from tests.performance.sessions import session_of

        call_command("migrate_all", verbosity=0)
        made.program()
        juniper = made.organization(OrganizationKind.PROVIDER, in_program=True, name="Juniper House")
        cookie = session_of(made.user_with_job(Role.EVALUATOR, of=juniper))
        port = _free_port()
        log = stack.enter_context((folder / "server.log").open("wb"))
        server = [sys.executable, "-m", "granian", "--interface", "asgi", "--workers", "2", "--port", str(port)]
        worker = [sys.executable, "-m", "tandem", "worker"]
        running = {}
        for name, command in (("server", [*server, "tandem.asgi:application"]), ("worker", worker)):
            running[name] = subprocess.Popen(command, stdout=log, stderr=log)
            stack.callback(_ended, running[name])
        _until_ready(port, 180)
        memory = Memory({name: one.pid for name, one in running.items()})
        for file, write in ((folder / "old-list.csv", as_text), (folder / "old-list.xlsx", as_sheet)):
            planted = write(file, count)
            browser = Browser(port, cookie)
            # Each process of the server loads these pages when first asked for one.
            for _ in range(6):
                browser.get("/measures/past/")
            browser.slowest = (0.0, "")
            if not memory.is_alive():
                memory.start()
            through(browser, file, planted, memory.spent)
        memory.end()
        print("\npeak memory: " + ", ".join(f"{name} {peak:.0f} MB" for name, peak in memory.peaks.items()))


def _ended(child: subprocess.Popen) -> None:
    child.terminate()
    try:
        child.wait(15)
    except subprocess.TimeoutExpired:
        child.kill()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
