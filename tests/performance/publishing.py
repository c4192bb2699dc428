"""How long the public page takes to publish: `.venv/bin/python tests/performance/publishing.py [CALLS] [MONTHS]`.

It makes a mart of made-up facts over two years (12,000 calls unless told otherwise, as dense as the demo city) and does
what `measures/reports/actions.py` does before its act: counts the months that are not frozen, weighs the page against
those that are out, and counts the wait. First with nothing out, then so many MONTHS more (3) beside the pages before. The
request itself only asks for it: this is the worker's time, as the clock has it and in seconds of a processor.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from made_facts import NOW, ZONE, fill

from tandem.measures.reports import counting
from tandem.measures.reports.overlap import span
from tandem.measures.reports.page import figures

FIRST, LAST = "2024-12", "2026-10"
MONTHS = 12


def timed[Made](words: str, work: Callable[[], Made]) -> Made:
    began, spent = perf_counter(), process_time()
    made = work()
    print(f"  {words:<44}{perf_counter() - began:>8.2f} s{process_time() - spent:>8.2f} s of a processor", flush=True)
    return made


def main() -> None:
    told = [int(one) for one in sys.argv[1:]]
    calls, more = (*told, *(12_000, 3)[len(told) :])
    with tempfile.TemporaryDirectory() as folder:
        mart, months = fill(Path(folder) / "mart", calls), span(FIRST, LAST)

        def counted(month: str) -> dict:
            return counting.month_counts(mart, month, zone=ZONE, now=NOW)

        print(f"The first page, of {calls:,} calls in two years:")
        held = timed(f"counting {MONTHS} months", lambda: {month: counted(month) for month in months[:MONTHS]})
        out = [timed("weighing", lambda: figures(held, []))]
        timed("the wait", lambda: counting.wait(mart, months[0], months[MONTHS - 1], zone=ZONE, now=NOW))
        for month in months[MONTHS : MONTHS + more]:
            print(f"A month later, beside {len(out)} out:")
            held[month] = timed("counting the month", lambda month=month: counted(month))
            out.append(timed("weighing", lambda: figures(held, out)))


if __name__ == "__main__":
    main()
