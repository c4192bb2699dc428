"""What `bin/start` runs: the database, the demo city, then the server, the jobs and the live shift, until told to stop.

Everything it started stops with it, however it ends. It serves this machine only (CJIS SC-7: no open boundary).
"""

import argparse
import contextlib
import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tandem.foundation.audit import at_start as audit_at_start
from tandem.foundation.audit.signing import KeyUnusable
from tandem.foundation.database import keeper
from tandem.foundation.database.access import REPOSITORY, data_folder, opened, require_owner
from tandem.foundation.database.account import DatabaseUnavailable, private
from tandem.foundation.database.roles import UnsafeRole, check_app_role
from tandem.foundation.database.standing import NoWall, check_walls
from tandem.foundation.database.version import MIGRATE, bring_up_to_date
from tandem.foundation.keys.place import key_file
from tandem.foundation.keys.start import check as check_keys
from tandem.foundation.keys.top import WrongKey

ANSWER_SECONDS = 90
STOP_SECONDS = 8


SERVER = "server"


class CannotStart(Exception):
    """The start cannot go on. The message is for the person at the terminal; `code` is the exit code."""

    def __init__(self, message: str, code: int = 1):
        super().__init__(message)
        self.code = code


def tandem(*words: str) -> list[str]:
    """A command of Tandem's own command line."""
    return [sys.executable, "-m", "tandem", *words]


@dataclass(frozen=True)
class Plan:
    """What a start runs, in order: `migrate`, `expunge` where there is a journal, `demo` once, the lasting `children` by name,
    then `sign_ins`.
    """

    migrate: list[str]
    demo: list[str] | None
    children: dict[str, list[str]]
    sign_ins: list[str]
    # What is left to do before real people; printed where there is no demo.
    check: list[str] | None = None
    expunge: list[str] | None = None

    @classmethod
    def of(cls, options: argparse.Namespace) -> "Plan":
        server = [sys.executable, "-m", "granian", "--interface", "asgi", "tandem.asgi:application"]
        server += ["--host", "127.0.0.1", "--port", str(options.port), "--workers", "2", "--workers-kill-timeout", "3"]
        children = {SERVER: server, "worker": tandem("worker")}
        if not options.empty and not options.no_shift:
            children["live-shift"] = tandem("live_shift")
        return cls(
            migrate=list(MIGRATE),
            demo=None if options.empty else tandem("demo_city"),
            children=children,
            sign_ins=tandem("sign_ins", "--json"),
            check=tandem("check", "--brief") if options.empty else None,
            expunge=tandem("expunge"),
        )


@dataclass
class Children:
    """The processes of one start, in the process group of a keeper that ends them if this process is killed."""

    lock: Path
    logs: Path
    environment: dict[str, str]
    running: dict[str, subprocess.Popen] = field(default_factory=dict)

    def __enter__(self) -> "Children":
        reading, self._pipe = os.pipe()
        self._keeper = keeper.watch(self.lock, keeper.END_MY_GROUP, stdin=reading, process_group=0)
        os.close(reading)
        return self

    def __exit__(self, *_exception) -> None:
        """Asks every child to stop, in the opposite order, waits, then ends what is left."""
        for heard in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(heard, signal.SIG_IGN)
        for child in reversed(self.running.values()):
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, deadline - time.monotonic()))
        for child in self.running.values():
            child.kill()
            child.wait()
        os.close(self._pipe)

    def spawn(self, name: str, command: list[str], **streams) -> subprocess.Popen:
        """Starts a child. What it says goes to `streams`, or is added to its own file in the folder of logs."""
        if not streams:
            log = open(self.log(name), "ab")  # noqa: SIM115 - closed below, when the child has it
            streams = {"stdout": log, "stderr": subprocess.STDOUT}
        self.running[name] = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            pass_fds=(self._pipe,),
            process_group=self._keeper.pid,
            **streams,
        )
        if hasattr(streams["stdout"], "close"):
            streams["stdout"].close()
        return self.running[name]

    def finish(self, name: str, command: list[str], **streams) -> str:
        """Runs a child to its end and returns what it printed if that was captured. Raises CannotStart if it fails."""
        child = self.spawn(name, command, **({"stdout": None} | streams))
        printed, _ = child.communicate()
        del self.running[name]
        if child.returncode:
            raise CannotStart(f"{name} failed (exit code {child.returncode}): {' '.join(command[1:])}")
        return printed

    def check(self) -> None:
        """Raises CannotStart naming the log if a child has ended."""
        for name, child in self.running.items():
            if child.poll() is not None:
                raise CannotStart(
                    f"The {name} stopped by itself (exit code {child.returncode}); the reason is in {self.log(name)}"
                )

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"


