"""The embedded server as its users meet it: made, joined, left, killed, blocked."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tandem.foundation.database import binaries as places
from tandem.foundation.database.account import Account, DatabaseUnavailable, service_account
from tandem.foundation.database.embedded import Embedded, settings

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends PostgreSQL an account")


def postmaster(server):
    return int((Path(server._cluster.place) / "data" / "postmaster.pid").read_text().split()[0])


def answer(url, query="SELECT current_user"):
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchone()[0]


def runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_two_plain_roles_by_password_over_a_private_socket(shared):
    urls, server = shared.start(), shared
    assert (answer(urls.app), answer(urls.owner)) == ("tandem_app", "tandem_owner")
    assert answer(urls.app, "SHOW listen_addresses") == ""
    assert answer(urls.app, "SHOW timezone") == "UTC"
    with server.connect_as_superuser() as connection:
        powers = connection.execute(
            "SELECT bool_or(rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls) FROM pg_roles"
            " WHERE rolname LIKE 'tandem_%'"
        ).fetchone()
    assert powers == (False,)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(urls.app, password="guessed")
    assert stat.S_IMODE(server.socket_folder().stat().st_mode) == 0o700
    assert stat.S_IMODE((server.data_dir / "database.json").stat().st_mode) == 0o600


def test_real_data_is_durable_and_only_fast_is_not(folder, shared):
    assert [answer(shared.urls().app, f"SHOW {name}") for name in DURABLE] == ["off"] * 3
    assert {*DURABLE} <= settings(folder, fast=True).keys()
    assert not {*DURABLE} & settings(folder, fast=False).keys(), "PostgreSQL's own defaults are durable"


@pytest.mark.whole
def test_a_real_server_says_that_it_is_durable(folder):
    """In `bin/test` the test above stands in: what the two are started with."""
    real = Embedded(folder / "real")
    urls = real.start()
    try:
        assert [answer(urls.app, f"SHOW {name}") for name in DURABLE] == ["on"] * 3
    finally:
        real.remove()


@pytest.mark.whole
def test_the_last_user_takes_the_server_down(server):
    server.start()
    other = Embedded(server.data_dir, fast=True)
    urls = other.start()
    pid = postmaster(server)
    server.stop()
    assert answer(urls.app) == "tandem_app"
    other.stop()
    assert not runs(pid)
    other.stop()


# In its place in `bin/test`: tests/architecture/test_facts_role.py, on a server that was made with the role.
@pytest.mark.whole
def test_a_server_that_an_older_version_began_gets_the_role_of_the_facts_when_it_is_joined(server):
    server.start()
    with server.connect_as_superuser() as superuser:
        superuser.execute("DROP ROLE tandem_facts")
    other = Embedded(server.data_dir, fast=True)
    urls = other.start()
    assert answer(urls.app, "SELECT pg_has_role('tandem_facts', 'SET')") is True
    other.stop()


@pytest.mark.whole
def test_a_killed_user_leaves_nothing_running_and_loses_nothing(server):
    script = (
        "import sys, os, signal, psycopg\n"
        "from tandem.foundation.database.embedded import Embedded\n"
        "server = Embedded(sys.argv[1], fast=True)\n"
        "urls = server.start()\n"
        "with psycopg.connect(urls.owner) as c: c.execute('CREATE TABLE kept AS SELECT 7 AS n')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(server.data_dir)], check=False)
    assert killed.returncode == -signal.SIGKILL
    # Starting waits for the keeper, so that the server found is a new one.
    assert answer(server.start().owner, "SELECT n FROM kept") == 7


@pytest.mark.whole
def test_a_killed_postmaster_does_not_block_the_next_start(server):
    urls = server.start()
    with psycopg.connect(urls.owner):
        os.kill(postmaster(server), signal.SIGKILL)
        other = Embedded(server.data_dir, fast=True)
        assert answer(other.start().app) == "tandem_app"
        other.stop()


@pytest.mark.whole
def test_a_stale_process_id_that_another_program_got_does_not_block(server):
    server.start()
    file = Path(server._cluster.place) / "data" / "postmaster.pid"
    left = file.read_text()
    server.stop()
    with subprocess.Popen(
        ["sleep", "60"], **({"user": server._account.uid} if server._account.switched else {})
    ) as other:
        file.write_text(left.replace(left.split("\n", 1)[0], str(other.pid), 1))
        try:
            assert answer(server.start().app) == "tandem_app"
            assert other.poll() is None
        finally:
            other.kill()


@pytest.mark.whole
def test_a_socket_whose_folder_was_swept_away_is_made_again(server):
    server.start()
    for left in server.socket_folder().iterdir():
        left.unlink()
    other = Embedded(server.data_dir, fast=True)
    assert answer(other.start().app) == "tandem_app"
    other.stop()


@pytest.mark.whole
def test_a_path_too_long_for_a_socket(folder):
    long = Embedded(folder / ("deep-" * 20), fast=True)
    try:
        assert answer(long.start().app) == "tandem_app"
        assert len(str(long.socket_folder())) < 93
    finally:
        long.remove()


@pytest.mark.whole
def test_a_cluster_of_another_version_is_refused_in_one_sentence(server):
    server.start()
    server.stop()
    version = Path(server._cluster.place) / "data" / "PG_VERSION"
    version.write_text("9\n")
    with pytest.raises(DatabaseUnavailable, match="was made by PostgreSQL 9"):
        server.start()


@pytest.mark.whole
def test_a_remembered_cluster_that_is_gone_is_not_replaced_by_an_empty_one(server):
    server.start()
    server.stop()
    data = Path(server._cluster.place) / "data"
    data.rename(data.with_name("elsewhere"))
    with pytest.raises(DatabaseUnavailable, match="The database is missing"):
        server.start()


@as_root
def test_below_a_folder_only_root_may_enter_another_place_is_found(folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    place = places.place_for(closed / "data", service_account())
    try:
        assert place.parent == places.STATE_FOLDER
    finally:
        place.rmdir()


@pytest.mark.whole
@as_root
def test_below_a_folder_only_root_may_enter(folder):
    """In `bin/test` the test above stands in: where the cluster would be."""
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    server = Embedded(closed / "data", fast=True)
    try:
        assert answer(server.start().app) == "tandem_app"
        assert Path(server._cluster.place).parent == places.STATE_FOLDER
    finally:
        server.remove()


@as_root
def test_without_any_place_the_sentence_names_the_folder(folder, monkeypatch):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(places, "STATE_FOLDER", closed / "state")
    server = Embedded(closed / "data", fast=True)
    with pytest.raises(DatabaseUnavailable, match=f"may not enter {closed}"):
        server.start()


@pytest.mark.whole
@as_root
def test_programs_the_account_cannot_reach_are_unpacked_elsewhere(folder, monkeypatch):
    monkeypatch.setattr(places, "STATE_FOLDER", folder / "state")
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(sys, "prefix", str(closed))
    nobody = Account("nobody", 65534, 65534, switched=True)
    assert places.binaries(nobody).is_relative_to(folder / "state")
