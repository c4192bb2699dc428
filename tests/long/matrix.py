"""100,000 random questions to both readers of the law, every cell of the matrix, and 3,000 cells over HTTP on every path.

`bin/test --long matrix` prints the counts, the speed of `decide`, and each difference; fails when there is any. A planted
difference must be found, and over HTTP a planted wrong rule. `TANDEM_MATRIX_CELLS` asks for another number of cells.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

COUNT = 100_000
PIECE = 5_000
SEED = 2026
CELLS = "3000"
HTTP = "tests/matrix/test_http_matrix.py"


def main() -> int:
    folder = tempfile.TemporaryDirectory(prefix="tandem-matrix-")
    from tandem.foundation.database.embedded import Embedded

    with folder as data, Embedded(Path(data), fast=True) as urls:
        os.environ.update(
            DJANGO_SETTINGS_MODULE="tandem.settings",
            TANDEM_SECRET_KEY="test",
            TANDEM_POOL="0",
            TANDEM_DATA=data,
            DATABASE_URL=urls.app,
            DATABASE_OWNER_URL=urls.owner,
        )
        import django

        django.setup()
        differ = _compare()
    return differ or _over_http()


def _over_http() -> int:
    """The cells through the doors, in a run of pytest of its own: it brings its own database."""
    mine = {
        "DJANGO_SETTINGS_MODULE",
        "TANDEM_SECRET_KEY",
        "TANDEM_POOL",
        "TANDEM_DATA",
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
    }
    around = {name: value for name, value in os.environ.items() if name not in mine}
    command = [sys.executable, "-m", "pytest", "-q", "-s", "--show-capture=no", "--durations=3", HTTP, *sys.argv[1:]]
    return subprocess.run(command, env={"TANDEM_MATRIX_CELLS": CELLS} | around).returncode


def _compare() -> int:
    from django.core.management import call_command
    from django.db import connections

    from tandem.disclosure import Question, decide, sql
    from tandem.disclosure.forbids import FORBIDS
    from tandem.disclosure.matrix import cells
    from tandem.disclosure.scopes import SCOPE_WORDS
    from tandem.disclosure.table import RULES
    from tandem.disclosure.tests.asking import question
    from tandem.domain.releases.wall import differences

    call_command("migrate_all", verbosity=0)
    chance = Random(SEED)
    asked = [question(chance) for _ in range(COUNT)]
    began = time.process_time()
    allowed = sum(decide(one).allowed for one in asked)
    each = (time.process_time() - began) / COUNT * 1e6
    print(f"decide: {each:.1f} µs a question; {allowed:,} of {COUNT:,} allowed")
    found = [one for start in range(0, COUNT, PIECE) for one in differences(asked[start : start + PIECE])]
    print(f"random questions: {COUNT:,}, differences: {len(found)}")
    whole = [Question(*cell[:5], SCOPE_WORDS) for cell in cells()]
    there = [one for start in range(0, len(whole), PIECE) for one in differences(whole[start : start + PIECE])]
    print(f"cells of the matrix: {len(whole):,}, differences: {len(there)}")
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute(sql.function([one for one in RULES if one.id != "R10"], FORBIDS, "pg_temp.tandem_planted"))
    planted = differences(asked[:PIECE], "pg_temp.tandem_planted", owner)
    print(f"planted (R10 left out): {len(planted)} differences found")
    for one, answer in (found + there)[:20]:
        print(f"  the database says {answer}: {one}")
    connections.close_all()
    return 1 if found or there or not planted else 0


if __name__ == "__main__":
    sys.exit(main())