def main(arguments: list[str]) -> int:
    """Starts, serves until Ctrl-C or SIGTERM, stops. Returns 0, 1 when something failed, 2 when the port is taken."""
    options = parse(arguments)
    return run(options, Plan.of(options))


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/start", description="Starts Tandem on this machine.")
    parser.add_argument("--empty", action="store_true", help="no demo city; prints a link for the first administrator")
    parser.add_argument("--no-shift", action="store_true", help="no live shift: calls do not arrive by themselves")
    parser.add_argument("--port", type=int, default=int(os.environ.get("TANDEM_PORT", "8000")), help="default 8000")
    parser.add_argument("--data", metavar="DIR", help="the data folder; default $TANDEM_DATA, else .tandem here")
    parser.add_argument("--ready-file", type=Path, metavar="FILE", help="written as JSON when Tandem serves")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace, plan: Plan) -> int:
    """Carries out a plan. Exit codes as `main`."""
    # A start in the background of a script inherits an ignored Ctrl-C; it must stop all the same.
    for heard in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(heard, _interrupt)
    try:
        data_dir = data_folder(options.data)
        require_owner()
        with contextlib.ExitStack() as stack:
            lock = stack.enter_context(_only_start(data_dir, options.port))
            _check_port(options.port)
            if options.ready_file:
                options.ready_file.unlink(missing_ok=True)
            say(4, "Database")
            environment = stack.enter_context(opened(data_dir))
            logs = data_dir / "logs"
            logs.mkdir(mode=0o700, exist_ok=True)
            whole = os.environ | environment | {"TANDEM_PORT": str(options.port), "PYTHONUNBUFFERED": "1"}
            children = stack.enter_context(Children(lock, logs, whole))
            _prepare(children, plan, data_dir, embedded="DATABASE_URL" in environment)
            say(6, "Server")
            # The server comes first: the others would only take the processors from it while it starts.
            children.spawn(SERVER, plan.children[SERVER])
            ready = _sign_ins(children, plan, options.port)
            _wait_for_answer(children, options.port)
            for name, command in plan.children.items():
                if name != SERVER:
                    children.spawn(name, command)
            if options.ready_file:
                _write_whole(options.ready_file, json.dumps(ready, indent=2) + "\n")
            announce(ready, logs)
            if plan.check:
                print(children.finish("The check list", plan.check, stdout=subprocess.PIPE, text=True), flush=True)
            while True:
                children.check()
                time.sleep(0.3)
    except KeyboardInterrupt:
        print("\nTandem has stopped.", flush=True)
        return 0
    except CannotStart as reason:
        print(f"bin/start: {reason}", file=sys.stderr)
        return reason.code
    except (DatabaseUnavailable, UnsafeRole, NoWall, WrongKey, psycopg.OperationalError) as reason:
        print(f"bin/start: {reason}", file=sys.stderr)
        return 1


def say(step: int, what: str) -> None:
    """A line of progress; the steps before were `bin/start`'s own."""
    print(f"{step}/6 {what}", flush=True)


