"""`bin/tandem live_shift`: keeps a shift running in the demo until it is told to stop."""

import os
import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from tandem.demo import city
from tandem.demo.live import Shift
from tandem.demo.stage import Stage


class Command(BaseCommand):
    help = "Runs the demo's live shift: calls arrive and teams move, until SIGTERM or Ctrl-C."
    requires_system_checks = []

    def handle(self, *args, **options):
        if not city.is_demo():
            raise CommandError("There is no demo city here, and a live shift never runs among real people.")
        stop = threading.Event()
        for heard in (signal.SIGTERM, signal.SIGINT):
            signal.signal(heard, lambda *_: stop.set())
        Shift(Stage(seed=int.from_bytes(os.urandom(8)))).run(stop)
        connections.close_all()
        self.stdout.write("The live shift has ended.")
