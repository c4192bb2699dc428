"""Deliver events and run jobs until stopped. `bin/start` runs one beside the server; more may run on other machines."""

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app

POLL_SECONDS = 1.0
GRACE_SECONDS = 10.0


class Command(BaseCommand):
    help = "Deliver events and run jobs until stopped by SIGTERM or Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")
        parser.add_argument("--concurrency", type=int, default=2, metavar="N")

    def handle(self, *args, **options):
        # A second app with a connection of the worker's own: the first keeps Django's connection, so that an act done
        # by a job stores its events in its own transaction, as everywhere.
        worker = app.with_connector(app.connector.get_worker_connector())
        with worker.open():
            worker.run_worker(
                queues=["events", "default"],
                concurrency=options["concurrency"],
                wait=not options["once"],
                fetch_job_polling_interval=POLL_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
                delete_jobs="successful",
            )
