"""How long the estimate of a roll-out takes: 8,000 officers by 72 months, 48 starts. Aim: under 5 s, reading included.

Run: `.venv/bin/python tests/performance/rollout.py [OFFICERS MONTHS]`. The table is made up, without an effect.
"""

import sys
from time import perf_counter

import numpy as np
import pandas as pd

from tandem.measures.evaluation import run

SPEC = {"unit": "officer", "time": "month", "outcome": "holds", "first_treated": "trained"}


def made(officers: int, months: int) -> pd.DataFrame:
    rng = np.random.default_rng(72)
    trained = rng.choice([*range(months // 6, months * 5 // 6), 0], officers)
    holds = rng.poisson(rng.gamma(2, 2, (officers, 1)) * np.ones((1, months)))
    officer, month = np.meshgrid(np.arange(officers), np.arange(months), indexing="ij")
    columns = {"officer": officer.ravel(), "month": month.ravel(), "holds": holds.ravel()}
    return pd.DataFrame({**columns, "trained": np.repeat(trained, months)})


def main() -> None:
    officers, months = (int(one) for one in sys.argv[1:3]) if len(sys.argv) > 2 else (8000, 72)
    table = made(officers, months)
    began = perf_counter()
    run("rollout", table.head(months * 200), {**SPEC, "placebos": 1})
    imported = perf_counter() - began
    began = perf_counter()
    report = run("rollout", table, SPEC)
    took = perf_counter() - began
    print(f"libraries and a small table: {imported:.1f} s, once")
    print(f"{officers:,} officers by {months} months: {took:.2f} s (aim 5 s)")
    print(f"{report.estimate_sentence} {report.chance.sentence}")


if __name__ == "__main__":
    main()
