"""`bin/tandem demo_city`: build the demo city, once. A second run does nothing."""

import os
import sys

from django.core.management.base import BaseCommand, CommandError

from tandem.demo import calibration, city, files, keys, oversight, papers, plans


class Command(BaseCommand):
    help = "Builds the demo city: made-up people, two years of calls. Does nothing where it stands already."
    requires_system_checks = []

    def add_arguments(self, parser):
        # A shorter past is for tests; the environment reaches the command through bin/start.
        days = int(os.environ.get("TANDEM_DEMO_DAYS", calibration.DAYS))
        parser.add_argument("--days", type=int, default=days, help="how long a past to build")

    def handle(self, *args, **options):
        try:
            if city.stands():
                self.stderr.write("The demo city stands already.")
                return
            built = city.build(days=options["days"], progress=lambda line: print(line, file=sys.stderr, flush=True))
        except city.NotEmpty as refused:
            raise CommandError(str(refused)) from None
        files.bring_in()
        oversight.watch_over()
        papers.sign_papers()
        plans.make_plans()
        # The token and the link are made once here, not by whichever command asks first.
        keys.handed_out()
        rows = sum(built.counts.values())
        self.stderr.write(f"Demo city: {built.seen['calls']:,} calls and {rows:,} rows in {built.seconds:.0f} s.")
