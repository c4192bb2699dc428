"""How long one decision takes: `.venv/bin/python -m tests.performance.decide`. Aim: at most 20 µs.

Asks questions dense where rules open, with facts, the cells of the matrix, and the longest rule; prints the median of
several runs in processor time and the whole matrix's time, and exits with 1 above the aim.
"""

import statistics
import sys
import time
from random import Random

from tandem.disclosure import decide
from tandem.disclosure.matrix import cells
from tandem.disclosure.tests.asking import question

AIM_US = 20.0
QUESTIONS, RUNS = 20_000, 7


def main() -> int:
    chance = Random(2)
    asked = [question(chance) for _ in range(QUESTIONS)]
    took = []
    for _ in range(RUNS):
        # The processor's own time: another program on the machine takes nothing from the law.
        before = time.process_time()
        for one in asked:
            decide(one)
        took.append((time.process_time() - before) / QUESTIONS * 1e6)
    before = time.perf_counter()
    count = sum(1 for _ in cells())
    whole = time.perf_counter() - before
    median = statistics.median(took)
    print(f"decide: {median:.1f} µs a question (median of {RUNS} runs of {QUESTIONS:,}; aim {AIM_US:.0f})")
    print(f"matrix: {count:,} cells in {whole:.2f} s")
    return 0 if median <= AIM_US else 1


if __name__ == "__main__":
    sys.exit(main())
