"""A start from the outside: it serves, it stops, it is killed, it is in somebody's way."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

import psycopg
import pytest
from tink import aead

from tandem.foundation.database.embedded import Embedded
from tandem.foundation.keys import top
from tandem.foundation.keys.place import key_file

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 30


@pytest.fixture
def folder():
    made = Path(tempfile.mkdtemp(prefix="tl-"))
    made.chmod(0o755)
    yield made
    until(lambda: not processes_of(made))
    shutil.rmtree(made)


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def start(folder, port, *options, fault="none"):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE_", "TANDEM_"))}
    # That real data is durable is tried in `foundation/database`.
    environment["TANDEM_FAST_DATABASE"] = "1"
    command = [sys.executable, "-m", "tests.launch.rehearsal", fault, "--data", str(folder / "data")]
    with subprocess.Popen(
        [*command, "--port", str(port), "--ready-file", str(folder / "ready.json"), *options],
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def serving(process):
    """What was printed up to the last line of the announcement; a start that says nothing is ended."""
    late = threading.Timer(PATIENCE, process.kill)
    late.start()
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "intake:" in line:
            break
    late.cancel()
    return "".join(lines)


def until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        threading.Event().wait(0.05)


def processes_of(folder):
    """Every live process that names the folder in its command line or environment."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            named = (entry / "cmdline").read_bytes() + b"\0" + (entry / "environ").read_bytes()
            if os.fsencode(folder) in named and int(entry.name) != os.getpid():
                found.append(named.split(b"\0")[:4])
    return found


def answers(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    with contextlib.closing(connection):
        connection.request("GET", "/")
        return connection.getresponse().status


@pytest.mark.parametrize("request_to_stop", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.whole)])
def test_it_serves_tells_how_and_stops_whole(folder, port, request_to_stop):
    with start(folder, port) as process:
        words = serving(process)
        assert "dispatcher  dana       four plain words" in words
        assert f"http://localhost:{port}" in words
        ready = json.loads((folder / "ready.json").read_text())
        assert ready["url"] == f"http://localhost:{port}"
        assert (ready["sign_ins"][0]["role"], ready["tokens"]["intake"]) == ("dispatcher", "t-1")
        assert answers(port) == 200
        process.send_signal(request_to_stop)
        assert process.wait(PATIENCE) == 0
        assert "Tandem has stopped." in process.stdout.read()
    until(lambda: not processes_of(folder))


@pytest.mark.whole
def test_the_second_start_makes_nothing_again(folder, port):
    for made in (True, False):
        with start(folder, port) as process:
            words = serving(process)
            assert ("migrated" in words, "demo made" in words) == (made, made)
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 0


@pytest.mark.whole
def test_a_killed_start_leaves_nothing_and_blocks_nothing(folder, port):
    with start(folder, port, fault="stubborn") as process:
        serving(process)
        process.kill()
        process.wait(PATIENCE)
    with start(folder, port) as process:
        assert "dispatcher" in serving(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    until(lambda: not processes_of(folder))


@pytest.mark.whole
def test_a_child_that_dies_ends_the_start_and_names_its_log(folder, port):
    with start(folder, port, fault="worker") as process:
        words, _ = process.communicate(timeout=PATIENCE)
    log = folder / "data" / "logs" / "worker.log"
    assert process.returncode == 1
    assert f"The worker stopped by itself (exit code 1); the reason is in {log}" in words
    assert "the reason" in log.read_text()


def test_a5_an_open_wall_is_one_sentence_and_nothing_is_served(folder, port):
    with start(folder, port, fault="wall") as process:
        words, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    *before, refused = words.splitlines()
    assert before == ["4/6 Database", "migrated"]
    assert refused.startswith(
        "bin/start: The table people_person stands without its wall of forced row-level security."
    )
    assert not (folder / "data" / "demo-city").exists() and not (folder / "data" / "logs" / "server.log").exists()


def test_a_taken_port_is_one_sentence(folder, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with start(folder, port) as process:
            words, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert words == f"bin/start: Port {port} is taken; choose another with --port N.\n"


@pytest.mark.whole
def test_a_second_start_on_the_same_data_is_told_where_the_first_is(folder, port):
    with start(folder, port) as first:
        serving(first)
        with start(folder, port + 1) as second:
            words, _ = second.communicate(timeout=PATIENCE)
        assert second.returncode == 2
        assert words == f"bin/start: Tandem already runs on {folder / 'data'}, at http://localhost:{port}\n"
        assert answers(port) == 200
        first.send_signal(signal.SIGINT)
        assert first.wait(PATIENCE) == 0


def test_an_agencys_own_database_needs_the_owning_role_too(folder, port, monkeypatch):
    from tandem.launch.__main__ import main

    monkeypatch.setenv("DATABASE_URL", "postgresql://app@/tandem")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    assert main(["--data", str(folder / "data"), "--port", str(port)]) == 1


def test_empty_makes_no_demo_city_and_says_what_is_left_to_do(folder, port):
    with start(folder, port, "--empty") as process:
        assert "demo made" not in serving(process)
        assert any("Things to do: 3" in line for line in process.stdout)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0


# In its place in `bin/test`: foundation/keys/tests/test_rotation.py for what is said, and
# test_a5_an_open_wall_is_one_sentence_and_nothing_is_served for a start that stops at what it finds.
@pytest.mark.whole
def test_f16_a_start_under_another_key_says_why_and_serves_nothing(folder, port):
    """The database holds a key wrapped by a file that is not there any more; then there is none at all."""
    data = folder / "data"
    data.mkdir(mode=0o711)
    file = key_file(data)
    top.make(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    row = uuid.uuid4()
    wrapped = top.wrap(top.new_keyset(), row, top.new_keyset().primitive(aead.Aead))
    with Embedded(data, fast=True) as urls, psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE keys_key (id uuid, wrapped bytea)")
        owner.execute("GRANT SELECT ON keys_key TO tandem_app")
        owner.execute("INSERT INTO keys_key VALUES (%s, %s)", [row, wrapped])
    for says in ("is not that of this database", "is missing, but the database holds sealed values"):
        with start(folder, port) as process:
            words = process.stdout.read()
            assert process.wait(PATIENCE) == 1
        refused = words.strip().splitlines()[-1]
        assert refused.startswith("bin/start: The key file ") and says in refused and "Traceback" not in words
        assert "demo made" not in words and not (data / "demo-city").exists()
        file.unlink(missing_ok=True)
        assert not file.exists()
