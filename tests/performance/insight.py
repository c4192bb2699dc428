"""How long somebody waits for the pages of measures over HTTP: the first page, and that of all of them.

Run: `.venv/bin/python -m tests.performance.insight [CALLS]` (1,000,000 unless told otherwise). Each line is the first page of
a server process that has just started; the pages of another subject before it only bring in what any page needs. "No query,
no count" is a new release before its worker has counted, "queries" a page whose facts have changed since, "counts" what
stands once the worker has counted ahead. Aim: 2 s at a million calls. Wall seconds and those of the server's processors.
"""

import asyncio
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from tests.performance.processors import processor_time
from tests.performance.serving import cookie_of, fetch, server_in, serving

PAGES = {"first page": "/measures/", "all measures": "/measures/?group=all"}


def asked(folder: Path, path: str, cookie: str) -> tuple[float, float]:
    """Ask a fresh server for a page; return the seconds it took, and those of processors."""

    async def ask(port: int, server: int) -> tuple[float, float]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await fetch(reader, writer, "/insight/none/", cookie)
        began, spent = time.perf_counter(), processor_time(server)
        status, body = await fetch(reader, writer, path, cookie)
        took = time.perf_counter() - began, processor_time(server) - spent
        if status != 200 or b"did not finish" in body:
            raise RuntimeError(f"{path} answered {status}")
        return took

    with server_in(folder, workers=1) as (port, server):
        return asyncio.run(ask(port, server))


def main(count: int) -> None:
    with serving(0):
        from django.conf import settings
        from made_facts import fill

        from tandem.measures import keeping
        from tandem.surfaces.insight import ahead
        from tandem.vocabulary.terms import Role
        from tests.made import user_with_job

        cookie = cookie_of(user_with_job(Role.CLINICAL_SUPERVISOR))
        mart = fill(Path(settings.MART_DIR), count)
        kept = mart.folder / keeping.FOLDER
        print(f"{count:,} calls; load of the machine {os.getloadavg()[0]:.1f}")

        def told(words: str, forgotten: str = "none") -> None:
            for name, path in PAGES.items():
                for file in kept.glob(forgotten):
                    file.unlink()
                wall, spent = asked(Path(settings.DATA_DIR), path, cookie)
                print(f"  {name:<14}{words:<40}{wall:>7.2f} s, processors {spent:>6.2f} s", flush=True)

        told("no query, no count", "*")
        ahead.count()
        told("counts")
        told("queries, no count", f"{keeping.COUNTS}-*")


if __name__ == "__main__":
    main(int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 1_000_000)
