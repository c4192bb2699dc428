"""How fast measures are, one of each shape, beside hand-written DuckDB SQL for the same numbers; and the whole page.

Run: `.venv/bin/python tests/performance/measures.py [CALLS] [--page-only]`. It makes a mart of made-up facts over two
years (1,000,000 calls unless told otherwise) with SQL, then runs each measure and its hand-written twin in turn, several
times, and prints medians and ratios. The twin gets the same files, the same engine and the same settings; it returns the
summary by month and reason (and the quantiles), but no intervals and no limits. Aims: any measure at most 1.5 times its
twin at 10,000,000 calls, the page of all measures at most 2 s at 1,000,000.
"""

import shutil
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from made_facts import PAGE, PERIOD, fill
from measures_by_hand import STANDS_FOR, TWINS

from tandem.foundation.marts import Mart
from tandem.measures import keeping, passes
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import compute, compute_all

ROUNDS = 5


def timed(work) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def spent(work) -> tuple[float, float]:
    """The seconds of some work, by the clock and of processors."""
    started = process_time()
    return timed(work), process_time() - started


def side_by_side(mart: Mart) -> None:
    """Each measure and its twin in turn, in one process, so that what else the machine does hits both alike."""
    by_hand = mart._cursor()
    stood_for = set(TWINS).union(*STANDS_FOR.values())
    if stood_for != set(CATALOGUE):
        raise SystemExit(f"No twin stands for {sorted(set(CATALOGUE) - stood_for)}, or one for a measure that is none.")
    print(f"{len(TWINS)} twins stand for all {len(CATALOGUE)} measures; they differ in a column, days or a word only")

    def twin(measure) -> None:
        for sql in TWINS[measure.id]:
            by_hand.sql(f"WITH {mart._sources(list(measure.tables))} SELECT * FROM ({sql})").to_arrow_table()

    print(f"{'measure':<26}{'declared':>10}{'by hand':>10}{'ratio':>8}{'of processors':>15}")
    totals = [0.0] * 4
    for measure in (CATALOGUE[id] for id in TWINS):
        compute(measure, mart, **PERIOD)
        twin(measure)
        rounds = []
        for _ in range(ROUNDS):
            declared = spent(lambda m=measure: compute(m, mart, **PERIOD))
            rounds.append((*declared, *spent(lambda m=measure: twin(m))))
        told = [statistics.median(one) for one in zip(*rounds, strict=True)]
        totals = [one + other for one, other in zip(totals, told, strict=True)]
        print(_line(measure.id, *told), flush=True)
    print(_line("all of these", *totals))


def _line(words: str, wall: float, processors: float, by_hand: float, its_processors: float) -> str:
    return f"{words:<26}{wall:>10.3f}{by_hand:>10.3f}{wall / by_hand:>8.2f}{processors / its_processors:>15.2f}"


def page(mart: Mart) -> None:
    """All measures over twelve months, as the page of the catalogue asks for them: cold, and with what is kept.

    Wall seconds and seconds of processors, since a machine that does other things makes the first longer. A fresh process
    is played by forgetting the queries at hand.
    """
    asked: list[float] = []
    ask = Mart.lines

    def watched(self, *query):
        started = process_time()
        found = ask(self, *query)
        asked.append(process_time() - started)
        return found

    Mart.lines = watched
    all_of_it = partial(compute_all, CATALOGUE.values(), mart, **PAGE)

    def told(words: str, work, rounds: int = ROUNDS) -> None:
        asked.clear()
        spent, walls = process_time(), [timed(work) for _ in range(rounds)]
        spent = (process_time() - spent) / rounds
        engine, queries = sum(asked) / rounds, len(asked) // rounds
        print(
            f"  {words:<54}{statistics.median(walls):>8.2f} s, processors {spent:>6.2f} s, of it {queries} queries"
            f" {engine:.2f} s",
            flush=True,
        )

    def fresh() -> None:
        passes._wholes.clear()
        all_of_it()

    print(f"all {len(CATALOGUE)} measures over twelve months")
    told("queries never made before", fresh, 1)
    told("a fresh process, queries kept", fresh)
    told("cold, queries at hand", all_of_it)
    compute_all(CATALOGUE.values(), mart, **PAGE, keep=True)
    told("counted ahead, read by a fresh process", fresh)
    shutil.rmtree(mart.folder / keeping.FOLDER)
    passes._wholes.clear()
    told("one measure after another", lambda: [compute(one, mart, **PAGE) for one in CATALOGUE.values()], 1)
    Mart.lines = ask


def main(count: int, only_page: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mart = fill(Path(folder) / "mart", count)
        print(f"{count:,} calls; median of {ROUNDS} rounds, seconds", flush=True)
        page(mart)
        if not only_page:
            side_by_side(mart)


if __name__ == "__main__":
    numbers = [int(one.replace("_", "")) for one in sys.argv[1:] if not one.startswith("-")]
    main(numbers[0] if numbers else 1_000_000, "--page-only" in sys.argv)
