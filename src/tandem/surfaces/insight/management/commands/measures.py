"""`bin/tandem measures --zone ZONE [--mart NAME=FOLDER …] [--engine spark | --compare]`: every measure, as one table.

For a county, a region or a state: the marts of several programs are read as one. Needs no database.
"""

import json
import time
from dataclasses import asdict
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tandem.foundation import clock
from tandem.foundation.marts import Mart
from tandem.foundation.marts.several import Several
from tandem.foundation.marts.spark import HERE, NoSpark, Spark
from tandem.measures import twin
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.printing import compared, table
from tandem.vocabulary.facts import World

DUCKDB, SPARK = "duckdb", "spark"
MONTHS = 12


class Command(BaseCommand):
    help = "Prints every measure over some months of one mart or of several, on this machine or on Spark."
    requires_system_checks = []
    needs_database = False

    def add_arguments(self, parser):
        say = parser.add_argument
        say("--zone", required=True, help="whose clock months are counted by, as America/New_York")
        say(
            "--mart",
            action="append",
            default=[],
            metavar="NAME=FOLDER",
            help="a program's mart, may be repeated: they are read as one. Without it, this installation's own",
        )
        say("--from", dest="start", metavar="MONTH", help="first month, as 2026-01. Without it, a year back")
        say("--to", dest="end", metavar="MONTH", help="last month. Without it, this one")
        say("--measure", action="append", default=[], metavar="ID", help="only this one; may be repeated")
        say("--by", choices=("month", "agency"), help="each month, or each agency, instead of all together")
        say("--engine", choices=(DUCKDB, SPARK), default=DUCKDB)
        say("--compare", action="store_true", help="run both engines, print both values and how far they differ")
        say("--master", default=HERE, help="where Spark runs, in Spark's own words. Without it, on this machine")
        say("--world", choices=[*World], default=World.REAL)
        say("--json", action="store_true", help="as one JSON object")

    def handle(self, *args, **options):
        measures = _measures(options["measure"])
        marts = Several(_marts(options["mart"]))
        over, by = _over(options), [options["by"]] if options["by"] else []
        engines = [DUCKDB, SPARK] if options["compare"] else [options["engine"]]
        found, seconds = {}, {}
        try:
            for engine in engines:
                with Spark(marts, master=options["master"]) if engine == SPARK else marts as facts:
                    started = time.monotonic()
                    found[engine] = twin.told(measures, facts, *by, **over)
                    seconds[engine] = round(time.monotonic() - started, 1)
        except NoSpark as missing:
            raise CommandError(str(missing)) from None
        except ValueError as wrong:
            raise CommandError(f"--from and --to: {wrong}") from None
        if options["compare"]:
            lines, equal = compared(measures, found[DUCKDB], found[SPARK])
        else:
            lines, equal = table(measures, found[options["engine"]]), True
        if options["json"]:
            self.stdout.write(json.dumps({"lines": [asdict(line) for line in lines], "seconds": seconds}))
        else:
            for line in lines:
                self.stdout.write(str(line))
            self.stdout.write(", ".join(f"{engine} {took} s" for engine, took in seconds.items()))
        if not equal:
            raise CommandError("The engines differ.")


def _measures(ids: list[str]) -> list:
    unknown = [one for one in ids if one not in CATALOGUE]
    if unknown:
        raise CommandError(f"--measure {unknown[0]} is none of the measures: {', '.join(sorted(CATALOGUE))}.")
    return [CATALOGUE[one] for one in ids or CATALOGUE]


def _marts(told: list[str]) -> dict[str, Mart]:
    """The marts by name, as they were named. A folder that holds no ledger is a typing mistake, and is said."""
    marts = {}
    for one in told or [f"own={settings.MART_DIR}"]:
        name, equals, folder = one.partition("=")
        if not (name and equals and folder):
            raise CommandError(f"--mart {one}: write it as NAME=FOLDER.")
        if name in marts:
            raise CommandError(f"--mart {one}: there is a {name} already; give each program a name of its own.")
        if not (Path(folder) / "ledger.json").is_file():
            raise CommandError(f"--mart {one}: {folder} is no mart, or was never filled (bin/tandem fill_facts).")
        marts[name] = Mart(Path(folder))
    return marts


def _over(options: dict) -> dict:
    try:
        zone = ZoneInfo(options["zone"])
    except (OSError, ValueError):
        raise CommandError(f"--zone {options['zone']} is no time zone; write it as America/New_York.") from None
    now = clock.now()
    here = now.astimezone(zone)
    end = options["end"] or here.strftime("%Y-%m")
    first = here.year * 12 + here.month - MONTHS
    start = options["start"] or f"{first // 12:04d}-{first % 12 + 1:02d}"
    return {"start_month": start, "end_month": end, "zone": options["zone"], "now": now, "world": options["world"]}
