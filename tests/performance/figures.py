"""Whether every number of every measure is still the same, to be run before and after a change of how they are counted.

Run: `.venv/bin/python tests/performance/figures.py write FILE [CALLS]` with the one version and
`… figures.py compare FILE [CALLS]` with the other. The facts are made up alike each time (1,000,000 calls unless told
otherwise), so only the counting can differ. It ends with 1 and the first differences where some number is another.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import islice
from math import isclose
from pathlib import Path

from made_facts import PAGE, PERIOD, fill

from tandem.foundation.marts import Mart
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import compute_all

# What a result is of; and rows, which are listed apart.
NO_FIGURES = ("measure", "period", "rows")


def figures(mart: Mart) -> dict:
    """Every number of every measure over both periods, as plain values: to be held beside those of another version."""

    def plain(value):
        if is_dataclass(value):
            return {one.name: plain(getattr(value, one.name)) for one in fields(value) if one.name not in NO_FIGURES}
        if isinstance(value, Mapping):
            return {str(name): plain(one) for name, one in value.items()}
        if isinstance(value, tuple | list):
            return [plain(one) for one in value]
        return value if isinstance(value, float | int | str | None) else str(value)

    return {
        f"{id} from {period['start_month']}": plain(result)
        for period in (PERIOD, PAGE)
        for id, result in compute_all(CATALOGUE.values(), mart, **period).items()
    }


def differing(one: object, other: object, at: str = "") -> Iterator[str]:
    """Where two sets of figures differ, by more than the last digits of a sum of fractions."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in one | other:
            yield from differing(one.get(name), other.get(name), f"{at} {name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for i, pair in enumerate(zip(one, other, strict=True)):
            yield from differing(*pair, f"{at} {i}")
    elif not (
        one == other or (isinstance(one, float) and isinstance(other, float) and isclose(one, other, rel_tol=1e-9))
    ):
        yield f"{at}: {one} and {other}"


def main(what: str, file: Path, count: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        found = figures(fill(Path(folder) / "mart", count))
    if what == "write":
        file.write_text(json.dumps(found, sort_keys=True, indent=1))
        return 0
    others = list(islice(differing(json.loads(file.read_text()), json.loads(json.dumps(found))), 20))
    print("\n".join(others) or f"{len(found)} results are the same")
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000))
