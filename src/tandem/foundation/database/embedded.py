"""The embedded PostgreSQL: made, started, shared and stopped without a system service.

Every process that uses it holds a shared lock; the last one to leave, however it leaves, takes the server down.
Reached by a Unix socket in a folder of mode 0700 and by password (SCRAM), never over the network (CJIS SC-7, IA-5).
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import secrets
import shlex
import shutil
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from . import keeper
from .account import DatabaseUnavailable, private, service_account
from .binaries import binaries, place_for
from .roles import FACTS, MAKE_FACTS

DATABASE = "tandem"
OWNER = "tandem_owner"
APP = "tandem_app"
SUPERUSER = "postgres"
# sockaddr_un holds 107 characters; `/.s.PGSQL.5432` takes 14 of them.
LONGEST_SOCKET_FOLDER = 92
START_SECONDS = 60
# What a throwaway server gives up: to outlive a power cut, and to be followed by another server.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


@dataclass(frozen=True)
class Urls:
    """libpq addresses of one database, by role: `app` serves, `owner` migrates."""

    app: str
    owner: str


@dataclass(frozen=True)
class _Cluster:
    """What the data folder remembers of its cluster: where it lies, and the passwords of its roles."""

    place: str
    passwords: dict[str, str]


class Embedded:
    """The server of one data folder. `fast` gives up durability and is for tests only.

    `start` brings it up or joins it, for as long as this object lives; `stop` leaves it and takes it down when nobody
    else uses it; also a context manager yielding `Urls`. Raises DatabaseUnavailable with one sentence a person can act
    on.
    """

    def __init__(self, data_dir: Path | str, *, fast: bool = False):
        self.data_dir = Path(data_dir).absolute()
        self.fast = fast
        self._account = service_account()
        self._users = None
        self._whole = True

    def __enter__(self) -> Urls:
        return self.start()

    def __exit__(self, *_exception) -> None:
        self.stop()

    def start(self) -> Urls:
        """Brings the server up, or joins the one that runs, and returns the addresses of the database `tandem`."""
        if self._users:
            return self.urls()
        with self._starting():
            self._bin = binaries(self._account)
            self._cluster = self._remembered() or self._made()
            self._check_place()
            users = open(self.data_dir / "database.users", "ab", opener=private)  # noqa: SIM115 - held as long as the server is used
            # Waits here while a keeper is taking the server of a killed parent down.
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                if not self._healthy():
                    self._end()
                    self._begin()
                    self._ensure_roles()
                elif not self._whole:
                    self._ensure_roles()
            except BaseException:
                users.close()
                raise
            self._users = users
        return self.urls()

    def stop(self) -> None:
        """Lets go of the server; the last user takes it down. Does nothing when it was not started."""
        if not self._users:
            return
        with self._starting(), self._users as users:
            self._users = None
            while True:
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    return self._end()
                # Changing the lock let go of it for an instant, in which the keeper may have begun the same work.
                with contextlib.suppress(BlockingIOError):
                    return fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
                time.sleep(0.05)

    def urls(self, database: str = DATABASE) -> Urls:
        """The addresses of a database of this server."""
        return Urls(app=self._url(APP, database), owner=self._url(OWNER, database))

    def connect_as_superuser(self, database: str = "postgres") -> psycopg.Connection:
        """A connection in autocommit for making roles and databases, never for the application."""
        return psycopg.connect(self._url(SUPERUSER, database), autocommit=True, connect_timeout=10)

    def make_database(self, name: str, template: str = "template1") -> Urls:
        """Makes a database, empty or a copy, owned by the owning role and closed to everyone but the two roles."""
        with self.connect_as_superuser() as connection:
            self._make_database(connection, name, template, "FILE_COPY" if self.fast else "WAL_LOG")
        return self.urls(name)

    def drop_database(self, name: str) -> None:
        """Drops a database, ending whoever is connected to it."""
        with self.connect_as_superuser() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def remove(self) -> None:
        """Stops the server and deletes its cluster with all data: for throwaway servers of tests."""
        self.stop()
        self._cluster = self._remembered()
        if self._cluster:
            shutil.rmtree(self.socket_folder(), ignore_errors=True)
            shutil.rmtree(self._cluster.place, ignore_errors=True)
            (self.data_dir / "database.json").unlink()

    # The folder and what it remembers.

    @contextlib.contextmanager
    def _starting(self):
        """One process at a time makes, starts or stops the server."""
        if not self.data_dir.exists():
            # Root lets its service account pass, not look; everyone else keeps the folder to themselves.
            self.data_dir.mkdir(parents=True)
            self.data_dir.chmod(0o711 if self._account.switched else 0o700)
        with open(self.data_dir / "database.starting", "ab", opener=private) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _remembered(self) -> _Cluster | None:
        try:
            return _Cluster(**json.loads((self.data_dir / "database.json").read_text()))
        except FileNotFoundError:
            return None

    def _made(self) -> _Cluster:
        """Makes the cluster. It is remembered only when whole, so that an interrupted attempt is begun anew."""
        place = place_for(self.data_dir, self._account)
        passwords = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}
        shutil.rmtree(place / "data", ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=place) as words:
            words.write(passwords[SUPERUSER])
            words.flush()
            self._account.own(Path(words.name), 0o600)
            made = self._account.run(
                self._bin / "initdb",
                f"--pgdata={place / 'data'}",
                f"--username={SUPERUSER}",
                f"--pwfile={words.name}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions",
                *(["--no-sync"] if self.fast else []),
            )
        if made.returncode:
            raise DatabaseUnavailable(f"The database could not be made in {place}: {_last_line(made.stdout)}")
        cluster = _Cluster(place=str(place), passwords=passwords)
        draft = self.data_dir / "database.json.new"
        draft.unlink(missing_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(asdict(cluster), file)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(self.data_dir / "database.json")
        return cluster

    def _check_place(self) -> None:
        data = Path(self._cluster.place) / "data"
        barrier = self._account.barrier(data.parent)
        if barrier:
            raise DatabaseUnavailable(f"The database cannot run: {self._account.name} may no longer enter {barrier}.")
        if not (data / "PG_VERSION").exists():
            raise DatabaseUnavailable(f"The database is missing: {self.data_dir} remembers it in {data}.")
        made_by = (data / "PG_VERSION").read_text().strip()
        ours = re.search(r"\d+", self._account.run(self._bin / "postgres", "--version").stdout)[0]
        if made_by != ours:
            raise DatabaseUnavailable(
                f"{data} was made by PostgreSQL {made_by} and this is {ours}; restore a backup into a new data folder."
            )

    def socket_folder(self) -> Path:
        """Below the cluster, or in a short folder where that path is too long or oddly spelled for a socket."""
        inside = Path(self._cluster.place) / "socket"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER and re.fullmatch(r"[\w./-]+", str(inside), re.ASCII):
            return inside
        mark = hashlib.sha256(os.fsencode(inside)).hexdigest()[:12]
        return Path("/tmp") / f"tandem-{self._account.uid}-{mark}"

    def _url(self, role: str, database: str) -> str:
        host = quote(str(self.socket_folder()), safe="/")
        return f"postgresql://{role}:{self._cluster.passwords[role]}@/{database}?host={host}"

    # The server.

    def _postmaster(self) -> int | None:
        """The process id in postmaster.pid if a PostgreSQL of this cluster runs under it."""
        data = Path(self._cluster.place) / "data"
        try:
            pid = int((data / "postmaster.pid").read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline")
            if Path("/proc/self").exists():
                return pid if os.fsencode(data) in command.read_bytes() else None
            os.kill(pid, 0)
        except (OSError, ValueError, IndexError):
            return None
        return pid

    def _disown_reused_id(self) -> None:
        """Keeps a stale postmaster.pid from blocking the start when another program has got its process id.

        PostgreSQL passes over an id that is its starter's own. The rest of the file stays, because it names the shared
        memory by which orphans of the old server are noticed.
        """
        file = Path(self._cluster.place) / "data" / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError):
            _, rest = file.read_text().split("\n", 1)
            file.write_text(f"{os.getpid()}\n{rest}")

    def _healthy(self) -> bool:
        if not self._postmaster():
            return False
        try:
            with psycopg.connect(self._url(APP, DATABASE), connect_timeout=10) as connection:
                # A server that an older version began lacks a role that came later.
                (self._whole,) = connection.execute("SELECT to_regrole(%s) IS NOT NULL", [FACTS]).fetchone()
        except psycopg.OperationalError:
            return False
        return True

    def _begin(self) -> None:
        """Starts the server and a keeper, waiting while orphans of a killed server still hold its shared memory."""
        place, folder = Path(self._cluster.place), self.socket_folder()
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        found = folder.lstat()
        if not folder.is_dir() or folder.is_symlink() or found.st_uid not in (os.geteuid(), self._account.uid):
            raise DatabaseUnavailable(f"The folder for the database's socket belongs to somebody else: {folder}")
        self._account.own(folder, 0o700)
        options = " ".join(
            f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings(folder, self.fast).items()
        )
        deadline = time.monotonic() + START_SECONDS
        while True:
            self._disown_reused_id()
            # pg_ctl leaves its output open to the server: without -l whoever reads it would wait for ever.
            started = self._account.run(
                *(self._bin / "pg_ctl", "start", "-w", "-t", str(START_SECONDS)),
                *("-D", place / "data", "-l", place / "postgresql.log", "-o", options),
            )
            if started.returncode == 0:
                break
            if time.monotonic() > deadline:
                log = place / "postgresql.log"
                reason = _last_line(log.read_text(errors="replace")) if log.exists() else _last_line(started.stdout)
                raise DatabaseUnavailable(f"The database did not start: {reason} (log: {log})")
            time.sleep(0.5)
        keeper.watch(
            self.data_dir / "database.users",
            *(self._bin / "pg_ctl", "stop", "-m", "fast", "-D", place / "data"),
            account=(self._account.uid, self._account.gid) if self._account.switched else None,
            start_new_session=True,
        ).wait()

    def _end(self) -> None:
        """Stops the server if it runs: open work is rolled back, and what was committed stays."""
        for mode in ("fast", "immediate"):
            if self._postmaster():
                data = Path(self._cluster.place) / "data"
                self._account.run(self._bin / "pg_ctl", "stop", "-w", "-t", "30", "-m", mode, "-D", data)

    def _ensure_roles(self) -> None:
        with self.connect_as_superuser() as connection:
            for role in (OWNER, APP):
                if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                    connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
                connection.execute(
                    sql.SQL(
                        "ALTER ROLE {} LOGIN PASSWORD {}"
                        " NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT"
                    ).format(sql.Identifier(role), sql.Literal(self._cluster.passwords[role]))
                )
            if not connection.execute("SELECT to_regrole(%s)", [FACTS]).fetchone()[0]:
                connection.execute(MAKE_FACTS.format(app=APP))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                self._make_database(connection, DATABASE)

    @staticmethod
    def _make_database(
        connection: psycopg.Connection, name: str, template: str = "template1", strategy: str = "WAL_LOG"
    ) -> None:
        words = {"name": name, "owner": OWNER, "app": APP, "template": template}
        names = {key: sql.Identifier(word) for key, word in words.items()}
        for statement in (
            f"CREATE DATABASE {{name}} OWNER {{owner}} TEMPLATE {{template}} STRATEGY {strategy}",
            "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
            "GRANT CONNECT ON DATABASE {name} TO {app}",
        ):
            connection.execute(sql.SQL(statement).format(**names))


def settings(socket_folder: Path, fast: bool) -> dict[str, str]:
    """What a server is told at its start, beside PostgreSQL's own defaults."""
    return {
        "listen_addresses": "",
        "unix_socket_directories": str(socket_folder),
        "unix_socket_permissions": "0700",
        "shared_buffers": "64MB" if fast else "256MB",
        "max_connections": "100",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "logging_collector": "off",
    } | (FAST if fast else {})


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1].strip()
