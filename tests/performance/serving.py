"""A server as `bin/start` runs it, with a board of made-up calls and a dispatcher signed in, for the benchmarks."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID


@dataclass(frozen=True)
class Serving:
    """Where it listens and which process it is, the cookie of a dispatcher, the calls on the board, and the database's
    address.
    """

    port: int
    process: int
    cookie: str
    calls: list[UUID]
    database_url: str


@contextlib.contextmanager
def serving(calls: int = 40) -> Iterator[Serving]:
    """Bring everything up in a folder of its own, and take it down again."""
    from tandem.foundation.database.access import opened

    folder = Path(tempfile.mkdtemp(prefix="tandem-performance-"))
    folder.chmod(0o755)
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.performance.settings"
    with opened(folder) as environment, contextlib.ExitStack() as stack:
        os.environ.update(environment)
        import django

        django.setup()
        from tandem.foundation.database import reach

        # What a benchmark makes, it makes as a command does; the server it measures begins with nothing open.
        reach.standing("benchmark")
        from django.core.management import call_command

        call_command("migrate_all", verbosity=0)
        cookie, ids = _people_and_calls(calls)
        port, server = stack.enter_context(server_in(folder))
        yield Serving(port, server, cookie, ids, environment["DATABASE_URL"])


@contextlib.contextmanager
def server_in(folder: Path, workers: int = 2) -> Iterator[tuple[int, int]]:
    """Start a server with the environment as it is, its log in this folder: the port it listens on, and its process."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--workers", str(workers), "--port", str(port)]
    with (folder / "server.log").open("ab") as log:
        server = subprocess.Popen([*command, "tandem.asgi:application"], stdout=log, stderr=log)
        try:
            _until_ready(port)
            yield port, server.pid
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _until_ready(port: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def _people_and_calls(count: int) -> tuple[str, list[UUID]]:
    from tandem.vocabulary.terms import OrganizationKind, Role
    from tests import made

    made.program()
    police = made.organization(OrganizationKind.POLICE, in_program=True)
    cookie = cookie_of(made.user_with_job(Role.DISPATCHER))
    for _ in range(6):
        made.team(made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER, of=police))
    answers = {"weapon": "none", "violence": "none", "suicide": "thoughts"}
    ids = [
        made.call(
            agency=police, place=f"{n} Orchard Street", narrative="Crying on a bench, agrees to talk.", inputs=answers
        )
        for n in range(1, count + 1)
    ]
    return cookie, ids


def cookie_of(who) -> str:
    """Sign somebody in, with two factors just proven, and return their cookie."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tandem.foundation.accounts import presence
    from tandem.foundation.accounts.models import User
    from tandem.foundation.organizations.models import Membership
    from tandem.vocabulary.sign_in import Factor

    user = User.objects.get(pk=who.id)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["membership"] = str(Membership.objects.get(user=user).pk)
    presence.prove(session, Factor.APP, time.time())
    session.save()
    return f"sessionid={session.session_key}"


async def fetch(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, cookie: str
) -> tuple[int, bytes]:
    """One GET on an open connection: status and body."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return int(head[9:12]), await reader.readexactly(length)
