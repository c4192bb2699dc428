"""Phones on a real wire for the long forms: a server of its own that can be killed, and a proxy that cuts at any byte."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_START = 300.0


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Server:
    """granian as `bin/start` runs it, with as many workers as told; `kill` is kill -9 of all of it."""

    def __init__(self, folder: Path, workers: int = 1):
        self.port, self.folder, self.workers = free_port(), folder, workers
        self.process: subprocess.Popen | None = None

    def start(self) -> float:
        """Bring it up; the seconds until it served."""
        command = [sys.executable, "-m", "granian", "--interface", "asgi", "--workers", str(self.workers)]
        command += ["--port", str(self.port), "--no-access-log", "tandem.asgi:application"]
        began = time.monotonic()
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        while time.monotonic() - began < LONGEST_START:
            with contextlib.suppress(OSError, http.client.HTTPException):
                asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                asked.request("GET", "/phone/api/me")
                if asked.getresponse().status == 200:
                    return time.monotonic() - began
            time.sleep(0.05)
        raise RuntimeError(f"The server did not start:\n{(self.folder / 'server.log').read_text()[-2000:]}")

    def kill(self) -> None:
        """kill -9 of the server and its workers."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@contextlib.contextmanager
def database() -> Iterator[Path]:
    """A database of its own with every table, this process set up to make rows in it; its folder, gone at the end."""
    from tandem.foundation.database.access import opened

    folder = Path(tempfile.mkdtemp(prefix="tandem-phones-"))
    folder.chmod(0o755)
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tandem.settings"
    os.environ["TANDEM_DATA"] = str(folder)
    try:
        with opened(folder) as environment:
            os.environ.update(environment)
            import django

            django.setup()
            from tandem.foundation.database import reach

            reach.standing("benchmark")
            from django.core.management import call_command

            call_command("migrate_all", verbosity=0)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def cookie_of(user_id, organization_id) -> str:
    """A session of this human, with a second factor shown."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tandem.foundation.accounts import presence
    from tandem.foundation.accounts.models import User
    from tandem.foundation.organizations.models import Membership
    from tandem.vocabulary.sign_in import Factor

    user = User.objects.get(pk=user_id)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["membership"] = str(Membership.objects.get(user=user, organization_id=organization_id).pk)
    presence.prove(session, Factor.APP, time.time())
    session.save()
    return f"sessionid={session.session_key}"


@dataclass
class Line:
    """One phone's way to the server, kept open while it holds. Errors of the wire are OSError or HTTPException."""

    port: int
    cookie: str
    word: str = ""
    _open: http.client.HTTPConnection | None = field(default=None, repr=False)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """One request: (status, body)."""
        if self._open is None:
            self._open = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        told = {"Cookie": self.cookie, "X-CSRFToken": self.word, "Content-Type": "application/json"}
        try:
            self._open.request(method, path, body, {**told, **headers})
            answer = self._open.getresponse()
            return answer.status, answer.read()
        except BaseException:
            self.hang_up()
            raise

    def greet(self) -> None:
        """Ask who is signed in, for the word against forgery and its cookie."""
        self._open = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self._open.request("GET", "/phone/api/me", headers={"Cookie": self.cookie})
        answer = self._open.getresponse()
        found = json.loads(answer.read())
        assert found["signed_in"], found
        given = answer.headers.get_all("Set-Cookie") or []
        self.cookie = "; ".join([self.cookie, *(one.split(";")[0] for one in given if one.startswith("csrftoken"))])
        self.word = found["csrf"]

    def hang_up(self) -> None:
        if self._open:
            self._open.close()
        self._open = None


# What stands between the head of a message and its body (RFC 9112, 2.1).
HEAD_ENDS = b"\r\n\r\n"


class Proxy:
    """Stands between a phone and the server, and cuts the next connection where it is told.

    `cut` is ("request", n): the line breaks once n bytes of the request went through; ("body", n): once n bytes of its
    body did; ("response", n): the server's answer is read whole and only n bytes of it go on; None: nothing breaks.
    """

    def __init__(self, server: int):
        self.server = server
        self.cut: tuple[str, int] | None = None
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                here, _from = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(here, self.cut), daemon=True).start()

    def _carry(self, here: socket.socket, cut: tuple[str, int] | None) -> None:
        with here, socket.create_connection(("127.0.0.1", self.server)) as there:
            where, most = cut or ("", 0)
            told = (most if where in ("request", "body") else None, where == "body")
            up = threading.Thread(target=_pump, args=(here, there, *told), daemon=True)
            up.start()
            with contextlib.suppress(OSError):
                if where == "response":
                    there.settimeout(20)
                    whole = there.recv(65_536)
                    here.sendall(whole[:most])
                else:
                    _pump(there, here, None)
            for each in (here, there):
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._listening.close()


def _pump(source: socket.socket, target: socket.socket, most: int | None, of_body: bool = False) -> None:
    """Carry bytes on until the end, or `most` of them (counted from the end of the head, `of_body`), and break the line."""
    passed, head = 0, b""
    with contextlib.suppress(OSError):
        while part := source.recv(4096 if most is None or of_body else min(4096, max(1, most - passed))):
            if of_body:
                head += part
                if (end := head.find(HEAD_ENDS)) < 0:
                    target.sendall(part)
                    passed += len(part)
                    continue
                most, of_body = most + end + len(HEAD_ENDS), False
            if most is not None and passed + len(part) >= most:
                target.sendall(part[: most - passed])
                break
            target.sendall(part)
            passed += len(part)
        for each in (source, target) if most is not None else (target,):
            each.shutdown(socket.SHUT_RDWR if most is not None else socket.SHUT_WR)
