"""Deliver events and run jobs until stopped. `bin/start` runs one beside the server; more may run on other machines."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import copy
from threading import Event, Thread

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.periodic import PeriodicRegistry

from tandem.foundation.audit import seal, signing

POLL_SECONDS = 1.0
GRACE_SECONDS = 10.0


class Command(BaseCommand):
    help = "Deliver events and run jobs until stopped by SIGTERM or Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")
        parser.add_argument("--concurrency", type=int, default=2, metavar="N")

    def handle(self, *args, **options):
        worker = worker_app()
        if not options["once"]:
            store_first_jobs()
        with worker.open(), sealing(once=options["once"]):
            worker.run_worker(
                queues=["events", "default"],
                concurrency=options["concurrency"],
                wait=not options["once"],
                fetch_job_polling_interval=POLL_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
                delete_jobs="successful",
            )


def store_first_jobs() -> None:
    """Store what is to be done at a start, unless it waits already."""
    for task, lock in settings.JOBS_AT_START.items():
        with suppress(AlreadyEnqueued), transaction.atomic():
            app.configure_task(task, queueing_lock=lock).defer()


@contextmanager
def sealing(*, once: bool) -> Iterator[None]:
    """The audit trail is sealed beside the jobs, by whichever worker holds the lock; once: at the end."""
    stop = Event()
    thread = Thread(target=seal.run, args=(stop,), name="sealer", daemon=True)
    if not once:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        if thread.is_alive():
            thread.join(GRACE_SECONDS)
        # What the last jobs did is sealed too.
        with suppress(signing.KeyUnusable):
            seal.Sealer().tick()


def worker_app() -> App:
    """The same tasks on a connection of the worker's own.

    Replacing the connection of the one app would be simpler, but then an act done by a job would store its events
    outside its own transaction. So tasks keep Django's connection, and only what runs on the clock uses the worker's,
    because nobody would renew Django's after the database was restarted.
    """
    worker = app.with_connector(app.connector.get_worker_connector())
    worker.periodic_registry = PeriodicRegistry()
    for one in app.periodic_registry.periodic_tasks.values():
        task = copy(one.task)
        task.blueprint = worker
        worker.periodic_registry.register_task(task, one.cron, one.periodic_id, one.configure_kwargs)
    return worker
