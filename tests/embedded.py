"""The database of the tests: a throwaway server, brought up only when a test asks for the database.

Loaded by `-p tests.embedded`, before Django reads its settings. Runs share one fast server in `.tandem-test`; each has
a database of its own, copied from a migrated template that is made anew when a migration, model or guard changes.

Rows that all tests of a file begin with are made once: a fixture with `scope="module"` that asks for `file_db` makes them
in a transaction around the file, of which each test is a part that is undone. A file whose tests commit can't have it.

Tests connect as the application's plain role, which cannot TRUNCATE. After a test with `transaction=True` the database
is therefore copied from the template again instead of flushed; an ordinary `django_db` test is rolled back as usual.
"""

import atexit
import contextlib
import fcntl
import os
import shutil
import tempfile
import types
from pathlib import Path
from urllib.parse import urlsplit

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
NAME = f"tandem_test_{os.getpid()}"

os.environ.update(
    DATABASE_URL=f"postgresql://tandem_app@/{NAME}?host=/nowhere",
    DATABASE_OWNER_URL=f"postgresql://tandem_owner@/{NAME}?host=/nowhere",
    TANDEM_SECRET_KEY="test",
    TANDEM_POOL="0",
    TANDEM_DATA=tempfile.mkdtemp(prefix="tandem-test-"),
)
atexit.register(shutil.rmtree, os.environ["TANDEM_DATA"], ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """The database of this run, migrated; the server is left at the end and stops with its last user."""
    from django.test import TransactionTestCase

    with contextlib.ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        run = stack.enter_context(Run())
        stack.enter_context(_replaced(TransactionTestCase, "_fixture_teardown", lambda _test: run.renew()))
        yield run


@pytest.fixture(scope="module")
def file_db(request, django_db_setup, django_db_blocker):
    """A transaction around the tests of this file, for its own fixtures with `scope="module"`; undone after the last."""
    from django.db import transaction

    around = transaction.atomic()
    # What must be the outermost transaction in the program may be inside the one of a test, and of a file.
    around._from_testcase = True
    with _around_a_file:
        _around_a_file.enter_context(django_db_blocker.unblock())
        _around_a_file.enter_context(around)
        _around_a_file.callback(transaction.set_rollback, True)
        yield


_around_a_file = contextlib.ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    # Tests that commit come last in their file, and find nothing of it.
    if _commits(item):
        _around_a_file.close()


def _commits(item) -> bool:
    asked = item.get_closest_marker("django_db")
    return bool(asked and asked.kwargs.get("transaction"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Each test of a file with rows of its own is undone, and none of them commits."""
    for item in items:
        if "file_db" not in item.fixturenames:
            continue
        if _commits(item):
            raise pytest.UsageError(f"{item.nodeid} commits, so it can't have the rows of its file (file_db)")
        item.add_marker(pytest.mark.django_db)


def pytest_configure(config):
    # Loaded before pytest-django, this plugin's fixture would lose to the one of the same name there.
    late = types.ModuleType("tests.embedded_late")
    late.django_db_setup, late.file_db = django_db_setup, file_db
    config.pluginmanager.register(late)


class Run:
    """One run of the tests: its database, and the template it is copied from."""

    def __enter__(self):
        from tandem.foundation.database.version import stamp

        self.server = _server()
        self.folder = self.server.data_dir
        self.template = f"tandem_template_{stamp()[:16]}"
        self._held = open(self.folder / self.template, "ab")
        try:
            with _locked(self.folder / "templates.lock"):
                self._sweep()
                fcntl.flock(self._held, fcntl.LOCK_SH)
                if self.template not in self._databases():
                    self._make_template()
            self.renew()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_exception):
        from django.db import connections

        connections.close_all()
        self.server.drop_database(NAME)
        self._held.close()
        self.server.stop()

    def renew(self):
        """Puts the database back to the state of the template."""
        from django.db import connections

        from tests.fresh_thread import close_keys

        connections.close_all()
        close_keys()
        self.server.drop_database(NAME)
        self._point_at(self.server.make_database(NAME, template=self.template))

    @contextlib.contextmanager
    def lend(self, name: str):
        """Another migrated database on the same server, for a program of its own; gone at the end."""
        name = f"tandem_{name}_{os.getpid()}"
        self.server.drop_database(name)
        yield self.server.make_database(name, template=self.template)
        self.server.drop_database(name)

    def _make_template(self):
        from django.core.management import call_command
        from django.db import connections

        # Migrated under another name and renamed when whole: a template that exists is complete.
        self.server.drop_database(NAME)
        self._point_at(self.server.make_database(NAME))
        call_command("migrate_all", verbosity=0)
        connections.close_all()
        with self.server.connect_as_superuser() as connection:
            connection.execute(f'ALTER DATABASE "{NAME}" RENAME TO "{self.template}"')

    def _sweep(self):
        """Drops what killed runs left, and templates that no run uses any more."""
        for name in self._databases():
            kind, _, mark = name.rpartition("_")
            if kind not in ("", "tandem_template") and mark.isdigit() and not _alive(int(mark)):
                self.server.drop_database(name)
            elif kind == "tandem_template" and name != self.template:
                with open(self.folder / name, "ab") as held, contextlib.suppress(BlockingIOError):
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.server.drop_database(name)
                    (self.folder / name).unlink()

    def _databases(self):
        with self.server.connect_as_superuser() as connection:
            return [row[0] for row in connection.execute("SELECT datname FROM pg_database")]

    def _point_at(self, urls):
        from django.conf import settings
        from django.db import connections

        from tandem.foundation.database import reach

        # The body of a test looks for itself; each request, and each drawing of a live view, begins with nothing open.
        reach.standing("tests")
        for alias, variable, url in (
            ("default", "DATABASE_URL", urls.app),
            ("owner", "DATABASE_OWNER_URL", urls.owner),
        ):
            os.environ[variable] = url
            parts = urlsplit(url)
            place = {
                "NAME": NAME,
                "USER": parts.username,
                "PASSWORD": parts.password,
                "HOST": self.server.socket_folder(),
            }
            settings.DATABASES[alias].update(place)
            connections[alias].settings_dict.update(place)
            connections[alias].settings_dict["OPTIONS"] = settings.DATABASES[alias]["OPTIONS"]


def _server():
    from tandem.foundation.database.account import DatabaseUnavailable
    from tandem.foundation.database.embedded import Embedded

    folder = REPOSITORY / ".tandem-test"
    if not os.access(folder if folder.exists() else REPOSITORY, os.W_OK):
        folder = Path(tempfile.gettempdir()) / f"tandem-test-{os.geteuid()}"
    server = Embedded(folder, fast=True)
    try:
        server.start()
    except DatabaseUnavailable:
        # Without fsync a power cut may have broken it; nothing in it is worth keeping.
        server.remove()
        server.start()
    return server


@contextlib.contextmanager
def _locked(path):
    with open(path, "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _replaced(owner, name, value):
    original = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, original)


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
