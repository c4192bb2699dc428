"""How long an import of many past calls takes, and how much memory: `python -m tests.performance.imports [ROWS]`.

Made-up rows like a county's, on a durable database of its own, by the command a program would use. Aim for 100,000
rows: at most 60 s, and memory that does not grow with the file: the peak is printed beside that of a tenth of the rows.
"""

import contextlib
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

COLUMNS = "latitude,longitude,call_type,received_at,area,location"
TYPES = ["EMS: FALL VICTIM", "EMS: RESPIRATORY EMERGENCY", "Fire: FIRE ALARM", "Traffic: VEHICLE ACCIDENT -"]


def write(path: Path, rows: int) -> None:
    """`rows` different calls over a few years, as CSV without a header."""
    chance = random.Random(rows)
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            at = datetime(2018, 1, 1) + timedelta(minutes=11 * number)
            # The hours that a change of the clocks skips or doubles would be refused.
            at = at.replace(hour=3) if at.hour in (1, 2) else at
            place = f"{40 + chance.random():.6f},{-75 - chance.random():.6f}"
            file.write(f"{place},{chance.choice(TYPES)},{at:%Y-%m-%d %H:%M},AREA {number % 40},ELM ST & {number} ST\n")


def as_sheet(path: Path) -> Path:
    """The same rows as a spreadsheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Calls")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            sheet.append(row)
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def run(rows: int, folder: Path, environment: dict[str, str], sheet: bool = False) -> tuple[dict, float, float]:
    """The result of the command, its seconds with start-up, and its peak resident memory in MB.

    The program that reads a spreadsheet is another process; the peak is of the larger of the two.
    """
    path = folder / f"calls-{rows}{'-sheet' if sheet else ''}.csv"
    write(path, rows)
    path = as_sheet(path) if sheet else path
    words = ["import", "calls", str(path), "--no-header", "--columns", COLUMNS, "--source", path.stem, "--json"]
    began = time.perf_counter()
    # A child of a child: the peak of finished children is then that of this command alone.
    code = "import resource, subprocess, sys; print(subprocess.check_output(sys.argv[1:], text=True).splitlines()[-1]);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    django = [sys.executable, "-m", "django", *words]
    printed = subprocess.check_output([sys.executable, "-c", code, *django], env=os.environ | environment, text=True)
    seconds = time.perf_counter() - began
    result, peak = printed.splitlines()
    return json.loads(result), seconds, int(peak) / 1024


def main(rows: int) -> None:
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tandem.settings"
    from tandem.foundation.database.access import opened

    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tandem-performance-")))
        folder.chmod(0o755)
        environment = stack.enter_context(opened(folder))
        os.environ.update(environment)
        import django

        django.setup()
        from tandem.foundation.database import reach

        # What a benchmark makes, it makes as a command does; the server it measures begins with nothing open.
        reach.standing("benchmark")
        from django.core.management import call_command

        from tandem.vocabulary.terms import OrganizationKind
        from tests import made

        call_command("migrate_all", verbosity=0)
        made.program()
        made.organization(OrganizationKind.PSAP, in_program=True)
        for count, sheet in ((rows // 10, False), (rows, False), (rows // 10, True), (rows, True)):
            result, seconds, peak = run(count, folder, environment, sheet)
            if result["accepted"] != count:
                raise RuntimeError(f"not all came in: {result}")
            what = f"{count:,} rows{' of a spreadsheet' if sheet else ''}"
            print(f"{what}: {seconds:.1f} s ({count / seconds:,.0f}/s), peak {peak:.0f} MB")
        print("aim: 100,000 rows in 60 s, the same peak")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
