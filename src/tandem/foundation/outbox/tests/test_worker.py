"""The worker: what a job stores is part of the job's own transaction, and a signal ends it cleanly."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tandem.foundation import outbox
from tandem.foundation.database.journey import send
from tandem.foundation.outbox.management.commands import worker


@pytest.fixture
def events(monkeypatch):
    monkeypatch.setattr(outbox, "_reactions", {})
    return []


def waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tandem.outbox.deliver'")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_an_event_is_delivered_with_its_ids_and_its_job_removed(events):
    outbox.subscribe("made.up", lambda **ids: events.append(ids))
    outbox.defer("made.up", {"thing": "7"})
    call_command(worker.Command(), "--once")
    assert events == [{"thing": "7"}]
    assert waiting() == 0


@pytest.mark.django_db
def test_an_event_sent_with_others_is_stored_as_procrastinate_stores_it(events):
    outbox.subscribe("made.up")
    outbox.defer("made.up", {"thing": "7"})
    send([outbox.deferring("made.up", {"thing": "7"})])
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(job) - 'id' FROM procrastinate_jobs job")
        (one,), (other,) = cursor.fetchall()
    assert one == other


@pytest.mark.django_db(transaction=True)
def test_what_a_failing_reaction_stored_is_rolled_back_with_it(events):
    def fails(**_ids):
        with transaction.atomic():
            outbox.defer("second", {})
            raise RuntimeError("halfway")

    outbox.subscribe("first", fails)
    outbox.subscribe("second", lambda: events.append("second"))
    outbox.defer("first", {})
    call_command(worker.Command(), "--once")
    assert events == []
    with connection.cursor() as cursor:
        # The minute may turn meanwhile, and the worker then queues what falls due by the clock.
        cursor.execute("SELECT args->>'event' FROM procrastinate_jobs WHERE task_name = 'tandem.outbox.deliver'")
        assert cursor.fetchall() == [("first",)], "kept for another try; the second was never stored"


@pytest.mark.whole
@pytest.mark.django_db(transaction=True)
def test_a_signal_ends_the_worker_cleanly(events):
    outbox.subscribe("made.up")
    outbox.defer("made.up", {})
    # The settings of a child name this run's database only by the environment the test plugin keeps.
    code = (
        "import django; django.setup(); from django.core.management import call_command;"
        "from tandem.foundation.outbox.management.commands.worker import Command; call_command(Command())"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tandem.settings"}
    running = subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 20
    while waiting() and time.monotonic() < deadline:
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(0.1)
            break
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=20)
    assert running.returncode == 0, said.decode()
    assert b"Traceback" not in said
