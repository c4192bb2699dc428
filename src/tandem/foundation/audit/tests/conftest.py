"""An audit trail of a made-up day, sealed in three batches, and what the owner of its tables may do to it."""

import shutil
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, connections

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit import alerts, signing, sinks
from tandem.foundation.audit.lines import lines
from tandem.foundation.audit.record import record
from tandem.foundation.audit.seal import Sealer
from tandem.foundation.audit.verify import Report, check


@pytest.fixture(autouse=True)
def own_data(settings, tmp_path):
    """A data folder of the test's own: its key, its file of checkpoints, its spool."""
    settings.DATA_DIR = tmp_path / "data"
    alerts._told_at.clear()
    yield
    alerts._told_at.clear()


class Alone(Sealer):
    """A sealer that waits for the transactions of this database only: other tests keep some open on the same server."""

    def _seen(self) -> tuple[int, int, int]:
        high, _anywhere, newest = super()._seen()
        # Asked after the snapshot, so that whoever is missing here was over by then.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT min(backend_xid::text::bigint) FROM pg_stat_activity WHERE datname = current_database()"
            )
            (oldest,) = cursor.fetchone()
        return high, min(oldest or newest, newest), newest


class Trail:
    """A trail and its sealer; `owner` runs SQL as the role that owns the tables, triggers taken away meanwhile."""

    def __init__(self):
        self.sealer = Alone(margin=0)
        self.actor = Actor("user", UUID(int=7), "Lena Castellan", session="abc", address="::1")

    def write(self, count: int = 5) -> None:
        for number in range(count):
            record(self.actor, "release.record", object_kind="person", object_id=UUID(int=number + 1))

    def seal(self) -> int:
        return self.sealer.tick()

    def days(self, batches: int = 3) -> None:
        for _each in range(batches):
            self.write()
            self.seal()

    def owner(self, *statements: str) -> None:
        connection = connections["owner"]
        with connection.cursor() as cursor:
            for table in ("audit_entry", "audit_link", "audit_checkpoint"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for one in statements:
                cursor.execute(one)
            for table in ("audit_entry", "audit_link", "audit_checkpoint"):
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        connection.close()

    def begin_anew(self) -> None:
        """As on the first day: no entry, no key, no file."""
        self.owner("TRUNCATE audit_entry, audit_link, audit_checkpoint RESTART IDENTITY")
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
        self.sealer = Alone(margin=0)

    def check(self, *, elsewhere: bool = True) -> Report:
        files = [one for one in sinks.files() if elsewhere and one.exists()]
        return check(
            list(lines()), [signing.public_of(signing.key())], [one.read_bytes().splitlines() for one in files]
        )

    def found(self, **told) -> list[str]:
        return [f"{one.kind}: {one.words}" for one in self.check(**told).findings]


@pytest.fixture
def trail():
    return Trail()


@pytest.fixture
def first_day(trail):
    """The numbers begin at 1: they are not rolled back, so that earlier tests leave the sequence anywhere."""
    trail.begin_anew()
