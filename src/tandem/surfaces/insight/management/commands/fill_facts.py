"""Fill the mart whole, month by month. Safe to stop and to repeat."""

import json
import time

from django.core.management.base import BaseCommand

from tandem.measures.tables import TABLES
from tandem.surfaces.insight import facts


class Command(BaseCommand):
    help = "Fill every month of the measures' facts from the records."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one line of JSON at the end, no progress")

    def handle(self, *args, **options):
        started, total = time.monotonic(), {}
        for table, words in TABLES.items():
            total[table] = 0
            for month, rows in facts.fill_every_month(table):
                total[table] += rows
                if not options["json"] and options["verbosity"]:
                    self.stdout.write(f"{month}  {total[table]:>9,} {words.many}")
        seconds = round(time.monotonic() - started, 1)
        if options["json"]:
            self.stdout.write(json.dumps({**total, "seconds": seconds}))
        else:
            said = ", ".join(f"{count:,} {TABLES[table].many}" for table, count in total.items())
            self.stdout.write(f"Filled {said} in {seconds} s.")