def announce(ready: dict, logs: Path) -> None:
    """Prints the address, one sign-in per role in a table, and the links that need none."""
    print(f"\nTandem is at {ready['url']}  (logs in {logs}; Ctrl-C stops it)\n")
    rows = [("role", "user name", "password")]
    rows += [(each["role"], each["username"], each["password"]) for each in ready.get("sign_ins", [])]
    if len(rows) > 1:
        widths = [max(len(str(cell)) for cell in column) for column in zip(*rows, strict=True)]
        for row in rows:
            print("  " + "  ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        print("\n  Then a code is asked for. Of these made-up accounts, the page that asks shows it.\n")
    for kind in ("links", "tokens"):
        for name, value in (ready.get(kind) or {}).items():
            print(f"  {name.replace('_', ' ')}: {value}")
    sys.stdout.flush()


def _interrupt(*_signal) -> None:
    raise KeyboardInterrupt


@contextlib.contextmanager
def _only_start(data_dir: Path, port: int):
    """Holds the lock of the data folder: one start at a time, and the keeper of a killed one finishes first."""
    if not data_dir.exists():
        data_dir.mkdir(parents=True)
        data_dir.chmod(0o711 if os.geteuid() == 0 else 0o700)
    path = data_dir / "start.lock"
    with open(path, "a+b", opener=private) as lock:
        deadline = time.monotonic() + keeper.GRACE_SECONDS + 5
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                lock.seek(0)
                words = lock.read().decode().split()
                if words and (_alive(int(words[0])) or time.monotonic() > deadline):
                    raise CannotStart(f"Tandem already runs on {data_dir}, at http://localhost:{words[1]}", 2) from None
                time.sleep(0.05)
        lock.truncate(0)
        lock.write(f"{os.getpid()} {port}".encode())
        lock.flush()
        try:
            yield path
        finally:
            lock.truncate(0)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            raise CannotStart(f"Port {port} is taken; choose another with --port N.", 2) from None


def _prepare(children: Children, plan: Plan, data_dir: Path, *, embedded: bool) -> None:
    """Migrates, refuses a role that could get around the database's rules, and makes the demo city once."""
    url = children.environment["DATABASE_URL"]
    if embedded:
        bring_up_to_date(data_dir, url, lambda: children.finish("The migration", plan.migrate))
    else:
        children.finish("The migration", plan.migrate)
    with psycopg.connect(url, connect_timeout=10) as connection:
        check_app_role(connection)
        check_walls(connection)
        # Before anything is written: what this database holds must open, and what comes must be sealed.
        check_keys(connection, key_file(data_dir))
    # A restored backup holds again what a court had destroyed: the journal beside the database is carried out first.
    journals = (data_dir / "audit" / "expunged.jsonl").exists() or os.environ.get("TANDEM_AUDIT_SINKS")
    if plan.expunge and journals:
        children.finish("The expungements", plan.expunge)
    _look_at_the_trail(url, data_dir)
    made = data_dir / "demo-city"
    if plan.demo and not (embedded and made.exists()):
        say(5, "Demo city")
        children.finish("The demo city", plan.demo)
        made.touch()


def _look_at_the_trail(url: str, data_dir: Path) -> None:
    """Says where the audit trail is not whole. It starts all the same: a team at night needs it, and the proof stays."""
    try:
        told = audit_at_start.warning(url, data_dir)
    except KeyUnusable as reason:
        told = str(reason)
    if told:
        print(f"\n{told}\n", file=sys.stderr, flush=True)


def _sign_ins(children: Children, plan: Plan, port: int) -> dict:
    printed = children.finish("The list of sign-ins", plan.sign_ins, stdout=subprocess.PIPE, text=True)
    return {"url": f"http://localhost:{port}"} | json.loads(printed)


def _wait_for_answer(children: Children, port: int) -> None:
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline:
        children.check()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
            connection.getresponse()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise CannotStart(f"The server gave no answer in {ANSWER_SECONDS} s; see {children.log('server')}")


def _write_whole(file: Path, text: str) -> None:
    """Writes beside the file and renames, so that a reader never sees half; the words are for the starter only."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
        new.write(text)
    draft.replace(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
