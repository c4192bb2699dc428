"""Which periods of a study's frozen data a reader outside care is shown: by the one rule, `measures/suppress.py`."""

from collections.abc import Mapping, Sequence
from typing import Any

from tandem.measures.suppress import Cell, Table, protect

# Rows that are no counts: what they are told by, and what came of each, where only their number is shown.
TOLD_BY = {"change": "again", "met": "outcome", "arm": "outcome"}
# Weighing which may be shown takes the longer the more there are; of more than these none is shown.
MOST_WEIGHED = 300
COUNTS = ("counted", "out_of", "in_100", "minutes")


def hidden(rows: Sequence[Mapping[str, Any]]) -> set[int]:
    """The places in the list of those rows whose counts stay empty: small ones, and what would give one away."""
    if len(rows) > MOST_WEIGHED:
        return set(range(len(rows)))
    counts: dict[str, int] = {}
    cells = []
    for at, row in enumerate(rows):
        n = row.get("out_of", row.get("counted")) or 0
        yes = row.get("counted", n) if "out_of" in row else n
        counts |= {f"{at} yes": yes, f"{at} no": n - yes}
        cells.append(Cell(f"{at} n", frozenset({f"{at} yes", f"{at} no"}), bundle=str(at)))
        if "out_of" in row and "counted" in row:
            cells += [
                Cell(f"{at} k", frozenset({f"{at} yes"}), bundle=str(at)),
                Cell(f"{at} rest", frozenset({f"{at} no"}), bundle=str(at)),
            ]
    found = protect(Table(counts, tuple(cells), published=(Cell("n", frozenset(counts)),)))
    return {int(id.partition(" ")[0]) for id in found.hidden}


def without_small(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the counts of those that may not be shown left empty."""
    left = hidden(rows)
    return [
        {name: None if at in left and name in COUNTS else value for name, value in row.items()}
        for at, row in enumerate(rows)
    ]


def summed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that are no counts, added up by group and outcome; small numbers and what would give one away are empty."""
    by = next(name for name in TOLD_BY if name in rows[0])
    outcome = TOLD_BY[by]
    groups: dict[tuple, int] = {}
    for row in rows:
        value = row[outcome] if row[outcome] in (0, 1, None) else "any"
        groups[row[by], value] = groups.get((row[by], value), 0) + 1
    told = [{by: group, outcome: value, "counted": n} for (group, value), n in sorted(groups.items(), key=str)]
    return without_small(told)


def of_rows(rows: list[dict[str, Any]]) -> bool:
    """Whether these are rows of contacts or calls, and not counts by period."""
    return bool(rows) and "period" not in rows[0]
